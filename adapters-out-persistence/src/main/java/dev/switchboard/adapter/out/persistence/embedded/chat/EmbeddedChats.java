package dev.switchboard.adapter.out.persistence.embedded.chat;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.CHAT;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Records;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A record per chat, found by its conversation and number or by its id; the number of each
/// conversation's newest, and the names of those that are open. All of it goes with its
/// conversation.
public final class EmbeddedChats implements Chats {

    /// Named by the conversation and the chat's number: the chat.
    private static final int RECORD = 1;

    /// The same: nothing.
    private static final int OPEN = 2;

    /// Named by the conversation: the number of its newest chat.
    private static final int NEWEST = 3;

    /// Named by the chat: its conversation and number.
    private static final int NAMED = 4;

    private static final byte[] NOTHING = {};
    private static final Decoder<Chat> DECODER = ChatBytes::read;

    private final Store store;

    public EmbeddedChats(Store store) {
        this.store = store;
    }

    @Override
    public List<Chat> newest(ConversationId conversation, int limit) {
        return store.read(view -> {
            List<Chat> found = new ArrayList<>();
            long last = number(view, conversation);
            for (long number = last; number > Math.max(0, last - limit); number--) {
                find(view, conversation, number).ifPresent(found::add);
            }
            return found;
        });
    }

    @Override
    public Optional<Chat> find(ChatId id) {
        return store.read(view -> {
            byte[] named = view.get(CHAT, key(id));
            if (named == null) {
                return Optional.empty();
            }
            ByteReader name = new ByteReader(named);
            return find(view, new ConversationId(name.keyText()), name.int64());
        });
    }

    private static byte[] key(ChatId id) {
        return new ByteWriter(48).octet(NAMED).keyText(id.value()).toBytes();
    }

    private static long number(Records records, ConversationId conversation) {
        byte[] newest = records.get(CHAT, key(NEWEST, conversation).toBytes());
        return newest == null ? 0 : new ByteReader(newest).int64();
    }

    private static Optional<Chat> find(Records records, ConversationId conversation, long number) {
        return DECODER.ifSound(CHAT, () -> records.get(CHAT, key(RECORD, conversation, number)));
    }

    private static ByteWriter key(int kind, ConversationId conversation) {
        String name = conversation.value();
        return new ByteWriter(name.length() + 10).octet(kind).keyText(name);
    }

    private static byte[] key(int kind, ConversationId conversation, long number) {
        return key(kind, conversation).int64(number).toBytes();
    }

    @Override
    public Changed begin(Chat chat) {
        byte[] value = ChatBytes.write(chat);
        return store.write(batch -> {
            long last = number(batch, chat.conversation());
            Optional<Chat> there = find(batch, chat.conversation(), last);
            if (there.filter(chat::equals).isPresent()) {
                return new Changed.Done();
            }
            boolean over = there.map(before -> !before.state().live()).orElse(true);
            if (last >= chat.number() || !over) {
                return new Changed.Overtaken(there.orElse(null));
            }
            put(batch, chat, value);
            batch.put(CHAT, key(OPEN, chat.conversation(), chat.number()), NOTHING);
            batch.put(
                    CHAT,
                    key(chat.id()),
                    new ByteWriter(64)
                            .keyText(chat.conversation().value())
                            .int64(chat.number())
                            .toBytes());
            batch.put(
                    CHAT,
                    key(NEWEST, chat.conversation()).toBytes(),
                    new ByteWriter(Long.BYTES).int64(chat.number()).toBytes());
            return new Changed.Done();
        });
    }

    private static void put(Batch batch, Chat chat, byte[] value) {
        batch.putWords(CHAT, key(RECORD, chat.conversation(), chat.number()), value);
    }

    @Override
    public Changed change(long expected, Chat next) {
        byte[] value = ChatBytes.write(next);
        return store.write(batch -> {
            Chat there =
                    find(batch, next.conversation(), next.number())
                            .filter(found -> found.id().equals(next.id()))
                            .orElse(null);
            if (next.equals(there)) {
                return new Changed.Done();
            }
            if (there == null || there.version() != expected) {
                return new Changed.Overtaken(there);
            }
            put(batch, next, value);
            return new Changed.Done();
        });
    }

    @Override
    public List<Chat> open(@Nullable Chat after, int limit) {
        return store.read(view -> open(view, after, limit));
    }

    private static List<Chat> open(View view, @Nullable Chat after, int limit) {
        byte[] all = {OPEN};
        byte[] from =
                after == null
                        ? all
                        : ByteWriter.behind(key(OPEN, after.conversation(), after.number()));
        List<Chat> found = new ArrayList<>();
        try (Scan scan = view.scan(CHAT, from, ByteWriter.behind(all))) {
            while (found.size() < limit && scan.next()) {
                ByteReader name = new ByteReader(scan.key());
                name.octet();
                find(view, new ConversationId(name.keyText()), name.int64()).ifPresent(found::add);
            }
        }
        return found;
    }

    @Override
    public void finish(Chat over) {
        store.write(batch -> {
            batch.delete(CHAT, key(OPEN, over.conversation(), over.number()));
            return over;
        });
    }

    @Override
    public boolean erase(ChatId id) {
        return store.write(batch -> {
            byte[] named = batch.get(CHAT, key(id));
            if (named == null) {
                return true;
            }
            ByteReader name = new ByteReader(named);
            ConversationId conversation = new ConversationId(name.keyText());
            long number = name.int64();
            if (batch.get(CHAT, key(OPEN, conversation, number)) != null) {
                return false;
            }
            find(batch, conversation, number)
                    .map(Chat::erased)
                    .ifPresent(chat -> put(batch, chat, ChatBytes.write(chat)));
            return true;
        });
    }

    /// What the end of a conversation does: belongs into the write that removes its last message.
    public static void forget(Batch batch, ConversationId conversation) {
        for (long number = number(batch, conversation); number > 0; number--) {
            find(batch, conversation, number).ifPresent(chat -> batch.delete(CHAT, key(chat.id())));
            batch.delete(CHAT, key(RECORD, conversation, number));
            batch.delete(CHAT, key(OPEN, conversation, number));
        }
        batch.delete(CHAT, key(NEWEST, conversation).toBytes());
    }
}
