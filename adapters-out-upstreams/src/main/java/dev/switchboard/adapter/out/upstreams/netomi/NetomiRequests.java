package dev.switchboard.adapter.out.upstreams.netomi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.http.JsonPost;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.secret.Secret;

/// Builds the three calls to Netomi. Each has our identity in the same three headers.
final class NetomiRequests {

    private static final byte[] NO_BODY = {};

    private final NetomiProperties properties;
    private final EndpointUrl generateToken;
    private final EndpointUrl refreshToken;
    private final EndpointUrl processMessage;

    NetomiRequests(NetomiProperties properties) {
        this.properties = properties;
        this.generateToken = EndpointUrl.parse(properties.authUrl() + "/v1/auth/generate-token");
        this.refreshToken = EndpointUrl.parse(properties.authUrl() + "/v1/auth/refresh-token");
        this.processMessage =
                EndpointUrl.parse(properties.baseUrl() + "/v1/conversations/process-message");
    }

    JsonPost generateToken() {
        return post(generateToken, NO_BODY);
    }

    JsonPost refreshToken(Secret token) {
        StringBuilder body = new StringBuilder("{\"refreshToken\":");
        JsonValues.quote(token.reveal(), body);
        return post(refreshToken, body.append('}').toString().getBytes(UTF_8));
    }

    /// @param messageData sent unchanged
    JsonPost processMessage(Secret token, String messageData) {
        JsonPost post = post(processMessage, messageData.getBytes(UTF_8));
        post.addHeader("x-integration-channel", properties.integrationChannel());
        post.addHeader("x-auth-token", token.reveal());
        return post;
    }

    private JsonPost post(EndpointUrl endpoint, byte[] body) {
        JsonPost post = new JsonPost(endpoint, body);
        post.addHeader("x-channel", properties.channel());
        post.addHeader("x-channel-ref-id", properties.channelRefId());
        post.addHeader("x-virtual-agent-id", properties.virtualAgentId());
        return post;
    }
}
