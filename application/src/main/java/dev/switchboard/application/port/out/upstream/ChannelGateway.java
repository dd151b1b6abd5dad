package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.message.MessageId;
import java.util.List;

/// Sends a message to an external channel server.
public interface ChannelGateway {

    /// Calls the channel once, within `request-timeout`. Blocks its thread. The body is byte-equal
    /// for equal messages; the signature's timestamp is fresh.
    UpstreamReply send(Call call);

    /// @param message compact JSON, sent as it stands
    /// @param responseUrl where the channel is to call back, with its token
    /// @param secrets the active ones, newest first; none leaves the call unsigned
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
