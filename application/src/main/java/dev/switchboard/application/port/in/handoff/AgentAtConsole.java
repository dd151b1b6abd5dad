package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.handoff.Agent;

/// An agent who gives a command about a conversation, as the desk knows the agent's console. The
/// hub that owns the conversation knows no consoles.
///
/// @param watches whether the console belongs to a supervisor and follows the conversation
/// @param has the `seq` up to which the console has the conversation; 0 if it does not follow it
public record AgentAtConsole(Agent agent, boolean watches, long has) {}
