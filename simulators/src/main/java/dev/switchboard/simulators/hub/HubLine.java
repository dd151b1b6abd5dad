package dev.switchboard.simulators.hub;

import dev.switchboard.simulators.script.CallLog;
import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.SimulatorJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// Calls the hub as one of its accounts. Logs in when necessary: at first, and when its token has
/// expired.
public final class HubLine {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int UNAUTHORIZED = 401;

    private final HttpClient http;
    private final URI hub;
    private final Login login;
    private volatile @Nullable String token;

    public HubLine(HttpClient http, URI hub, Login login) {
        this.http = http;
        this.hub = hub;
        this.login = login;
    }

    /// The name and password of an account of the hub.
    public record Login(String username, String password) {

        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    /// The hub in this process. Its port is known only after the server has started.
    public static URI hubAround(Environment environment) {
        String port =
                environment.getProperty(
                        "local.server.port", environment.getProperty("server.port", "8000"));
        return URI.create("http://localhost:" + port);
    }

    /// Makes a call, and records its result under the request's path.
    ///
    /// @param headers names and values in turn
    public CallbackResult call(
            CallLog log, String method, String path, String body, String... headers) {
        CallbackResult result = ask(method, path, body, headers);
        log.record(result);
        return result;
    }

    /// Like [#call], without recording.
    public CallbackResult ask(String method, String path, String body, String... headers) {
        String known = token;
        try {
            HttpResponse<String> answer = send(method, path, body, headers);
            if (answer.statusCode() == UNAUTHORIZED && known != null) {
                forget(known);
                answer = send(method, path, body, headers);
            }
            return CallbackResult.of(path, answer, null);
        } catch (IOException e) {
            return CallbackResult.of(path, null, e);
        }
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(hub.resolve(path))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token())
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /// The last token that worked; logs in if there is none.
    public synchronized String token() throws IOException {
        String good = token;
        if (good == null) {
            good = logIn();
            token = good;
        }
        return good;
    }

    /// Discards the token, unless it was already replaced.
    public synchronized void forget(String expired) {
        if (expired.equals(token)) {
            token = null;
        }
    }

    private String logIn() throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(hub.resolve("/v1/authenticate"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofByteArray(
                                        SimulatorJson.MAPPER.writeValueAsBytes(login)));
        HttpResponse<String> answer = send(request.build());
        String granted = SimulatorJson.parse(answer.body()).path("token").asString("");
        if (granted.isEmpty()) {
            throw new IOException(
                    login.username() + " cannot log in: status " + answer.statusCode());
        }
        return granted;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
