package dev.switchboard.application.service.presence;

import static dev.switchboard.application.service.presence.Office.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.inmemory.InMemoryAgentAvailability;
import dev.switchboard.application.port.in.presence.ManageProfiles;
import dev.switchboard.application.port.in.presence.ManageStates.Wording;
import dev.switchboard.application.port.in.presence.ReportPresence.Report;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.handoff.AgentAvailabilityContract;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.console.UnreadTally;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AgentPresenceTest implements AgentAvailabilityContract {

    private static final UserRef USER = Office.user(7);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Agent BEN = new Agent(TenantId.DEFAULT, new AgentId("ben"));

    private Office office = Office.open();
    private AgentAvailability staff = staffOf(office);

    private static AgentAvailability staffOf(Office office) {
        UnreadTally unread =
                new UnreadTally(
                        new InMemoryStore(new Outage(), office.clock).ports().history(),
                        office.clock);
        return new PresenceModule(
                        office.organisations,
                        office.watch,
                        office.reports,
                        office.unread,
                        office.users,
                        office.groups,
                        office.profiles,
                        office.telephony)
                .agents(PeerModule.alone(), new InMemoryAgentAvailability(), unread, GRACE);
    }

    @Override
    public AgentAvailability availability() {
        return staff;
    }

    @Override
    public @Nullable UserRef user() {
        return USER;
    }

    private void restart(Duration later) {
        office = office.restarted(later);
        staff = staffOf(office);
    }

    private UserPresence seen() {
        return Office.presences(office.look(USER, null)).getFirst();
    }

    private String state() {
        return seen().availability().name();
    }

    private void choosesOverThere(long state) {
        office.reports.choose(viewer(99, Role.SUPERVISOR), USER, 1, state);
    }

    /// Only the desk knows the availability of agents without an organisation.
    @Nested
    class OfNobody implements AgentAvailabilityContract {

        @Override
        public AgentAvailability availability() {
            return staff;
        }
    }

    @Test
    void beginsAnewWithADeskThatComesBack() {
        Partitions desk = Partitions.of(TenantId.DEFAULT);
        staff.signIn(BEN, null);
        staff.choose(BEN, 1, 4);

        office.organisations.lost(desk);
        AgentReadiness meanwhile = staff.find(BEN);
        office.organisations.taken(desk, true);

        assertThat(meanwhile).isEqualTo(AgentReadiness.OFFLINE);
        assertThat(staff.signIn(BEN, null)).isEqualTo(AgentReadiness.AVAILABLE);
    }

    @Test
    void showsColleaguesWhatIsChosenAtTheDesk() {
        staff.signIn(ANN, USER);
        String first = state();
        staff.choose(ANN, 1, 2);
        String then = state();
        staff.signOut(ANN);

        assertThat(List.of(first, then, state())).containsExactly("Available", "Busy", "Offline");
        assertThat(seen().version()).isEqualTo(3);
    }

    @Test
    void offersTheStatesOfTheProfileThatTheUserHas() {
        State lunch = new State(3, "Away", "Lunch", AvailabilityProfile.Kind.AWAY);
        State here = new State(4, "Here", "Here", AvailabilityProfile.Kind.AVAILABLE);
        office.profiles.create(Office.ORG, 7L, "Ours", List.of(lunch, here));
        staff.signIn(ANN, USER);

        staff.choose(ANN, 7, 4);

        assertThat(staff.choices(ANN).number()).isEqualTo(7);
        assertThat(staff.choices(ANN).states()).containsExactly(lunch, here);
    }

    @Test
    void showsTheDeskWhatIsChosenElsewhere() {
        List<Long> heard = new ArrayList<>();
        staff.listen(agent -> heard.add(staff.find(agent).stateId()));
        staff.signIn(ANN, USER);

        choosesOverThere(4);
        office.reports.report(
                USER,
                new Report(
                        Call.NONE,
                        new dev.switchboard.domain.presence.Availability("Busy", 2, 1),
                        null,
                        null));

        assertThat(heard).containsExactly(1L, 4L, 2L);
        assertThat(staff.find(ANN))
                .isEqualTo(new AgentReadiness(1, 2, AvailabilityProfile.Kind.BUSY));
    }

    @Test
    void beginsWithWhatTheUserHadChosenBefore() {
        office.report(7, Office.RINGING);
        choosesOverThere(4);

        assertThat(staff.signIn(ANN, USER).kind()).isEqualTo(AvailabilityProfile.Kind.AWAY);
    }

    @Test
    void comesBackWithWhatWasChosenForTheUserMeanwhile() {
        staff.signIn(ANN, USER);
        staff.choose(ANN, 1, 2);
        staff.signOut(ANN);
        choosesOverThere(4);

        assertThat(staff.signIn(ANN, USER).stateId()).isEqualTo(4);
    }

    @Test
    void knowsStatesByTheirKindAlsoWhenThatBecomesAnother() {
        staff.signIn(ANN, USER);
        List<Agent> heard = new ArrayList<>();
        staff.listen(heard::add);

        office.profiles.replace(
                Office.ORG, 1, 1, new Wording("Available", "Gone", AvailabilityProfile.Kind.AWAY));

        assertThat(staff.find(ANN).takesChats()).isFalse();
        assertThat(heard).containsExactly(ANN);
    }

    @Test
    void takesNobodyForAvailableWhoseStateIsThePhonesOwn() {
        staff.signIn(ANN, USER);

        office.reports.report(
                USER,
                new Report(
                        Call.NONE,
                        new dev.switchboard.domain.presence.Availability("Training", 77, 1),
                        null,
                        null));

        assertThat(staff.find(ANN).kind()).isEqualTo(AvailabilityProfile.Kind.AWAY);
    }

    @Test
    void keepsAStateThatSomebodyWillComeBackWith() {
        staff.signIn(ANN, USER);
        staff.choose(ANN, 1, 4);
        staff.signOut(ANN);

        assertThat(office.profiles.remove(Office.ORG, 1, 4).getClass().getSimpleName())
                .isEqualTo("InUse");
        assertThat(office.profiles.remove(Office.ORG, 1))
                .isInstanceOf(ManageProfiles.Changed.InUse.class);
    }

    @Test
    void staysWhereThereIsNothingToGoTo() {
        AvailabilityProfile endless =
                new AvailabilityProfile(7, "Endless", AvailabilityProfile.DEFAULT.states())
                        .without(5);
        office.profiles.create(Office.ORG, 7L, "Endless", endless.states());
        staff.signIn(ANN, USER);
        staff.choose(ANN, 7, 2);

        staff.signOut(ANN);

        assertThat(state()).isEqualTo("Busy");
    }

    @Test
    void leavesAStateOfNoProfileToo() {
        staff.signIn(ANN, USER);
        office.reports.report(
                USER,
                new Report(
                        Call.NONE,
                        new dev.switchboard.domain.presence.Availability("Available", 0, 0),
                        null,
                        null));

        staff.signOut(ANN);
        String gone = state();
        staff.signIn(ANN, USER);

        assertThat(gone).isEqualTo("Offline");
        assertThat(state()).isEqualTo("Available");
    }

    @Test
    void countsOneUserOnceWhateverNamesTheirAgentsHave() {
        staff.signIn(ANN, USER);
        staff.signIn(BEN, USER);
        staff.choose(BEN, 1, 2);
        staff.signOut(ANN);
        String withOne = state();
        staff.signOut(BEN);

        assertThat(withOne).isEqualTo("Busy");
        assertThat(state()).isEqualTo("Offline");
    }

    @Test
    void leavesTheUserAnAgentIsNoLonger() {
        staff.signIn(ANN, USER);

        staff.signIn(ANN, new UserRef(new OrgId("other"), 7));
        String left = state();
        staff.signOut(ANN);
        staff.signIn(ANN, null);

        assertThat(left).isEqualTo("Offline");
        assertThat(staff.find(ANN)).isEqualTo(AgentReadiness.AVAILABLE);
        assertThat(state()).isEqualTo("Offline");
    }

    @Test
    void forgetsAUserWhoIsRemovedUntilTheyChooseAgain() {
        staff.signIn(ANN, USER);

        office.users.remove(USER);
        AgentReadiness removed = staff.find(ANN);
        staff.choose(ANN, 1, 1);
        staff.signOut(ANN);

        assertThat(removed.takesChats()).isFalse();
        assertThat(state()).isEqualTo("Offline");
    }

    @Nested
    class AfterARestart {

        @Test
        void theStateComesBackWithTheAgent() {
            staff.signIn(ANN, USER);
            staff.choose(ANN, 1, 2);

            restart(Duration.ofHours(2));
            String meanwhile = state();
            office.clock.advance(Duration.ofSeconds(29));
            staff.signIn(ANN, USER);
            office.clock.advance(Duration.ofHours(1));

            assertThat(meanwhile).isEqualTo("Busy");
            assertThat(state()).isEqualTo("Busy");
            assertThat(staff.find(ANN).stateId()).isEqualTo(2);
            assertThat(seen().version()).isEqualTo(2);
        }

        @Test
        void whoDoesNotComeBackGoesOfflineAndStillComesBackAsTheyWere() {
            staff.signIn(ANN, USER);
            staff.choose(ANN, 1, 2);

            restart(Duration.ZERO);
            String soon = state();
            office.clock.advance(GRACE);
            String later = state();
            restart(Duration.ofDays(2));

            assertThat(List.of(soon, later, state())).containsExactly("Busy", "Offline", "Offline");
            assertThat(staff.signIn(ANN, USER).stateId()).isEqualTo(2);
        }

        /// Organisations are read on their first use.
        @Test
        void nobodyIsShownWhoIsLongGone() {
            staff.signIn(ANN, USER);

            restart(Duration.ZERO);
            office.clock.advance(Duration.ofHours(1));

            assertThat(state()).isEqualTo("Offline");
        }

        @Test
        void nobodyIsAUserWhoWasOneBefore() {
            staff.signIn(ANN, USER);

            restart(Duration.ZERO);
            staff.signIn(ANN, null);
            String left = state();
            staff.choose(ANN, 1, 2);

            assertThat(left).isEqualTo("Offline");
            assertThat(state()).isEqualTo("Offline");
            assertThat(staff.find(ANN).stateId()).isEqualTo(2);
        }

        @Test
        void whoSignedOutStaysSignedOut() {
            staff.signIn(ANN, USER);
            staff.signOut(ANN);

            restart(Duration.ZERO);

            assertThat(state()).isEqualTo("Offline");
        }
    }

    @Nested
    class WithoutTheStore {

        @Test
        void nobodySignsInOrChoosesButWhoTriedIsThereOnceItIsBack() {
            office.outage.begin();
            assertThatThrownBy(() -> staff.signIn(ANN, USER))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> staff.choose(ANN, 1, 2))
                    .isInstanceOf(StoreUnavailableException.class);
            office.outage.end();
            office.clock.advance(Duration.ofSeconds(5));

            assertThat(state()).isEqualTo("Available");
            assertThat(staff.find(ANN).takesChats()).isTrue();
        }

        @Test
        void whoLeavesIsOfflineOnceItIsBack() {
            staff.signIn(ANN, USER);
            office.outage.begin();
            staff.signOut(ANN);
            office.clock.advance(Duration.ofMinutes(10));
            office.outage.end();
            office.clock.advance(Duration.ofSeconds(5));

            assertThat(state()).isEqualTo("Offline");
        }
    }
}
