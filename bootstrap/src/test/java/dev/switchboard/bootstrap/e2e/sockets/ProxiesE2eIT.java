package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.Ports;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/// The proxy files under `deploy/` in their proxies, unchanged but for name, ports and certificate.
@Tag("nightly")
@ExtendWith(LiveHubPool.class)
class ProxiesE2eIT {

    private static final Path DEPLOY = Path.of("../deploy");
    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final int MOST_UNBOUND = 100;
    private static final Duration SOON = Duration.ofMinutes(1);

    private final LiveHub hub;

    ProxiesE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    enum Proxy {
        NGINX("127.0.1.") {
            @Override
            List<String> command(Path home, int port, int hub) throws IOException {
                String site =
                        Files.readString(DEPLOY.resolve("nginx.conf"))
                                .replaceAll("(?m)^ *(ssl_|listen \\[).*$", "")
                                .replace("listen 443 ssl", "listen 127.0.0.1:" + port)
                                .replace("listen 80", "listen 127.0.0.1:" + Ports.free())
                                .replace("127.0.0.1:8000", "127.0.0.1:" + hub);
                String places =
                        Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                                .map("%1$s_temp_path %1$s;\n"::formatted)
                                .reduce("access_log off;\n", String::concat);
                Path file = home.resolve("nginx.conf");
                Files.writeString(
                        file,
                        "daemon off;\nmaster_process off;\npid nginx.pid;\nevents {}\nhttp {\n%s%s}\n"
                                .formatted(places, site));
                return List.of("nginx", "-p", home + "/", "-c", file.toString(), "-e", "stderr");
            }
        },
        CADDY("127.0.2.") {
            @Override
            List<String> command(Path home, int port, int hub) throws IOException {
                String site =
                        Files.readString(DEPLOY.resolve("Caddyfile"))
                                .replace("hub.example.com {", "http://:%d {".formatted(port))
                                .replace("127.0.0.1:8000", "127.0.0.1:" + hub);
                Path file = home.resolve("Caddyfile");
                Files.writeString(file, "{\n\tadmin off\n\tauto_https off\n}\n" + site);
                return List.of(
                        "caddy", "run", "--adapter", "caddyfile", "--config", file.toString());
            }
        };

        /// The network of its callers. The hub's limits hold for a network, so each needs its own.
        private final String callers;

        Proxy(String callers) {
            this.callers = callers;
        }

        abstract List<String> command(Path home, int port, int hub) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Proxy.class)
    void passesOnWhateverTheHubServes(Proxy proxy, @TempDir Path home) throws Exception {
        int port = Ports.free();
        Process process = start(proxy, home, port);
        try {
            URI address = URI.create("http://localhost:" + port);
            HubClient caller = HubClient.strangerAt(address);
            await().atMost(SOON)
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> caller.get("/livez").status() == 200);

            assertThat(caller.get("/socket.io/?EIO=4&transport=polling").body())
                    .contains("\"pingInterval\":25000");
            WirePage.at(address, Map.of()).close();
            assertThat(opens(port, "/v1/events")).isTrue();
            assertThat(opens(port, "/v1/subscribe")).isTrue();
            tellsTheHubWhoCalls(proxy.callers, port);
            Answer refused = tellsAll(caller, 1_060_000);
            assertThat(refused.status()).as(refused.body()).isEqualTo(413);
            assertThat(refused.header("Content-Type")).contains("json");
            assertThat(tellsAll(caller, 1_200_000).status()).isEqualTo(413);
        } finally {
            process.destroy();
            assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    /// The hub's own page connects with a cookie. One caller who uses up all limits does not affect
    /// the others, whatever address they claim.
    private static void tellsTheHubWhoCalls(String network, int port) throws IOException {
        String page = "Origin: http://localhost:" + port;
        try (Caller own = new Caller(network + "3", port);
                Caller greedy = new Caller(network + "4", port);
                Caller other = new Caller(network + "5", port)) {
            Caller.Reply greeted = own.ask("GET", POLLING, "", "Host: localhost:" + port, page);
            assertThat(greeted.status()).isEqualTo(200);
            assertThat(greeted.head()).containsIgnoringCase("set-cookie: sb_resume=");
            assertThat(own.ask("GET", POLLING, "", "Origin: https://evil.example").status())
                    .isEqualTo(403);
            int opened = 0;
            int status = 200;
            while (status == 200 && opened <= MOST_UNBOUND) {
                String lie = "X-Forwarded-For: 203.0.113." + opened;
                status = greedy.ask("GET", POLLING, "", "Host: localhost:" + port, lie).status();
                opened++;
            }
            assertThat(status).isEqualTo(403);
            assertThat(opened).isEqualTo(MOST_UNBOUND + 1);
            assertThat(other.ask("GET", POLLING, "", "Host: localhost:" + port).status())
                    .isEqualTo(200);
        }
    }

    private Process start(Proxy proxy, Path home, int port) throws IOException {
        List<String> command = proxy.command(home, port, hub.process().url().getPort());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("proxy.log").toFile());
        builder.environment().put("HOME", home.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            String missing = "SKIPPED: %s is not installed here".formatted(command.getFirst());
            LoggerFactory.getLogger(ProxiesE2eIT.class).warn(missing);
            return abort(missing);
        }
    }

    private static boolean opens(int port, String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket =
                    http.newWebSocketBuilder()
                            .buildAsync(
                                    URI.create("ws://localhost:" + port + path),
                                    new WebSocket.Listener() {})
                            .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
                            .join();
            socket.abort();
            return true;
        }
    }

    /// A log-in with a very long name.
    private static Answer tellsAll(HubClient caller, int bytes) {
        return caller.post("/v1/authenticate", "{\"username\":\"" + "x".repeat(bytes) + "\"}");
    }
}
