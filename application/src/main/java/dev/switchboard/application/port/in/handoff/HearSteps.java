package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;

/// Tells the desk of a tenant of a step that another hub took in a handoff of a conversation that
/// it owns. The store says which; so it may be told twice, late, or never.
public interface HearSteps {

    void stepped(Stepped step);

    /// @param version of the handoff after the step
    record Stepped(TenantId tenant, ConversationId conversation, long version) {}
}
