package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.delivery.ParkReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a target made of one call. Gateways call once and translate; they retry nothing and throw
/// nothing for what a peer can do to them (promise D11).
public sealed interface UpstreamReply {

    /// The target took it.
    ///
    /// @param status the 2xx it answered
    /// @param body its JSON as text, or null if it was empty, no JSON or over-large
    /// @param receipt what it calls the message from now on, 1-200 characters, if it says so
    record Accepted(int status, @Nullable String body, @Nullable String receipt)
            implements UpstreamReply {

        /// By a target that gives no receipts.
        public Accepted(int status, @Nullable String body) {
            this(status, body, null);
        }

        @Override
        public String toString() {
            return "Accepted[" + status + "]";
        }
    }

    /// The target will not take it, now or later.
    ///
    /// @param status the 3xx or 4xx it answered
    /// @param text what it said, at most 2 KiB without control characters; may be empty
    record Refused(int status, String text) implements UpstreamReply {
        @Override
        public String toString() {
            return "Refused[" + status + "]";
        }
    }

    /// Its host may not be called.
    record Blocked() implements UpstreamReply {}

    /// The target is away or asks for patience; another try may succeed.
    ///
    /// @param cause what happened
    /// @param status what it answered, if it did
    /// @param retryAfter how long it asks to wait, if it does
    record Unavailable(Cause cause, @Nullable Integer status, @Nullable Duration retryAfter)
            implements UpstreamReply {}

    /// Why a target is unavailable.
    enum Cause {
        /// No connection: DNS, TCP or TLS failed. Nothing was sent.
        CONNECT(true, false, "no connection"),
        /// Sent, and no whole answer in time: it may have been taken.
        TIMEOUT(true, true, "no answer in time"),
        /// Sent, and the connection broke or the answer was no HTTP: it may have been taken.
        BROKEN(true, true, "the connection broke"),
        /// A 5xx. 500 and 504 may mean that it was taken.
        SERVER_ERROR(true, false, "server error"),
        AMBIGUOUS_SERVER_ERROR(true, true, "server error"),
        /// 408, 425 or 429: it is alive and asks for patience.
        BUSY(false, false, "busy"),
        /// It does not accept who we are, also with a new token. Nothing was taken.
        UNAUTHORIZED(false, false, "does not accept who we are");

        private final boolean outage;
        private final boolean ambiguous;
        private final String words;

        Cause(boolean outage, boolean ambiguous, String words) {
            this.outage = outage;
            this.ambiguous = ambiguous;
            this.words = words;
        }

        /// Why a delivery is given up that failed so until it was too old.
        public ParkReason givenUpAs() {
            return this == UNAUTHORIZED ? ParkReason.AUTH_FAILED : ParkReason.EXHAUSTED;
        }

        /// Whether it counts towards opening the target's circuit.
        public boolean outage() {
            return outage;
        }

        /// For people.
        public String words() {
            return words;
        }

        /// Whether the target may have taken the message.
        public boolean ambiguous() {
            return ambiguous;
        }
    }
}
