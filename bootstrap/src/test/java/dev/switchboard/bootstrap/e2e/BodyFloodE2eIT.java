package dev.switchboard.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Strangers begin requests that they do not finish, on a hub with the heap of `bin/switchboard`.
/// They stay until the end of each test, and the hub serves everybody else meanwhile.
@Tag("nightly")
class BodyFloodE2eIT {

    private static final String[] DEFAULT_HEAP = {
        "-XX:+UseCompactObjectHeaders",
        "-Xms40m",
        "-Xmn16m",
        "-Xmx256m",
        "-XX:+ExitOnOutOfMemoryError"
    };
    private static final int STRANGERS = 320;
    private static final int MEGABYTE = 1_040_000;
    private static final int TO_BE_ANSWERED = 20_000;

    @TempDir private static Path directory;
    private static World world;
    private static String channel;

    @BeforeAll
    static void open() {
        world = World.open(HubProgram.packaged(DEFAULT_HEAP), directory, Map.of());
        channel = world.channel();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void servesWhileUnfinishedBodiesComeToNowhere() throws InterruptedException {
        try (Flood flood = new Flood("POST /nowhere", "Transfer-Encoding: chunked", MEGABYTE)) {
            flood.watch();

            assertThat(flood.answers()).containsOnlyKeys("404");
        }
    }

    @Test
    void servesWhileUnfinishedBodiesComeToRoutesThatNeedAToken() throws InterruptedException {
        try (Flood flood =
                new Flood("POST /channel/message", "Transfer-Encoding: chunked", MEGABYTE)) {
            flood.watch();

            assertThat(flood.answers()).containsOnlyKeys("401");
        }
    }

    @Test
    void servesWhileUnfinishedBodiesSayHowLongTheyAre() throws InterruptedException {
        try (Flood flood =
                new Flood("POST /v1/authenticate", "Content-Length: 1048576", MEGABYTE)) {
            flood.watch();

            assertThat(flood.answers()).containsOnlyKeys("413");
        }
    }

    @Test
    void servesWhileCallbacksComeThatWouldProveThemselvesByTheirBytes()
            throws InterruptedException {
        try (Flood flood =
                new Flood(
                        "POST /webhook-response",
                        "webhook-signature: v1,abc\r\nTransfer-Encoding: chunked",
                        MEGABYTE)) {
            flood.watch();

            assertThat(flood.answers()).containsKeys("429");
        }
    }

    @Test
    void servesWhileFormsComeToRoutesThatTakeNone() throws InterruptedException {
        try (Flood flood =
                new Flood(
                        "POST /api/netomi/process-message",
                        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1048576",
                        MEGABYTE)) {
            flood.watch();

            assertThat(flood.answers()).containsOnlyKeys("415");
        }
    }

    /// An agent's file takes its room before its first byte arrives.
    @Test
    void servesWhileAgentsSendFilesThatNeverEnd() throws InterruptedException {
        try (Flood flood =
                new Flood(
                        "POST /v1/media",
                        "Authorization: Bearer "
                                + world.admin().token()
                                + "\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                                + "Content-Length: 16000000",
                        MEGABYTE)) {
            flood.watch();

            assertThat(flood.answers()).isNotEmpty().doesNotContainKeys("200", "201", "500");
        }
    }

    @Test
    void servesWhileManySmallBodiesAreBegun() throws InterruptedException {
        try (Flood flood =
                new Flood("POST /v1/authenticate", "Content-Length: 1000", 10, 4 * STRANGERS)) {
            flood.watch();

            assertThat(flood.answers()).containsKeys("429");
        }
    }

    /// Strangers, each with its own connection.
    private static final class Flood implements AutoCloseable {

        private final Map<String, Integer> answers = new ConcurrentHashMap<>();
        private final List<Socket> sockets = new ArrayList<>();
        private final CountDownLatch waiting;

        Flood(String route, String headers, int bytes) {
            this(route, headers, bytes, STRANGERS);
        }

        Flood(String route, String headers, int bytes, int strangers) {
            waiting = new CountDownLatch(strangers);
            byte[] request = request(route, headers, bytes);
            for (int i = 0; i < strangers; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> begin(socket, request));
            }
        }

        private static byte[] request(String route, String headers, int bytes) {
            String head =
                    route
                            + " HTTP/1.1\r\nHost: localhost\r\n"
                            + (headers.contains("Content-Type")
                                    ? ""
                                    : "Content-Type: application/json\r\n")
                            + headers
                            + "\r\n\r\n"
                            + (headers.contains("chunked")
                                    ? Integer.toHexString(bytes) + "\r\n"
                                    : "");
            byte[] start = head.getBytes(US_ASCII);
            byte[] request = Arrays.copyOf(start, start.length + bytes);
            Arrays.fill(request, start.length, request.length, (byte) ' ');
            return request;
        }

        private void begin(Socket socket, byte[] request) {
            try {
                URI hub = world.hub.url();
                socket.connect(new InetSocketAddress(hub.getHost(), hub.getPort()));
                socket.setSoTimeout(TO_BE_ANSWERED);
                Thread.ofVirtual().start(() -> send(socket, request));
                String status =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
                                .readLine();
                if (status != null) {
                    answers.merge(
                            status.substring("HTTP/1.1 ".length()).substring(0, 3),
                            1,
                            Integer::sum);
                }
            } catch (IOException _) {
                // not answered yet, or cut off
            } finally {
                waiting.countDown();
            }
        }

        private static void send(Socket socket, byte[] request) {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request);
                out.flush();
            } catch (IOException _) {
                // cut off
            }
        }

        /// Sends like a back end and like a page, until all strangers have their answers or wait
        /// for them.
        void watch() throws InterruptedException {
            boolean over = false;
            while (!over) {
                assertThat(world.hub.isAlive()).as(world.hub.endOfLog()).isTrue();
                assertThat(world.send(channel, channel, "hello").status()).isIn(200, 202);
                assertThat(world.stranger.get("/readyz").status()).isEqualTo(200);
                over = waiting.await(200, TimeUnit.MILLISECONDS);
            }
            assertThat(world.hub.log()).doesNotContain("OutOfMemoryError");
        }

        Map<String, Integer> answers() {
            return answers;
        }

        @Override
        public void close() {
            for (Socket socket : sockets) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }
}
