package dev.switchboard.adapter.in.socket.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.Handshake;
import dev.switchboard.adapter.in.socket.gateway.customer.FakeSocket;
import dev.switchboard.adapter.in.socket.identity.FakeStanding;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.ConnectRequest;
import dev.switchboard.adapter.in.socket.socketio.DisconnectReason;
import dev.switchboard.adapter.in.socket.socketio.EventText;
import dev.switchboard.adapter.in.socket.socketio.ManualTimer;
import dev.switchboard.adapter.in.socket.socketio.SocketRuntime;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.cluster.WatchCluster;
import dev.switchboard.application.port.in.cluster.WatchCluster.Cluster;
import dev.switchboard.application.port.in.cluster.WatchCluster.Member;
import dev.switchboard.application.port.in.cluster.WatchCluster.Table;
import dev.switchboard.application.port.in.delivery.WatchAttempts;
import dev.switchboard.application.port.in.health.WatchHealth.Build;
import dev.switchboard.application.port.in.health.WatchHealth.Part;
import dev.switchboard.application.port.in.health.WatchHealth.State;
import dev.switchboard.application.port.in.health.WatchPace;
import dev.switchboard.application.port.in.health.WatchPace.Point;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.session.Offered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A token is the name of its role, or what is wrong with it.
class OpsHandlerTest {

    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock();
    private final ManualTimer timer = new ManualTimer();
    private final FakeStanding accounts = new FakeStanding();
    private final OpenProofs proofs = new OpenProofs(identity(), accounts);
    private final List<WatchAttempts.Filter> filters = new ArrayList<>();
    private final List<Consumer<WatchAttempts.Made>> watchers = new ArrayList<>();
    private final List<Consumer<List<Part>>> healthWatchers = new ArrayList<>();
    private final List<Consumer<Point>> paceWatchers = new ArrayList<>();
    private final OpsHandler handler =
            new OpsHandler(
                    (filter, watcher) -> {
                        filters.add(filter);
                        watchers.add(watcher);
                        return () -> watchers.remove(watcher);
                    },
                    watcher -> {
                        healthWatchers.add(watcher);
                        watcher.accept(List.of(part(State.UP)));
                        return () -> healthWatchers.remove(watcher);
                    },
                    new WatchPace() {
                        @Override
                        public List<Point> since(Instant from) {
                            return List.of();
                        }

                        @Override
                        public Runnable watch(Consumer<Point> watcher) {
                            paceWatchers.add(watcher);
                            return () -> paceWatchers.remove(watcher);
                        }
                    },
                    new Build("1.2.3", "5f96c8a4"),
                    OpsHandlerTest::cluster,
                    proofs,
                    new SocketRuntime(Runnable::run, timer, this::nanos, new Random(1)),
                    clock);
    private long nanos;

    private long nanos() {
        return nanos;
    }

    private ProveIdentity identity() {
        return token ->
                switch (token) {
                    case "late" -> new Result.Expired();
                    case "bad" -> new Result.Rejected();
                    default ->
                            new Result.Proven(
                                    "ada",
                                    Set.of(Role.valueOf(token)),
                                    null,
                                    clock.instant().plus(TOKEN_LIFE),
                                    token);
                };
    }

    private static Cluster cluster() {
        Member self = new Member("h-1", "hub-a", "", "1", 1, null, false, 4, null);
        Member other = new Member("h-2", "hub-b", "", "1", 1, null, false, 4, null);
        return new Cluster(
                "h-1",
                WatchCluster.State.SERVING,
                Seed.NOW,
                List.of(self, other),
                new Table(1, 8, 4, 0),
                List.of());
    }

    private static Part part(State state) {
        return new Part("store", state, Seed.NOW, "fsync");
    }

    private void healthIs(State state) {
        healthWatchers.forEach(watcher -> watcher.accept(List.of(part(state))));
    }

    private static String health(State state) {
        return """
        ["health",{"status":"%1$s","version":"1.2.3","commit":"5f96c8a4",\
        "parts":[{"name":"store","status":"%1$s","since":"2099-05-27T21:10:00Z","detail":"fsync"}]}]\
        """
                .formatted(state);
    }

    private ConnectDecision knock(String token) {
        ObjectNode auth = JsonNodeFactory.instance.objectNode().put("token", token);
        return handler.connect(
                new ConnectRequest(new Handshake("192.0.2.1", false, Map.of()), auth, null));
    }

    private FakeSocket admin() {
        ConnectDecision.Accept accepted = (ConnectDecision.Accept) knock("ADMIN");
        FakeSocket socket = new FakeSocket("s-1", accepted.attributes());
        handler.connected(socket, false);
        return socket;
    }

    private JsonNode call(FakeSocket socket, String event, String json) {
        List<JsonNode> answers = new ArrayList<>();
        JsonNode payload = JsonMapper.shared().readTree(json);
        handler.event(socket, event, List.of(payload), args -> answers.add(args[0]));
        return answers.getFirst();
    }

    private void attempt(Outcome outcome, String detail) {
        Attempt attempt =
                new Attempt(2, Seed.NOW, Duration.ofMillis(31), outcome, 503, detail, false);
        WatchAttempts.Made made =
                new WatchAttempts.Made(
                        Seed.SLACK,
                        new MessageId("msg_" + "0".repeat(32)),
                        ConversationId.ofSession("abc123"),
                        7,
                        attempt);
        List.copyOf(watchers).forEach(watcher -> watcher.accept(made));
    }

    private static List<String> told(FakeSocket socket) {
        return socket.emitted().stream().map(EventText::of).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "late, SESSION_EXPIRED",
        "bad, UNAUTHENTICATED",
        "'', UNAUTHENTICATED",
        "SUPERVISOR, FORBIDDEN",
        "AGENT, FORBIDDEN",
        "SERVICE, FORBIDDEN"
    })
    void admitsAdminsAlone(String token, String code) {
        assertThat(knock(token))
                .isInstanceOfSatisfying(
                        ConnectDecision.Refuse.class,
                        refused -> assertThat(refused.data()).hasToString(codeOf(code)));
    }

    private static String codeOf(String code) {
        return "{\"code\":\"" + code + "\"}";
    }

    @Test
    void tellsOfAttemptsOfItsHub() {
        FakeSocket socket = admin();

        JsonNode answer = call(socket, "tail.watch", "{}");
        attempt(Outcome.UNAVAILABLE, "HTTP 503");

        assertThat(answer).hasToString("{\"ok\":true,\"id\":\"1\",\"hub\":\"hub-a\"}");
        assertThat(told(socket))
                .containsExactly(
                        """
                        ["attempt",{"id":"1","at":"2099-05-27T21:10:00Z","target":"channel:slack-sim",\
                        "messageId":"msg_00000000000000000000000000000000","conversationId":"session:abc123",\
                        "seq":7,"attempt":2,"outcome":"unavailable","durationMs":31,"detail":"HTTP 503",\
                        "httpStatus":503}]\
                        """);
    }

    @Test
    void keepsTheTextOfARefusalToTheTrace() {
        FakeSocket socket = admin();
        call(socket, "tail.watch", "{}");

        attempt(Outcome.REFUSED, "I do not like 'my secret'");

        assertThat(told(socket)).singleElement().asString().contains("\"detail\":\"\"");
    }

    @Test
    void replacesAWatchAndEndsIt() {
        FakeSocket socket = admin();
        call(socket, "tail.watch", "{}");

        call(
                socket,
                "tail.watch",
                "{\"targets\":[\"bot:b\"],\"kinds\":[\"bot\"],\"outcomes\":[\"unknown_outcome\"],\"conversation\":\"session:x\"}");
        assertThat(watchers).hasSize(1);
        assertThat(filters.getLast().outcomes()).containsExactly(Outcome.UNKNOWN_OUTCOME);
        call(socket, "tail.unwatch", "{}");

        assertThat(watchers).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"targets\":[\"nothing\"]}; targets",
                "{\"kinds\":[\"channels\"]}; kinds",
                "{\"outcomes\":\"refused\"}; outcomes",
                "{\"conversation\":\"\"}; conversation",
                "[]; filter"
            })
    void refusesAFilterByItsField(String filter, String field) {
        JsonNode answer = call(admin(), "tail.watch", filter);

        assertThat(answer.path("code").asString("")).isEqualTo("INVALID");
        assertThat(answer.path("error").asString("")).endsWith(": " + field);
        assertThat(watchers).isEmpty();
    }

    @Test
    void sendsAHundredASecondAndCountsTheRest() {
        FakeSocket socket = admin();
        call(socket, "tail.watch", "{}");

        for (int i = 0; i < 130; i++) {
            attempt(Outcome.DELIVERED, "");
        }
        assertThat(socket.emitted()).hasSize(100);
        pass(Duration.ofSeconds(1));
        attempt(Outcome.DELIVERED, "");

        assertThat(told(socket)).hasSize(102).contains("[\"dropped\",{\"id\":\"1\",\"n\":30}]");
        assertThat(timer.waiting()).isEqualTo(1);
    }

    @Test
    void keepsNothingForASlowReaderButTheNumber() {
        FakeSocket socket = admin();
        call(socket, "tail.watch", "{}");
        socket.answering(Offered.FULL);
        attempt(Outcome.DELIVERED, "");
        pass(Duration.ofSeconds(1));
        attempt(Outcome.DELIVERED, "");
        socket.emitted().clear();

        socket.answering(Offered.QUEUED);
        pass(Duration.ofSeconds(1));

        assertThat(told(socket)).containsExactly("[\"dropped\",{\"id\":\"1\",\"n\":2}]");
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        timer.advance(time);
    }

    @Test
    void tellsTheHealthOfItsHubAtOnceAndWhenItChanges() {
        FakeSocket socket = admin();

        JsonNode answer = call(socket, "health.watch", "{}");
        healthIs(State.DOWN);

        assertThat(answer).hasToString("{\"ok\":true,\"hub\":\"hub-a\"}");
        assertThat(told(socket)).containsExactly(health(State.UP), health(State.DOWN));
    }

    @Test
    void tellsWhatItsHubDidUntilNobodyWatches() {
        FakeSocket socket = admin();
        JsonNode answer = call(socket, "figures.watch", "{}");
        Instant at = Instant.parse("2026-05-01T10:00:00Z");
        paceWatchers.getFirst().accept(new Point(at, 12, 10, 1, 3, null));

        assertThat(answer).hasToString("{\"ok\":true,\"hub\":\"hub-a\"}");
        assertThat(told(socket))
                .containsExactly(
                        """
                        ["figures",{"at":"2026-05-01T10:00:00Z","accepted":12,"delivered":10,\
                        "parked":1,"pending":3,"p95Ms":null}]\
                        """);
        call(socket, "health.watch", "{}");
        call(socket, "figures.unwatch", "{}");
        assertThat(paceWatchers).isEmpty();
        assertThat(healthWatchers).hasSize(1);
    }

    @Test
    void keepsOnlyTheLatestHealthForASlowReader() {
        FakeSocket socket = admin();
        call(socket, "health.watch", "{}");
        socket.answering(Offered.FULL);
        healthIs(State.DEGRADED);
        healthIs(State.DOWN);
        socket.emitted().clear();

        socket.answering(Offered.QUEUED);
        pass(Duration.ofSeconds(1));

        assertThat(told(socket)).containsExactly(health(State.DOWN));
    }

    @Test
    void endsAWatchOfHealthByCommandByAnotherAndWithTheConnection() {
        FakeSocket socket = admin();
        call(socket, "health.watch", "{}");
        call(socket, "health.watch", "{}");
        assertThat(healthWatchers).hasSize(1);

        call(socket, "health.unwatch", "{}");
        assertThat(healthWatchers).isEmpty();
        call(socket, "health.watch", "{}");
        handler.disconnected(socket, new DisconnectReason.ByClient());

        assertThat(healthWatchers).isEmpty();
    }

    @Test
    void endsWithItsToken() {
        FakeSocket socket = admin();
        call(socket, "tail.watch", "{}");
        call(socket, "health.watch", "{}");
        socket.emitted().clear();

        timer.advance(TOKEN_LIFE.plusMillis(2));

        assertThat(told(socket)).singleElement().asString().contains("SESSION_EXPIRED");
        assertThat(socket.closed()).isEqualTo(CloseReason.SERVER);
        assertThat(watchers).isEmpty();
        assertThat(healthWatchers).isEmpty();
    }

    @Test
    void endsWithItsRights() {
        FakeSocket socket = admin();
        call(socket, "tail.watch", "{}");

        accounts.end("ADMIN");
        proofs.look();

        assertThat(told(socket)).singleElement().asString().contains("UNAUTHENTICATED");
        assertThat(socket.closed()).isEqualTo(CloseReason.SERVER);
        assertThat(watchers).isEmpty();
    }

    @Test
    void watchesNothingWithoutRights() {
        FakeSocket socket = admin();
        accounts.end("ADMIN");

        JsonNode answer = call(socket, "tail.watch", "{}");

        assertThat(answer.path("code").asString("")).isEqualTo("UNAUTHENTICATED");
        assertThat(watchers).isEmpty();
        assertThat(socket.closed()).isEqualTo(CloseReason.SERVER);
    }

    @Test
    void leavesNothingBehind() {
        FakeSocket socket = admin();
        call(socket, "tail.watch", "{}");

        handler.disconnected(socket, new DisconnectReason.ByClient());

        assertThat(watchers).isEmpty();
        assertThat(proofs.count()).isZero();
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void knowsNoOtherCommand() {
        assertThat(call(admin(), "nothing", "{}").path("code").asString(""))
                .isEqualTo("UNKNOWN_EVENT");
    }
}
