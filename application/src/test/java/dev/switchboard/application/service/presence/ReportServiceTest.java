package dev.switchboard.application.service.presence;

import static dev.switchboard.application.service.presence.Office.ANSWERED;
import static dev.switchboard.application.service.presence.Office.RINGING;
import static dev.switchboard.application.service.presence.Office.user;
import static dev.switchboard.application.service.presence.Office.viewer;
import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.presence.ManageUsers.Found;
import dev.switchboard.application.port.in.presence.ReportPresence.Chosen;
import dev.switchboard.application.port.in.presence.ReportPresence.Report;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportServiceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Availability ON_CALL = new Availability("On Call", 3, 1);

    private final Office office = Office.open();

    @Test
    void makesAUserKnown() {
        UserPresence reported =
                office.reports.report(user(1), new Report(ANSWERED, ON_CALL, null, null));

        assertThat(reported.version()).isEqualTo(1);
        assertThat(office.look(user(1), null).seq()).isEqualTo(2);
        assertThat(Office.presences(office.look(user(1), null))).containsExactly(reported);
    }

    @Test
    void tellsNobodyWhatIsKnown() {
        office.report(1, RINGING);
        int heard = office.heard.size();

        UserPresence again = office.report(1, RINGING);

        assertThat(again.version()).isEqualTo(1);
        assertThat(office.heard).hasSize(heard);
    }

    @Test
    void ignoresAReportThatComesTooLate() {
        UserPresence seventh = office.report(1, RINGING, 7L, MINUTE);

        UserPresence sixth = office.report(1, Call.NONE, 6L, MINUTE);
        Office restarted = office.restarted(Duration.ZERO);

        assertThat(sixth).isEqualTo(seventh);
        assertThat(restarted.report(1, Call.NONE, 7L, MINUTE)).isEqualTo(seventh);
        assertThat(restarted.report(1, Call.NONE, 8L, MINUTE).version()).isEqualTo(2);
    }

    @Test
    void endsCallsThatAreNotReportedAgain() {
        office.report(1, RINGING, null, MINUTE);
        office.report(2, RINGING, null, MINUTE.multipliedBy(2));
        office.report(3, RINGING);
        office.clock.advance(MINUTE.minusSeconds(1));
        office.report(2, RINGING, null, MINUTE);

        office.clock.advance(Duration.ofSeconds(1));

        assertThat(calls()).containsExactly(Call.NONE, RINGING, RINGING);
        assertThat(office.heard.getLast())
                .isInstanceOfSatisfying(
                        OrganisationChange.Presence.class,
                        change -> assertThat(change.user().version()).isEqualTo(2));

        office.clock.advance(Duration.ofSeconds(58));
        assertThat(calls()).containsExactly(Call.NONE, RINGING, RINGING);
        office.clock.advance(Duration.ofSeconds(1));
        assertThat(calls()).containsExactly(Call.NONE, Call.NONE, RINGING);
    }

    @Test
    void wakesOnceForManyCalls() {
        for (int number = 1; number <= 100; number++) {
            office.report(number, RINGING, null, MINUTE.plusSeconds(number));
        }

        office.clock.advance(Duration.ofHours(1));

        assertThat(calls()).containsOnly(Call.NONE);
        assertThat(office.timer.nextDue()).isEmpty();
    }

    @Test
    void endsCallsThatRanOutDuringARestart() {
        office.report(1, RINGING, null, MINUTE);
        office.report(2, RINGING, null, MINUTE.multipliedBy(3));

        Office restarted = office.restarted(MINUTE);

        assertThat(presence(restarted, 1).call()).isEqualTo(Call.NONE);
        assertThat(presence(restarted, 1).version()).isEqualTo(2);
        assertThat(presence(restarted, 2).call()).isEqualTo(RINGING);
        restarted.clock.advance(MINUTE.multipliedBy(2));
        assertThat(presence(restarted, 2).call()).isEqualTo(Call.NONE);
    }

    @Test
    void endsCallsThatRanOutWhileTheStoreWasAway() {
        office.report(1, RINGING, null, MINUTE);

        office.outage.begin();
        office.clock.advance(MINUTE.multipliedBy(3));
        office.outage.end();
        office.clock.advance(Duration.ofSeconds(10));

        assertThat(presence(office, 1).call()).isEqualTo(Call.NONE);
        assertThat(office.heard.getLast()).isInstanceOf(OrganisationChange.Presence.class);
    }

    @Test
    void refusesATimeNobodyMeans() {
        assertRefused(
                () -> office.report(1, RINGING, null, Duration.ZERO),
                "expiresInSeconds",
                Reason.INVALID);
        assertRefused(
                () -> office.report(1, RINGING, null, Duration.ofSeconds(86_401)),
                "expiresInSeconds",
                Reason.INVALID);
        assertThat(office.report(1, RINGING, null, Duration.ofDays(1)).version()).isEqualTo(1);
    }

    @Test
    void letsPeopleChooseForThemselvesAndSupervisorsForAll() {
        office.report(1, RINGING);

        assertThat(office.reports.choose(viewer(1), user(1), 1, 2))
                .isInstanceOfSatisfying(
                        Chosen.Done.class,
                        done -> {
                            assertThat(done.presence().availability())
                                    .isEqualTo(new Availability("Busy", 2, 1));
                            assertThat(done.presence().call()).isEqualTo(RINGING);
                        });
        assertThat(office.reports.choose(viewer(2, Role.AGENT), user(1), 1, 4))
                .isEqualTo(new Chosen.Refused(Refusal.DENIED));
        assertThat(office.reports.choose(viewer(2, Role.SUPERVISOR), user(1), 1, 4))
                .isInstanceOf(Chosen.Done.class);
        assertThat(office.reports.choose(viewer(2, Role.SUPERVISOR), user(7), 1, 4))
                .isEqualTo(new Chosen.Refused(Refusal.UNKNOWN));
        assertThat(presence(office, 1).availability().name()).isEqualTo("Away");
    }

    @Test
    void makesOneselfKnownByChoosing() {
        assertThat(office.reports.choose(viewer(1), user(1), 1, 1)).isInstanceOf(Chosen.Done.class);

        assertThat(presence(office, 1).availability().name()).isEqualTo("Available");
    }

    @Test
    void refusesStatesThatAreNotThere() {
        assertThat(office.reports.choose(viewer(1), user(1), 2, 1))
                .isEqualTo(new Chosen.NoSuchProfile());
        assertThat(office.reports.choose(viewer(1), user(1), 1, 6))
                .isEqualTo(new Chosen.NoSuchState());
        assertThat(office.users.find(viewer(2, Role.AGENT), user(1)))
                .isEqualTo(new Found.Refused(Refusal.UNKNOWN));
    }

    private List<Call> calls() {
        return office.users.list(viewer(99, Role.SUPERVISOR), 0, 500).users().stream()
                .map(UserPresence::call)
                .toList();
    }

    private static UserPresence presence(Office office, long number) {
        return Office.presences(office.look(user(number), null)).getFirst();
    }
}
