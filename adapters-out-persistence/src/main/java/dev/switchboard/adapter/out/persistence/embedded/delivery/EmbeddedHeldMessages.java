package dev.switchboard.adapter.out.persistence.embedded.delivery;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Finds what waits for clients in tables that have nothing settled in them.
public final class EmbeddedHeldMessages implements HeldMessages {

    private final Store store;

    public EmbeddedHeldMessages(Store store) {
        this.store = store;
    }

    @Override
    public List<ConversationId> conversations(@Nullable ConversationId after, int limit) {
        return store.search(view -> conversations(view, after, limit));
    }

    private static List<ConversationId> conversations(
            View view, @Nullable ConversationId after, int limit) {
        List<ConversationId> found = new ArrayList<>();
        byte[] all = Keys.target(Target.LIVE_CLIENTS);
        byte[] from =
                after == null ? all : ByteWriter.behind(Keys.lane(Target.LIVE_CLIENTS, after));
        try (Scan scan = view.scan(Table.PENDING, from, ByteWriter.behind(all))) {
            boolean more = scan.next();
            while (more && found.size() < limit) {
                ConversationId id = Keys.Pending.read(scan.key()).conversation();
                found.add(id);
                more = scan.skipTo(ByteWriter.behind(Keys.lane(Target.LIVE_CLIENTS, id)));
            }
        }
        return found;
    }

    @Override
    public OptionalLong firstUntaken(ConversationId conversation) {
        return store.read(view -> {
            long first =
                    Math.min(firstPending(view, conversation), firstParked(view, conversation));
            return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first);
        });
    }

    /// Its place in the lane tells nothing of a re-driven one's `seq`, so all are looked at; they
    /// are those that no client has taken.
    private static long firstPending(View view, ConversationId conversation) {
        long first = Long.MAX_VALUE;
        byte[] lane = Keys.lane(Target.LIVE_CLIENTS, conversation);
        try (Scan scan = view.scan(Table.PENDING, lane)) {
            while (scan.next()) {
                long seq =
                        MessageRecord.find(view, MessageKey.read(scan.value()))
                                .map(stored -> stored.message().seq())
                                .orElse(Long.MAX_VALUE);
                first = Math.min(first, seq);
            }
        }
        return first;
    }

    private static long firstParked(View view, ConversationId conversation) {
        byte[] lane = Keys.parkedInLane(Target.LIVE_CLIENTS, conversation);
        try (Scan scan = view.scan(Table.DEAD, lane)) {
            if (!scan.next()) {
                return Long.MAX_VALUE;
            }
            ByteReader key = new ByteReader(scan.key());
            key.octet();
            key.keyText();
            key.keyText();
            return key.int64();
        }
    }
}
