package dev.switchboard.adapter.out.persistence.embedded.record;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;

/// The time slots of conversations that live clients follow, in `ACTIVITY`. A slot lasts ten
/// seconds, so most messages change nothing.
public final class ActivitySlots {

    private static final int SECONDS = 10;
    private static final byte[] NOTHING = {};

    private ActivitySlots() {}

    public static long of(Instant at) {
        return Math.max(0, Math.floorDiv(at.getEpochSecond(), SECONDS));
    }

    /// Records the activity of a new message.
    ///
    /// @return the head with its new slot
    public static ConversationHead moved(
            Batch batch, ConversationHead conversationHead, Entry entry) {
        long next = of(entry.at());
        long slot = conversationHead.slot();
        if (next == slot || (slot == ConversationHead.NO_SLOT && !entry.bringsClients())) {
            return conversationHead;
        }
        ConversationId id = entry.conversation();
        if (slot != ConversationHead.NO_SLOT) {
            batch.delete(Table.ACTIVITY, Keys.activity(id, slot));
        }
        batch.put(Table.ACTIVITY, Keys.activity(id, next), NOTHING);
        return new ConversationHead(
                conversationHead.conversation(),
                conversationHead.lastPosition(),
                next,
                conversationHead.firstGeneration(),
                conversationHead.lastGeneration());
    }
}
