package dev.switchboard.adapter.in.socket.engineio;

import java.nio.charset.StandardCharsets;

/// The reason for which a request was refused or its session ended. Codes and texts are those of
/// the reference server, which clients know.
public enum Refusal {
    TRANSPORT_UNKNOWN(400, "{\"code\":0,\"message\":\"Transport unknown\"}"),
    SESSION_UNKNOWN(400, "{\"code\":1,\"message\":\"Session ID unknown\"}"),
    BAD_METHOD(400, "{\"code\":2,\"message\":\"Bad handshake method\"}"),
    BAD_REQUEST(400, "{\"code\":3,\"message\":\"Bad request\"}"),
    FORBIDDEN(403, "{\"code\":4,\"message\":\"Forbidden\"}"),
    BAD_VERSION(400, "{\"code\":5,\"message\":\"Unsupported protocol version\"}"),
    TOO_LARGE(413, ""),
    /// The network has as many sessions as allowed, or opens them too often.
    TOO_MANY(429, ""),
    /// The headers of a handshake are longer than a client needs.
    HEADERS_TOO_LARGE(431, ""),
    /// The body did not arrive in time.
    TOO_SLOW(408, ""),
    /// This server accepts no more sessions, temporarily or because it is shutting down.
    UNAVAILABLE(503, "");

    private final int status;
    private final String body;

    Refusal(int status, String body) {
        this.status = status;
        this.body = body;
    }

    /// The HTTP status of the response.
    public int status() {
        return status;
    }

    /// The JSON body, or nothing.
    byte[] body() {
        return body.getBytes(StandardCharsets.US_ASCII);
    }
}
