package dev.switchboard.domain.conversation;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.ReadableText;
import dev.switchboard.domain.cluster.PartitionKey;

/// A conversation's name across all systems: its origin, a colon, and that system's own id, so
/// equal ids of two systems are two conversations. Channel messaging uses `session:<session_id>`.
public record ConversationId(String value) implements PartitionKey {

    /// The longest id that an outside system may assign, not counting our part before the colon.
    public static final int MAX_LENGTH = 256;

    private static final String SESSION = "session:";
    private static final String FIELD = "conversation_id";

    public ConversationId {
        int colon = value.indexOf(':');
        if (colon < 1 || colon == value.length() - 1) {
            throw new InvalidValueException(FIELD, Reason.INVALID);
        }
    }

    /// The conversation of a channel's session.
    ///
    /// @throws InvalidValueException naming `session_id` if it is empty, over [#MAX_LENGTH] or not
    ///   [readable][#named]
    public static ConversationId ofSession(String sessionId) {
        if (sessionId.isEmpty()) {
            throw new InvalidValueException("session_id", Reason.WRONG_TYPE);
        }
        if (sessionId.length() > MAX_LENGTH) {
            throw new InvalidValueException("session_id", Reason.TOO_LONG);
        }
        requireReadable("session_id", sessionId);
        return new ConversationId(SESSION + sessionId);
    }

    /// The conversation with our own full name for it. New names contain no control characters and
    /// no unpaired surrogates: nobody could read or type them, and not every store could write
    /// them.
    ///
    /// @throws InvalidValueException naming `conversation_id` if the text is not such a name
    public static ConversationId named(String value) {
        requireReadable(FIELD, value);
        return new ConversationId(value);
    }

    /// The conversation with the id `externalId` at its origin.
    ///
    /// @param origin lower-case letters, such as a system's name
    /// @throws InvalidValueException naming `conversation_id` if it is empty, over [#MAX_LENGTH] or
    ///   not [readable][#named]
    public static ConversationId of(String origin, String externalId) {
        if (externalId.length() > MAX_LENGTH) {
            throw new InvalidValueException(FIELD, Reason.TOO_LONG);
        }
        return named(origin + ":" + externalId);
    }

    private static void requireReadable(String field, String id) {
        if (!ReadableText.isReadable(id)) {
            throw new InvalidValueException(field, Reason.INVALID);
        }
    }

    /// The system that the conversation comes from.
    public String origin() {
        return value.substring(0, value.indexOf(':'));
    }

    /// The id in that system.
    public String externalId() {
        return value.substring(value.indexOf(':') + 1);
    }

    @Override
    public String partitionKey() {
        return "c/" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
