package dev.switchboard.adapter.in.web.message;

import dev.switchboard.application.port.in.message.AcceptChannelCallback.Proofs;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Signature;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// Reads the proofs that come beside a callback's body.
final class CallbackHeaders {

    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";

    private CallbackHeaders() {}

    /// @param token of the query, which is a proof even if it is empty: then it is a wrong one
    /// @param body the raw bytes that a signature is made for
    static Proofs proofs(@Nullable String token, HttpHeaders headers, byte[] body) {
        return new Proofs(token, signature(headers, body));
    }

    /// One header of the three is enough to claim a signature; a claim must then hold.
    private static @Nullable Signature signature(HttpHeaders headers, byte[] body) {
        String id = headers.getFirst(ID);
        String timestamp = headers.getFirst(TIMESTAMP);
        String signature = headers.getFirst(SIGNATURE);
        if (id == null && timestamp == null && signature == null) {
            return null;
        }
        return new Signature(orEmpty(id), orEmpty(timestamp), orEmpty(signature), body);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
