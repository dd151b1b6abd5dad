package dev.switchboard.adapter.out.upstreams.channel;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.JsonPost;
import dev.switchboard.adapter.out.upstreams.signing.ChannelSigningKey;
import dev.switchboard.adapter.out.upstreams.signing.WebhookSigner;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.domain.json.JsonValues;
import java.nio.charset.StandardCharsets;

/// Posts messages to the endpoints of channels.
public final class HttpChannelGateway implements ChannelGateway {

    private final EgressClient client;
    private final WebhookSigner signer;

    public HttpChannelGateway(EgressClient client, WebhookSigner signer) {
        this.client = client;
        this.signer = signer;
    }

    @Override
    public UpstreamReply send(Call call) {
        byte[] body = bodyOf(call).getBytes(StandardCharsets.UTF_8);
        JsonPost post = new JsonPost(call.endpoint(), body);
        var keys =
                call.secrets().stream()
                        .map(secret -> ChannelSigningKey.of(secret.secret()))
                        .toList();
        signer.sign(post, call.messageId().value(), body, keys);
        return client.send(post);
    }

    /// Written by hand: the order and the bytes are part of the contract, and the message is passed
    /// on unchanged.
    private static String bodyOf(Call call) {
        StringBuilder json = new StringBuilder(256 + call.message().length());
        json.append("{\"channel_id\":");
        JsonValues.quote(call.channelId(), json);
        json.append(",\"session_id\":");
        JsonValues.quote(call.sessionId(), json);
        json.append(",\"message\":").append(call.message());
        json.append(",\"response_url\":");
        JsonValues.quote(call.responseUrl(), json);
        return json.append('}').toString();
    }
}
