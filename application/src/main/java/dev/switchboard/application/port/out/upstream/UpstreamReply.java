package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.delivery.ParkReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The outcome of one call of a target. Gateways call once and translate the answer; they retry
/// nothing and never throw for a failure of the peer (promise D11).
public sealed interface UpstreamReply {

    /// The target took the message.
    ///
    /// @param status its 2xx status
    /// @param body its JSON as text; null if the body was empty, no JSON or too large
    /// @param receipt its own id of the message, 1-200 characters, if it gave one
    record Accepted(int status, @Nullable String body, @Nullable String receipt)
            implements UpstreamReply {

        private static final int LONGEST_RECEIPT = 200;

        /// A receipt that is empty or too long counts as none.
        public Accepted {
            if (receipt != null && (receipt.isEmpty() || receipt.length() > LONGEST_RECEIPT)) {
                receipt = null;
            }
        }

        /// A reply of a target that gives no receipts.
        public Accepted(int status, @Nullable String body) {
            this(status, body, null);
        }

        @Override
        public String toString() {
            return "Accepted[" + status + "]";
        }
    }

    /// The target refuses the message, now and later.
    ///
    /// @param status its 3xx or 4xx status
    /// @param text its explanation, at most 2 KiB without control characters; may be empty
    record Refused(int status, String text) implements UpstreamReply {
        @Override
        public String toString() {
            return "Refused[" + status + "]";
        }
    }

    /// The hub may not call its host.
    record Blocked() implements UpstreamReply {}

    /// The target is away or asks the hub to wait; another try may succeed.
    ///
    /// @param cause the kind of failure
    /// @param status its status, if it answered
    /// @param retryAfter the wait that it asks for, if it does
    record Unavailable(Cause cause, @Nullable Integer status, @Nullable Duration retryAfter)
            implements UpstreamReply {}

    /// The reason for which a target is unavailable.
    enum Cause {
        /// No connection: DNS, TCP or TLS failed. Nothing was sent.
        CONNECT(true, false, "no connection"),
        /// Sent, without a complete answer in time: the target may have taken it.
        TIMEOUT(true, true, "no answer in time"),
        /// Sent, but the connection broke or the answer was no HTTP: the target may have taken it.
        BROKEN(true, true, "the connection broke"),
        /// A 5xx status. After 500 and 504 the target may have taken it.
        SERVER_ERROR(true, false, "server error"),
        AMBIGUOUS_SERVER_ERROR(true, true, "server error"),
        /// 408, 425 or 429: the target is alive and asks the hub to wait.
        BUSY(false, false, "busy"),
        /// The target does not accept the hub's credentials, even with a new token. It took
        /// nothing.
        UNAUTHORIZED(false, false, "does not accept our credentials");

        private final boolean outage;
        private final boolean ambiguous;
        private final String words;

        Cause(boolean outage, boolean ambiguous, String words) {
            this.outage = outage;
            this.ambiguous = ambiguous;
            this.words = words;
        }

        /// The cause that an HTTP status tells; null if it says nothing of a target that is away.
        public static @Nullable Cause ofStatus(int status) {
            return switch (status) {
                case 408, 425, 429 -> BUSY;
                case 500, 504 -> AMBIGUOUS_SERVER_ERROR;
                default -> status > 500 && status < 600 ? SERVER_ERROR : null;
            };
        }

        /// The park reason of a delivery that failed like this until it was too old.
        public ParkReason givenUpAs() {
            return this == UNAUTHORIZED ? ParkReason.AUTH_FAILED : ParkReason.EXHAUSTED;
        }

        /// Whether it counts towards opening the target's circuit.
        public boolean outage() {
            return outage;
        }

        /// A text for people.
        public String words() {
            return words;
        }

        /// Whether the target may have taken the message.
        public boolean ambiguous() {
            return ambiguous;
        }
    }
}
