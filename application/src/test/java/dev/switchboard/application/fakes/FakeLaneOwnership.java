package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.delivery.LaneOwnership;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.HashSet;
import java.util.Set;

/// Grants every conversation, except those a test gives to another node.
public final class FakeLaneOwnership implements LaneOwnership {
    private final Set<ConversationId> elsewhere = new HashSet<>();
    private long fence = 1;

    /// From now on another node runs it.
    public synchronized void giveAway(ConversationId conversation) {
        elsewhere.add(conversation);
        fence++;
    }

    /// The other node gave it back.
    public synchronized void giveBack(ConversationId conversation) {
        elsewhere.remove(conversation);
        fence++;
    }

    @Override
    public synchronized Claim claim(ConversationId conversation) {
        return elsewhere.contains(conversation) ? new Claim.Elsewhere() : new Claim.Granted(fence);
    }

    @Override
    public synchronized void release(ConversationId conversation) {}
}
