package dev.switchboard.simulators.netomi;

import dev.switchboard.simulators.script.CallLog;
import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.SimulatorJson;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Calls the hub's webhook and records the results.
final class BotCallbacks implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String OTHER_SECRET = "not-the-secret";

    private final HttpClient http;
    private final WebhookBook webhooks;
    private final CallLog log;
    private final Clock clock;

    BotCallbacks(HttpClient http, WebhookBook webhooks, CallLog log, Clock clock) {
        this.http = http;
        this.webhooks = webhooks;
        this.log = log;
        this.clock = clock;
    }

    /// Sends the parts in order; the script's repeats of a part are concurrent.
    ///
    /// @return completes when all are answered or have failed
    CompletableFuture<Void> send(Question question, NetomiCallback how) {
        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        for (int index : how.order()) {
            sent = sent.thenCompose(_ -> sendPart(question, how, index));
        }
        return sent;
    }

    private CompletableFuture<Void> sendPart(Question question, NetomiCallback how, int index) {
        String body = CallbackBody.of(question, how, index, clock.instant());
        HubWebhook webhook = webhooks.current().orElse(null);
        if (webhook == null) {
            log.record(new CallbackResult(question.conversationId(), null, "no webhook"));
            return CompletableFuture.completedFuture(null);
        }
        HttpRequest request = request(webhook, how, body);
        return CompletableFuture.allOf(
                IntStream.range(0, how.times())
                        .mapToObj(_ -> sendOne(request, question.conversationId()))
                        .toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> sendOne(HttpRequest request, String conversation) {
        return http.sendAsync(request, BodyHandlers.ofString())
                .handle((answer, failure) -> CallbackResult.of(conversation, answer, failure))
                .thenAccept(log::record);
    }

    private static HttpRequest request(HubWebhook webhook, NetomiCallback how, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(webhook.url())
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + webhook.bearerToken())
                        .POST(BodyPublishers.ofString(body));
        String secret = secret(webhook, how);
        if (secret != null) {
            request.header("x-netomi-signature", sign(secret, body));
        }
        return request.build();
    }

    private static @Nullable String secret(HubWebhook webhook, NetomiCallback how) {
        return switch (how.signature()) {
            case NONE -> null;
            case GOOD -> webhook.signatureSecret();
            case BAD -> OTHER_SECRET;
        };
    }

    private static String sign(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
            return "sha256=" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /// Cancels running callbacks.
    @Override
    public void close() {
        http.shutdownNow();
    }

    /// The body of a callback, in the form of the original's documentation or in the real one.
    private static final class CallbackBody {

        private static final String CONVERSATION_ID = "conversationId";
        private static final String REQUEST_ID = "requestId";
        private static final String LONE_INDEX = "9";

        private CallbackBody() {}

        /// @param index the number of the part
        static String of(Question question, NetomiCallback how, int index, Instant now) {
            String text = how.chunks() == 1 ? question.answer() : question.answer() + " #" + index;
            return switch (how.shape()) {
                case SEED -> seed(question, text).toString();
                case REAL -> real(question, text, how.chunks() == 1, index, now).toString();
            };
        }

        private static ObjectNode seed(Question question, String text) {
            ObjectNode body = SimulatorJson.MAPPER.createObjectNode();
            body.putObject("requestPayload").put(CONVERSATION_ID, question.conversationId());
            body.putObject("response").put("text", text).putArray("attachments");
            return body.put(REQUEST_ID, question.requestId());
        }

        private static ObjectNode real(
                Question question, String text, boolean whole, int index, Instant now) {
            ObjectNode body = SimulatorJson.MAPPER.createObjectNode();
            body.put(REQUEST_ID, question.requestId())
                    .put("timestamp", now.toEpochMilli())
                    .put("ownerType", "BOT")
                    .put("channel", "CHAT")
                    .put("triggerType", "RESPONSE");
            body.set("requestPayload", echo(question));
            body.putObject("customFields")
                    .put("CHUNK_INDEX", whole ? LONE_INDEX : Integer.toString(index))
                    .put("CHUNK_STATUS", "SUCCESS");
            ObjectNode attachment = body.putArray("attachments").addObject();
            attachment.put("type", "ai.msg.domain.responses.core.Text");
            putText(attachment.putObject("attachment"), question, text, whole, now);
            return body;
        }

        private static ObjectNode echo(Question question) {
            ObjectNode echo = question.data().deepCopy();
            return echo.put(REQUEST_ID, question.requestId() + "_res");
        }

        private static void putText(
                ObjectNode attachment, Question question, String text, boolean whole, Instant now) {
            attachment
                    .put("type", "TEXT")
                    .put("id", question.requestId() + "-text")
                    .put("text", text)
                    .put("timestamp", now.toEpochMilli())
                    .put("attachmentResponseType", "ANSWER_AI_RESPONSE");
            var properties = attachment.putArray("properties");
            if (whole) {
                properties
                        .addObject()
                        .put("name", "AGGREGATED_CHUNKS_RESPONSE")
                        .put("value", "true");
            }
        }
    }
}
