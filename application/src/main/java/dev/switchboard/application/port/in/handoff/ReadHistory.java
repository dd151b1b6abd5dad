package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.session.ClientId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells agents what became of a customer before. A conversation that the agent may not see is
/// answered like one that does not exist.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s.
public interface ReadHistory {

    /// Returns the handoffs of a conversation that are over, the latest first, for its holder, the
    /// agent it is offered to, and supervisors.
    ///
    /// @param before returns only those that ended before this `seq`; null for the latest
    /// @param limit 1 to 50
    /// @return empty if there is nothing that this agent may see
    Optional<Formers> formers(
            ClientId console, ConversationId conversation, @Nullable Long before, int limit);

    /// @param handoffs at most `limit`; fewer, even none, where one reading did not find more
    /// @param next the `before` to continue with; null if there are no others
    record Formers(List<Former> handoffs, @Nullable Long next) {
        public Formers {
            handoffs = List.copyOf(handoffs);
        }
    }

    /// A handoff that is over, as far as the records of its steps are still there: where retention
    /// took the first ones, it begins with the first that is left.
    ///
    /// @param queue the last that the customer waited in; null if that is not known any more
    /// @param agent the last who had it; null if nobody had
    /// @param outcome null if the agent named none
    /// @param from the `seq` of the record of its first step
    /// @param to the `seq` of the record of its last step
    record Former(
            HandoffId handoff,
            @Nullable QueueId queue,
            @Nullable AgentId agent,
            Instant askedAt,
            Instant endedAt,
            @Nullable LabelId outcome,
            List<LabelId> tags,
            long from,
            long to) {
        public Former {
            tags = List.copyOf(tags);
        }
    }
}
