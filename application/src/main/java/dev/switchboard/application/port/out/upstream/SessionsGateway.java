package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.message.MessageId;

/// Forwards channels' answers to the sessions server.
public interface SessionsGateway {

    /// Calls the sessions server once, within `sessions-server.timeout`. Blocks its thread.
    UpstreamReply forward(Call call);

    /// @param messageId the answer's own id, sent as `Idempotency-Key`
    /// @param responseData compact JSON, sent unchanged
    record Call(String sessionId, MessageId messageId, String responseData) {}
}
