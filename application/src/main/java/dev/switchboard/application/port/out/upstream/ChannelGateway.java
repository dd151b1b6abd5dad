package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.message.MessageId;
import java.util.List;

/// Sends a message to an external channel server.
public interface ChannelGateway {

    /// Calls the channel once, within `request-timeout`. Blocks its thread. Equal messages give
    /// byte-equal bodies; the signature's timestamp is fresh.
    UpstreamReply send(Call call);

    /// @param message compact JSON, sent unchanged
    /// @param responseUrl the address for the channel's callback, with its token
    /// @param secrets the active ones, newest first; without any, the call is unsigned
    record Call(
            EndpointUrl endpoint,
            String channelId,
            String sessionId,
            MessageId messageId,
            String message,
            String responseUrl,
            List<SigningSecret> secrets) {
        public Call {
            secrets = List.copyOf(secrets);
        }
    }
}
