package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.session.ClientId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Selects what a console follows, and sets its agent's availability. A conversation that the agent
/// may not see is answered like one that does not exist.
public interface WatchDesk {

    /// Makes these the only queues that the console follows, and sends a snapshot of each. Also
    /// used to get a snapshot again.
    ///
    /// @param queues null for all permitted queues
    /// @return the queues that it follows; those that are not permitted are left out
    Set<QueueId> watchQueues(ClientId console, @Nullable Set<QueueId> queues);

    /// Makes a supervisor's console follow a conversation as an observer. It is pushed everything
    /// after `after`; without that, everything from now on.
    Watching watch(ClientId console, ConversationId conversation, @Nullable Long after);

    /// Ends the observation. Does nothing if the console does not watch the conversation, or holds
    /// it.
    void unwatch(ClientId console, ConversationId conversation);

    /// Reads a conversation, for its holder, the agent it is offered to, and supervisors, who see
    /// also what is older than agents may see.
    ///
    /// @param before returns only messages with a smaller `seq`; null for the newest
    /// @param limit 1 to 200
    /// @return empty if there is nothing that this agent may see
    Optional<Slice> context(
            ClientId console, ConversationId conversation, @Nullable Long before, int limit);

    /// Sets the agent's availability.
    ///
    /// @return empty if there is no such profile or state
    Optional<AgentReadiness> choose(ClientId console, long profileId, long stateId);

    /// Refused as `NOT_FOUND`, `FORBIDDEN` or `AT_LIMIT`.
    sealed interface Watching permits Watching.Begun, DeskRefusal {

        /// @param seq the `seq` after which the pushes begin
        /// @param customer of the last handoff; null if there is none, or nobody knows
        record Begun(long seq, @Nullable Customer customer) implements Watching {}
    }
}
