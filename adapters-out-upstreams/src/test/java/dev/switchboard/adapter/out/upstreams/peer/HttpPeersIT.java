package dev.switchboard.adapter.out.upstreams.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.switchboard.application.network.Valve;
import dev.switchboard.application.port.out.cluster.Peers.Reply;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PeerAnswer;
import dev.switchboard.domain.cluster.PeerAnswer.Status;
import dev.switchboard.domain.cluster.PeerCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls of another hub over HTTP.
class HttpPeersIT {

    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final HubId HUB = new HubId("one");
    private static final HubId ANOTHER = new HubId("another");
    private static final Duration IMPATIENT = Duration.ofMillis(50);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final HttpPeers peers = HttpPeers.plain();
    private HttpServer hub;
    private int status = 200;

    @BeforeEach
    void open() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        hub.createContext("/", this::answer);
        hub.start();
    }

    @AfterEach
    void close() throws IOException {
        peers.close();
        hub.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            heard.add(
                    "%s %s %s %s"
                            .formatted(
                                    exchange.getRequestMethod(),
                                    exchange.getRequestURI(),
                                    exchange.getRequestHeaders().getFirst("Hub"),
                                    body));
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, 4);
            exchange.getResponseBody().write("true".getBytes(UTF_8));
        }
    }

    private static PeerCall call(int port) {
        String address = "http://127.0.0.1:" + port;
        return new PeerCall(HUB, address, "/hub/port/call", "a proof", "[1]".getBytes(UTF_8));
    }

    private Reply reply() {
        return peers.call(call(hub.getAddress().getPort()), PATIENT);
    }

    @Test
    void bringTheWholeCall() {
        assertThat(reply())
                .isInstanceOfSatisfying(
                        Reply.Answered.class,
                        answered ->
                                assertThat(answered.answer().body()).asString().isEqualTo("true"));
        assertThat(heard).containsExactly("POST /hub/port/call a proof [1]");
    }

    /// No redirect is followed.
    @ParameterizedTest
    @CsvSource({
        "200, DONE",
        "403, REFUSED",
        "421, NOT_OWNER",
        "500, FAILED",
        "503, STORE_AWAY",
        "302, FAILED",
        "404, FAILED"
    })
    void knowEachStatus(int code, Status expected) {
        status = code;

        assertThat(reply())
                .isInstanceOf(Reply.Answered.class)
                .extracting(reply -> ((Reply.Answered) reply).answer())
                .extracting(PeerAnswer::status)
                .isEqualTo(expected);
        assertThat(heard).hasSize(1);
    }

    @Test
    void sayThatNothingWasSent() {
        hub.stop(0);

        assertThat(reply()).isInstanceOf(Reply.Unreached.class);
    }

    @Test
    void sayThatTheOutcomeIsUnknown() {
        try (Valve silent = Valve.before(hub.getAddress())) {
            silent.turn(Valve.Position.SILENT);

            assertThat(peers.call(call(silent.port()), IMPATIENT))
                    .isInstanceOf(Reply.Unanswered.class);
        }
    }

    @Test
    void giveUpWhatIsUnderWayToOneHub() throws Exception {
        try (Valve silent = Valve.before(hub.getAddress());
                ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
            silent.turn(Valve.Position.SILENT);
            Future<Reply> reply = caller.submit(() -> peers.call(call(silent.port()), PATIENT));

            peers.giveUp(ANOTHER);
            assertThat(reply.isDone()).isFalse();
            await().until(() -> {
                peers.giveUp(HUB);
                return reply.isDone();
            });

            assertThat(reply.get()).isInstanceOf(Reply.Unanswered.class);
        }
    }

    /// It is not sent again over another connection: it may have been done.
    @Test
    void repeatNothingWhoseAnswerWasLost() {
        try (Valve way = Valve.before(hub.getAddress())) {
            hub.removeContext("/");
            hub.createContext(
                    "/",
                    exchange -> {
                        heard.add("once");
                        way.turn(Valve.Position.CUT);
                    });

            assertThat(peers.call(call(way.port()), PATIENT)).isInstanceOf(Reply.Unanswered.class);
            assertThat(heard).containsExactly("once");
        }
    }
}
