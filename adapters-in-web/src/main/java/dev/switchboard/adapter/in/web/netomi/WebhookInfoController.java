package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells those who set up the bot how it should call the hub. Never shows a token.
@RestController
@Tag(name = "Netomi")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class WebhookInfoController {

    private final WebhookAuth auth;
    private final Supplier<URI> publicUrl;
    private final Clock clock;

    WebhookInfoController(WebhookAuth auth, Supplier<URI> publicUrl, Clock clock) {
        this.auth = auth;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /// Check whether the webhook can be reached.
    ///
    /// With the webhook's own bearer token, or an admin's token.
    @GetMapping("/webhook/test")
    ResponseEntity<byte[]> testBotWebhook(HttpServletRequest request) {
        if (Callers.is(Role.ADMIN, request)) {
            return accessible();
        }
        if (request.getUserPrincipal() != null) {
            throw Callers.refused(request);
        }
        Optional<WebhookRefusal> refusal = auth.refusal(request);
        return refusal.isEmpty() ? accessible() : refusal.get().answer(challenge(refusal.get()));
    }

    private static ResponseEntity.BodyBuilder challenge(WebhookRefusal refusal) {
        return ResponseEntity.status(refusal.status())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private ResponseEntity<byte[]> accessible() {
        return Body.of("success", true)
                .with("message", "Webhook endpoint is accessible")
                .with("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .with("url", address())
                .as(ResponseEntity.ok());
    }

    /// Get the webhook's address and authentication.
    ///
    /// Never shows the bearer token.
    @GetMapping("/webhook/info")
    ResponseEntity<byte[]> getBotWebhook() {
        return new Body()
                .with("webhook_endpoint", address())
                .with("authentication", authentication())
                .with("bearer_token", auth.configured() ? "configured" : "not configured")
                .with("instructions", new Body().raw("netomi_team", instructions()))
                .with("test_command", testCommand())
                .as(ResponseEntity.ok());
    }

    private static Body authentication() {
        return new Body()
                .with("method", "Bearer Token")
                .with("header", "Authorization: Bearer <token>")
                .raw("required", "true");
    }

    private String instructions() {
        List<JsonValue> steps =
                List.of(
                        new JsonString("Send POST requests to " + address()),
                        new JsonString("Send the header Authorization: Bearer <token>"),
                        new JsonString("Send the header Content-Type: application/json"),
                        new JsonString("Send requestPayload.conversationId in the body"));
        return JsonValues.write(new JsonArray(steps));
    }

    private String testCommand() {
        return "curl -X GET \"%s/webhook/test\" -H \"Authorization: Bearer <token>\""
                .formatted(publicUrl.get());
    }

    private String address() {
        return publicUrl.get() + NetomiWebhookController.PATH;
    }
}
