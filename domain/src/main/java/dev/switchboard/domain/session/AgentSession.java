package dev.switchboard.domain.session;

/// Whether the desk's session of a conversation is open. It opens with the first message that goes
/// there, and an end ends it until the next one.
public enum AgentSession {
    NONE,
    OPEN,
    ENDED
}
