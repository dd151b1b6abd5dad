package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.message.MessageId;

/// Hands what a channel answered to the sessions server.
public interface SessionsGateway {

    /// Calls the sessions server once, within `sessions-server.timeout`. Blocks its thread.
    UpstreamReply forward(Call call);

    /// @param messageId the answer's own id, its `Idempotency-Key`
    /// @param responseData compact JSON, sent as it stands
    record Call(String sessionId, MessageId messageId, String responseData) {}
}
