package dev.switchboard.adapter.in.socket.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ExpiryTest {

    private static final Duration UNTIL_NOTICE = Reception.TOKEN_LIFE.minus(Duration.ofMinutes(2));
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Reception reception = new Reception();
    private final FakeConsole console = reception.console();

    @Test
    void isAnnouncedTwoMinutesBefore() {
        reception.advance(UNTIL_NOTICE.minus(A_MOMENT));
        assertThat(console.names()).isEmpty();

        reception.advance(A_MOMENT.multipliedBy(2));

        assertThat(console.last().name()).isEqualTo("session.expiring");
        assertThat(console.last().value().path("expiresAt").asString(""))
                .isEqualTo(
                        DeskJson.time(
                                reception
                                        .clock
                                        .instant()
                                        .plus(Duration.ofMinutes(2))
                                        .minus(A_MOMENT)));
        assertThat(console.hasLeft()).isFalse();
    }

    @Test
    void endsTheStay() {
        reception.advance(UNTIL_NOTICE.plus(A_MOMENT));
        reception.advance(Duration.ofMinutes(2));

        assertThat(console.last().name()).isEqualTo("problem");
        assertThat(console.last().value().path("code").asString("")).isEqualTo("SESSION_EXPIRED");
        assertThat(console.names()).containsExactly("session.expiring", "problem");
        assertThat(console.hasLeft()).isTrue();
    }

    @Test
    void isAnnouncedAtOnceToWhoHasLittleTime() {
        FakeConsole brief = reception.console("bob:AGENT:PT60S");

        assertThat(brief.names()).containsExactly("session.expiring");
    }

    @Test
    void isPutOffByAnotherToken() {
        reception.advance(UNTIL_NOTICE.plus(A_MOMENT));
        console.names();

        JsonNode ack = reception.call(console, "auth.refresh", "{\"token\":\"ada:AGENT\"}");
        reception.advance(UNTIL_NOTICE.minus(A_MOMENT));

        assertThat(ack)
                .hasToString(
                        "{\"ok\":true,\"expiresAt\":\""
                                + DeskJson.time(
                                        reception.clock.instant().plus(Duration.ofSeconds(121)))
                                + "\"}");
        assertThat(console.names()).isEmpty();
        assertThat(console.hasLeft()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad", "late", "bob:AGENT", "ada:SERVICE", "ada~acme:AGENT"})
    void comesAtOnceWithATokenThatIsNotGood(String token) {
        JsonNode ack = reception.call(console, "auth.refresh", "{\"token\":\"" + token + "\"}");

        assertThat(ack)
                .hasToString(
                        "{\"ok\":false,\"code\":\"UNAUTHENTICATED\","
                                + "\"error\":\"The token is not good\"}");
        assertThat(console.hasLeft()).isTrue();
    }

    @Test
    void ofASupervisorsRightsEndsTheConnection() {
        FakeConsole supervisor = reception.console("ada:SUPERVISOR,AGENT");

        JsonNode ack = reception.call(supervisor, "auth.refresh", "{\"token\":\"ada:AGENT\"}");

        assertThat(ack).isNotNull();
        assertThat(supervisor.closed()).isEqualTo(CloseReason.SERVER);
    }
}
