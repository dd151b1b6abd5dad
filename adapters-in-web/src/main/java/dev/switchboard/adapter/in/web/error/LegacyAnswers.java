package dev.switchboard.adapter.in.web.error;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Complete responses of the channel endpoints, in [LegacyEnvelope] form.
public final class LegacyAnswers {

    private LegacyAnswers() {}

    /// A success with data.
    ///
    /// @param answer status and headers
    /// @param json the data as JSON text, sent unchanged
    public static ResponseEntity<byte[]> data(ResponseEntity.BodyBuilder answer, String json) {
        return answer.contentType(MediaType.APPLICATION_JSON).body(LegacyEnvelope.data(json));
    }

    public static ResponseEntity<byte[]> error(HttpStatus status, String text) {
        return error(ResponseEntity.status(status), text);
    }

    /// An error.
    ///
    /// @param answer status and headers
    public static ResponseEntity<byte[]> error(ResponseEntity.BodyBuilder answer, String text) {
        return answer.contentType(MediaType.APPLICATION_JSON).body(LegacyEnvelope.error(text));
    }
}
