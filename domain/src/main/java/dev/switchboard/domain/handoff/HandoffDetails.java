package dev.switchboard.domain.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;

/// The facts of a handoff. Its tags and its priority alone ever change.
///
/// @param system the system that the customer writes through, for agents to see
/// @param answersTo the target of agents' messages
/// @param reason why an agent is wanted, as a short code
public record HandoffDetails(
        HandoffId id,
        ConversationId conversation,
        TenantId tenant,
        String system,
        Target answersTo,
        Handoff.Customer customer,
        String reason,
        Instant askedAt,
        Tags tags,
        Priority priority) {

    HandoffDetails with(Handoff.Customer whom, Tags labels, Priority rank) {
        return new HandoffDetails(
                id, conversation, tenant, system, answersTo, whom, reason, askedAt, labels, rank);
    }

    HandoffDetails with(Tags labels) {
        return with(customer, labels, priority);
    }

    HandoffDetails with(Priority rank) {
        return with(customer, tags, rank);
    }
}
