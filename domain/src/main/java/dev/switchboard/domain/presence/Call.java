package dev.switchboard.domain.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// The state of a user's phone, as the telephone system reports it.
///
/// @param channel the UUID with which a supervisor may listen in, as it was reported, or empty
public record Call(Phase phase, Direction direction, String channel) {

    /// No call.
    public static final Call NONE = new Call(Phase.NONE, Direction.NONE, "");

    private static final Pattern UUID =
            Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

    public Call {
        if (!channel.isEmpty() && !UUID.matcher(channel).matches()) {
            throw new InvalidValueException("callChannelUUID", Reason.INVALID);
        }
    }

    /// Parses a call from its reporter's words; an empty text means none.
    ///
    /// @throws InvalidValueException naming `presence`, `logicalDirection` or `callChannelUUID`
    public static Call parse(String presence, String logicalDirection, String callChannelUuid) {
        return new Call(Phase.parse(presence), Direction.parse(logicalDirection), callChannelUuid);
    }

    /// The same call for a viewer who may not listen in.
    public Call withoutChannel() {
        return channel.isEmpty() ? this : new Call(phase, direction, "");
    }

    /// The progress of a call.
    public enum Phase {
        NONE(""),
        RINGING("RINGING"),
        ANSWERED("ANSWERED"),
        BRIDGED("BRIDGED");

        private final String text;

        Phase(String text) {
            this.text = text;
        }

        /// The text that clients see.
        public String text() {
            return text;
        }

        private static Phase parse(String text) {
            for (Phase phase : values()) {
                if (phase.text.equals(text)) {
                    return phase;
                }
            }
            throw new InvalidValueException("presence", Reason.INVALID);
        }
    }

    /// The direction of a call: who called.
    public enum Direction {
        NONE(""),
        INBOUND("Inbound"),
        OUTBOUND("Outbound");

        private final String text;

        Direction(String text) {
            this.text = text;
        }

        /// The text that clients see.
        public String text() {
            return text;
        }

        private static Direction parse(String text) {
            for (Direction direction : values()) {
                if (direction.text.equals(text)) {
                    return direction;
                }
            }
            throw new InvalidValueException("logicalDirection", Reason.INVALID);
        }
    }
}
