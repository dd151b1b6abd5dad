package dev.switchboard.application.service.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Attendance;
import dev.switchboard.domain.handoff.Attendance.Moment;
import dev.switchboard.domain.handoff.Attendance.Status;
import dev.switchboard.domain.handoff.StaffMember;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.UserRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What desks at other hubs tell of an organisation's users.
class AttendancesTest {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final UserRef USER = Office.user(7);
    private static final StaffMember ANN =
            new StaffMember(USER, new Agent(TenantId.DEFAULT, new AgentId("ann")));
    private static final ConversationId CHAT = ConversationId.of("bot", "carl");

    private final Office office = Office.open();
    private final List<StaffMember> asked = new ArrayList<>();
    private final List<Attendance> answers = new ArrayList<>();
    private final Attendances attendances =
            new Attendances(
                    office.organisations,
                    (_, agents) -> {
                        asked.addAll(agents);
                        return answers;
                    },
                    new RecentMoves(office.clock, GRACE),
                    GRACE);

    @BeforeEach
    void attend() {
        office.organisations.listen(attendances);
    }

    private static Attendance of(Status status, long epoch, long number) {
        return new Attendance(
                ANN, status, new Moment(epoch, number), Optional.of(Map.of(CHAT, (int) number)));
    }

    private void tell(Status status, long epoch, long number) {
        attendances.tell(Office.ORG, List.of(of(status, epoch, number)));
    }

    private String state() {
        return Office.presences(office.look(USER, null)).getFirst().availability().name();
    }

    @Test
    void ignoresWhatWasOvertaken() {
        attendances.come(of(Status.COMING, 1, 1));
        tell(Status.ABSENT, 1, 3);
        tell(Status.PRESENT, 1, 2);

        assertThat(state()).isEqualTo("Offline");
    }

    @Test
    void believesTheNextDeskThoughItsCountBeginsAnew() {
        attendances.come(of(Status.COMING, 1, 9));
        tell(Status.ABSENT, 2, 1);

        assertThat(state()).isEqualTo("Offline");
    }

    @Test
    void doesNotMakeAUserAgainWhoWasRemovedUntilTheAgentComes() {
        attendances.come(of(Status.COMING, 1, 1));
        office.users.remove(USER);

        office.heard.clear();
        tell(Status.PRESENT, 1, 2);
        List<OrganisationChange> removed = List.copyOf(office.heard);
        tell(Status.COMING, 1, 3);

        assertThat(removed).isEmpty();
        assertThat(state()).isEqualTo("Available");
    }

    @Test
    void signsInOnceTheStoreIsBackThoughTheDeskThinksItDid() {
        office.outage.begin();
        assertThatThrownBy(() -> attendances.come(of(Status.COMING, 1, 1)))
                .isInstanceOf(StoreUnavailableException.class);
        tell(Status.PRESENT, 1, 2);
        office.outage.end();
        office.clock.advance(Duration.ofSeconds(5));

        assertThat(state()).isEqualTo("Available");
    }

    /// The hub was without its rights for a moment, and nobody else took them.
    @Test
    void hearsAgainWhatItCouldNotShow() {
        attendances.come(of(Status.COMING, 1, 1));
        office.ownership.lose(Partitions.ALL);
        assertThatThrownBy(() -> tell(Status.ABSENT, 1, 2))
                .isInstanceOf(StoreUnavailableException.class);
        office.ownership.take(Partitions.ALL, true);

        tell(Status.ABSENT, 1, 3);

        assertThat(state()).isEqualTo("Offline");
    }

    @Test
    void asksEveryFewSecondsForThoseItKnows() {
        attendances.come(of(Status.COMING, 1, 1));
        answers.add(of(Status.ABSENT, 1, 2));
        String before = state();

        office.clock.advance(Duration.ofSeconds(5));

        assertThat(asked).containsExactly(ANN);
        assertThat(List.of(before, state())).containsExactly("Available", "Offline");
    }

    @Test
    void takesForGoneWhomNoDeskKnowsForLong() {
        attendances.come(of(Status.COMING, 1, 1));

        office.clock.advance(GRACE.plusSeconds(10));
        String soon = state();
        office.clock.advance(Duration.ofSeconds(5));

        assertThat(List.of(soon, state())).containsExactly("Available", "Offline");
        assertThat(office.heard.getLast())
                .isInstanceOfSatisfying(
                        OrganisationChange.Unread.class,
                        unread -> assertThat(unread.total()).isZero());
    }

    @Test
    void asksNoMoreForAnAgentWhoIsSomebodyElse() {
        attendances.come(of(Status.COMING, 1, 1));
        tell(Status.OTHER, 1, 2);

        office.clock.advance(Duration.ofMinutes(1));

        assertThat(asked).isEmpty();
        assertThat(state()).isEqualTo("Offline");
    }

    @Test
    void asksNoMoreWhenAnotherHubHasTheOrganisation() {
        attendances.come(of(Status.COMING, 1, 1));

        attendances.moved(Partitions.of(Office.ORG));
        office.clock.advance(Duration.ofMinutes(1));

        assertThat(asked).isEmpty();
    }

    @Test
    void doesNotTakeItsOwnRestForAbsence() {
        attendances.come(of(Status.COMING, 1, 1));

        office.clock.set(Duration.ofHours(1));
        office.clock.advance(Duration.ofSeconds(5));

        assertThat(state()).isEqualTo("Available");
    }

    @Test
    void writesNothingWhenItHearsTheSameAgain() {
        attendances.come(of(Status.COMING, 1, 1));
        office.heard.clear();

        for (int answer = 2; answer < 20; answer++) {
            answers.clear();
            answers.add(
                    new Attendance(
                            ANN,
                            Status.PRESENT,
                            new Moment(1, answer),
                            of(Status.COMING, 1, 1).unread()));
            office.clock.advance(Duration.ofSeconds(5));
        }

        assertThat(asked).hasSize(18);
        assertThat(office.heard).isEmpty();
    }
}
