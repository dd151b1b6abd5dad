package dev.switchboard.adapter.in.web.error;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// A complete JSON response, for endpoints that are called thousands of times a second. It is
/// written as it is, without Spring's message converters and content negotiation, which would take
/// as long as journaling does.
public final class DirectAnswer {

    private static final String JSON = "application/json";

    private final HttpStatus status;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private DirectAnswer(HttpStatus status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /// @param body JSON in UTF-8; must not be changed afterwards
    public static DirectAnswer of(HttpStatus status, byte[] body) {
        return new DirectAnswer(status, body);
    }

    /// Converts a response that another endpoint would leave to Spring.
    ///
    /// @param answer with a body of JSON and no headers of its own
    public static DirectAnswer of(ResponseEntity<byte[]> answer) {
        return new DirectAnswer(
                HttpStatus.valueOf(answer.getStatusCode().value()),
                Objects.requireNonNull(answer.getBody()));
    }

    public static DirectAnswer error(HttpStatus status, String text) {
        return new DirectAnswer(status, LegacyEnvelope.error(text));
    }

    /// Adds a header to this response.
    public DirectAnswer with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public void send(HttpServletResponse response) throws IOException {
        response.setStatus(status.value());
        headers.forEach(response::setHeader);
        response.setContentType(JSON);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
