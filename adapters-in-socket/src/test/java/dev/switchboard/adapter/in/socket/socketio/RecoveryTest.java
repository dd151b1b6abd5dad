package dev.switchboard.adapter.in.socket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.domain.session.Offered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

/// Sessions that outlive their connections.
class RecoveryTest {

    private static final ServerEvent EVENT = ServerEvent.of("e");
    private static final ServerEvent TEXT = ServerEvent.of("e", StringNode.valueOf("text"));

    private final RecordingHandler handler = new RecordingHandler();
    private final InMemoryRecovery recovery = new InMemoryRecovery();
    private final Stage stage = new Stage(Map.of("/", new Namespace(handler, recovery)));
    private final Stage.Client client = stage.client();
    private String pid = "";

    @BeforeEach
    void join() {
        client.send("0{\"token\":1,\"pid\":\"unknown\",\"offset\":\"o\"}");
        pid = recovery.socketIds.keySet().iterator().next();
    }

    @Test
    void givesANewClientAPid() {
        assertThat(client.session().sent())
                .containsExactly(
                        "0{\"sid\":\"" + handler.last().id() + "\",\"pid\":\"" + pid + "\"}");
        assertThat(pid).hasSize(24).isNotIn(handler.last().id(), "unknown");
        assertThat(handler.heard).containsExactly("connect {\"token\":1}", "connected");
        assertThat(handler.restored).singleElement().isNull();
    }

    @Test
    void takesPidAndOffsetOutOfTheAuth() {
        client.lose();

        stage.client().send("0{\"pid\":\"" + pid + "\",\"offset\":\"o\",\"token\":2}");

        assertThat(handler.heard).contains("connect {\"token\":2}");
    }

    @Test
    void addsThePositionOnlyWhereAStringAtTheEndWouldBeTakenForIt() {
        client.session().sent();

        handler.last().emit(TEXT);
        handler.last().emit(EVENT);
        handler.last().emit(TEXT, Duration.ofSeconds(1), args -> {});

        assertThat(client.session().sent())
                .containsExactly("2[\"e\",\"text\",\"now\"]", "2[\"e\"]", "20[\"e\",\"text\"]");
    }

    @Test
    void putsAnEventsOwnOffsetBehindItsArguments() {
        client.session().sent();

        handler.last().emit(EVENT, "then");

        assertThat(client.session().sent()).containsExactly("2[\"e\",\"then\"]");
    }

    @Test
    void forgetsTheSessionOfAClientThatLeaves() {
        client.send("1");

        assertThat(recovery.socketIds).isEmpty();
    }

    @Test
    void forgetsTheSessionOfAClientThatWasMadeToLeave() {
        handler.last().disconnect();

        assertThat(recovery.socketIds).isEmpty();
    }

    @Test
    void keepsTheSessionOfAClientThatBreaksTheProtocol() {
        client.send("abc");
        client.lose();

        assertThat(recovery.socketIds).containsKey(pid);
    }

    @Test
    void closesTheConnectionWhenTheStoreIsAwayAndForgetsNothing() {
        client.lose();
        recovery.failing = true;
        Stage.Client restoring = stage.client();
        Stage.Client fresh = stage.client();

        restoring.send("0{\"pid\":\"" + pid + "\"}");
        fresh.send("0");
        stage.timer.advance(Duration.ofSeconds(3));
        fresh.receiver().closed(CloseReason.SERVER);

        assertThat(List.of(restoring, fresh))
                .allSatisfy(client -> {
                    assertThat(client.session().sent()).isEmpty();
                    assertThat(client.session().closed()).isEqualTo(CloseReason.SERVER);
                });
        assertThat(recovery.socketIds).containsOnlyKeys(pid);
        assertThat(handler.heard).last().isEqualTo("disconnected Lost[reason=SERVER]");
    }

    @Nested
    class AfterALostConnection {

        private final Stage.Client again = stage.client();

        @BeforeEach
        void lose() {
            client.lose();
        }

        @Test
        void givesTheSameIdAndPidAgain() {
            resume(again);

            assertThat(again.session().sent())
                    .containsExactly("0{\"sid\":\"" + first().id() + "\",\"pid\":\"" + pid + "\"}");
            assertThat(handler.heard).endsWith("connect {}", "connected again");
            assertThat(handler.restored).last().isEqualTo(restored("seen"));
            assertThat(stage.watch.seen).last().isEqualTo("connected / again");
        }

        @Test
        void authenticatesNeverthelessAndKeepsTheSessionOfWhoFails() {
            handler.onConnect(request -> ConnectDecision.refuse("unauthorized"));

            resume(again);

            assertThat(again.session().sent()).containsExactly("4{\"message\":\"unauthorized\"}");
            assertThat(recovery.socketIds).containsKey(pid);
        }

        @Test
        void letsTheHandlerBeginANewSession() {
            handler.onConnect(request -> ConnectDecision.acceptAsNew("somebody else"));

            resume(again);

            assertThat(handler.last().id()).isNotEqualTo(first().id());
            assertThat(handler.heard).endsWith("connected");
            assertThat(again.session().sent().getFirst()).doesNotContain(pid);
        }

        @Test
        void ignoresAnOffsetThatCannotBeOurs() {
            again.send("0{\"pid\":\"" + pid + "\",\"offset\":\"" + "x".repeat(201) + "\"}");
            stage.client().send("0{\"pid\":\"" + pid + "\",\"offset\":17}");

            assertThat(handler.restored.subList(1, 3)).containsOnly(restored(null));
        }

        @Test
        void beginsAnewForAPidThatCannotBeOurs() {
            again.send("0{\"pid\":{\"$ne\":null}}");
            stage.client().send("0{\"pid\":\"" + "x".repeat(201) + "\"}");

            assertThat(handler.restored).containsOnlyNulls();
        }

        @Test
        void sendsWhatTheWelcomeEmitsDirectlyBehindTheAnswer() {
            handler.onConnected((socket, recovered) -> {
                socket.emit(ServerEvent.of("missed", StringNode.valueOf("1")));
                socket.emit(ServerEvent.of("missed", StringNode.valueOf("2")));
            });

            resume(again);

            assertThat(again.session().sent().subList(1, 3))
                    .containsExactly("2[\"missed\",\"1\",\"now\"]", "2[\"missed\",\"2\",\"now\"]");
        }

        private Restored restored(@Nullable String offset) {
            return new Restored(first().id(), offset, "state of " + first().id());
        }
    }

    @Nested
    class WhileAnOlderConnectionLives {

        private final Stage.Client newer = stage.client();

        @Test
        void closesTheOlderOneAndFencesIt() {
            resume(newer);

            assertThat(client.session().closed()).isEqualTo(CloseReason.REPLACED);
            assertThat(first().emit(EVENT)).isEqualTo(Offered.CLOSED);
            assertThat(handler.last().emit(EVENT)).isEqualTo(Offered.QUEUED);
            assertThat(handler.heard)
                    .endsWith(
                            "connect {}", "disconnected Lost[reason=REPLACED]", "connected again");
        }

        @Test
        void keepsTheNewerOneWhenTheOlderOneGoes() {
            resume(newer);
            client.receiver().closed(CloseReason.REPLACED);

            resume(stage.client());

            assertThat(newer.session().closed()).isEqualTo(CloseReason.REPLACED);
            assertThat(recovery.socketIds).containsKey(pid);
        }

        @Test
        void leavesAClientWithoutTheRightAlone() {
            handler.onConnect(request -> ConnectDecision.refuse("unauthorized"));

            resume(newer);

            assertThat(client.session().closed()).isNull();
            assertThat(first().emit(EVENT)).isEqualTo(Offered.QUEUED);
        }

        @Test
        void handlesNothingOfTheOlderOneAnyMore() {
            resume(newer);

            client.send("2[\"late\"]");

            assertThat(handler.heard).doesNotContain("late []");
        }
    }

    private void resume(Stage.Client who) {
        who.send("0{\"pid\":\"" + pid + "\",\"offset\":\"seen\"}");
    }

    private NamespaceSocket first() {
        return Objects.requireNonNull(handler.sockets.getFirst());
    }
}
