package dev.switchboard.adapter.in.web.presence;

import static dev.switchboard.adapter.in.web.presence.Organisation.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.adapter.in.web.presence.Organisation.Answer;
import dev.switchboard.domain.identity.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Profiles of availability and their states.
@WebTest
class AvailabilityTest {

    private static final String PROFILES = "/availability/profile";
    private static final String STATES = "/availability/profile/1/state";

    private final FakeAudit audit;
    private final Organisation org;

    AvailabilityTest(Hub hub, FakeAudit audit) {
        this.audit = audit;
        this.org = Organisation.fresh(hub);
    }

    @BeforeEach
    void forgetWhatWasAudited() {
        audit.reset();
    }

    @Test
    void startsWithOneProfileOfFiveStates() {
        Answer profiles = org.agent().get(PROFILES).is(200);

        assertThat(profiles.body())
                .startsWith(
                        "{\"data\":[{\"id\":1,\"name\":\"Default\",\"states\":[{\"id\":1,"
                                + "\"name\":\"Available\",\"displayName\":\"Available\","
                                + "\"kind\":\"AVAILABLE\"},")
                .endsWith("}]}],\"next\":null}");
        assertThat(profiles.texts("$.data[0].states[*].name"))
                .containsExactly("Available", "Busy", "On Call", "Away", "Offline");
    }

    @Test
    void makesReadsChangesAndRemovesAProfile() {
        String body =
                "{\"name\":\"Night\",\"states\":[{\"name\":\"Here\",\"kind\":\"AVAILABLE\"},"
                        + "{\"id\":9,\"name\":\"Gone\",\"displayName\":\"Gone home\","
                        + "\"kind\":\"OFFLINE\"}]}";

        Answer made = org.admin().post(PROFILES, body).is(201);
        Answer read = org.agent().get(PROFILES + "/2").is(200);
        Answer named = org.admin().put(PROFILES + "/2", "{\"name\":\"Late\"}").is(200);
        org.admin().delete(PROFILES + "/2").is(204);

        assertThat(made.header("Location"))
                .isEqualTo("/v1/organisation/" + org.name() + PROFILES + "/2");
        assertThat(read.body()).isEqualTo(made.body());
        assertThat(read.numbers("$.data.states[*].id")).containsExactly(1, 9);
        assertThat(read.text("$.data.states[1].displayName")).isEqualTo("Gone home");
        assertThat(named.text("$.data.name")).isEqualTo("Late");
        assertThat(named.numbers("$.data.states[*].id")).containsExactly(1, 9);
        org.agent().get(PROFILES + "/2").is(404);
        org.admin().put(PROFILES + "/2", "{\"name\":\"Late\"}").is(404);
        org.admin().delete(PROFILES + "/2").is(404);
        String target = "org:" + org.name() + ":profile:2";
        assertThat(audit.lines())
                .containsExactly(
                        "tester profile.create " + target + " Night",
                        "tester profile.change " + target + " Late",
                        "tester profile.remove " + target + " Late");
    }

    @Test
    void makesNoProfileTwice() {
        org.admin().post(PROFILES, "{\"id\":1,\"name\":\"Mine\"}").is(409);
        org.admin().post(PROFILES, "{\"id\":7,\"name\":\"Mine\"}").is(201);
        org.admin().post(PROFILES, "{\"id\":7,\"name\":\"Mine\"}").is(409);
    }

    @Test
    void listsProfilesAndStatesPageByPage() {
        org.admin().post(PROFILES, "{\"id\":7,\"name\":\"Mine\"}");

        Answer profiles = org.agent().get(PROFILES + "?limit=1");
        Answer states = org.agent().get(STATES + "?limit=2&after=1");

        assertThat(profiles.numbers("$.data[*].id")).containsExactly(1);
        assertThat(profiles.number("$.next")).isEqualTo(1);
        assertThat(states.numbers("$.data[*].id")).containsExactly(2, 3);
        assertThat(states.number("$.next")).isEqualTo(3);
        org.agent().get(STATES + "?limit=501").refuses("limit", "invalid");
    }

    @Test
    void keepsAProfileThatSomebodyIsIn() {
        choose(4);

        org.admin().delete(PROFILES + "/1").is(409);
        org.admin().put(PROFILES + "/1", "{\"name\":\"Day\",\"states\":[]}").is(409);
        org.admin().put(PROFILES + "/1", "{\"name\":\"Day\"}").is(200);
    }

    @Test
    void makesReadsChangesAndRemovesAState() {
        String lunch = "{\"name\":\"Lunch\",\"kind\":\"AWAY\"}";

        Answer made = org.admin().post(STATES, lunch).is(201);
        Answer read = org.agent().get(STATES + "/6").is(200);
        Answer named =
                org.admin()
                        .put(
                                STATES + "/6",
                                "{\"name\":\"Break\",\"displayName\":\"On a break\",\"kind\":\"BUSY\"}")
                        .is(200);
        org.admin().delete(STATES + "/6").is(204);

        assertThat(made.header("Location"))
                .isEqualTo("/v1/organisation/" + org.name() + STATES + "/6");
        assertThat(read.body())
                .isEqualTo(made.body())
                .isEqualTo(
                        "{\"data\":{\"id\":6,\"name\":\"Lunch\",\"displayName\":\"Lunch\","
                                + "\"kind\":\"AWAY\"}}");
        assertThat(named.text("$.data.displayName")).isEqualTo("On a break");
        org.agent().get(STATES + "/6").is(404);
        org.admin().put(STATES + "/6", lunch).is(404);
        org.admin().delete(STATES + "/6").is(404);
        org.admin().post(STATES, "{\"id\":1,\"name\":\"x\",\"kind\":\"BUSY\"}").is(409);
        org.agent().get(PROFILES + "/8/state").is(404);
        org.admin().post(PROFILES + "/8/state", lunch).is(404);
        String target = "org:" + org.name() + ":profile:1:state:6";
        assertThat(audit.lines())
                .containsExactly(
                        "tester state.create " + target + " Lunch",
                        "tester state.change " + target + " Break",
                        "tester state.remove " + target + " Break");
    }

    @Test
    void keepsAStateThatSomebodyIsIn() {
        choose(4);

        org.admin().delete(STATES + "/4").is(409);

        choose(1);
        org.admin().delete(STATES + "/4").is(204);
    }

    private void choose(int state) {
        org.member(ANN, Role.AGENT)
                .patch(
                        "/user/67890",
                        "{\"availabilityProfileId\":1,\"availabilityStateId\":" + state + "}")
                .is(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"kind":"BUSY"}                                 | name        | missing
                    {"name":"x"}                                    | kind        | missing
                    {"name":"x","kind":"NAPPING"}                   | kind        | invalid
                    {"name":"x","kind":"busy"}                      | kind        | invalid
                    {"name":"x","kind":7}                           | kind        | wrong_type
                    {"id":0,"name":"x","kind":"BUSY"}               | id          | invalid
                    {"name":"x","displayName":7,"kind":"BUSY"}      | displayName | wrong_type
                    """)
    void refusesWhatIsNoState(String body, String field, String reason) {
        org.admin().post(STATES, body).refuses(field, reason);
        org.admin().post(PROFILES, "{\"name\":\"x\",\"states\":[" + body + "]}").is(422);

        assertThat(org.agent().get(STATES).numbers("$.data[*].id")).hasSize(5);
        assertThat(org.agent().get(PROFILES).numbers("$.data[*].id")).hasSize(1);
    }

    @Test
    void namesTheStateThatIsWrong() {
        org.admin()
                .post(PROFILES, "{\"name\":\"x\",\"states\":[{\"name\":\"y\"}]}")
                .refuses("states[0].kind", "missing");
    }

    @Test
    void letsNobodyIntoAnotherOrganisation() {
        for (Role role : Role.values()) {
            var stranger = org.stranger(role);
            assertThat(stranger.get(PROFILES).status()).as(role.name()).isEqualTo(403);
            assertThat(stranger.get(PROFILES + "/8").status()).isEqualTo(403);
            assertThat(stranger.post(PROFILES, "{\"name\":\"x\"}").status()).isEqualTo(403);
            assertThat(stranger.put(PROFILES + "/1", "{\"name\":\"x\"}").status()).isEqualTo(403);
            assertThat(stranger.delete(PROFILES + "/1").status()).isEqualTo(403);
            assertThat(stranger.get(STATES).status()).isEqualTo(403);
            assertThat(stranger.delete(STATES + "/2").status()).isEqualTo(403);
        }
        org.outsider(Role.ADMIN).get(PROFILES).is(200);
        org.outsider(Role.AGENT).get(PROFILES).is(403);
    }
}
