package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.session.ClientId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a console looks at, and how its agent is seen. A conversation that the agent may not see is
/// answered like one that is not there.
public interface WatchDesk {

    /// From now on the console hears of these queues alone, of each first a snapshot; also to take
    /// a snapshot again.
    ///
    /// @param queues null for all that are permitted
    /// @return those that it hears of: others are left out
    Set<QueueId> watchQueues(ClientId console, @Nullable Set<QueueId> queues);

    /// A supervisor's console follows a conversation, without a part in it: it is pushed all that
    /// comes behind `after`, and what comes from now on without one.
    Watching watch(ClientId console, ConversationId conversation, @Nullable Long after);

    /// Harmless if it does not watch it, or holds it.
    void unwatch(ClientId console, ConversationId conversation);

    /// Reads what was said, for the holder, the agent it is offered to, and supervisors.
    ///
    /// @param before only what has a smaller `seq`, or null for the newest
    /// @param limit 1 to 200
    /// @return empty if there is nothing that this agent may see
    Optional<Slice> context(
            ClientId console, ConversationId conversation, @Nullable Long before, int limit);

    /// The agent chooses a state.
    ///
    /// @return empty if there is none of this name
    Optional<AgentReadiness> choose(ClientId console, long profileId, long stateId);

    /// Refused as `NOT_FOUND`, `FORBIDDEN` or `AT_LIMIT`.
    sealed interface Watching permits Watching.Begun, DeskRefusal {

        /// @param seq behind which the pushes begin
        record Begun(long seq) implements Watching {}
    }
}
