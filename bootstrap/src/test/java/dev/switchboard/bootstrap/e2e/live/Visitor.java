package dev.switchboard.bootstrap.e2e.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// A customer who writes to the desk from a page, under their own customer id.
public record Visitor(LiveHub hub, String id, Page page) implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);

    public static Visitor at(LiveHub hub) {
        return new Visitor(hub, LiveHub.fresh("C"), Page.at(hub, Map.of()));
    }

    /// Another page of the customer, which receives everything from the beginning.
    public Page anotherTab() {
        return Page.at(hub, Map.of("customer_id", id, "resumeToken", page.resumeToken()));
    }

    public JsonNode say(String messageId, String text) {
        return await().atMost(SOON)
                .until(() -> page.clientMessage(id, messageId, text), answer -> !isBusy(answer));
    }

    /// In that case pages repeat the message under the same id.
    private static boolean isBusy(JsonNode answer) {
        return answer.path("error").asString("").equals("Service temporarily unavailable");
    }

    /// The messages that the desk got from the customer, oldest first.
    public List<JsonNode> sent() {
        return LiveHub.asked(hub.desk(), "customer_id", id);
    }

    public List<String> sentTexts() {
        return sent().stream().map(body -> body.at("/text/0").asString("")).toList();
    }

    /// The desk sends a message by itself.
    public Answer hears(String messageId, String text) {
        return webhook(
                """
                {"type":"text","customer_id":"%s","message_id":"%s","csr_name":"Anna",
                 "text":["%s"]}\
                """
                        .formatted(id, messageId, text));
    }

    public Answer webhook(String body) {
        return webhook(hub, body, goodToken());
    }

    public static Answer webhook(LiveHub hub, String body, String token) {
        return hub.stranger().post("/webhook", body, "Authorization", "Bearer " + token);
    }

    public static String goodToken() {
        return tokenBy(LiveHub.DESK_SECRET);
    }

    public static String tokenBy(String secret) {
        return token(LiveHub.DESK_CONNECTION, secret, Instant.now(), "HS256");
    }

    public static String token(String issuer, String secret, Instant issuedAt, String algorithm) {
        String header =
                encoded("{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm).getBytes(UTF_8));
        String claims =
                encoded(
                        "{\"iss\":\"%s\",\"iat\":%d}"
                                .formatted(issuer, issuedAt.getEpochSecond())
                                .getBytes(UTF_8));
        String signed = header + "." + claims;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return signed + "." + encoded(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        page.close();
    }
}
