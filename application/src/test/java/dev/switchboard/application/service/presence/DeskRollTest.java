package dev.switchboard.application.service.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.service.console.UnreadTally;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Attendance;
import dev.switchboard.domain.handoff.Attendance.Status;
import dev.switchboard.domain.handoff.StaffMember;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a desk answers about its agents when their organisation asks.
class DeskRollTest {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Agent AGENT = new Agent(TenantId.DEFAULT, new AgentId("ann"));
    private static final StaffMember ANN = new StaffMember(Office.user(7), AGENT);

    private final Office office = Office.open();
    private final RecentMoves moves = new RecentMoves(office.clock, GRACE);
    private final DeskRoll roll =
            new DeskRoll(
                    office.organisations,
                    new UnreadTally(
                            new InMemoryStore(new Outage(), office.clock).ports().history(),
                            office.clock),
                    moves);

    private Attendance recalled(StaffMember member) {
        return roll.recall(TenantId.DEFAULT, List.of(member)).getFirst();
    }

    @Test
    void awaitsForAWhileWhomItDoesNotKnow() {
        Status soon = recalled(ANN).status();
        office.clock.advance(GRACE);

        assertThat(List.of(soon, recalled(ANN).status()))
                .containsExactly(Status.AWAITED, Status.ABSENT);
    }

    @Test
    void knowsWhoCameWhoIsThereAndWhoLeft() {
        roll.add(AGENT, ANN.user());
        Status comes = recalled(ANN).status();
        roll.added(AGENT);
        Status came = recalled(ANN).status();
        roll.leave(AGENT);

        assertThat(List.of(comes, came, recalled(ANN).status()))
                .containsExactly(Status.COMING, Status.PRESENT, Status.ABSENT);
    }

    @Test
    void knowsWhoIsSomebodyElseNow() {
        roll.add(AGENT, Office.user(8));

        assertThat(recalled(ANN).status()).isEqualTo(Status.OTHER);
    }

    @Test
    void forgetsWhoWasThereWhenTheDeskMoves() {
        office.clock.advance(GRACE);
        roll.add(AGENT, ANN.user());

        moves.moved(Partitions.of(TenantId.DEFAULT));
        roll.moved(Partitions.of(TenantId.DEFAULT));

        assertThat(roll.members()).isEmpty();
        assertThat(recalled(ANN).status()).isEqualTo(Status.AWAITED);
    }

    @Test
    void saysLaterWhatItSaysLater() {
        Attendance first = recalled(ANN);

        assertThat(recalled(ANN).at().isAfter(first.at())).isTrue();
    }
}
