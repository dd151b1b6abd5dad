package dev.switchboard.application.port.in.message;

import dev.switchboard.domain.message.Content;
import org.jspecify.annotations.Nullable;

/// A channel answers.
public interface AcceptChannelCallback {

    /// Proves, journals and hands the answer to its lane. Waits for the journal only.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException naming `session_id`
    Result accept(Command command);

    /// @param responseData the answer, compact
    /// @param fingerprint a hash of the answer in canonical form, equal for equal JSON
    /// @param channelId the channel that says it is calling, if it does
    record Command(
            String sessionId,
            Content.Json responseData,
            String fingerprint,
            @Nullable String channelId,
            Proofs proofs) {}

    /// What came with the call; a proof that is present and wrong is never ignored.
    ///
    /// @param token of the `t` parameter, or null
    /// @param signature of the Standard Webhooks headers, or null
    record Proofs(@Nullable String token, @Nullable Signature signature) {}

    /// The three headers as they came, and the raw body they were made for.
    @SuppressWarnings("ArrayRecordComponent") // raw bytes of one request; never compared or kept
    record Signature(String id, String timestamp, String value, byte[] body) {}

    enum Result {
        /// Journaled now or by an earlier equal call.
        ACCEPTED,
        UNAUTHORIZED,
        /// The token was used with another answer.
        TOKEN_USED,
        /// The token belongs to another session.
        FOREIGN_SESSION,
        UNKNOWN_SESSION
    }
}
