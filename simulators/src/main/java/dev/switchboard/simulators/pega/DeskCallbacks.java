package dev.switchboard.simulators.pega;

import dev.switchboard.simulators.script.CallLog;
import dev.switchboard.simulators.script.Callback;
import dev.switchboard.simulators.script.CallbackResult;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Calls the hub's webhook and records the results.
final class DeskCallbacks implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String NOBODY = "nobody";

    private final HttpClient http;
    private final AccountBook accounts;
    private final CallLog log;
    private final Clock clock;

    DeskCallbacks(HttpClient http, AccountBook accounts, CallLog log, Clock clock) {
        this.http = http;
        this.accounts = accounts;
        this.log = log;
        this.clock = clock;
    }

    /// Sends the bodies in order; the script's repeats of a body are concurrent.
    ///
    /// @return the results, when all are answered or have failed
    CompletableFuture<List<CallbackResult>> send(List<JsonNode> bodies, Callback how) {
        CompletableFuture<List<CallbackResult>> sent = CompletableFuture.completedFuture(List.of());
        for (JsonNode body : bodies) {
            sent = sent.thenCompose(_ -> sendEqual(body, how));
        }
        return sent;
    }

    private CompletableFuture<List<CallbackResult>> sendEqual(JsonNode body, Callback how) {
        List<CompletableFuture<CallbackResult>> equal =
                IntStream.range(0, how.times()).mapToObj(_ -> sendOne(body, how)).toList();
        return CompletableFuture.allOf(equal.toArray(CompletableFuture[]::new))
                .thenApply(_ -> equal.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<CallbackResult> sendOne(JsonNode body, Callback how) {
        PegaAccount account = accounts.current().orElse(null);
        if (account == null) {
            return CompletableFuture.completedFuture(
                    noted(new CallbackResult(customerOf(body), null, "no account")));
        }
        return http.sendAsync(request(body, how, account), BodyHandlers.ofString())
                .handle((answer, failure) ->
                        noted(CallbackResult.of(customerOf(body), answer, failure)));
    }

    private HttpRequest request(JsonNode body, Callback how, PegaAccount account) {
        String text = body.isString() ? body.stringValue() : body.toString();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(account.webhookUrl())
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(text));
        String issuer = issuer(how, account);
        if (issuer != null) {
            Instant issuedAt = clock.instant().minusSeconds(how.ageSeconds());
            String token = DeskToken.sign(issuer, account.secret(), issuedAt);
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static @Nullable String issuer(Callback how, PegaAccount account) {
        return switch (how.proof()) {
            case TOKEN, SIGNATURE -> account.connectionId();
            case WRONG -> NOBODY;
            case NONE -> null;
        };
    }

    private CallbackResult noted(CallbackResult result) {
        log.record(result);
        return result;
    }

    private static String customerOf(JsonNode body) {
        return body.path("customer_id").asString("");
    }

    /// Cancels running callbacks.
    @Override
    public void close() {
        http.shutdownNow();
    }
}
