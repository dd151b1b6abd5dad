package dev.switchboard.application.service.presence;

import static dev.switchboard.application.service.presence.Office.ANSWERED;
import static dev.switchboard.application.service.presence.Office.ORG;
import static dev.switchboard.application.service.presence.Office.RINGING;
import static dev.switchboard.application.service.presence.Office.TEAM;
import static dev.switchboard.application.service.presence.Office.user;
import static dev.switchboard.application.service.presence.Office.viewer;
import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.presence.ManageGroups;
import dev.switchboard.application.port.in.presence.ManageMembers.Listed;
import dev.switchboard.application.port.in.presence.ManageMembers.Outcome;
import dev.switchboard.application.port.in.presence.ManageProfiles.Changed;
import dev.switchboard.application.port.in.presence.ManageProfiles.Created;
import dev.switchboard.application.port.in.presence.ManageStates;
import dev.switchboard.application.port.in.presence.ManageStates.Wording;
import dev.switchboard.application.port.in.presence.ManageUsers;
import dev.switchboard.application.port.in.presence.ManageUsers.Found;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.Group;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Administration of an organisation by admins and back ends.
class AdministrationTest {

    private static final Viewer AGENT = viewer(99, Role.AGENT);
    private static final Wording LUNCH = new Wording("Lunch", "At lunch", Kind.AWAY);

    private final Office office = Office.open();

    @Nested
    class Users {

        @Test
        void areNamedAndRenamed() {
            ManageUsers.Put created = office.users.put(user(1), "Ada", "ada@example.com");
            office.report(1, RINGING);
            int heard = office.heard.size();

            ManageUsers.Put renamed = office.users.put(user(1), "Ada L.", "");

            assertThat(created.created()).isTrue();
            assertThat(created.presence().version()).isZero();
            assertThat(renamed.created()).isFalse();
            assertThat(renamed.presence().name()).isEqualTo("Ada L.");
            assertThat(renamed.presence().version()).isEqualTo(1);
            assertThat(office.heard).hasSize(heard);
            assertThat(office.restarted(Duration.ZERO).users.find(AGENT, user(1)))
                    .isEqualTo(new Found.Done(AGENT.view(renamed.presence())));
        }

        @Test
        void areRefusedWithoutAName() {
            assertRefused(() -> office.users.put(user(1), "", ""), "name", Reason.MISSING);
            assertThat(office.users.find(AGENT, user(1)))
                    .isEqualTo(new Found.Refused(Refusal.UNKNOWN));
        }

        @Test
        void areRemovedOnce() {
            office.team(1);

            assertThat(office.users.remove(user(1))).isEqualTo(ManageUsers.Removed.DONE);
            assertThat(office.users.remove(user(1))).isEqualTo(ManageUsers.Removed.UNKNOWN);
            assertThat(office.restarted(Duration.ZERO).users.find(AGENT, user(1)))
                    .isEqualTo(new Found.Refused(Refusal.UNKNOWN));
            assertThat(Office.numbers(office.look(TEAM, null))).isEmpty();
        }

        @Test
        void arePagedByNumber() {
            List.of(5, 1, 9, 3).forEach(number -> office.report(number, ANSWERED));

            ManageUsers.Page first = office.users.list(AGENT, 0, 3);
            ManageUsers.Page last = office.users.list(AGENT, 5, 3);

            assertThat(numbers(first.users())).containsExactly(1L, 3L, 5L);
            assertThat(first.next()).isEqualTo(5);
            assertThat(numbers(last.users())).containsExactly(9L);
            assertThat(last.next()).isNull();
            assertThat(office.users.list(AGENT, 0, 4).next()).isNull();
            assertThat(first.users()).allMatch(it -> it.call().channel().isEmpty());
        }

        @Test
        void areNotListedForThoseWhoMayNotLook() {
            List.of(1, 2).forEach(number -> office.report(number, ANSWERED));

            assertThat(numbers(office.users.list(viewer(2), 0, 10).users())).containsExactly(2L);
            assertThat(office.users.find(viewer(2), user(1)))
                    .isEqualTo(new Found.Refused(Refusal.DENIED));
            assertThat(office.users.find(viewer(7), user(7)))
                    .isEqualTo(new Found.Done(UserPresence.unreported(user(7))));
        }
    }

    @Nested
    class Groups {

        @Test
        void areCreatedUnderANumberOrTheNextOne() {
            assertThat(office.groups.create(ORG, 7L, "Seven")).isEqualTo(created(7, "Seven"));
            assertThat(office.groups.create(ORG, null, "Next")).isEqualTo(created(8, "Next"));
            assertThat(office.groups.create(ORG, 7L, "Again"))
                    .isEqualTo(new ManageGroups.Created.Exists());
            assertThat(office.groups.find(new GroupRef(ORG, 7)).map(Group::name)).contains("Seven");
            assertRefused(() -> office.groups.create(ORG, 0L, "Zero"), "groupId", Reason.INVALID);
            assertRefused(() -> office.groups.create(ORG, null, " "), "name", Reason.MISSING);
        }

        @Test
        void areRenamedWithTheirMembers() {
            office.team(2);

            assertThat(office.groups.put(TEAM, "A-Team")).isFalse();

            Office restarted = office.restarted(Duration.ZERO);
            assertThat(restarted.groups.find(TEAM)).contains(new Group(TEAM, "A-Team"));
            assertThat(Office.numbers(restarted.look(TEAM, null))).containsExactly(1L, 2L);
        }

        @Test
        void areRemovedAndTheirMembersStay() {
            office.team(2);

            assertThat(office.groups.remove(TEAM)).isTrue();
            assertThat(office.groups.remove(TEAM)).isFalse();

            office.report(1, RINGING);
            for (Office now : List.of(office, office.restarted(Duration.ZERO))) {
                assertThat(now.groups.find(TEAM)).isEmpty();
                assertThat(now.users.list(AGENT, 0, 10).users()).hasSize(2);
            }
            office.groups.put(TEAM, "Team");
            assertThat(Office.numbers(office.restarted(Duration.ZERO).look(TEAM, null))).isEmpty();
        }

        @Test
        void arePagedByNumber() {
            List.of(5, 1, 3).forEach(it -> office.groups.put(new GroupRef(ORG, it), "G" + it));

            ManageGroups.Page first = office.groups.list(ORG, 0, 2);

            assertThat(first.groups()).extracting(Group::name).containsExactly("G1", "G3");
            assertThat(first.next()).isEqualTo(3);
            assertThat(office.groups.list(ORG, 3, 2).groups()).hasSize(1);
            assertThat(office.groups.list(ORG, 3, 2).next()).isNull();
        }

        @Test
        void takeUsersInOnce() {
            office.team(1);
            int heard = office.heard.size();

            assertThat(office.groups.join(TEAM, 1)).isEqualTo(Outcome.DONE);
            assertThat(office.groups.join(TEAM, 2)).isEqualTo(Outcome.UNKNOWN_USER);
            assertThat(office.groups.join(new GroupRef(ORG, 7), 1))
                    .isEqualTo(Outcome.UNKNOWN_GROUP);
            assertThat(office.heard).hasSize(heard);
            assertThat(office.groups.leave(TEAM, 1)).isEqualTo(Outcome.DONE);
            assertThat(office.groups.leave(TEAM, 1)).isEqualTo(Outcome.DONE);
            assertThat(office.heard).hasSize(heard + 1);
        }

        @Test
        void pageTheirMembers() {
            office.team(3);

            assertThat(office.groups.list(AGENT, TEAM, 0, 2))
                    .isInstanceOfSatisfying(
                            Listed.Page.class,
                            page -> {
                                assertThat(numbers(page.members())).containsExactly(1L, 2L);
                                assertThat(page.next()).isEqualTo(2);
                            });
            assertThat(office.groups.list(AGENT, new GroupRef(ORG, 7), 0, 2))
                    .isEqualTo(new Listed.Refused(Refusal.UNKNOWN));
            assertThat(office.groups.list(viewer(1), TEAM, 0, 2))
                    .isEqualTo(new Listed.Refused(Refusal.DENIED));
        }

        private static ManageGroups.Created created(long number, String name) {
            return new ManageGroups.Created.Done(new Group(new GroupRef(ORG, number), name));
        }
    }

    @Nested
    class Profiles {

        @Test
        void beginWithTheDefault() {
            assertThat(office.profiles.list(ORG)).containsExactly(AvailabilityProfile.DEFAULT);

            office.report(1, RINGING);

            assertThat(office.restarted(Duration.ZERO).profiles.list(ORG))
                    .containsExactly(AvailabilityProfile.DEFAULT);
        }

        @Test
        void mayAllGo() {
            assertThat(office.profiles.remove(ORG, 1))
                    .isEqualTo(new Changed.Done(AvailabilityProfile.DEFAULT));
            assertThat(office.profiles.remove(ORG, 1)).isEqualTo(new Changed.Unknown());
            assertThat(office.restarted(Duration.ZERO).profiles.list(ORG)).isEmpty();
        }

        @Test
        void areCreatedAndReplaced() {
            State lunch = new State(1, "Lunch", "At lunch", Kind.AWAY);

            AvailabilityProfile shop = new AvailabilityProfile(2, "Shop", List.of(lunch));
            assertThat(office.profiles.create(ORG, null, "Shop", List.of(lunch)))
                    .isEqualTo(new Created.Done(shop));
            assertThat(office.profiles.create(ORG, 2L, "Shop", List.of()))
                    .isEqualTo(new Created.Exists());
            assertThat(office.profiles.replace(ORG, 2, "Store", null))
                    .isEqualTo(
                            new Changed.Done(new AvailabilityProfile(2, "Store", List.of(lunch))));
            assertThat(office.profiles.replace(ORG, 2, "Store", List.of()))
                    .isEqualTo(new Changed.Done(new AvailabilityProfile(2, "Store", List.of())));
            assertThat(office.profiles.replace(ORG, 3, "Store", null))
                    .isEqualTo(new Changed.Unknown());
            assertThat(office.restarted(Duration.ZERO).profiles.find(ORG, 2))
                    .contains(new AvailabilityProfile(2, "Store", List.of()));
        }

        @Test
        void areHundredAtMost() {
            for (long number = 2; number <= 100; number++) {
                office.profiles.create(ORG, number, "P", List.of());
            }

            assertThat(office.profiles.create(ORG, null, "P", List.of()))
                    .isEqualTo(new Created.TooMany());
        }

        @Test
        void stayWhileSomebodyUsesThem() {
            office.reports.choose(viewer(1), user(1), 1, 2);
            List<State> without = AvailabilityProfile.DEFAULT.without(2).states();

            assertThat(office.profiles.remove(ORG, 1)).isEqualTo(new Changed.InUse());
            assertThat(office.profiles.replace(ORG, 1, "Default", without))
                    .isEqualTo(new Changed.InUse());
            assertThat(office.profiles.remove(ORG, 1, 2))
                    .isEqualTo(new ManageStates.Outcome.InUse());
            assertThat(office.profiles.remove(ORG, 1, 3))
                    .isInstanceOf(ManageStates.Outcome.Done.class);
        }

        @Test
        void haveStatesThatChange() {
            assertThat(office.profiles.create(ORG, 1, null, LUNCH)).isEqualTo(lunch(6));
            assertThat(office.profiles.create(ORG, 1, 6L, LUNCH))
                    .isEqualTo(new ManageStates.Outcome.Exists());
            assertThat(office.profiles.replace(ORG, 1, 2, LUNCH)).isEqualTo(lunch(2));
            assertThat(office.profiles.replace(ORG, 1, 7, LUNCH))
                    .isEqualTo(new ManageStates.Outcome.UnknownState());
            assertThat(office.profiles.remove(ORG, 1, 7))
                    .isEqualTo(new ManageStates.Outcome.UnknownState());
            assertThat(office.profiles.create(ORG, 2, null, LUNCH))
                    .isEqualTo(new ManageStates.Outcome.UnknownProfile());
            assertThat(office.restarted(Duration.ZERO).profiles.find(ORG, 1).orElseThrow().states())
                    .extracting(State::name)
                    .containsExactly("Available", "Lunch", "On Call", "Away", "Offline", "Lunch");
        }

        @Test
        void haveHundredStatesAtMost() {
            for (int more = 0; more < 95; more++) {
                office.profiles.create(ORG, 1, null, LUNCH);
            }

            assertThat(office.profiles.create(ORG, 1, null, LUNCH))
                    .isEqualTo(new ManageStates.Outcome.TooMany());
        }

        private static ManageStates.Outcome lunch(long number) {
            return new ManageStates.Outcome.Done(new State(number, "Lunch", "At lunch", Kind.AWAY));
        }
    }

    @Nested
    class Telephony {

        private final JsonObject phone = new JsonObject(Map.of("mac", new JsonString("00:11")));

        @Test
        void keepsDevicesAsTheyWereToldLast() {
            assertThat(office.telephony.devices(ORG)).isEmpty();

            office.telephony.replaceDevices(ORG, List.of(phone, phone));

            assertThat(office.restarted(Duration.ZERO).telephony.devices(ORG))
                    .containsExactly(phone, phone);
            office.telephony.replaceDevices(ORG, List.of());
            assertThat(office.telephony.devices(ORG)).isEmpty();
        }

        @Test
        void refusesDevicesThatAreTooMuch() {
            JsonObject large = new JsonObject(Map.of("x", new JsonString("x".repeat(1024 * 1024))));
            JsonValue deep = phone;
            for (int level = 0; level < 10; level++) {
                deep = new JsonArray(List.of(deep));
            }
            JsonObject deepest = new JsonObject(Map.of("x", deep));

            assertRefused(
                    () -> office.telephony.replaceDevices(ORG, List.of(large)),
                    "data",
                    Reason.TOO_LONG);
            assertRefused(
                    () -> office.telephony.replaceDevices(ORG, List.of(deepest)),
                    "data",
                    Reason.INVALID,
                    "at most 10 levels deep");
            assertRefused(
                    () ->
                            office.telephony.replaceDevices(
                                    ORG, List.of(new JsonObject(Map.of("\ud800", JsonValue.NULL)))),
                    "data",
                    Reason.INVALID,
                    "text of whole characters");
        }

        @Test
        void showsTheAgentsOfAQueueAsTheyAre() {
            office.report(2, ANSWERED);
            office.telephony.replaceAgents(ORG, 5, List.of(2L, 1L, 2L));

            List<UserPresence> agents = office.telephony.agents(AGENT, 5).orElseThrow();

            assertThat(numbers(agents)).containsExactly(2L, 1L);
            assertThat(agents.getFirst().call()).isEqualTo(ANSWERED.withoutChannel());
            assertThat(agents.getLast()).isEqualTo(UserPresence.unreported(user(1)));
            assertThat(office.telephony.agents(AGENT, 6)).isEmpty();
            assertThat(office.restarted(Duration.ZERO).telephony.agents(AGENT, 5)).isPresent();
        }

        @Test
        void refusesQueuesAndAgentsThatAreNone() {
            assertRefused(
                    () -> office.telephony.replaceAgents(ORG, 0, List.of()), "id", Reason.INVALID);
            assertRefused(
                    () -> office.telephony.replaceAgents(ORG, 1, List.of(0L)),
                    "userId",
                    Reason.INVALID);
        }
    }

    private static List<Long> numbers(List<UserPresence> users) {
        return users.stream().map(it -> it.user().number()).toList();
    }
}
