package dev.switchboard.domain.session;

/// Whether the desk's session of a conversation is open. The first message to the desk opens it;
/// after its end, the next message opens it again.
public enum AgentSession {
    NONE,
    OPEN,
    ENDED
}
