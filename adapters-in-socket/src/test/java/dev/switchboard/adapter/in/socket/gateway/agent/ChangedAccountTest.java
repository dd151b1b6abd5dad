package dev.switchboard.adapter.in.socket.gateway.agent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.socketio.DisconnectReason;
import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Consoles whose agent's account is removed or changed.
class ChangedAccountTest {

    private static final String TOKEN = "ada:SUPERVISOR,AGENT";

    private final Reception reception = new Reception();
    private final FakeConsole console = reception.console(TOKEN);

    @Test
    void endsTheStayAtTheNextLook() {
        console.names();

        reception.accounts.end(TOKEN);
        reception.proofs.look();

        assertThat(console.last().value().path("code").asString("")).isEqualTo("UNAUTHENTICATED");
        assertThat(console.names()).containsExactly("problem");
        assertThat(console.hasLeft()).isTrue();
        reception.handler.disconnected(console, new DisconnectReason.ByServer());
        assertThat(reception.proofs.count()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "conversation.watch, '{\"conversationId\":\"chat:1\"}'",
                "context.get, '{\"conversationId\":\"chat:1\",\"limit\":10}'",
                "presence.watch, '{\"paths\":[\"/org/org/user/7/presence\"]}'",
            })
    void letsItDoNothingMeanwhile(String event, String ask) {
        reception.desk.asked.clear();
        reception.accounts.end(TOKEN);

        JsonNode ack = requireNonNull(reception.call(console, event, ask));

        assertThat(ack.path("code").asString("")).isEqualTo("UNAUTHENTICATED");
        assertThat(reception.desk.asked).isEmpty();
        assertThat(console.hasLeft()).isTrue();
    }

    @Test
    void isNoMatterToWhoeverHasANewToken() {
        reception.accounts.end(TOKEN);

        JsonNode ack =
                reception.call(console, "auth.refresh", "{\"token\":\"ada:AGENT,SUPERVISOR\"}");
        reception.proofs.look();

        assertThat(requireNonNull(ack).path("ok").asBoolean(false)).isTrue();
        assertThat(console.hasLeft()).isFalse();
    }

    @Test
    void isNotSupposedWhileTheStoreIsAway() {
        reception.accounts.others(Standing.WAS_GOOD);
        reception.proofs.look();
        assertThat(reception.call(console, "queue.watch", "{\"queues\":[]}")).isNotNull();
        reception.accounts.storeAway(true);
        reception.proofs.look();

        JsonNode ack = requireNonNull(reception.call(console, "queue.watch", "{\"queues\":[]}"));

        assertThat(ack.path("code").asString("")).isEqualTo("UNAVAILABLE");
        assertThat(console.hasLeft()).isFalse();
    }
}
