package dev.switchboard.domain.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Rules for pushing messages to a connection, and for pushing them again without an
/// acknowledgement.
///
/// @param window the most unacknowledged messages at a time
/// @param pauses the wait after each push without an acknowledgement until the next one
/// @param endless whether the last pause repeats for as long as the connection lives; otherwise the
///   message is not pushed again before the client's next connection
public record PushPolicy(int window, List<Duration> pauses, boolean endless) {

    /// The policy for clients that acknowledge nothing: everything is pushed once, as fast as the
    /// connection takes it.
    public static final PushPolicy UNCONFIRMED =
            new PushPolicy(Integer.MAX_VALUE, List.of(), false);

    public PushPolicy {
        pauses = List.copyOf(pauses);
    }

    /// Whether clients acknowledge messages.
    public boolean confirmed() {
        return window < Integer.MAX_VALUE;
    }

    /// The wait for an acknowledgement of a push.
    ///
    /// @param pushes the number of pushes so far, including this one
    public Optional<Duration> pauseAfter(int pushes) {
        if (pushes <= pauses.size()) {
            return Optional.of(pauses.get(pushes - 1));
        }
        return endless ? Optional.of(pauses.getLast()) : Optional.empty();
    }
}
