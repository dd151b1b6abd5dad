package dev.switchboard.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Strangers ask for large answers and read none of them, on a hub with the heap of
/// `bin/switchboard`. The hub serves everybody else meanwhile.
@Tag("nightly")
class AnswerFloodE2eIT {

    private static final String[] DEFAULT_HEAP = {
        "-XX:+UseCompactObjectHeaders",
        "-Xms40m",
        "-Xmn16m",
        "-Xmx256m",
        "-XX:+ExitOnOutOfMemoryError"
    };
    private static final Map<String, String> BOT =
            Map.of(
                    "NETOMI_CHANNEL_REF_ID",
                    "hub",
                    "NETOMI_VIRTUAL_AGENT_ID",
                    "bot",
                    "NETOMI_BASE_URL",
                    "http://localhost:1",
                    "NETOMI_AUTH_URL",
                    "http://localhost:1",
                    "SWITCHBOARD_NETOMI_RATE",
                    "100000",
                    "SWITCHBOARD_NETOMI_SYNC_WAIT",
                    "0s");
    private static final int STRANGERS = 60;
    private static final int REQUESTS = 20;
    private static final int SENT = 100;
    private static final int MEMBERS = 9_000;
    private static final int MESSAGES = 100;
    private static final String RESUME = "X-Switchboard-Resume";

    @TempDir private static Path directory;
    private static World world;
    private static String channel;

    @BeforeAll
    static void open() {
        world = World.open(HubProgram.packaged(DEFAULT_HEAP), directory, BOT);
        channel = world.channel();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void servesWhileBodiesComeWithThousandsOfUnknownFields() {
        String body =
                IntStream.range(0, MEMBERS)
                        .mapToObj(member -> "\"" + Integer.toString(member, 36) + "\":0")
                        .collect(Collectors.joining(",", "{", "}"));

        askAndReadNothing(
                "POST /v1/authenticate/refresh HTTP/1.1\r\nHost: hub\r\n"
                        + "Content-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body);
    }

    /// A caller may name another protocol with any request.
    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: Upgrade\r\nUpgrade: x\r\n"})
    void servesWhileAGuestReadsALongConversationManyTimes(String more) {
        String conversation = "long-" + more.length();
        String text = "ж".repeat(30_000);
        Answer first = say(conversation, "m0", text);
        assertThat(first.status()).as(first.body()).isIn(200, 202);
        String token = requireNonNull(first.header(RESUME));
        for (int i = 1; i < MESSAGES; i++) {
            assertThat(say(conversation, "m" + i, text, RESUME, token).status()).isIn(200, 202);
        }

        askAndReadNothing(
                "GET /api/conversations/"
                        + conversation
                        + " HTTP/1.1\r\nHost: hub\r\n"
                        + more
                        + RESUME
                        + ": "
                        + token
                        + "\r\n\r\n");
    }

    private static Answer say(String conversation, String id, String text, String... headers) {
        return world.stranger.post(
                "/api/netomi/process-message",
                """
                {"messageData":{"conversationId":"%s","eventType":"message",
                 "messagePayload":{"text":"%s","messageId":"%s"}}}\
                """
                        .formatted(conversation, text, id),
                headers);
    }

    /// Each stranger has a connection of its own. Sends like a back end until the answers of all
    /// have begun.
    private static void askAndReadNothing(String request) {
        List<Socket> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < STRANGERS; i++) {
                strangers.add(connected(request.repeat(REQUESTS).getBytes(US_ASCII)));
            }
            int sent = 0;
            while (sent < SENT || !strangers.stream().allMatch(AnswerFloodE2eIT::isAnswered)) {
                assertThat(world.hub.isAlive()).as(world.hub.endOfLog()).isTrue();
                assertThat(world.send(channel, channel, "hello").status()).isIn(200, 202);
                assertThat(world.stranger.get("/readyz").status()).isEqualTo(200);
                sent++;
            }
            assertThat(world.hub.log()).doesNotContain("OutOfMemoryError");
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            strangers.forEach(AnswerFloodE2eIT::close);
        }
    }

    private static boolean isAnswered(Socket stranger) {
        try {
            return stranger.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Socket connected(byte[] request) throws IOException {
        URI hub = world.hub.url();
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(hub.getHost(), hub.getPort()));
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        socket.getOutputStream().write(request);
                    } catch (IOException _) {
                        // cut off
                    }
                });
        return socket;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
