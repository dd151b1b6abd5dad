package dev.switchboard.application.service.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.upstream.WatchExternalDesks.Desk;
import dev.switchboard.application.port.in.upstream.WatchExternalDesks.State;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.upstream.DeskStates.Condition;
import dev.switchboard.application.port.out.upstream.DeskStates.DeskState;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.upstream.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskWatchTest {

    private static final Target DESK = new Target(Target.Kind.DESK, "one");
    private static final Target OTHER = new Target(Target.Kind.DESK, "two");

    private final StorePorts store = new InMemoryStore().ports();
    private List<DeskState> states = List.of();
    private List<DeskState> elsewhere = List.of();
    private Circuit.State circuit = Circuit.State.CLOSED;
    private final DeskWatch watch =
            new DeskWatch(
                    List.of(() -> states, () -> elsewhere),
                    _ -> new Circuit(circuit, 0, null),
                    desk -> desk.equals(DESK) ? 3 : 0,
                    store.deliveryLog());

    private static DeskState state(Target desk, Condition condition) {
        return new DeskState(desk, "account", condition, null, null);
    }

    private Desk only() {
        return watch.desks().getFirst();
    }

    private void park(Target desk) {
        store.journal()
                .append(EntryDraft.message().owedTo(desk).bornParked(ParkReason.REJECTED).entry());
    }

    @ParameterizedTest
    @CsvSource({
        "WELL, CLOSED, UP",
        "AWAY, CLOSED, RETRYING",
        "WELL, OPEN, OPEN_CIRCUIT",
        "AWAY, OPEN, OPEN_CIRCUIT",
        "AWAY, HALF_OPEN, OPEN_CIRCUIT",
        "UNAUTHORIZED, CLOSED, AUTH_FAILED",
        "UNAUTHORIZED, OPEN, AUTH_FAILED",
        "NOT_CONFIGURED, CLOSED, NOT_CONFIGURED"
    })
    void tellsHowADeskStands(Condition condition, Circuit.State gate, State expected) {
        states = List.of(state(DESK, condition));
        circuit = gate;

        assertThat(only().state()).isEqualTo(expected);
    }

    @Test
    void passesOnWhatTheConnectionSaw() {
        var failure = new Failure(Seed.NOW, 422);
        states = List.of(new DeskState(DESK, "conn-1", Condition.WELL, Seed.NOW, failure));

        assertThat(only())
                .isEqualTo(
                        new Desk(
                                DESK,
                                "conn-1",
                                State.UP,
                                3,
                                0,
                                Seed.NOW,
                                new Failure(Seed.NOW, 422)));
    }

    @Test
    void countsWhatIsParkedForEachDesk() {
        states = List.of(state(DESK, Condition.WELL), state(OTHER, Condition.WELL));
        park(DESK);
        park(DESK);
        park(OTHER);
        store.journal().append(EntryDraft.message().owedTo(DESK).entry());

        assertThat(watch.desks()).extracting(Desk::parked).containsExactly(2L, 1L);
    }

    @Test
    void countsBeyondOnePage() {
        states = List.of(state(DESK, Condition.WELL));
        for (int i = 0; i < 1001; i++) {
            park(DESK);
        }

        assertThat(only().parked()).isEqualTo(1001);
    }

    @Test
    void showsTheDesksOfEverySystem() {
        states = List.of(state(DESK, Condition.WELL));
        elsewhere = List.of(state(OTHER, Condition.WELL));

        assertThat(watch.desks()).extracting(Desk::desk).containsExactly(DESK, OTHER);
        assertThat(watch.connected(OTHER)).isTrue();
    }

    @Test
    void knowsWhichDesksCanBeCalled() {
        states =
                List.of(
                        state(DESK, Condition.UNAUTHORIZED),
                        state(OTHER, Condition.NOT_CONFIGURED));

        assertThat(watch.connected(DESK)).isTrue();
        assertThat(watch.connected(OTHER)).isFalse();
        assertThat(watch.connected(Target.SESSIONS_SERVER)).isFalse();
    }
}
