package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import java.util.Optional;
import java.util.Set;

/// An agent reads without a console, by the rule that holds for consoles: what the agent has or is
/// offered now, and nothing older than consoles show.
public interface ReadAsAgent {

    /// The conversations that the agent has or is offered. Right after a start, some of them may be
    /// missing.
    Set<ConversationId> readable(Agent agent);

    /// What the agent's consoles would be shown of it at first. Empty if the agent may not see it,
    /// or there is no such conversation.
    Optional<Slice> read(Agent agent, ConversationId conversation);
}
