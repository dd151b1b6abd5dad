package dev.switchboard.adapter.in.web.request;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException.Flaw;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;

/// The body of a request, read past Spring's message converters.
public final class RawBody {

    private RawBody() {}

    /// All of it. By now its length is known and not too large.
    ///
    /// @throws UnreadableJsonException if it ends before that length
    /// @throws ProblemException if it does not come in time
    public static byte[] of(HttpServletRequest request) {
        int length = Math.max(0, request.getContentLength());
        try {
            byte[] body = request.getInputStream().readNBytes(length);
            if (body.length == length) {
                return body;
            }
        } catch (SocketTimeoutException _) {
            throw new ProblemException(Problem.of(ProblemCode.REQUEST_TIMEOUT));
        } catch (IOException _) {
            // Ended early as well.
        }
        throw new UnreadableJsonException(Flaw.MALFORMED);
    }
}
