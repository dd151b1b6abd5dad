package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.SharedLiveHub;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/// Clients that send their requests byte by byte, on the packaged hub.
@ExtendWith(SharedLiveHub.class)
class SlowRequestsE2eIT {

    private static final int CROWD = 200;
    private static final String ENTRANCE = "/socket.io/?EIO=4&transport=polling";
    private static final String HEADERS = "GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ";

    private final LiveHub hub;
    private final int port;

    SlowRequestsE2eIT(LiveHub hub) {
        this.hub = hub;
        this.port = hub.process().url().getPort();
    }

    @Test
    void endsHeadersThatDripIn() {
        List<Dripper> clients =
                List.of(
                        Dripper.at(port, HEADERS),
                        Dripper.at(port, "GET /livez HTTP/1.1\r\n"),
                        Dripper.at(port, "GET /liv"),
                        new Dripper(port, HEADERS, "", 2_000));

        assertThat(clients)
                .allSatisfy(client -> assertThat(client.answer()).startsWith("HTTP/1.1 408"));
        clients.forEach(Dripper::close);
    }

    @Test
    void endsTheSecondRequestOfAConnectionToo() {
        String first = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";

        try (Dripper client = Dripper.at(port, first + HEADERS)) {
            assertThat(client.answer()).startsWith("HTTP/1.1 200").contains("HTTP/1.1 408");
        }
    }

    @Test
    void endsBodiesThatDripInAndSaysSoAsTheirFamilyDoes() {
        String known = "Content-Length: 1000";
        Map<Dripper, String> told =
                Map.of(
                        Dripper.at(port, post("/api/netomi/process-message", known)),
                        "{\"ok\":false,\"error\":\"Request timeout\"}",
                        Dripper.at(port, post("/v1/authenticate", known)),
                        "{\"ErrorDescription\":\"Request timeout\"}",
                        Dripper.at(port, post("/v1/authenticate", "Transfer-Encoding: chunked")),
                        "{\"ErrorDescription\":\"Request timeout\"}");

        told.forEach((client, body) ->
                assertThat(client.answer()).startsWith("HTTP/1.1 408").contains(body));
        told.keySet().forEach(Dripper::close);
    }

    @Test
    void endsAPollingPostThatDripsInAndItsSession() {
        String open = hub.stranger().get(ENTRANCE).body().substring(1);
        String sid = JsonMapper.shared().readTree(open).path("sid").asString();
        String session = ENTRANCE + "&sid=" + sid;

        try (Dripper client = Dripper.at(port, post(session, "Content-Length: 1000"))) {
            assertThat(client.answer()).startsWith("HTTP/1.1 408");
        }
        assertThat(hub.stranger().get(session).status()).isEqualTo(400);
    }

    @Test
    void servesOthersMeanwhile() {
        String body = post("/api/netomi/process-message", "Content-Length: 1000");
        List<Dripper> crowd =
                IntStream.range(0, CROWD)
                        .mapToObj(i -> Dripper.at(port, i % 2 == 0 ? HEADERS : body))
                        .toList();

        assertThat(hub.stranger().get("/readyz").status()).isEqualTo(200);
        assertThat(hub.admin().get("/v1/tokens/check").status()).isEqualTo(200);
        assertThat(crowd).allMatch(Dripper::isWaiting);
        assertThat(crowd)
                .allSatisfy(client -> assertThat(client.answer()).startsWith("HTTP/1.1 408"));
        crowd.forEach(Dripper::close);
    }

    /// Twice as fast as it has to be, for longer than it may fall behind.
    @Test
    void hearsASlowButHonestBodyOut() {
        int drops = 32;
        String start =
                post("/v1/authenticate", "Connection: close\r\nContent-Length: " + 120 * drops);

        try (Dripper client = new Dripper(port, start, "x".repeat(120), 250)) {
            assertThat(client.answer()).startsWith("HTTP/1.1 400");
        }
    }

    /// It waits for the hub, and not the hub for it.
    @Test
    void letsAPollWait() {
        String open = hub.stranger().get(ENTRANCE).body().substring(1);
        String sid = JsonMapper.shared().readTree(open).path("sid").asString();

        String ping = hub.stranger().get(ENTRANCE + "&sid=" + sid).body();

        assertThat(ping).isEqualTo("2");
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
