package dev.switchboard.adapter.in.web.presence;

import static dev.switchboard.adapter.in.web.presence.Organisation.ACTIVE_CALL;
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

/// Groups, their members, devices and call queues.
@WebTest
class GroupsTest {

    private static final String GROUPS = "/user-group";
    private static final String MEMBERS = "/user-group/100/user";

    private final FakeAudit audit;
    private final Organisation org;

    GroupsTest(Hub hub, FakeAudit audit) {
        this.audit = audit;
        this.org = Organisation.fresh(hub);
    }

    @BeforeEach
    void forgetWhatWasAudited() {
        audit.reset();
    }

    @Test
    void makesReadsChangesAndRemovesAGroup() {
        Answer made = org.admin().post(GROUPS, "{\"name\":\"Sales\"}").is(201);
        org.admin().put(GROUPS + "/100", "{\"name\":\"Help\"}").is(201);
        Answer named = org.admin().put(GROUPS + "/100", "{\"name\":\"Support\"}").is(200);
        Answer read = org.agent().get(GROUPS + "/100").is(200);
        Answer all = org.agent().get(GROUPS).is(200);
        org.admin().delete(GROUPS + "/100").is(204);

        assertThat(made.body()).isEqualTo("{\"data\":{\"id\":1,\"name\":\"Sales\"}}");
        assertThat(made.header("Location"))
                .isEqualTo("/v1/organisation/" + org.name() + "/user-group/1");
        assertThat(read.body()).isEqualTo(named.body());
        assertThat(all.body())
                .isEqualTo(
                        "{\"data\":[{\"id\":1,\"name\":\"Sales\"},"
                                + "{\"id\":100,\"name\":\"Support\"}],\"next\":null}");
        org.agent().get(GROUPS + "/100").is(404);
        org.admin().delete(GROUPS + "/100").is(404);
        org.admin().post(GROUPS, "{\"id\":1,\"name\":\"Sales\"}").is(409);
        String target = "org:" + org.name() + ":group:";
        assertThat(audit.lines())
                .containsExactly(
                        "tester group.create " + target + "1 Sales",
                        "tester group.create " + target + "100 Help",
                        "tester group.change " + target + "100 Support",
                        "tester group.remove " + target + "100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                    | name | missing
                    {"name":""}           | name | missing
                    {"name":["x"]}        | name | wrong_type
                    {"id":0,"name":"x"}   | id   | invalid
                    {"id":"1","name":"x"} | id   | wrong_type
                    """)
    void refusesWhatIsNoGroup(String body, String field, String reason) {
        org.admin().post(GROUPS, body).refuses(field, reason);

        assertThat(org.agent().get(GROUPS).numbers("$.data[*].id")).isEmpty();
    }

    @Test
    void listsGroupsPageByPage() {
        for (int group = 1; group <= 3; group++) {
            org.admin().post(GROUPS, "{\"name\":\"Group " + group + "\"}");
        }

        Answer first = org.agent().get(GROUPS + "?limit=2");

        assertThat(first.numbers("$.data[*].id")).containsExactly(1, 2);
        assertThat(first.number("$.next")).isEqualTo(2);
        assertThat(org.agent().get(GROUPS + "?after=2").numbers("$.data[*].id")).containsExactly(3);
    }

    @Test
    void keepsMembers() {
        org.admin().put(GROUPS + "/100", "{\"name\":\"Support\"}");
        org.service().put("/user/67890/presence", ACTIVE_CALL);
        org.service().put("/user/5", "{\"name\":\"Eve\"}");

        org.service().put(MEMBERS + "/67890", "").is(204);
        org.service().put(MEMBERS + "/67890", "").is(204);
        org.admin().put(MEMBERS + "/5", "").is(204);
        Answer page = org.agent().get(MEMBERS + "?limit=1").is(200);
        Answer rest = org.supervisor().get(MEMBERS + "?after=5").is(200);
        org.service().delete(MEMBERS + "/5").is(204);

        assertThat(page.numbers("$.data[*].id")).containsExactly(5);
        assertThat(page.number("$.next")).isEqualTo(5);
        assertThat(rest.text("$.data[0].presence")).isEqualTo("ANSWERED");
        assertThat(rest.text("$.data[0].callChannelUUID")).isNotEmpty();
        assertThat(org.agent().get(MEMBERS).text("$.data[0].callChannelUUID")).isEmpty();
        assertThat(org.agent().get(MEMBERS).numbers("$.data[*].id")).hasSize(1);
        org.service().put(MEMBERS + "/6", "").is(404);
        org.service().put(GROUPS + "/101/user/5", "").is(404);
        org.agent().get(GROUPS + "/101/user").is(404);
        org.service().put(GROUPS + "/0/user/5", "").is(422);
        org.service().put(MEMBERS + "/x", "").is(422);
    }

    @Test
    void tellsTheAuditWhomAdminsMoveAndNotWhomTelephoneSystemsDo() {
        org.admin().put(GROUPS + "/100", "{\"name\":\"Support\"}");
        org.service().put("/user/5", "{\"name\":\"Eve\"}");
        audit.reset();

        org.service().put(MEMBERS + "/5", "").is(204);
        org.service().delete(MEMBERS + "/5").is(204);
        assertThat(audit.begun()).isEmpty();
        org.admin().put(MEMBERS + "/5", "").is(204);
        org.admin().delete(MEMBERS + "/5").is(204);
        org.admin().put(MEMBERS + "/6", "").is(404);

        String group = "org:" + org.name() + ":group:100 user 5";
        assertThat(audit.lines())
                .containsExactly(
                        "tester group.add_user " + group, "tester group.remove_user " + group);
        assertThat(audit.begun()).hasSize(3);
    }

    @Test
    void keepsDevicesAsTheyAre() {
        String devices = "{\"data\":[{\"mac\":\"00:11\",\"n\":1.50,\"deep\":{\"a\":[null]}},{}]}";

        assertThat(org.agent().get("/sip-device").is(200).body()).isEqualTo("{\"data\":[]}");
        org.service().put("/sip-device", devices).is(200);

        assertThat(org.agent().get("/sip-device").is(200).body()).isEqualTo(devices);
        org.service().put("/sip-device", "{\"data\":[7]}").refuses("data[0]", "wrong_type");
        org.service().put("/sip-device", "{\"data\":{}}").refuses("data", "wrong_type");
        org.service().put("/sip-device", "{}").refuses("data", "missing");
        assertThat(org.agent().get("/sip-device").body()).isEqualTo(devices);
    }

    @Test
    void showsTheAgentsOfAQueueAndWhatTheyDo() {
        org.service().put("/user/67890/presence", ACTIVE_CALL);
        String agents = "{\"data\":[{\"userId\":67890},{\"userId\":5},{\"userId\":5}]}";

        org.agent().get("/call-queue/8/agent").is(404);
        Answer put = org.service().put("/call-queue/8/agent", agents).is(200);
        Answer read = org.agent().get("/call-queue/8/agent").is(200);

        assertThat(put.body()).isEqualTo("{\"data\":[{\"userId\":67890},{\"userId\":5}]}");
        assertThat(read.numbers("$.data[*].userId")).containsExactly(67890, 5);
        assertThat(read.texts("$.data[*].presence")).containsExactly("ANSWERED", "");
        assertThat(read.text("$.data[0].callChannelUUID")).isEmpty();
        org.service().put("/call-queue/0/agent", agents).refuses("id", "invalid");
        org.service()
                .put("/call-queue/8/agent", "{\"data\":[{\"userId\":0}]}")
                .refuses("data[0].userId", "invalid");
        org.service()
                .put("/call-queue/8/agent", "{\"data\":[{}]}")
                .refuses("data[0].userId", "missing");
    }

    @Test
    void letsNobodyIntoAnotherOrganisation() {
        org.admin().put(GROUPS + "/100", "{\"name\":\"Support\"}");

        for (Role role : Role.values()) {
            var stranger = org.stranger(role);
            assertThat(stranger.get(GROUPS).status()).as(role.name()).isEqualTo(403);
            assertThat(stranger.get(GROUPS + "/100").status()).isEqualTo(403);
            assertThat(stranger.get(GROUPS + "/101").status()).isEqualTo(403);
            assertThat(stranger.put(GROUPS + "/100", "{\"name\":\"x\"}").status()).isEqualTo(403);
            assertThat(stranger.get(MEMBERS).status()).isEqualTo(403);
            assertThat(stranger.put(MEMBERS + "/5", "").status()).isEqualTo(403);
            assertThat(stranger.get("/sip-device").status()).isEqualTo(403);
            assertThat(stranger.put("/sip-device", "{\"data\":[]}").status()).isEqualTo(403);
            assertThat(stranger.get("/call-queue/8/agent").status()).isEqualTo(403);
        }
    }
}
