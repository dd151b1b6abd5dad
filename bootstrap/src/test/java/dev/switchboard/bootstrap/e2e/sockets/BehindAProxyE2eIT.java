package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.QuickStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A hub that outsiders reach by https, through a proxy that the test plays. The proxy's headers
/// about a caller count for sockets and REST alike, and those of others do not.
@TestInstance(Lifecycle.PER_CLASS)
class BehindAProxyE2eIT {

    private static final String PROXY = "127.0.0.1";
    private static final String STRANGER = "127.0.0.2";
    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String OWN_PAGE = "Origin: https://hub.example.com";
    private static final int MOST_UNBOUND = 3;

    private HubProcess hub;

    @BeforeAll
    void open(@TempDir Path directory) {
        Map<String, String> settings =
                Map.of(
                        "SWITCHBOARD_PUBLIC_URL", "https://hub.example.com",
                        "SWITCHBOARD_TRUSTED_PROXIES", PROXY + ", 192.0.2.0/24",
                        "SWITCHBOARD_SOCKETS_MAX_UNBOUND_PER_ADDRESS", "" + MOST_UNBOUND);
        hub = new HubProcess(QuickStart.program(), directory, settings);
        hub.start();
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub.example.com", "127.0.0.1:8000"})
    void letsItsOwnPagesInWhateverHostTheProxyNames(String host) throws IOException {
        try (Caller proxy = at(PROXY);
                Caller another = at(PROXY)) {
            String[] page = {"Host: " + host, OWN_PAGE, forwarded("203.0.113.1")};

            assertThat(proxy.ask("GET", POLLING, "", page).status()).isEqualTo(200);
            assertThat(proxy.ask("GET", POLLING, "", "Origin: https://evil.example").status())
                    .isEqualTo(403);
            Caller.Reply socket =
                    another.ask(
                            "GET",
                            "/v1/events",
                            "",
                            "Host: " + host,
                            OWN_PAGE,
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            assertThat(socket.status()).isEqualTo(101);
        }
    }

    @Test
    void givesItsCookieAwayByHttpsAlone() throws IOException {
        try (Caller proxy = at(PROXY)) {
            String handshake = proxy.ask("GET", POLLING, "", forwarded("203.0.113.2")).head();
            String page = proxy.ask("GET", "/v1/health", "", forwarded("203.0.113.2")).head();

            assertThat(handshake).containsPattern("(?i)set-cookie: sb_resume=.*; Secure");
            assertThat(page).containsIgnoringCase("strict-transport-security:");
        }
    }

    @Test
    void countsTheCallerAndNotTheProxy() throws IOException {
        try (Caller proxy = at(PROXY)) {
            fill(proxy, "203.0.113.3");

            assertThat(shakeHands(proxy, "203.0.113.3")).isEqualTo(403);
            assertThat(shakeHands(proxy, "198.51.100.1, 203.0.113.3")).isEqualTo(403);
            assertThat(shakeHands(proxy, "203.0.113.3, 192.0.2.7")).isEqualTo(403);
            assertThat(shakeHands(proxy, "203.0.113.4")).isEqualTo(200);
        }
    }

    @Test
    void believesNobodyElse() throws IOException {
        try (Caller stranger = at(STRANGER)) {
            for (int i = 0; i < MOST_UNBOUND; i++) {
                assertThat(shakeHands(stranger, "203.0.113.1" + i)).isEqualTo(200);
            }

            assertThat(shakeHands(stranger, "203.0.113.20")).isEqualTo(403);
        }
    }

    @Test
    void limitsLogInsOfACallerWhoeverTheySayTheyAre() throws IOException {
        try (Caller proxy = at(PROXY)) {
            int status = 0;
            for (int i = 0; i < 40 && status != 429; i++) {
                status =
                        proxy.ask(
                                        "POST",
                                        "/v1/authenticate",
                                        "{\"username\":\"u%d\",\"password\":\"wrong\"}"
                                                .formatted(i),
                                        "Content-Type: application/json",
                                        forwarded("198.51.100." + i + ", 203.0.113.5"))
                                .status();
            }

            assertThat(status).isEqualTo(429);
        }
    }

    private Caller at(String address) throws IOException {
        return new Caller(address, hub.url().getPort());
    }

    private static void fill(Caller proxy, String client) throws IOException {
        for (int i = 0; i < MOST_UNBOUND; i++) {
            assertThat(shakeHands(proxy, client)).isEqualTo(200);
        }
    }

    private static int shakeHands(Caller caller, String hops) throws IOException {
        return caller.ask("GET", POLLING, "", forwarded(hops)).status();
    }

    private static String forwarded(String hops) {
        return "X-Forwarded-For: " + hops;
    }
}
