package dev.switchboard.adapter.out.upstreams.sessions;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.JsonPost;
import dev.switchboard.adapter.out.upstreams.signing.ChannelSigningKey;
import dev.switchboard.adapter.out.upstreams.signing.WebhookSigner;
import dev.switchboard.application.port.out.upstream.SessionsGateway;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Posts channels' answers to the sessions server.
public final class HttpSessionsGateway implements SessionsGateway {

    private final EgressClient client;
    private final EndpointUrl endpoint;
    private final WebhookSigner signer;
    private final List<ChannelSigningKey> keys;

    /// @param endpoint the endpoint from `properties`
    public HttpSessionsGateway(
            EgressClient client,
            EndpointUrl endpoint,
            SessionsServerProperties properties,
            WebhookSigner signer) {
        this.client = client;
        this.endpoint = endpoint;
        this.signer = signer;
        this.keys = properties.keys();
    }

    @Override
    public UpstreamReply forward(Call call) {
        byte[] body = bodyOf(call).getBytes(StandardCharsets.UTF_8);
        String id = call.messageId().value();
        JsonPost post = new JsonPost(endpoint, body);
        post.addHeader("Idempotency-Key", id);
        signer.sign(post, id, body, keys);
        return client.send(post);
    }

    /// Written by hand: the order and the bytes are part of the contract, and the answer is passed
    /// on unchanged.
    private static String bodyOf(Call call) {
        StringBuilder json = new StringBuilder(128 + call.responseData().length());
        json.append("{\"session_id\":");
        JsonValues.quote(call.sessionId(), json);
        json.append(",\"response_data\":").append(call.responseData());
        return json.append('}').toString();
    }
}
