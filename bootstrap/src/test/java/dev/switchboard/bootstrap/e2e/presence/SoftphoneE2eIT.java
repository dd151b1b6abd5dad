package dev.switchboard.bootstrap.e2e.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.browser.EventTypes;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import dev.switchboard.bootstrap.e2e.sockets.NodeHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Softphones, wall boards and hostile clients with the packaged hub, on its embedded store.
/// Clients with long waits start at the beginning.
@Order(4)
@ExtendWith(LiveHubPool.class)
@TestInstance(Lifecycle.PER_CLASS)
class SoftphoneE2eIT implements WatchStories {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final long CROWD = 450;

    /// Snapshots: some 20 MB, where the buffers between a client and the hub take 4.
    private static final int MORE_THAN_BUFFERS_TAKE = 200;

    private final LiveHub hub;
    private Office crowded;
    private Softphone silent;

    SoftphoneE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    @Override
    public LiveHub hub() {
        return hub;
    }

    @BeforeAll
    void open() {
        silent = Softphone.at(hub, Softphone.EVENTS);
        crowded = Office.at(hub);
        crowded.hasGroup(100, 1, CROWD);
    }

    /// By then the hub has seen all sorts of tokens: valid, invalid, and one in an address.
    @AfterAll
    void closeAndLookForTokensInTheLog() {
        silent.close();
        assertThat(refusal("?token=canary-4711")).isEqualTo(400);
        assertThat(hub.process().log()).doesNotContain("eyJ", "canary-4711");
    }

    @Test
    void servesTheStockClientOfNode(@TempDir Path directory) {
        Optional<Path> home = NodeHome.installIn(directory);
        if (home.isEmpty()) {
            String missing = "SKIPPED: no Node, or no packages for it: `ws` is not tried";
            LoggerFactory.getLogger(SoftphoneE2eIT.class).warn(missing);
            abort(missing);
        }

        WatchStories.playTheOriginalSequence(
                hub, endpoint -> Softphone.inNode(home.orElseThrow(), hub, endpoint));
    }

    @Test
    void sendsFramesOfThePublishedTypes(@TempDir Path home) {
        EventTypes types = new EventTypes("presence");
        Office office = Office.at(hub);
        office.hasGroup(100, 1, 3);
        try (Softphone phone = office.phone("AGENT", 9).watches(office.groupPath(100));
                Softphone badge = office.badge("AGENT", 9)) {
            types.hear("types.EventsFrame", phone.hears());
            badge.says(
                    """
                    {"request":"subscribe","clientRequestId":"%s",
                     "data":{"users":["org:%s:user:1"]}}\
                    """
                            .formatted(SeedFrames.REQUEST, office.name()));
            types.hear("types.SubscribeFrame", badge.hears());
            office.calls(1, "ANSWERED");
            types.hear("types.EventsFrame", phone.hears());
            office.leaves(100, 2);
            types.hear("types.EventsFrame", phone.hears());
            phone.watches("/org/nobody/user/1/presence");
            types.hear("types.EventsFrame", phone.hears());
            assertThat(office.counts(1, "{\"increment\":5}").status()).isEqualTo(200);
            types.hear("types.SubscribeFrame", badge.hears());
            badge.says("{\"request\":\"dance\",\"clientRequestId\":\"1\"}");
            types.hear("types.SubscribeFrame", badge.hears());
        }

        types.assertFit(home);
    }

    /// Runs the unchanged client of the document, which gets what it missed after a cut.
    @Test
    void servesTheClientOfTheDocument(@TempDir Path home) throws IOException {
        String document = Files.readString(Path.of("..", "docs", "protocol", "cti.md"));
        String code = document.substring(document.indexOf("```js\n") + 6);
        Files.writeString(home.resolve("watch.mjs"), code.substring(0, code.indexOf("```")));
        Office office = Office.at(hub);
        String name = LiveHub.fresh("watcher");
        hub.admin()
                .post(
                        "/v1/accounts",
                        """
                        {"username":"%s","password":"twelve or more","roles":["AGENT"],
                         "org_id":"%s","user_id":7}\
                        """
                                .formatted(name, office.name()));
        office.calls(7, "RINGING");
        Path log = home.resolve("log");
        ProcessBuilder node =
                new ProcessBuilder("node", "--experimental-websocket", "watch.mjs")
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        node.environment().put("HUB", hub.process().url().toString());
        node.environment().put("NAME", name);
        node.environment().put("PASSWORD", "twelve or more");
        Process client = start(node);
        try {
            awaitLine(log, "7:RINGING");
            office.calls(7, "BRIDGED");
            awaitLine(log, "7:BRIDGED");
        } finally {
            client.destroy();
        }
    }

    private static Process start(ProcessBuilder node) {
        try {
            return node.start();
        } catch (IOException _) {
            return abort("SKIPPED: no Node, so the client of the document is not tried");
        }
    }

    private static void awaitLine(Path log, String text) {
        await().atMost(SOON).untilAsserted(() -> assertThat(Files.readString(log)).contains(text));
    }

    @Test
    void showsALargeGroupInFramesOfTwoHundred() {
        try (Softphone board = crowded.phone("AGENT", 8).watches(crowded.groupPath(100))) {
            List<JsonNode> frames = List.of(board.hears(), board.hears(), board.hears());

            assertThat(frames).extracting(f -> f.path("data").size()).containsExactly(200, 200, 50);
            assertThat(frames)
                    .extracting(f -> f.path("more").asBoolean(false))
                    .containsExactly(true, true, false);
            assertThat(frames).allMatch(f -> f.path("snapshot").asBoolean());

            crowded.calls(CROWD, "BRIDGED");
            JsonNode change = board.hears();
            assertThat(change.path("data")).hasSize(1);
            assertThat(change.at("/data/0/presence").asString()).isEqualTo("BRIDGED");
        }
    }

    @Test
    void closesWhoeverReadsNothingWhileOthersSeeEverything() {
        String token = crowded.token("AGENT", 9);
        String ask = "{\"type\":\"subscribe\",\"path\":\"" + crowded.groupPath(100) + "\"}";
        try (Softphone board = crowded.phone("AGENT", 7).watches(crowded.groupPath(100));
                StalledPhone stalled = new StalledPhone(hub.process().url().getPort())) {
            board.hears();
            board.hears();
            board.hears();
            stalled.says(SeedFrames.with(token, SeedFrames.AUTH));
            for (int i = 0; i < MORE_THAN_BUFFERS_TAKE; i++) {
                stalled.says(ask);
            }
            CompletableFuture<String> stalledEnd =
                    CompletableFuture.supplyAsync(() -> hearsItsEnd(stalled));

            while (!stalledEnd.isDone()) {
                crowded.calls(1, "ANSWERED");
                assertThat(board.hears().at("/data/0/presence").asString()).isEqualTo("ANSWERED");
                crowded.calls(1, "RINGING");
                assertThat(board.hears().at("/data/0/presence").asString()).isEqualTo("RINGING");
            }

            assertThat(stalledEnd).isCompletedWithValue("1013 slow");
        }
    }

    /// The client starts to read after the hub has given up, to get the reason.
    private String hearsItsEnd(StalledPhone stalled) {
        await().atMost(SOON).until(() -> endedSlowly() > 0);
        return stalled.readsToItsEnd();
    }

    private double endedSlowly() {
        return hub.process()
                .metrics()
                .lines()
                .filter(line -> line.startsWith("switchboard_cti_ended_total{why=\"slow\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void givesUpWhoeverSaysNothing() {
        Softphone.Ending end = silent.awaitEnd();

        assertThat(silent.hearsError()).isEqualTo("AUTH_TIMEOUT");
        assertThat(end).isEqualTo(new Softphone.Ending(4007, "AUTH_TIMEOUT"));
    }

    @Test
    void warnsAndEndsWhenATokenExpiresUnlessThereIsAFreshOne() {
        Office office = Office.at(hub);
        office.calls(1, "");
        String good = office.token("AGENT", 1);
        String brief = ShortTokens.lasting(Duration.ofSeconds(3), good, hub.process());
        try (Softphone careless = Softphone.at(hub, Softphone.EVENTS).signsIn(brief);
                Softphone careful = Softphone.at(hub, Softphone.EVENTS).signsIn(brief)) {
            careful.watches(office.userPath(1));
            long version = careful.hears().at("/data/0/version").asLong();
            assertThat(careful.hearsError()).isEqualTo("SESSION_EXPIRED");
            office.calls(1, "RINGING");

            careful.signsIn(good);

            assertThat(careful.hears().at("/data/0/version").asLong()).isEqualTo(version + 1);
            assertThat(careless.hearsError()).isEqualTo("SESSION_EXPIRED");
            assertThat(careless.awaitEnd())
                    .isEqualTo(new Softphone.Ending(4003, "SESSION_EXPIRED"));
            assertThat(careful.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{\"type\":\"tick\"}",
                "{\"type\":\"subscribe\",\"path\":\"/org/1/user/1/presence\"}"
            })
    void endsWhoeverDoesNotSayFirstWhoTheyAre(String frame) {
        try (Softphone phone = Softphone.at(hub, Softphone.EVENTS).says(frame)) {
            assertThat(phone.hearsError()).isEqualTo("AUTH_REQUIRED");
            assertThat(phone.awaitEnd()).isEqualTo(new Softphone.Ending(4003, "AUTH_REQUIRED"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BAD,      CTI 2.0, INVALID_TOKEN, 4003",
        "OUTSIDER, CTI 2.0, NO_IDENTITY,   4003",
        "GOOD,     Curl,    BAD_CLIENT,    1008"
    })
    void endsWhoeverItDoesNotKnow(String token, String client, String code, int close) {
        String shown =
                switch (token) {
                    case "GOOD" -> crowded.token("AGENT", 8);
                    case "OUTSIDER" -> String.valueOf(crowded.outsider().token());
                    default -> "eyJ.no.token";
                };
        String auth = SeedFrames.with(shown, SeedFrames.AUTH).replace("CTI 2.0", client);
        try (Softphone phone = Softphone.at(hub, Softphone.EVENTS).says(auth)) {
            assertThat(phone.hearsError()).isEqualTo(code);
            assertThat(phone.awaitEnd()).isEqualTo(new Softphone.Ending(close, code));
        }
    }

    @Test
    void answersEveryBadFrameAndGoesOn() {
        String[][] badAndCode = {
            {"hello", "BAD_FRAME"},
            {"[]", "BAD_FRAME"},
            {"{\"type\":\"tick\",\"type\":\"tick\"}", "BAD_FRAME"},
            {"{\"a\":".repeat(60) + "1" + "}".repeat(60), "BAD_FRAME"},
            {"{\"type\":\"subscribe\"}", "BAD_FRAME"},
            {"{\"type\":\"subscribe\",\"path\":\"/org/x/user/1/../2/presence\"}", "BAD_FRAME"},
            {"{\"type\":\"subscribe\",\"path\":\"/org/x/user/0/presence\"}", "BAD_FRAME"},
            {"{\"type\":\"WEBSOCKET_USER_SUBSCRIBE\",\"orgId\":\"x\"}", "BAD_FRAME"},
            {"{\"type\":\"dance\"}", "UNKNOWN_TYPE"},
            {"{}", "UNKNOWN_TYPE"},
            {SeedFrames.SUBSCRIBE_UNREAD, "WRONG_ENDPOINT"},
            {"{\"type\":\"subscribe\",\"path\":\"" + crowded.userPath(7777) + "\"}", "BAD_USER"},
            {"{\"type\":\"subscribe\",\"path\":\"" + crowded.groupPath(7777) + "\"}", "BAD_GROUP"},
        };
        try (Softphone phone = crowded.phone("AGENT", 8)) {
            for (String[] row : badAndCode) {
                phone.says(row[0]);
                assertThat(phone.hearsError()).as(row[0]).isEqualTo(row[1]);
            }

            phone.watches(crowded.userPath(1));

            assertThat(phone.hears().path("snapshot").asBoolean()).isTrue();
        }
    }

    @Test
    void givesAUserTenConnections() {
        Office office = Office.at(hub);
        List<Softphone> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(office.phone("AGENT", 1));
        }
        try (Softphone eleventh = Softphone.at(hub, Softphone.EVENTS)) {
            eleventh.says(SeedFrames.with(office.token("AGENT", 1), SeedFrames.AUTH));

            assertThat(eleventh.hearsError()).isEqualTo("CONNECTION_LIMIT");
            assertThat(eleventh.awaitEnd().code()).isEqualTo(4008);
            office.badge("AGENT", 1).close();
            ten.removeFirst().close();
            await().atMost(SOON).until(() -> letsIn(office));
        } finally {
            ten.forEach(Softphone::close);
        }
    }

    private boolean letsIn(Office office) {
        try (Softphone next = Softphone.at(hub, Softphone.EVENTS)) {
            next.says(SeedFrames.with(office.token("AGENT", 1), SeedFrames.AUTH));
            return next.hearsText().equals(Softphone.WELCOME);
        }
    }

    @Test
    void endsWhoeverSendsTooMuchAtOnce() {
        try (Softphone phone = crowded.phone("AGENT", 8)) {
            phone.says("\"" + "x".repeat(65 * 1024) + "\"");

            assertThat(phone.awaitEnd().code()).isEqualTo(1009);
        }
    }

    @Test
    void tellsWhyThereIsNoWebSocketForSome() {
        Answer plain = hub.stranger().get(Softphone.EVENTS);
        Answer odd = hub.stranger().get(Softphone.SUBSCRIBE + "?a=%ff");

        assertThat(plain.status()).isEqualTo(426);
        assertThat(plain.header("Content-Type")).startsWith("application/problem+json");
        assertThat(plain.header("Upgrade")).isEqualTo("websocket");
        assertThat(odd.status()).isIn(400, 426);
        assertThat(refusal("?access_token=canary-4711")).isEqualTo(400);
    }

    private int refusal(String query) {
        URI address =
                URI.create(
                        "ws://localhost:"
                                + hub.process().url().getPort()
                                + Softphone.EVENTS
                                + query);
        try (HttpClient http = HttpClient.newHttpClient()) {
            CompletionException failure =
                    catchThrowableOfType(
                            CompletionException.class,
                            () ->
                                    http.newWebSocketBuilder()
                                            .buildAsync(address, new WebSocket.Listener() {})
                                            .join());
            assertThat(failure.getCause()).isInstanceOf(WebSocketHandshakeException.class);
            return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
        }
    }
}
