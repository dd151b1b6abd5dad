package dev.switchboard.adapter.out.persistence.embedded.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.record.ConversationHead;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the heads of conversations, which are stored by id.
public final class EmbeddedConversations implements Conversations {

    private static final byte[] BEFORE_ALL = {};
    private static final byte[] BEHIND_ALL = {-1};

    private final Store store;

    public EmbeddedConversations(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return store.read(
                view -> ConversationHead.find(view, id).map(ConversationHead::conversation));
    }

    @Override
    public List<Conversation> list(@Nullable ConversationId after, int limit) {
        byte[] from =
                after == null
                        ? BEFORE_ALL
                        : new ByteWriter(64).raw(ConversationHead.key(after)).octet(0).toBytes();
        return store.search(view -> {
            List<Conversation> found = new ArrayList<>();
            try (Scan scan = view.scan(Table.HEAD, from, BEHIND_ALL)) {
                while (found.size() < limit && scan.next()) {
                    ConversationId id = new ConversationId(new String(scan.key(), UTF_8));
                    found.add(ConversationHead.read(id, scan.value()).conversation());
                }
            }
            return found;
        });
    }

    @Override
    public Map<ConversationId, Long> lastSeqs(Collection<ConversationId> some) {
        return store.read(view ->
                some.stream()
                        .flatMap(id -> ConversationHead.find(view, id).stream())
                        .map(ConversationHead::conversation)
                        .collect(Collectors.toMap(Conversation::id, Conversation::lastSeq)));
    }

    /// No other hub appends here.
    @Override
    public long fence(ConversationId id, MessageId entry, Instant now) {
        return lastSeq(id);
    }
}
