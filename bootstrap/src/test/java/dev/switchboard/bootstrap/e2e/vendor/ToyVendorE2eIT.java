package dev.switchboard.bootstrap.e2e.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.QuickStart;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Adding a vendor means adding its own folders. This vendor is added to the unchanged packaged
/// hub, and has everything that other vendors have.
@TestInstance(Lifecycle.PER_CLASS)
class ToyVendorE2eIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PASSWORD = "a long first password";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer desk;
    private HubProcess hub;
    private HubClient admin;
    private Socket client;

    @BeforeAll
    void open(@TempDir Path directory) throws IOException {
        desk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        desk.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        desk.createContext("/token", exchange -> answer(exchange, 200, "{\"token\":\"good\"}"));
        desk.createContext("/messages", this::take);
        desk.start();
        hub =
                new HubProcess(
                        QuickStart.program().with(ToyDeskConfiguration.class),
                        directory,
                        Map.of(
                                "SWITCHBOARD_ADMIN_PASSWORD",
                                PASSWORD,
                                "TOY_URL",
                                "http://127.0.0.1:" + desk.getAddress().getPort()));
        hub.start();
        admin = HubClient.strangerAt(hub.url()).logIn("admin", PASSWORD);
        client = IO.socket(hub.url());
        client.on("toyReply", this::hear);
        client.on("toyRefused", args -> heard.add("refused"));
        client.connect();
    }

    @AfterAll
    void close() {
        client.close();
        hub.close();
        desk.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (!"Bearer good".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
        } else if (body.contains("spam")) {
            answer(exchange, 422, "{}");
        } else {
            taken.add(body);
            answer(exchange, 200, "{}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length());
        exchange.getResponseBody().write(json.getBytes(UTF_8));
        exchange.close();
    }

    private void hear(Object... args) {
        heard.add(args[0].toString());
        ((Ack) args[args.length - 1]).call(new JSONObject());
    }

    @Test
    void relaysBothWaysWithATokenOfItsOwn() throws Exception {
        say("talk", "m-1", "Hello, desk!");

        await().atMost(SOON)
                .until(() -> taken.stream().anyMatch(it -> it.contains("Hello, desk!")));
        assertThat(reply("not the secret")).isEqualTo(401);
        assertThat(reply(ToyWebhookController.SECRET)).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> heard.stream().anyMatch(it -> it.contains("Hello, user!")));
        assertThat(admin.get("/v1/conversations/toy:talk/messages").json().path("items"))
                .hasSize(2);
    }

    @Test
    void parksWhatItRefusesUnderAReasonOfItsOwn() throws Exception {
        say("other", "m-2", "spam");

        await().atMost(SOON).until(() -> heard.contains("refused"));
        // The vendor hears of it when the settlement is handed in, not when it is durable.
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(admin.get("/v1/parked?reason=TOY_SPAM").json().path("items"))
                                .hasSize(1));
    }

    private void say(String conversation, String id, String text) throws JSONException {
        client.emit(
                "toyMessage",
                new JSONObject().put("conversation", conversation).put("id", id).put("text", text));
    }

    private int reply(String secret) throws IOException, InterruptedException {
        URI webhook = hub.url().resolve(ToyWebhookController.PATH);
        HttpRequest call =
                HttpRequest.newBuilder(webhook)
                        .header("Content-Type", "application/json")
                        .header("X-Toy-Secret", secret)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"conversation\":\"talk\",\"id\":\"r-1\",\"text\":\"Hello, user!\"}"))
                        .build();
        return HTTP.send(call, BodyHandlers.discarding()).statusCode();
    }
}
