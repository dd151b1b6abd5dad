package dev.switchboard.simulators.walk;

import dev.switchboard.simulators.hub.HubLine.Login;
import dev.switchboard.simulators.script.SimulatorJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// The running demo, as one of its accounts sees it. Its requests are shown as curl commands that
/// anybody can repeat.
///
/// @param token of the account; empty for a stranger
record Demo(HttpClient http, URI hub, Screen screen, String token) {

    static final Duration TO_RELAY = Duration.ofSeconds(30);

    private static final Duration TO_ANSWER = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    Demo as(String another) {
        return new Demo(http, hub, screen, another);
    }

    /// Signs in, unseen.
    Demo as(String username, String password) {
        Demo stranger = as("");
        Reply granted = stranger.fetch("POST", "/v1/authenticate", credentials(username, password));
        return as(granted.expect(200, "\"token\":").text("/token"));
    }

    static String credentials(String username, String password) {
        return SimulatorJson.MAPPER.writeValueAsString(new Login(username, password));
    }

    /// @param rights members of its JSON
    void makeAccount(String username, String password, String rights) {
        String account =
                "{\"username\": \"%s\", \"password\": \"%s\", %s}"
                        .formatted(username, password, rights);
        fetch("POST", "/v1/accounts", account).expect(201);
    }

    Reply get(String path) {
        return ask("GET", path, "");
    }

    /// @param json empty for none
    Reply ask(String method, String path, String json) {
        showRequest(method, path, json);
        Reply reply = fetch(method, path, json);
        showAnswer(reply.answer().statusCode(), reply.answer().body());
        return reply;
    }

    void showRequest(String method, String path, String json) {
        StringBuilder shown = new StringBuilder("$ curl -X %s %s%s".formatted(method, hub, path));
        if (!token.isEmpty()) {
            shown.append(" \\\n    -H \"Authorization: Bearer $TOKEN\"");
        }
        if (!json.isEmpty()) {
            shown.append(" \\\n    -H \"Content-Type: application/json\" -d '%s'".formatted(json));
        }
        screen.say(Screen.fitted(shown.toString()));
    }

    void showAnswer(int status, String body) {
        screen.say(Screen.beginning(Screen.fitted(status + " " + body)));
        screen.pause();
    }

    /// As [#ask], and shows nothing.
    Reply fetch(String method, String path, String json) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(hub.resolve(path))
                        .timeout(TO_ANSWER)
                        .method(method, BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        String name = method + " " + path;
        try {
            return new Reply(screen, name, http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw screen.failed("%s got no answer: %s".formatted(name, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw screen.failed("interrupted");
        }
    }

    /// Looks, unseen, until the answer holds a text.
    Reply await(String path, String text) {
        long deadline = System.nanoTime() + TO_RELAY.toNanos();
        Reply reply = fetch("GET", path, "");
        while (!reply.holds(text) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            reply = fetch("GET", path, "");
        }
        return reply.expect(200, text);
    }
}
