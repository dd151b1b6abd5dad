package dev.switchboard.domain.cluster;

import java.util.Optional;
import java.util.stream.Stream;

/// The answer of a hub to a call of another one.
///
/// @param body the result as JSON; empty unless the call is done
@SuppressWarnings("ArrayRecordComponent") // read once; never compared or kept
public record PeerAnswer(Status status, byte[] body) {

    public static PeerAnswer of(Status status) {
        return new PeerAnswer(status, new byte[0]);
    }

    /// Each is an HTTP status.
    public enum Status {
        DONE(200),
        /// The call is not proved to be one of a hub of the same store.
        REFUSED(403),
        /// The hub does not own the partition in that term; nothing was done.
        NOT_OWNER(421),
        /// The owner failed; the outcome is unknown.
        FAILED(500),
        /// The owner's store did not answer in time; the outcome is unknown.
        STORE_AWAY(503);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public static Optional<Status> of(int code) {
            return Stream.of(values()).filter(status -> status.code == code).findFirst();
        }
    }
}
