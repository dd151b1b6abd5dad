package dev.switchboard.domain.presence;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceValuesTest {

    private static final OrgId ORG = new OrgId("12345");

    @ParameterizedTest
    @ValueSource(strings = {"1", "12345", "a_B-9"})
    void takesANameOfAnOrganisation(String name) {
        assertThat(new OrgId(name)).hasToString(name);
        assertThat(new OrgId("x".repeat(64)).value()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a.b", "ä", "a\n"})
    void refusesWhatNamesNoOrganisation(String name) {
        assertRefused(() -> new OrgId(name), "org", Reason.INVALID);
        assertRefused(() -> new OrgId("x".repeat(65)), "org", Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Numbers.GREATEST + 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void refusesNumbersThatCountNothing(long number) {
        assertRefused(() -> new UserRef(ORG, number), "userId", Reason.INVALID);
        assertRefused(() -> new GroupRef(ORG, number), "groupId", Reason.INVALID);
    }

    @Test
    void readsAUserAsItWritesOne() {
        UserRef greatest = new UserRef(ORG, Numbers.GREATEST);

        assertThat(UserRef.parse("org:12345:user:67890")).contains(new UserRef(ORG, 67890));
        assertThat(UserRef.parse(greatest.toString())).contains(greatest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "org:12345:user:0",
                "org:12345:user:-1",
                "org:12345:user:01",
                "org:12345:user:9007199254740992",
                "org:12345:user:99999999999999999999",
                "org::user:1",
                "org:1:user:1 ",
                "org:1:group:1",
                "org:a.b:user:1",
                "/org/1/user/1"
            })
    void takesNothingElseForAUser(String text) {
        assertThat(UserRef.parse(text)).isEmpty();
    }

    @Test
    void readsACallInTheWordsOfItsReporter() {
        String channel = "A1B2C3D4-e5f6-7890-abcd-ef1234567890";

        Call call = Call.parse("ANSWERED", "Inbound", channel);

        assertThat(call.phase().text()).isEqualTo("ANSWERED");
        assertThat(call.direction().text()).isEqualTo("Inbound");
        assertThat(call.channel()).isEqualTo(channel);
        assertThat(call.withoutChannel()).isEqualTo(Call.parse("ANSWERED", "Inbound", ""));
        assertThat(Call.parse("", "", "")).isEqualTo(Call.NONE);
    }

    @Test
    void namesTheFieldOfACallThatIsWrong() {
        assertRefused(() -> Call.parse("answered", "", ""), "presence", Reason.INVALID);
        assertRefused(() -> Call.parse("NONE", "", ""), "presence", Reason.INVALID);
        assertRefused(() -> Call.parse("", "INBOUND", ""), "logicalDirection", Reason.INVALID);
        assertRefused(() -> Call.parse("", "", "a1b2"), "callChannelUUID", Reason.INVALID);
    }

    @Test
    void refusesAnAvailabilityNobodyCouldRead() {
        assertRefused(
                () -> new Availability("x".repeat(201), 0, 0), "availability", Reason.TOO_LONG);
        assertRefused(() -> new Availability("a\nb", 0, 0), "availability", Reason.INVALID);
        assertRefused(() -> new Availability("\ud800", 0, 0), "availability", Reason.INVALID);
        assertRefused(() -> new Availability("", -1, 0), "availabilityStateId", Reason.INVALID);
        assertRefused(() -> new Availability("", 0, -1), "availabilityProfileId", Reason.INVALID);
    }

    @Test
    void startsWithFiveStates() {
        AvailabilityProfile profile = AvailabilityProfile.DEFAULT;

        assertThat(profile.number()).isEqualTo(1);
        assertThat(profile.states())
                .extracting(State::number, State::name)
                .containsExactly(
                        tuple(1L, "Available"),
                        tuple(2L, "Busy"),
                        tuple(3L, "On Call"),
                        tuple(4L, "Away"),
                        tuple(5L, "Offline"));
        assertThat(profile.first(Kind.OFFLINE)).contains(new Availability("Offline", 5, 1));
        assertThat(profile.first(Kind.BUSY)).contains(new Availability("Busy", 2, 1));
    }

    @Test
    void keepsTheStatesOfAProfileInOrder() {
        State lunch = new State(2, "Lunch", "At lunch", Kind.AWAY);
        State late = new State(9, "Late", "Late", Kind.BUSY);

        AvailabilityProfile profile = new AvailabilityProfile(7, "Shop", List.of(late)).with(lunch);

        assertThat(profile.states()).containsExactly(lunch, late);
        assertThat(profile.with(new State(9, "Later", "Later", Kind.BUSY)).states())
                .extracting(State::name)
                .containsExactly("Lunch", "Later");
        assertThat(profile.without(2).states()).containsExactly(late);
        assertThat(profile.first(Kind.OFFLINE)).isEmpty();
        assertThat(profile.in(lunch)).isEqualTo(new Availability("Lunch", 2, 7));
    }

    @Test
    void refusesTwoStatesOfOneNumber() {
        State one = new State(1, "One", "One", Kind.BUSY);
        State same = new State(1, "Same", "Same", Kind.AWAY);

        assertRefused(
                () -> new AvailabilityProfile(1, "Shop", List.of(one, same)),
                "states",
                Reason.NOT_ALLOWED,
                "id");
        assertRefused(() -> new State(1, " ", "One", Kind.BUSY), "name", Reason.MISSING);
        assertRefused(() -> new State(1, "One", "", Kind.BUSY), "displayName", Reason.MISSING);
        assertRefused(() -> new Group(new GroupRef(ORG, 1), ""), "name", Reason.MISSING);
    }
}
