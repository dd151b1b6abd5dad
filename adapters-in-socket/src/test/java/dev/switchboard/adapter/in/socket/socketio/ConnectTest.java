package dev.switchboard.adapter.in.socket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// Joining and leaving namespaces.
class ConnectTest {

    private static final Duration SENT_AWAY = Duration.ofSeconds(3);

    private final RecordingHandler main = new RecordingHandler();
    private final RecordingHandler agent = new RecordingHandler();
    private final Stage stage =
            new Stage(Map.of("/", new Namespace(main), "/agent", new Namespace(agent)));
    private final Stage.Client client = stage.client();

    @Test
    void tellsTheClientItsSocketId() {
        client.send("0{\"token\":\"t\"}");

        assertThat(client.session().sent())
                .containsExactly("0{\"sid\":\"" + main.last().id() + "\"}");
        assertThat(main.heard).containsExactly("connect {\"token\":\"t\"}", "connected");
        assertThat(client.session().isBound()).isTrue();
        assertThat(stage.watch.seen).containsExactly("connected /");
    }

    @Test
    void givesEverySocketAnIdThatNobodyCanGuess() {
        client.send("0");
        stage.client().send("0");

        assertThat(main.sockets).extracting(NamespaceSocket::id).doesNotHaveDuplicates();
        assertThat(main.last().id()).hasSize(24).isNotEqualTo(client.session().id());
    }

    @Test
    void keepsTheNamespacesOfAConnectionApart() {
        client.send("0/agent,{}");
        client.send("0");

        assertThat(client.session().sent())
                .containsExactly(
                        "0/agent,{\"sid\":\"" + agent.last().id() + "\"}",
                        "0{\"sid\":\"" + main.last().id() + "\"}");
        assertThat(agent.last().id()).isNotEqualTo(main.last().id());
    }

    @Test
    void refusesAnUnknownNamespaceAndLivesOn() {
        client.send("0/other");
        client.send("0");

        assertThat(client.session().sent())
                .first()
                .isEqualTo("4/other,{\"message\":\"Invalid namespace\"}");
        assertThat(main.heard).contains("connected");
        assertThat(client.session().closed()).isNull();
    }

    @Test
    void closesAfterTenUnknownNamespaces() {
        for (int i = 0; i < 10; i++) {
            client.send("0/other" + i);
        }
        assertThat(client.session().closed()).isNull();

        client.send("0/another");

        assertThat(client.session().sent()).hasSize(10);
        assertThat(client.session().closed()).isEqualTo(CloseReason.PROTOCOL);
    }

    @Test
    void tellsTheClientWhyItIsRefused() {
        agent.onConnect(request ->
                ConnectDecision.refuse(
                        "unauthorized",
                        JsonNodeFactory.instance.objectNode().put("code", "FORBIDDEN")));

        client.send("0/agent");
        client.send("0");

        assertThat(client.session().sent().getFirst())
                .isEqualTo(
                        "4/agent,{\"message\":\"unauthorized\",\"data\":{\"code\":\"FORBIDDEN\"}}");
        assertThat(agent.heard).containsExactly("connect {}");
        assertThat(main.heard).contains("connected");
    }

    @Test
    void letsARefusedClientTryAgain() {
        agent.onConnect(request ->
                request.auth().isEmpty()
                        ? ConnectDecision.refuse("unauthorized")
                        : ConnectDecision.accept("agent"));

        client.send("0/agent");
        client.send("0/agent,{\"token\":1}");

        assertThat(client.session().sent()).last().asString().startsWith("0/agent,{\"sid\"");
    }

    @Test
    void closesTheConnectionIfTheHandlerFailsBecauseNoClientComesBackAfterARefusal() {
        main.onConnect(request -> {
            throw new IllegalStateException("no store");
        });

        client.send("0");
        assertThat(client.session().closed()).isNull();
        stage.timer.advance(SENT_AWAY);

        assertThat(client.session().sent()).isEmpty();
        assertThat(client.session().closed()).isEqualTo(CloseReason.SERVER);
        assertThat(stage.watch.seen).containsExactly("failed / no store");
    }

    @Test
    void closesTheConnectionIfTheWelcomeFailsSoThatTheClientComesBack() {
        main.onConnected((socket, recovered) -> {
            throw new IllegalStateException("oops");
        });

        client.send("0");
        stage.timer.advance(SENT_AWAY);

        assertThat(client.session().closed()).isEqualTo(CloseReason.SERVER);
        assertThat(stage.watch.seen).contains("failed / oops");
    }

    @Test
    void givesTheHandlerItsAttributesBack() {
        main.onConnect(request -> ConnectDecision.accept("this client"));

        client.send("0");

        assertThat(main.last().attributes(String.class)).isEqualTo("this client");
        assertThat(main.last().handshake().remoteAddress()).isEqualTo("192.0.2.1");
    }

    @Test
    void closesAConnectionThatJoinsNothing() {
        client.send("0/other");

        stage.timer.advance(Duration.ofSeconds(44));
        assertThat(client.session().closed()).isNull();
        stage.timer.advance(Duration.ofSeconds(1));

        assertThat(client.session().closed()).isEqualTo(CloseReason.NOT_CONNECTED);
    }

    @Test
    void closesAConnectionThatIsInNoNamespaceAnyMore() {
        client.send("0");
        stage.timer.advance(Duration.ofMinutes(5));
        client.send("1");

        stage.timer.advance(Duration.ofSeconds(45));

        assertThat(client.session().closed()).isEqualTo(CloseReason.NOT_CONNECTED);
    }

    @Test
    void keepsNoTimerForAClientThatHasJoinedOrLeft() {
        client.send("0");
        Stage.Client lost = stage.client();
        lost.lose();

        assertThat(stage.timer.waiting()).isZero();
    }

    @Test
    void letsAClientLeaveOneNamespaceAndComeBack() {
        client.send("0");
        client.send("0/agent");
        client.session().sent();

        client.send("1/agent");
        client.send("2[\"still here\"]");
        client.send("0/agent");

        assertThat(agent.heard)
                .containsExactly(
                        "connect {}",
                        "connected",
                        "disconnected ByClient[]",
                        "connect {}",
                        "connected");
        assertThat(main.heard).last().isEqualTo("still here []");
        assertThat(client.session().closed()).isNull();
    }

    @Test
    void makesAClientLeave() {
        client.send("0/agent");
        client.send("0");
        client.session().sent();

        agent.last().emit(ServerEvent.of("bye"));
        agent.last().disconnect();
        agent.last().disconnect();

        assertThat(client.session().sent()).containsExactly("2/agent,[\"bye\"]", "1/agent,");
        assertThat(agent.heard).endsWith("connected", "disconnected ByServer[]");
        assertThat(agent.last().emit(ServerEvent.of("e"))).hasToString("CLOSED");
        assertThat(client.session().closed()).isNull();
    }

    @Test
    void ignoresWhatAClientSendsBeforeItKnowsThatItWasMadeToLeave() {
        client.send("0/agent");
        agent.last().disconnect();

        client.send("2/agent,[\"late\"]");
        client.send("3/agent,0[]");
        client.send("0/agent");

        assertThat(agent.heard).doesNotContain("late []").last().isEqualTo("connected");
        assertThat(client.session().closed()).isNull();
    }

    @Test
    void tellsEveryNamespaceThatTheConnectionIsLost() {
        client.send("0");
        client.send("0/agent");

        client.lose();

        assertThat(main.heard).last().isEqualTo("disconnected Lost[reason=TRANSPORT]");
        assertThat(agent.heard).last().isEqualTo("disconnected Lost[reason=TRANSPORT]");
        assertThat(main.heard).filteredOn(line -> line.startsWith("disconnected")).hasSize(1);
    }

    @Test
    void closesTheWholeConnectionForAHandler() {
        client.send("0");

        main.last().close(CloseReason.SERVER);

        assertThat(client.session().closed()).isEqualTo(CloseReason.SERVER);
    }

    @Test
    void tellsTheHandlerOfAClientThatWasGoneBeforeItWasAccepted() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        Stage slow =
                new Stage(
                        SocketSettings.defaults(), Map.of("/", new Namespace(main)), waiting::add);
        Stage.Client gone = slow.client();

        gone.send("0");
        gone.lose();
        waiting.forEach(Runnable::run);

        assertThat(main.heard).containsExactly("connect {}", "disconnected Lost[reason=TRANSPORT]");
        assertThat(gone.session().sent()).isEmpty();
    }
}
