package dev.switchboard.bootstrap.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A client of the hub, or of several hubs: then each request goes to one of them at random.
///
/// @param token sent with every request; null for a stranger
public record HubClient(HttpClient http, List<URI> urls, @Nullable String token) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger elsewhere = new AtomicInteger();
    private static final Random choice = new Random(7);

    public static HubClient strangerAt(URI... urls) {
        return new HubClient(client().build(), List.of(urls), null);
    }

    public URI url() {
        return urls.getFirst();
    }

    private URI any(String path) {
        return urls.get(choice.nextInt(urls.size())).resolve(path);
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5));
    }

    public HubClient logIn(String user, String password) {
        Answer answer =
                post(
                        "/v1/authenticate",
                        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password));
        return withToken(answer.text("/token"));
    }

    /// Logs in from an address of this machine that no test has used before, because log-ins are
    /// limited for each address.
    public HubClient logInFromElsewhere(String user, String password) {
        int number = elsewhere.incrementAndGet();
        String address = "127.1.%d.%d".formatted(number / 200, 1 + number % 200);
        try (HttpClient other = client().localAddress(InetAddress.ofLiteral(address)).build()) {
            URI here = URI.create("http://127.0.0.1:" + url().getPort());
            return withToken(
                    new HubClient(other, List.of(here), null).logIn(user, password).token());
        }
    }

    public HubClient withToken(@Nullable String other) {
        return new HubClient(http, urls, other);
    }

    public Answer get(String path, String... headers) {
        return ask("GET", path, null, headers);
    }

    /// All messages of a conversation, read page by page as an admin. None if nobody knows it.
    public List<JsonNode> messages(String conversation) {
        String path = "/v1/conversations/" + conversation + "/messages?limit=1000";
        List<JsonNode> all = new ArrayList<>();
        Answer first = get(path);
        if (first.status() == 401) {
            throw new IllegalStateException("This token shows nothing: " + first.body());
        }
        JsonNode page = first.json();
        page.path("items").forEach(all::add);
        while (page.hasNonNull("next")) {
            page = get(path + "&after=" + page.path("next").asLong()).json();
            page.path("items").forEach(all::add);
        }
        return all;
    }

    public Answer post(String path, String json, String... headers) {
        return ask("POST", path, json, headers);
    }

    /// Sends a form with a file of text.
    public Answer upload(String path, String name, String type, String text) {
        String form =
                """
                --form\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: %s\r
                \r
                %s\r
                --form--\r
                """
                        .formatted(name, type, text);
        return send(
                typed(path, "multipart/form-data; boundary=form")
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    public Answer put(String path, String json, String... headers) {
        return ask("PUT", path, json, headers);
    }

    public Answer putTable(String path, String csv) {
        return send(typed(path, "text/csv").PUT(BodyPublishers.ofString(csv)).build());
    }

    private HttpRequest.Builder typed(String path, String type) {
        return HttpRequest.newBuilder(any(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type);
    }

    public Answer delete(String path, String... headers) {
        return ask("DELETE", path, null, headers);
    }

    /// @throws UncheckedIOException if there is no answer
    public Answer ask(String method, String path, @Nullable String json, String... headers) {
        return send(request(method, any(path), json, headers));
    }

    /// Gets this exact address, however odd.
    public Answer at(URI address) {
        return send(request("GET", address, null));
    }

    private Answer send(HttpRequest request) {
        try {
            return Answer.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the hub", e);
        }
    }

    CompletableFuture<Answer> postSoon(String path, String json, String... headers) {
        return http.sendAsync(request("POST", any(path), json, headers), BodyHandlers.ofString())
                .thenApply(Answer::of);
    }

    private HttpRequest request(
            String method, URI address, @Nullable String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (json == null) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build();
    }
}
