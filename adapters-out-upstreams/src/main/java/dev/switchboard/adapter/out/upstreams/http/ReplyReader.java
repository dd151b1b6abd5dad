package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import java.io.IOException;
import java.time.Clock;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/// Says what an answer means (promise D11, contract channels 3.1). Bodies are read only where they
/// say something that the status does not.
record ReplyReader(Clock clock) {

    UpstreamReply read(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        return switch (status / 100) {
            case 2 -> new Accepted(status, json(BoundedBody.read(response.getEntity())));
            case 3 -> refused(response);
            case 4 -> isBusy(status) ? unavailable(Cause.BUSY, response) : refused(response);
            case 5 -> unavailable(serverError(status), response);
            default -> new Unavailable(Cause.BROKEN, status, null);
        };
    }

    /// The answer as it came, whatever it means.
    Exchange readWhole(ClassicHttpResponse response) throws IOException {
        BoundedBody body = BoundedBody.read(response.getEntity());
        return new Exchange.Answered(
                response.getCode(),
                body.mediaType(),
                body.text(),
                RetryAfter.of(response, clock.instant()));
    }

    private static @Nullable String json(BoundedBody body) {
        String text = body.whole() ? body.text() : "";
        return JsonText.isJson(text) ? text : null;
    }

    private static Refused refused(ClassicHttpResponse response) throws IOException {
        BoundedBody body = BoundedBody.read(response.getEntity());
        return new Refused(response.getCode(), RefusalText.of(body.mediaType(), body.text()));
    }

    private Unavailable unavailable(Cause cause, ClassicHttpResponse response) {
        return new Unavailable(cause, response.getCode(), RetryAfter.of(response, clock.instant()));
    }

    private static boolean isBusy(int status) {
        return status == 408 || status == 425 || status == 429;
    }

    private static Cause serverError(int status) {
        return status == 500 || status == 504 ? Cause.AMBIGUOUS_SERVER_ERROR : Cause.SERVER_ERROR;
    }
}
