package dev.switchboard.simulators.channel;

import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.ScriptedUpstream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// Sends callbacks and records their results.
final class Callbacks implements AutoCloseable {

    private final HttpClient http;
    private final Clock clock;

    Callbacks(HttpClient http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /// Sends all equal callbacks concurrently.
    ///
    /// @return completes when all are answered, with any status; fails if one was not
    CompletableFuture<Void> send(SimulatedCallback callback) {
        HttpRequest request = callback.at(clock.instant());
        return CompletableFuture.allOf(
                IntStream.range(0, callback.callback().times())
                        .mapToObj(_ ->
                                send(request, callback.message().sessionId(), callback.channel()))
                        .toArray(CompletableFuture[]::new));
    }

    /// Cancels running callbacks.
    @Override
    public void close() {
        http.shutdownNow();
    }

    private CompletableFuture<HttpResponse<String>> send(
            HttpRequest request, String sessionId, ScriptedUpstream channel) {
        return http.sendAsync(request, BodyHandlers.ofString())
                .whenComplete((answer, failure) ->
                        channel.log().record(CallbackResult.of(sessionId, answer, failure)));
    }
}
