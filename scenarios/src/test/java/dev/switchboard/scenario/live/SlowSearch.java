package dev.switchboard.scenario.live;

import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.OptionalLong;

/// Lets a test act when the search for a conversation's first untaken message is over and its
/// result is not known yet.
final class SlowSearch implements HeldMessages {

    private final HeldMessages held;
    private Runnable meanwhile = () -> {};

    SlowSearch(HeldMessages held) {
        this.held = held;
    }

    /// Runs an action once, after the next search and before it returns.
    void beforeItReturns(Runnable what) {
        meanwhile = what;
    }

    @Override
    public OptionalLong firstUntaken(ConversationId conversation, long after) {
        OptionalLong first = held.firstUntaken(conversation, after);
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
        return first;
    }
}
