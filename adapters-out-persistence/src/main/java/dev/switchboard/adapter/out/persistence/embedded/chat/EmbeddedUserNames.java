package dev.switchboard.adapter.out.persistence.embedded.chat;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.USER_NAME;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A record for each user with several names, found by conversation or by any name. All of it is
/// removed with the conversation.
public final class EmbeddedUserNames implements UserNames {

    /// Key: the conversation. Value: the names.
    private static final int RECORD = 1;

    /// Key: a name. Value: the conversation.
    private static final int NAME = 2;

    private static final int VERSION = 1;

    private final Store store;

    public EmbeddedUserNames(Store store) {
        this.store = store;
    }

    @Override
    public List<UserIdentity> find(Collection<ConversationId> names) {
        return store.read(view -> {
            Set<UserIdentity> found = new LinkedHashSet<>();
            names.forEach(name -> owner(view, name).ifPresent(found::add));
            return List.copyOf(found);
        });
    }

    /// Called for every message; most users have no second name.
    private static Optional<UserIdentity> owner(RecordLookup records, ConversationId name) {
        Decoder<ConversationId> decoder =
                value -> {
                    Decoder.version(value, VERSION);
                    return new ConversationId(value.text());
                };
        return decoder.ifSound(USER_NAME, records.probe(USER_NAME, key(NAME, name)))
                .flatMap(conversation -> record(records, conversation))
                .filter(user -> user.names().contains(name));
    }

    private static Optional<UserIdentity> record(
            RecordLookup records, ConversationId conversation) {
        Decoder<UserIdentity> decoder = value -> read(value, conversation);
        return decoder.ifSound(USER_NAME, records.get(USER_NAME, key(RECORD, conversation)));
    }

    private static UserIdentity read(ByteReader value, ConversationId conversation) {
        Decoder.version(value, VERSION);
        List<ConversationId> names = new ArrayList<>();
        for (long rest = value.number(); rest > 0; rest--) {
            names.add(new ConversationId(value.text()));
        }
        return new UserIdentity(conversation, names);
    }

    private static byte[] key(int kind, ConversationId name) {
        String text = name.value();
        return new ByteWriter(text.length() + 2).octet(kind).keyText(text).toBytes();
    }

    /// An unreadable record counts as none.
    @Override
    public Replaced replace(List<UserIdentity> expected, UserIdentity next) {
        return store.write(batch -> {
            boolean there =
                    expected.stream()
                            .allMatch(user ->
                                    record(batch, user.conversation())
                                            .filter(user::equals)
                                            .isPresent());
            boolean free =
                    next.names().stream()
                            .flatMap(name -> owner(batch, name).stream())
                            .allMatch(expected::contains);
            if (!there || !free) {
                return Replaced.OVERTAKEN;
            }
            expected.forEach(user -> remove(batch, user));
            put(batch, next);
            return Replaced.DONE;
        });
    }

    private static void put(Batch batch, UserIdentity user) {
        ByteWriter names = new ByteWriter(128).octet(VERSION).number(user.names().size());
        user.names().forEach(name -> names.text(name.value()));
        batch.put(USER_NAME, key(RECORD, user.conversation()), names.toBytes());
        byte[] conversation =
                new ByteWriter(64).octet(VERSION).text(user.conversation().value()).toBytes();
        user.names().forEach(name -> batch.put(USER_NAME, key(NAME, name), conversation));
    }

    private static void remove(Batch batch, UserIdentity user) {
        user.names().forEach(name -> batch.delete(USER_NAME, key(NAME, name)));
        batch.delete(USER_NAME, key(RECORD, user.conversation()));
    }

    /// Part of the write that removes a conversation's last message.
    public static void forget(Batch batch, ConversationId conversation) {
        record(batch, conversation).ifPresent(user -> remove(batch, user));
    }
}
