package dev.switchboard.adapter.out.upstreams.pega;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.JsonPost;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import org.apache.hc.core5.http.HttpHeaders;

/// Posts what customers say to Pega Digital Messaging (contract pega 3).
final class DmsGateway implements UserMessageGateway {

    private static final String CONNECTION_ID = "connection_id";

    private final PegaLines lines;
    private final EgressClient client;
    private final DmsTokens tokens;
    private final Clock clock;
    private final String userAgent;

    DmsGateway(
            PegaLines lines, EgressClient client, DmsTokens tokens, Clock clock, String userAgent) {
        this.lines = lines;
        this.client = client;
        this.tokens = tokens;
        this.clock = clock;
        this.userAgent = userAgent;
    }

    @Override
    public boolean serves(Target target) {
        return lines.find(target) != null;
    }

    @Override
    public Sent send(Target target, Message message) {
        PegaLine line = lines.find(target);
        if (line == null) {
            throw new IllegalArgumentException("No Pega connection for " + target);
        }
        DmsBody body = bodyOf(message.content());
        UpstreamReply reply = call(line.connection(), body);
        if (body.fleeting()) {
            return called(meaning(reply));
        }
        if (isUnauthorized(reply)) {
            reply = call(line.connection(), body);
        }
        UpstreamReply meaning = meaning(reply);
        line.note(meaning, clock.instant());
        return called(meaning);
    }

    /// A refusal is listed under its status.
    private static Sent called(UpstreamReply reply) {
        return reply instanceof Refused(int status, _)
                ? new Sent.Called(reply, new ParkReason("REJECTED_" + status))
                : new Sent.Called(reply);
    }

    private static DmsBody bodyOf(Content content) {
        return switch (content) {
            case Content.Json(String text) -> DmsBody.of(text);
        };
    }

    private UpstreamReply call(PegaConnection connection, DmsBody body) {
        JsonPost post = new JsonPost(connection.url(), body.json().getBytes(UTF_8));
        String token = tokens.mint(connection).reveal();
        post.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        post.addHeader(CONNECTION_ID, connection.connectionId());
        post.addHeader(HttpHeaders.USER_AGENT, userAgent);
        return client.send(post);
    }

    /// What it says to us in an accepting answer is no promise, so nobody is shown it.
    private static UpstreamReply meaning(UpstreamReply reply) {
        return switch (reply) {
            case Accepted(int status, _, _) -> new Accepted(status, null);
            case Refused(int status, _) when isUnauthorized(reply) ->
                    new Unavailable(Cause.UNAUTHORIZED, status, null);
            case Refused _, UpstreamReply.Blocked _, Unavailable _ -> reply;
        };
    }

    private static boolean isUnauthorized(UpstreamReply reply) {
        return reply instanceof Refused(int status, _) && (status == 401 || status == 403);
    }
}
