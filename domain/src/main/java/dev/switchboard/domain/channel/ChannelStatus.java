package dev.switchboard.domain.channel;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;

/// Whether messages go out to a channel. A disabled channel keeps its deliveries waiting; its
/// callbacks are still accepted.
public sealed interface ChannelStatus {

    ChannelStatus ENABLED = new Enabled();

    /// The reason recorded when a channel answered 410.
    String GONE = "gone";

    record Enabled() implements ChannelStatus {}

    /// @param reason a text for people; at most 500 characters, may be empty
    record Disabled(String reason) implements ChannelStatus {
        public Disabled {
            if (reason.length() > 500) {
                throw new InvalidValueException("reason", Reason.TOO_LONG);
            }
        }
    }
}
