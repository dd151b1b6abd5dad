package dev.switchboard.adapter.in.socket.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.DisconnectReason;
import dev.switchboard.adapter.in.socket.socketio.Restored;
import dev.switchboard.adapter.in.socket.socketio.SessionRecovery;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrival;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrived;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Leaving;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentHandshakeTest {

    private static final ConversationId CHAT = ConversationId.of("netomi", "c-1");
    private static final ConversationId OTHER = ConversationId.of("netomi", "c-2");
    private static final String PID = "the-secret-session-id";

    private final Reception reception = new Reception();
    private final FakeDesk desk = reception.desk;

    private static void assertRefused(ConnectDecision verdict, String code) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        ConnectDecision.Refuse.class,
                        refused -> {
                            assertThat(refused.message()).isEqualTo("unauthorized");
                            assertThat(Objects.requireNonNull(refused.data()).path("code"))
                                    .hasToString('"' + code + '"');
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                              | UNAUTHENTICATED
                    {"token":""}                    | UNAUTHENTICATED
                    {"token":7}                     | UNAUTHENTICATED
                    {"token":"bad"}                 | UNAUTHENTICATED
                    {"token":" :AGENT"}             | UNAUTHENTICATED
                    {"token":"ada~!:AGENT"}         | UNAUTHENTICATED
                    {"token":"late"}                | SESSION_EXPIRED
                    {"token":"ada:AGENT:PT0S"}      | SESSION_EXPIRED
                    {"token":"ada:"}                | FORBIDDEN
                    {"token":"ada:SERVICE,YALO"}    | FORBIDDEN
                    """)
    void refusesWhoIsNoAgent(String auth, String code) {
        assertRefused(reception.connect(auth, null), code);
        assertThat(desk.asked).isEmpty();
        assertThat(reception.counted).containsExactly(code);
    }

    @Test
    void letsAnAgentIn() {
        FakeConsole console = reception.console("ada:AGENT");

        assertThat(desk.asked.getFirst())
                .isInstanceOfSatisfying(
                        Arrival.class,
                        arrival -> {
                            assertThat(arrival.console()).isEqualTo(new ClientId(console.id()));
                            assertThat(arrival.agent())
                                    .isEqualTo(new Agent(TenantId.DEFAULT, new AgentId("ada")));
                            assertThat(arrival.user()).isNull();
                            assertThat(arrival.supervisor()).isFalse();
                            assertThat(arrival.continued()).isNull();
                            assertThat(arrival.cursors()).isEmpty();
                        });
        assertThat(reception.counted).containsExactly("1");
    }

    @Test
    void saysWhomTheAgentWorksFor() {
        reception.console("ada~acme:AGENT");

        assertThat(((Arrival) desk.asked.getFirst()).agent())
                .isEqualTo(new Agent(new TenantId("acme"), new AgentId("ada")));
    }

    @Test
    void saysWhoTheAgentIsInAnOrganisation() {
        reception.console("ada@12345/7:AGENT");

        assertThat(((Arrival) desk.asked.getFirst()).user())
                .isEqualTo(new UserRef(new OrgId("12345"), 7));
    }

    @ParameterizedTest
    @CsvSource({"AGENT,false", "'SUPERVISOR,AGENT',true", "'ADMIN,AGENT',true"})
    void saysWhoSupervises(String roles, boolean supervises) {
        reception.console("ada:" + roles);

        assertThat(((Arrival) desk.asked.getFirst()).supervisor()).isEqualTo(supervises);
    }

    @Test
    void refusesOneConsoleTooMany() {
        desk.crowded = true;

        assertRefused(reception.connect("{\"token\":\"ada:AGENT\"}", null), "CONSOLE_LIMIT");
    }

    @Test
    void sendsAwayWhoWasOneTooManyAfterAll() {
        desk.arrived = Arrived.TOO_MANY;

        FakeConsole console = reception.console("ada:AGENT");

        assertThat(console.last().name()).isEqualTo("problem");
        assertThat(console.last().value().path("code").asString("")).isEqualTo("CONSOLE_LIMIT");
        assertThat(console.hasLeft()).isTrue();
    }

    @Test
    void letsNobodyInWhileTheHubGoesAway() {
        FakeConsole console = reception.console();

        reception.namespace.draining(Duration.ofSeconds(2));

        assertThat(console.last().name()).isEqualTo("server.draining");
        assertThat(console.last().value()).hasToString("{\"reconnectAfterMs\":2000}");
        assertRefused(reception.connect("{\"token\":\"ada:AGENT\"}", null), "DRAINING");
    }

    @Test
    void closesAConsoleThatCannotArriveSoThatItComesBack() {
        desk.away = true;

        FakeConsole console = reception.console("ada:AGENT");

        assertThat(console.last().value())
                .hasToString(
                        "{\"event\":\"connect\",\"code\":\"UNAVAILABLE\","
                                + "\"error\":\"The store does not answer\",\"retryAfter\":5}");
        assertThat(console.closed()).isEqualTo(CloseReason.SERVER);
    }

    @Test
    void seesAConsoleOut() {
        FakeConsole lost = reception.console();
        FakeConsole left = reception.console();
        FakeConsole sent = reception.console();

        reception.handler.disconnected(lost, new DisconnectReason.Lost(CloseReason.TRANSPORT));
        reception.handler.disconnected(left, new DisconnectReason.ByClient());

        reception.handler.disconnected(sent, new DisconnectReason.ByServer());

        assertThat(desk.asked).containsExactly(Leaving.FOR_NOW, Leaving.FOR_GOOD, Leaving.PUT_OUT);
        assertThat(reception.counted).endsWith("2", "1", "0");
        assertThat(reception.timer.waiting()).isZero();
    }

    @Test
    void takesTheCursorsThatAreSome() {
        ConnectDecision verdict =
                reception.connect(
                        """
                        {"token":"ada:AGENT","cursor":{"netomi:c-1":7,"netomi:c-2":"8",
                         "netomi:c-3":-1,"netomi:c-4":"NaN","netomi:c-5":1.5,"noconversation":3}}\
                        """,
                        null);

        AgentConsole console = (AgentConsole) ((ConnectDecision.Accept) verdict).attributes();
        assertThat(console.cursors())
                .containsExactlyInAnyOrderEntriesOf(Map.of(CHAT, 7L, OTHER, 8L));
    }

    private String program(String console) {
        ConnectDecision verdict =
                reception.connect(
                        "{\"token\":\"ada:AGENT\",\"console\":%s}".formatted(console), null);
        return ((AgentConsole) ((ConnectDecision.Accept) verdict).attributes()).program();
    }

    @Test
    void knowsHowTheConsoleCallsItself() {
        assertThat(program("{\"name\":\"desk\",\"version\":\"7.1\"}")).isEqualTo("desk 7.1");
        assertThat(program("{\"version\":\"7.1\"}")).isEqualTo("7.1");
        assertThat(program("{\"name\":[7]}")).isEmpty();
        assertThat(program("\"desk\"")).isEmpty();
    }

    @Test
    void keepsTheBeginningOfALongName() {
        String first = "a".repeat(79);

        assertThat(program("{\"name\":\"" + first + "b\",\"version\":\"1\"}"))
                .isEqualTo(first + "b");
        assertThat(program("{\"name\":\"" + first + "\ud83d\udc4d\ud83d\udc4d\"}"))
                .isEqualTo(first + "\ud83d\udc4d");
    }

    @Nested
    class WithASession {

        private final SessionRecovery recovery =
                Objects.requireNonNull(reception.namespace.namespace().recovery());
        private final SessionKey key = new SessionKey(Sha256.hex(PID));

        private void keep() {
            desk.sessions.put(
                    key,
                    new ClientSession(
                            key,
                            new ClientId("s-0"),
                            EndUser.NOBODY,
                            Map.of(CHAT, 3L, OTHER, 4L),
                            1,
                            Instant.EPOCH));
        }

        private ConnectDecision resume(String auth, String offset) {
            Restored restored = Objects.requireNonNull(recovery.restore(PID, offset));
            return reception.connect(auth, restored);
        }

        private String offset() {
            Positions positions = new Positions();
            positions.reached(CHAT, 9);
            return positions.offset();
        }

        @Test
        void resumesIt() {
            keep();

            ConnectDecision verdict = resume("{\"token\":\"ada:AGENT\"}", offset());

            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            ConnectDecision.Accept.class,
                            accept -> {
                                assertThat(accept.resuming()).isTrue();
                                assertThat(accept.socketId()).isEqualTo("s-0");
                                AgentConsole console = (AgentConsole) accept.attributes();
                                assertThat(console.cursors()).isEqualTo(Map.of(CHAT, 9L));
                                assertThat(console.continued()).isEqualTo(desk.sessions.get(key));
                            });
        }

        @Test
        void goesBySomethingBetterThanTheOffsetIfTheConsoleSaysIt() {
            keep();

            ConnectDecision verdict =
                    resume("{\"token\":\"ada:AGENT\",\"cursor\":{\"netomi:c-1\":5}}", offset());

            AgentConsole console = (AgentConsole) ((ConnectDecision.Accept) verdict).attributes();
            assertThat(console.cursors()).isEqualTo(Map.of(CHAT, 5L));
        }

        @Test
        void beginsAnewIfItIsNotKept() {
            assertThat(resume("{\"token\":\"ada:AGENT\"}", "odd"))
                    .isInstanceOfSatisfying(
                            ConnectDecision.Accept.class,
                            accept -> assertThat(accept.resuming()).isFalse());
        }

        @Test
        void isAskedForItsTokenAllTheSame() {
            keep();

            assertRefused(resume("{\"token\":\"late\"}", offset()), "SESSION_EXPIRED");
            assertThat(desk.asked).isEmpty();
        }

        @Test
        void isNotCountedTwice() {
            keep();
            desk.crowded = true;

            assertThat(resume("{\"token\":\"ada:AGENT\"}", offset()))
                    .isInstanceOf(ConnectDecision.Accept.class);
        }

        @Test
        void isNotForgottenBecauseTheStoreIsAway() {
            keep();
            desk.away = true;

            assertRefused(resume("{\"token\":\"ada:AGENT\"}", offset()), "UNAVAILABLE");
        }

        @Test
        void isKeptUnderTheHashOfItsSecret() {
            ConnectDecision verdict = reception.connect("{\"token\":\"ada:AGENT\"}", null);
            FakeConsole console =
                    new FakeConsole("s-1", ((ConnectDecision.Accept) verdict).attributes());

            recovery.save(PID, console);
            reception.handler.connected(console, false);

            assertThat(((Arrival) desk.asked.getFirst()).session()).isEqualTo(key);
        }
    }
}
