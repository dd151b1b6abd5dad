package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.SendAgentMessages.MessageCommand;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.NoteCommand;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;

/// Journals what agents write, at the hub that owns the conversation: see [SendAgentMessages]. Each
/// command of the holder renews the lease, and shows that the console is alive: what it has counts
/// as delivered.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s, or if
/// the owner cannot be reached; a repeat is journaled once.
public interface WriteAsAgent {

    /// See [SendAgentMessages#say].
    SendResult say(MessageCommand command, AgentAtConsole by);

    /// See [SendAgentMessages#note].
    SendResult note(NoteCommand command, AgentAtConsole by);

    /// Shows everybody that an agent types, or stopped. The same within a second is shown once.
    void typing(ConversationId conversation, AgentId agent, boolean active);

    /// An agent who gives a command about a conversation, as the desk knows the agent's console.
    /// The hub that owns the conversation knows no consoles.
    ///
    /// @param watches whether the console belongs to a supervisor and follows the conversation
    /// @param has the `seq` up to which the console has the conversation; 0 if it does not follow
    ///   it
    record AgentAtConsole(Agent agent, boolean watches, long has) {}
}
