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
import java.util.OptionalLong;

/// Finds messages that wait for clients, in tables without settled deliveries.
public final class EmbeddedHeldMessages implements HeldMessages {

    private final Store store;

    public EmbeddedHeldMessages(Store store) {
        this.store = store;
    }

    @Override
    public OptionalLong firstUntaken(ConversationId conversation, long after) {
        return store.read(view -> {
            long first =
                    Math.min(
                            firstPending(view, conversation, after),
                            firstParked(view, conversation, after));
            return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first);
        });
    }

    /// A re-driven delivery's position in the lane says nothing about its `seq`, so the whole lane
    /// is read: only deliveries that no client has taken.
    private static long firstPending(View view, ConversationId conversation, long after) {
        long first = Long.MAX_VALUE;
        byte[] lane = Keys.lane(Target.LIVE_CLIENTS, conversation);
        try (Scan scan = view.scan(Table.PENDING, lane)) {
            while (scan.next()) {
                long seq =
                        MessageRecord.ifSound(view, MessageKey.read(scan.value()))
                                .map(stored -> stored.message().seq())
                                .filter(it -> it > after)
                                .orElse(Long.MAX_VALUE);
                first = Math.min(first, seq);
            }
        }
        return first;
    }

    private static long firstParked(View view, ConversationId conversation, long after) {
        byte[] from = Keys.parkedInLane(Target.LIVE_CLIENTS, conversation, after + 1);
        byte[] until = ByteWriter.behind(Keys.parkedInLane(Target.LIVE_CLIENTS, conversation));
        try (Scan scan = view.scan(Table.DEAD, from, until)) {
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
