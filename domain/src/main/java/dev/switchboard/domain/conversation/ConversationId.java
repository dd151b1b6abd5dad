package dev.switchboard.domain.conversation;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;

/// A conversation's name across all systems: the kind of its origin, a colon, and that system's own
/// id, so that equal ids of two systems are two conversations. Channel messaging uses
/// `session:<session_id>`.
public record ConversationId(String value) {

    /// The longest id an outside system may give; what comes before the colon is ours.
    public static final int MAX_LENGTH = 256;

    private static final String SESSION = "session:";

    public ConversationId {
        int colon = value.indexOf(':');
        if (colon < 1 || colon == value.length() - 1) {
            throw new InvalidValueException("conversation_id", Reason.INVALID);
        }
    }

    /// The conversation of a channel's session (contract channels 1).
    ///
    /// @throws InvalidValueException naming `session_id` if it is empty or over [#MAX_LENGTH]
    public static ConversationId ofSession(String sessionId) {
        if (sessionId.isEmpty()) {
            throw new InvalidValueException("session_id", Reason.WRONG_TYPE);
        }
        if (sessionId.length() > MAX_LENGTH) {
            throw new InvalidValueException("session_id", Reason.TOO_LONG);
        }
        return new ConversationId(SESSION + sessionId);
    }

    /// The conversation that an origin knows by its own id.
    ///
    /// @param origin lower-case letters, such as a system's name
    /// @throws InvalidValueException naming `conversation_id` if it is empty or over [#MAX_LENGTH]
    public static ConversationId of(String origin, String externalId) {
        if (externalId.length() > MAX_LENGTH) {
            throw new InvalidValueException("conversation_id", Reason.TOO_LONG);
        }
        return new ConversationId(origin + ":" + externalId);
    }

    /// The kind of its origin.
    public String origin() {
        return value.substring(0, value.indexOf(':'));
    }

    /// The id as its own system knows it.
    public String externalId() {
        return value.substring(value.indexOf(':') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
