package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.error.DirectAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// Why a call of the webhook is refused.
record WebhookRefusal(HttpStatus status, String error, @Nullable String message) {

    static final WebhookRefusal NOT_CONFIGURED =
            new WebhookRefusal(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "not configured",
                    "Webhook bearer token is not configured");
    static final WebhookRefusal NO_HEADER =
            unauthorized("Missing Authorization header", "Bearer token is required");
    static final WebhookRefusal BAD_HEADER =
            unauthorized("Invalid Authorization header format", "Expected \"Bearer <token>\"");
    static final WebhookRefusal WRONG_TOKEN =
            unauthorized("Invalid bearer token", "Unauthorized access");
    static final WebhookRefusal BAD_SIGNATURE = unauthorized("Invalid signature", null);

    private static WebhookRefusal unauthorized(String error, @Nullable String message) {
        return new WebhookRefusal(HttpStatus.UNAUTHORIZED, error, message);
    }

    DirectAnswer direct() {
        return body().direct(status);
    }

    ResponseEntity<byte[]> answer(ResponseEntity.BodyBuilder builder) {
        return body().as(builder);
    }

    private Body body() {
        Body body = new Body().with("error", error);
        return message == null ? body : body.with("message", message);
    }
}
