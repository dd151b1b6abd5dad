package dev.switchboard.domain.conversation;

/// A kind of speaker in a conversation.
public enum Party {
    USER,
    BOT,
    AGENT,
    CHANNEL,
    SYSTEM
}
