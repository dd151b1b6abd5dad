package dev.switchboard.domain.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How insistently messages are pushed to a connection that does not acknowledge.
///
/// @param window how many may be unacknowledged at a time
/// @param pauses after each push without an acknowledgement, how long until the next one
/// @param endless whether the last pause goes on for as long as the connection lives; else it is
///   not pushed again before the client's next connection
public record PushPolicy(int window, List<Duration> pauses, boolean endless) {

    /// Nobody says what arrived: everything is pushed once, as fast as the connection takes it.
    public static final PushPolicy UNCONFIRMED =
            new PushPolicy(Integer.MAX_VALUE, List.of(), false);

    public PushPolicy {
        pauses = List.copyOf(pauses);
    }

    /// Whether clients acknowledge what they are pushed.
    public boolean confirmed() {
        return window < Integer.MAX_VALUE;
    }

    /// How long to wait for an acknowledgement of a push.
    ///
    /// @param pushes how many there were, this one included
    public Optional<Duration> pauseAfter(int pushes) {
        if (pushes <= pauses.size()) {
            return Optional.of(pauses.get(pushes - 1));
        }
        return endless ? Optional.of(pauses.getLast()) : Optional.empty();
    }
}
