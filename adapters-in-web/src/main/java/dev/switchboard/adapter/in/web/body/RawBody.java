package dev.switchboard.adapter.in.web.body;

import dev.switchboard.adapter.in.web.body.MeteredBody.Proof;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException.Flaw;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;

/// Reads the body of a request without Spring's message converters.
public final class RawBody {

    private RawBody() {}

    /// Returns the whole body.
    ///
    /// @throws UnreadableJsonException if it ends before its length
    /// @throws ProblemException if it is too long, does not arrive in time, or there is no room for
    ///   it
    public static byte[] of(HttpServletRequest request) {
        int length = request.getContentLength();
        try {
            byte[] body =
                    length < 0
                            ? request.getInputStream().readAllBytes()
                            : request.getInputStream().readNBytes(length);
            if (length < 0 || body.length == length) {
                return body;
            }
        } catch (SocketTimeoutException _) {
            throw new ProblemException(Problem.of(ProblemCode.REQUEST_TIMEOUT));
        } catch (IOException _) {
            // ended early as well
        }
        throw new UnreadableJsonException(Flaw.MALFORMED);
    }

    /// Like [#of], for a caller that proves itself by these very bytes. It may send as much as a
    /// proven one, because a signature can only be verified over the whole body; but it takes the
    /// room of callers without proof.
    public static byte[] toProve(HttpServletRequest request) {
        Proof.CLAIMED.showFor(request);
        return of(request);
    }

    /// Gives a caller the limit of callers with a token, because its headers are a proof.
    public static void trust(HttpServletRequest request) {
        Proof.GIVEN.showFor(request);
    }
}
