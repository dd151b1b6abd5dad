package dev.switchboard.application.port.in.message;

import dev.switchboard.domain.message.Content;
import org.jspecify.annotations.Nullable;

/// Accepts a channel's answer to a message.
public interface AcceptChannelCallback {

    /// Verifies the proofs, journals the answer and hands it to its lane. Waits only for the
    /// journal.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException naming `session_id`
    Result accept(Command command);

    /// @param responseData the answer as compact JSON
    /// @param fingerprint a hash of the answer in canonical form, equal for equal JSON
    /// @param channelId the channel that the call claims to come from; null if it names none
    record Command(
            String sessionId,
            Content responseData,
            String fingerprint,
            @Nullable String channelId,
            Proofs proofs) {}

    /// The proofs that came with the call. A proof that is present and wrong always refuses the
    /// call.
    ///
    /// @param token the `t` parameter, or null
    /// @param signature the Standard Webhooks headers, or null
    record Proofs(@Nullable String token, @Nullable Signature signature) {

        @Override
        public String toString() {
            return "Proofs[]";
        }
    }

    /// The three headers as received, and the raw body that they sign.
    @SuppressWarnings("ArrayRecordComponent") // raw bytes of one request; never compared or kept
    record Signature(String id, String timestamp, String value, byte[] body) {}

    enum Result {
        /// Journaled now or by an earlier equal call.
        ACCEPTED,
        UNAUTHORIZED,
        /// The token was used with a different answer.
        TOKEN_USED,
        /// The token belongs to another session.
        FOREIGN_SESSION,
        UNKNOWN_SESSION
    }
}
