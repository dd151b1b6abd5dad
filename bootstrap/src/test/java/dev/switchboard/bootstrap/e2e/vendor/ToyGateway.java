package dev.switchboard.bootstrap.e2e.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.JsonPost;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Calls the desk with a token from it, and requests another one if that is refused.
final class ToyGateway implements UserMessageGateway {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ParkReason SPAM = new ParkReason("TOY_SPAM");

    private final EgressClient client;
    private final EndpointUrl messages;
    private final EndpointUrl tokens;
    private volatile @Nullable String token;

    ToyGateway(EgressClient client, EndpointUrl messages, EndpointUrl tokens) {
        this.client = client;
        this.messages = messages;
        this.tokens = tokens;
    }

    @Override
    public boolean serves(Target target) {
        return target.equals(ToyDeskConfiguration.DESK);
    }

    @Override
    public SendOutcome send(Target target, Message message) {
        UpstreamReply reply = call(message);
        if (reply instanceof Refused(int status, _) && status == 401) {
            token = minted();
            reply = call(message);
        }
        boolean spam = reply instanceof Refused(int status, _) && status == 422;
        return new SendOutcome.Called(reply, spam ? SPAM : null);
    }

    private UpstreamReply call(Message message) {
        ConversationId conversation = message.conversation();
        String said = message.content().text();
        ObjectNode body =
                JSON.createObjectNode()
                        .put("conversation", conversation.externalId())
                        .put("id", message.id().value());
        body.set("said", JSON.readTree(said));
        JsonPost post = new JsonPost(messages, JSON.writeValueAsBytes(body));
        post.addHeader("Authorization", "Bearer " + token);
        return client.send(post);
    }

    private @Nullable String minted() {
        UpstreamReply reply = client.send(new JsonPost(tokens, "{}".getBytes(UTF_8)));
        return reply instanceof Accepted(_, String body, _) && body != null
                ? JSON.readTree(body).path("token").asString("")
                : null;
    }
}
