package dev.switchboard.adapter.in.socket.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.Restored;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrival;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Conversations that a console names when it connects: a supervisor's console watches them.
class NamedOnArrivalTest {

    private static final String PID = "the-secret-session-id";

    private final Reception reception = new Reception();

    private FakeConsole arrive(String token, @Nullable Restored restored) {
        ConnectDecision verdict =
                reception.connect(
                        "{\"token\":\"%s\",\"cursor\":{\"netomi:c-2\":0,\"netomi:c-1\":7}}"
                                .formatted(token),
                        restored);
        ConnectDecision.Accept accepted = (ConnectDecision.Accept) verdict;
        FakeConsole console = new FakeConsole("s-1", accepted.attributes());
        reception.handler.connected(console, accepted.resuming());
        return console;
    }

    @Test
    void areInTheAuditBeforeTheyAreWatched() {
        reception.desk.welcome =
                _ ->
                        assertThat(reception.audit.lines())
                                .containsExactly(
                                        "sue conversation.watch netomi:c-1 from 192.0.2.1",
                                        "sue conversation.watch netomi:c-2 from 192.0.2.1");

        arrive("sue:AGENT,SUPERVISOR", null);

        assertThat(reception.desk.asked.getFirst()).isInstanceOf(Arrival.class);
    }

    @Test
    void areNotWatchedIfTheAuditDoesNotAnswer() {
        reception.audit.goAway();

        FakeConsole console = arrive("sue:AGENT,SUPERVISOR", null);

        assertThat(reception.desk.asked).isEmpty();
        assertThat(console.last().value().path("code").asString("")).isEqualTo("UNAVAILABLE");
        assertThat(console.closed()).isEqualTo(CloseReason.SERVER);
    }

    @Test
    void areNotInTheAuditIfTheSessionKnowsWhatIsWatched() {
        SessionKey key = new SessionKey(Sha256.hex(PID));
        reception.desk.sessions.put(
                key,
                new ClientSession(
                        key,
                        new ClientId("s-0"),
                        EndUser.NOBODY,
                        Map.of(ConversationId.of("netomi", "c-1"), 3L),
                        1,
                        Instant.EPOCH));

        arrive(
                "sue:AGENT,SUPERVISOR",
                Objects.requireNonNull(reception.namespace.namespace().recovery())
                        .restore(PID, ""));

        assertThat(reception.audit.lines()).isEmpty();
    }

    @Test
    void areAnAgentsOwn() {
        arrive("ada:AGENT", null);

        assertThat(reception.audit.lines()).isEmpty();
    }
}
