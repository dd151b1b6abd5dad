package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import java.util.Optional;
import java.util.Set;

/// Reads conversations for an agent without a console, by the rule for consoles: those that the
/// agent holds or is offered now, and nothing older than consoles show.
public interface ReadAsAgent {

    /// Returns the conversations that the agent holds or is offered. Shortly after a start, some
    /// may be missing.
    Set<ConversationId> readable(Agent agent);

    /// Returns what the agent's consoles would be shown first. Empty if the agent may not see the
    /// conversation or there is none.
    Optional<Slice> read(Agent agent, ConversationId conversation);
}
