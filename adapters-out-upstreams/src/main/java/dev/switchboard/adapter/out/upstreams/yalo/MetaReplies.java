package dev.switchboard.adapter.out.upstreams.yalo;

import dev.switchboard.adapter.out.upstreams.http.Exchange;
import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.domain.delivery.ParkReason;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Interprets Meta's answers and their error codes.
final class MetaReplies {

    private static final Set<Integer> BUSY = Set.of(4, 80007, 130429, 131056);
    private static final int UNAUTHORIZED = 190;
    private static final int CLOSED = 131047;

    private MetaReplies() {}

    static SendOutcome read(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Blocked _ -> new SendOutcome.Called(new UpstreamReply.Blocked());
            case Exchange.Failed(Cause cause) ->
                    new SendOutcome.Called(new Unavailable(cause, null, null));
            case Exchange.Answered answered when answered.succeeded() ->
                    new SendOutcome.Called(
                            new Accepted(answered.status(), null, receipt(answered)));
            case Exchange.Answered answered -> refused(answered);
        };
    }

    private static SendOutcome refused(Exchange.Answered answered) {
        int code = JsonText.read(answered.text()).path("error").path("code").asInt(0);
        Cause away = Cause.ofStatus(answered.status());
        if (BUSY.contains(code) || away == Cause.BUSY) {
            return new SendOutcome.Called(
                    new Unavailable(Cause.BUSY, answered.status(), answered.retryAfter()));
        }
        if (code == UNAUTHORIZED || answered.status() == 401) {
            return new SendOutcome.Called(
                    new Unavailable(Cause.UNAUTHORIZED, answered.status(), null));
        }
        if (away != null) {
            return new SendOutcome.Called(
                    new Unavailable(away, answered.status(), answered.retryAfter()));
        }
        ParkReason reason =
                code == CLOSED
                        ? ParkReason.WINDOW_CLOSED
                        : new ParkReason("META_" + Math.max(0, code));
        return new SendOutcome.Called(new Refused(answered.status(), answered.readable()), reason);
    }

    private static String receipt(Exchange.Answered answered) {
        JsonNode body = JsonText.read(answered.text());
        return body.path("message_id")
                .asString(body.path("messages").path(0).path("id").asString(""));
    }
}
