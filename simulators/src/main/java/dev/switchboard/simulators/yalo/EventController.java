package dev.switchboard.simulators.yalo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.simulators.script.BadScriptException;
import dev.switchboard.simulators.script.ControlAnswer;
import dev.switchboard.simulators.script.SimulatorJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Tells the hub what users say: as Yalo with a secret, as Meta with a signature.
@RestController
final class EventController {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final Environment environment;

    EventController(HttpClient http, Environment environment) {
        this.http = http;
        this.environment = environment;
    }

    /// @param provider `whatsapp` or `facebook`
    /// @param url the hub's; null for that of the hub in this process
    /// @param secret null for that of the hub in this process
    /// @param body goes out as it is
    record Event(String provider, @Nullable String url, @Nullable String secret, JsonNode body) {}

    @PostMapping("/sim/{system:yalo|meta}/events")
    ResponseEntity<byte[]> event(@PathVariable String system, @RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            Event event = SimulatorJson.read(body, Event.class);
            return Map.of("status", send(event, system.equals("meta")));
        });
    }

    private int send(Event event, boolean signed) {
        String body = SimulatorJson.MAPPER.writeValueAsString(event.body());
        String secret =
                event.secret() == null
                        ? own(event.provider(), signed ? "hmac-secrets" : "webhook-secrets")
                        : event.secret();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url(event))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        request.header(
                signed ? "X-Hub-Signature-256" : "Authorization",
                signed ? sign(secret, body) : "Bearer " + secret);
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new BadScriptException("The hub does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadScriptException("The simulator ends");
        }
    }

    private URI url(Event event) {
        String url = event.url();
        return URI.create(
                url == null
                        ? "http://localhost:%s/v1/integrations/%s/webhook"
                                .formatted(
                                        environment.getProperty(
                                                "local.server.port",
                                                environment.getProperty("server.port", "8000")),
                                        event.provider())
                        : url);
    }

    private String own(String provider, String what) {
        String key = "switchboard.yalo.providers.%s.%s".formatted(provider, what);
        String first = environment.getProperty(key + "[0]");
        return first != null ? first : environment.getProperty(key, "").split(",", 2)[0];
    }

    private static String sign(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
