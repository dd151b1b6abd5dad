package dev.switchboard.adapter.in.web.request;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException.Flaw;
import dev.switchboard.adapter.in.web.request.MeteredBody.Proof;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;

/// The body of a request, read past Spring's message converters.
public final class RawBody {

    private RawBody() {}

    /// All of it.
    ///
    /// @throws UnreadableJsonException if it ends before its length
    /// @throws ProblemException if it is too long, does not come in time, or there is no room for
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
            // Ended early as well.
        }
        throw new UnreadableJsonException(Flaw.MALFORMED);
    }

    /// The same, of a caller who proves itself by these very bytes. It may send as much as a proven
    /// one, for a signature can be judged only when all that it signs is there; but it takes its
    /// room from that of strangers.
    public static byte[] toProve(HttpServletRequest request) {
        Proof.CLAIMED.showFor(request);
        return of(request);
    }

    /// Lets a caller send what others may who prove themselves by a token: its headers are proof.
    public static void trust(HttpServletRequest request) {
        Proof.GIVEN.showFor(request);
    }
}
