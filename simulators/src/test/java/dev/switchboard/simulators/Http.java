package dev.switchboard.simulators;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Calls a simulator as the hub or an admin would.
final class Http implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();

    HttpResponse<String> send(String method, URI uri, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(method, uri, body, headers), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> begin(
            String method, URI uri, String body, String... headers) {
        return client.sendAsync(request(method, uri, body, headers), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static HttpRequest request(String method, URI uri, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(20))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json");
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }
}
