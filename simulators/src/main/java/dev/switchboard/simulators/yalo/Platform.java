package dev.switchboard.simulators.yalo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.simulators.hub.HubLine;
import dev.switchboard.simulators.script.BadScriptException;
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
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Reports messages of users and bots to the hub: as Yalo with a secret, as Meta with a signature.
final class Platform {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final Environment environment;

    Platform(HttpClient http, Environment environment) {
        this.http = http;
        this.environment = environment;
    }

    /// @param provider `whatsapp` or `facebook`
    /// @param url the hub's address; null for the hub in this process
    /// @param secret null for the hub in this process
    /// @param body sent unchanged
    record Event(String provider, @Nullable String url, @Nullable String secret, JsonNode body) {}

    /// @return the status of the hub's answer
    /// @throws BadScriptException if it does not answer
    int tell(Event event, boolean signed) {
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
        return url == null
                ? HubLine.hubAround(environment)
                        .resolve("/v1/integrations/%s/webhook".formatted(event.provider()))
                : URI.create(url);
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
