package dev.switchboard.adapter.in.web.yalo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.error.LegacyEnvelope;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// The responses that callers of these endpoints know.
final class YaloResponses {

    /// The error for an unreadable body at webhooks, whose callers know it with this typo.
    static final String UNREADABLE_EVENT = "invalid pauload received : error decode body request";

    private YaloResponses() {}

    static ResponseEntity<byte[]> message(String text) {
        return body(ResponseEntity.ok(), "{\"Message\":", text);
    }

    static ResponseEntity<byte[]> error(int status, String text) {
        return error(ResponseEntity.status(status), text);
    }

    static ResponseEntity<byte[]> error(ResponseEntity.BodyBuilder answer, String text) {
        return body(answer, "{\"ErrorDescription\":", text);
    }

    static ResponseEntity<byte[]> json(String json) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.getBytes(UTF_8));
    }

    private static ResponseEntity<byte[]> body(
            ResponseEntity.BodyBuilder answer, String start, String text) {
        return answer.contentType(MediaType.APPLICATION_JSON)
                .body(LegacyEnvelope.body(start, text));
    }
}
