package dev.switchboard.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.simulators.salesforce.Rooms.Room;
import dev.switchboard.simulators.script.SimulatorJson;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RoomsTest {

    private final Rooms rooms =
            new Rooms(Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC));
    private final Room room =
            rooms.create(
                    rooms.user("Bearer " + rooms.newToken()), "c-1", SimulatorJson.parse("{}"));

    private void accept(String text) {
        JsonNode message =
                SimulatorJson.parse("{\"staticContent\":{\"text\":\"%s\"}}".formatted(text));
        room.accept(() -> SimulatedAgent.echo(room, message));
    }

    /// A client that has its answer sends the next message at once. That one may be quicker.
    @Test
    void keepMessagesInTheOrderInWhichTheyWereAcceptedWhoeverIsQuicker() {
        accept("one");
        accept("two");

        room.addAccepted();
        accept("three");
        room.addAccepted();

        assertThat(room.transcript())
                .containsExactly("EndUser: one", "EndUser: two", "EndUser: three");
    }
}
