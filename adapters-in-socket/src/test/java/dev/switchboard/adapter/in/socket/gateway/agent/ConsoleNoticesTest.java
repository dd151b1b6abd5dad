package dev.switchboard.adapter.in.socket.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.socketio.DisconnectReason;
import dev.switchboard.domain.notice.AdminNotice;
import dev.switchboard.domain.notice.AdminNotice.Level;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What consoles hear of the notices of admins.
class ConsoleNoticesTest {

    private final Reception reception = new Reception();

    private AdminNotice notice(String id) {
        return new AdminNotice(
                id,
                Level.URGENT,
                "Down <b>now</b>",
                reception.clock.instant().plus(Duration.ofHours(1)),
                "root",
                reception.clock.instant(),
                false);
    }

    @Test
    void areThoseThatStandOnArrival() {
        AdminNotice standing = notice("ntc_1");
        reception.notices.say(standing);

        FakeConsole console = reception.console("ada:AGENT");

        assertThat(console.last().name()).isEqualTo("notice");
        assertThat(console.last().value())
                .hasToString(
                        "{\"id\":\"ntc_1\",\"level\":\"urgent\",\"text\":\"Down <b>now</b>\","
                                + "\"until\":\""
                                + DeskJson.time(standing.until())
                                + "\"}");
    }

    @Test
    void areThoseThatAreSaidAndEndLater() {
        FakeConsole agent = reception.console("ada:AGENT");
        FakeConsole supervisor = reception.console("bob~acme:SUPERVISOR,AGENT");
        agent.names();

        reception.notices.say(notice("ntc_1"));
        reception.notices.end("ntc_1");

        assertThat(agent.last().value()).hasToString("{\"id\":\"ntc_1\"}");
        assertThat(agent.names()).containsExactly("notice", "notice.over");
        assertThat(supervisor.names()).endsWith("notice", "notice.over");
    }

    @Test
    void waitForRoomInOrder() {
        FakeConsole console = reception.console("ada:AGENT");
        console.names();
        console.leaveRoomFor(0);

        reception.notices.say(notice("ntc_1"));
        reception.notices.end("ntc_1");
        assertThat(console.names()).isEmpty();
        console.leaveRoomFor(9);
        reception.handler.drained(console);

        assertThat(console.names()).containsExactly("notice", "notice.over");
    }

    @Test
    void endWithTheConnection() {
        FakeConsole console = reception.console("ada:AGENT");
        assertThat(reception.notices.listeners()).isOne();

        reception.handler.disconnected(console, new DisconnectReason.ByClient());

        assertThat(reception.notices.listeners()).isZero();
    }
}
