package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/// Clients that send their requests byte by byte, with the packaged hub.
@Tag("nightly")
@ExtendWith(LiveHubPool.class)
@TestInstance(Lifecycle.PER_CLASS)
class SlowRequestsE2eIT {

    private static final int CROWD = 200;
    private static final int DROPS = 32;
    private static final String ENTRANCE = "/socket.io/?EIO=4&transport=polling";
    private static final String HEADERS = "GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ";

    private final LiveHub hub;
    private final String session;
    private final List<Dripper> dripping;
    private final Dripper second;
    private final Map<Dripper, String> told;
    private final Dripper polling;
    private final Dripper honest;
    private final CompletableFuture<String> poll;

    /// All begin at once, because each test measures how long the hub waits.
    SlowRequestsE2eIT(LiveHub hub) {
        this.hub = hub;
        int port = hub.process().url().getPort();
        String known = "Content-Length: 1000";
        dripping =
                List.of(
                        Dripper.at(port, HEADERS),
                        Dripper.at(port, "GET /livez HTTP/1.1\r\n"),
                        Dripper.at(port, "GET /liv"),
                        new Dripper(port, HEADERS, "", 2_000));
        second = Dripper.at(port, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n" + HEADERS);
        told =
                Map.of(
                        Dripper.at(port, post("/api/netomi/process-message", known)),
                        "{\"ok\":false,\"error\":\"Request timeout\"}",
                        Dripper.at(port, post("/v1/authenticate", known)),
                        "{\"ErrorDescription\":\"Request timeout\"}",
                        Dripper.at(port, post("/v1/authenticate", "Transfer-Encoding: chunked")),
                        "{\"ErrorDescription\":\"Request timeout\"}");
        session = open();
        polling = Dripper.at(port, post(session, known));
        String length = "Connection: close\r\nContent-Length: " + 120 * DROPS;
        honest = new Dripper(port, post("/v1/authenticate", length), "x".repeat(120), 250);
        String other = open();
        poll =
                CompletableFuture.supplyAsync(
                        () -> hub.stranger().get(other).body(), Thread::startVirtualThread);
    }

    private String open() {
        String opened = hub.stranger().get(ENTRANCE).body().substring(1);
        return ENTRANCE + "&sid=" + JsonMapper.shared().readTree(opened).path("sid").asString();
    }

    @AfterAll
    void close() {
        Stream.concat(dripping.stream(), told.keySet().stream()).forEach(Dripper::close);
        List.of(second, polling, honest).forEach(Dripper::close);
    }

    @Test
    void endsHeadersThatDripIn() {
        assertThat(dripping)
                .allSatisfy(client -> assertThat(client.answer()).startsWith("HTTP/1.1 408"));
    }

    @Test
    void endsTheSecondRequestOfAConnectionToo() {
        assertThat(second.answer()).startsWith("HTTP/1.1 200").contains("HTTP/1.1 408");
    }

    @Test
    void endsBodiesThatDripInAndSaysSoAsTheirFamilyDoes() {
        told.forEach((client, body) ->
                assertThat(client.answer()).startsWith("HTTP/1.1 408").contains(body));
    }

    @Test
    void endsAPollingPostThatDripsInAndItsSession() {
        assertThat(polling.answer()).startsWith("HTTP/1.1 408");
        assertThat(hub.stranger().get(session).status()).isEqualTo(400);
    }

    @Test
    void servesOthersMeanwhile() {
        int port = hub.process().url().getPort();
        String body = post("/api/netomi/process-message", "Content-Length: 1000");
        List<Dripper> crowd =
                IntStream.range(0, CROWD)
                        .mapToObj(i -> Dripper.at(port, i % 4 == 0 ? body : HEADERS))
                        .toList();

        assertThat(hub.stranger().get("/readyz").status()).isEqualTo(200);
        assertThat(hub.admin().get("/v1/tokens/check").status()).isEqualTo(200);
        assertThat(crowd).allMatch(Dripper::isWaiting);
        assertThat(crowd)
                .allSatisfy(client -> assertThat(client.answer()).startsWith("HTTP/1.1 408"));
        crowd.forEach(Dripper::close);
    }

    /// Sends twice as fast as required, for longer than a body may fall behind.
    @Test
    void hearsASlowButHonestBodyOut() {
        assertThat(honest.answer()).startsWith("HTTP/1.1 400");
    }

    /// The client waits for the hub, not the hub for the client.
    @Test
    void letsAPollWait() {
        assertThat(poll.join()).isEqualTo("2");
    }

    private static String post(String path, String header) {
        return """
        POST %s HTTP/1.1\r
        Host: x\r
        Content-Type: application/json\r
        %s\r
        \r
        """
                .formatted(path, header);
    }
}
