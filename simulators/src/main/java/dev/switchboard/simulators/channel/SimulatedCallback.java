package dev.switchboard.simulators.channel;

import dev.switchboard.simulators.script.Callback;
import dev.switchboard.simulators.script.ScriptedUpstream;
import dev.switchboard.simulators.script.SimulatorJson;
import dev.switchboard.simulators.script.WebhookSignature;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One callback to the hub.
///
/// @param name the name of the calling channel
record SimulatedCallback(
        String name, ScriptedUpstream channel, Callback callback, ChannelMessage message) {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern TOKEN = Pattern.compile("([?&]t=)[^&]*");
    private static final String FOREIGN_SECRET =
            "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    HttpRequest at(Instant now) {
        String body = body(now);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address())
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        String key = signingSecret();
        if (key != null) {
            long timestamp = now.getEpochSecond() - callback.ageSeconds();
            sign(request, key, Long.toString(timestamp), body);
        }
        return request.build();
    }

    private String body(Instant now) {
        ObjectNode body = SimulatorJson.MAPPER.createObjectNode();
        body.put("session_id", message.sessionId());
        body.set("response_data", Objects.requireNonNullElse(callback.data(), sampleData(now)));
        return body.toString();
    }

    private JsonNode sampleData(Instant now) {
        return SimulatorJson.MAPPER
                .createObjectNode()
                .put("text", "Received message: '" + message.text() + "'")
                .put("platform", "Slack (simulated)")
                .put("timestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private URI address() {
        String url = message.responseUrl().toString();
        return switch (callback.proof()) {
            case TOKEN -> message.responseUrl();
            case SIGNATURE, NONE -> URI.create(TOKEN.matcher(url).replaceAll(""));
            case WRONG -> URI.create(TOKEN.matcher(url).replaceAll("$1never.issued"));
        };
    }

    private @Nullable String signingSecret() {
        return switch (callback.proof()) {
            case TOKEN, NONE -> null;
            case SIGNATURE -> channel.secret();
            case WRONG -> hasToken() ? null : FOREIGN_SECRET;
        };
    }

    private boolean hasToken() {
        return TOKEN.matcher(message.responseUrl().toString()).find();
    }

    private void sign(HttpRequest.Builder request, String key, String timestamp, String body) {
        String id = message.callbackId();
        request.header(WebhookSignature.ID, id)
                .header(WebhookSignature.TIMESTAMP, timestamp)
                .header(WebhookSignature.SIGNATURE, WebhookSignature.sign(key, id, timestamp, body))
                .header("X-Channel-Id", name);
    }
}
