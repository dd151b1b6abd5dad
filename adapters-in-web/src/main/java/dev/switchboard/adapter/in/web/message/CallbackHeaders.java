package dev.switchboard.adapter.in.web.message;

import dev.switchboard.application.port.in.message.AcceptChannelCallback.Proofs;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Signature;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// Reads the proofs that come beside a callback's body.
final class CallbackHeaders {

    private static final String TOKEN = "t";
    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";

    private CallbackHeaders() {}

    /// The token of the query is a proof even if it is empty: then it is a wrong one.
    ///
    /// @param body the raw bytes that a signature is made for
    static Proofs proofs(HttpServletRequest request, byte[] body) {
        return new Proofs(token(request), signature(request, body));
    }

    /// Several tokens together are a wrong one.
    private static @Nullable String token(HttpServletRequest request) {
        String[] tokens = request.getParameterValues(TOKEN);
        return tokens == null ? null : String.join(",", tokens);
    }

    /// One header of the three is enough to claim a signature; a claim must then hold.
    private static @Nullable Signature signature(HttpServletRequest request, byte[] body) {
        String id = request.getHeader(ID);
        String timestamp = request.getHeader(TIMESTAMP);
        String signature = request.getHeader(SIGNATURE);
        if (id == null && timestamp == null && signature == null) {
            return null;
        }
        return new Signature(orEmpty(id), orEmpty(timestamp), orEmpty(signature), body);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
