package dev.switchboard.domain.conversation;

/// Who speaks in a conversation.
public enum Party {
    USER,
    BOT,
    AGENT,
    CHANNEL,
    SYSTEM
}
