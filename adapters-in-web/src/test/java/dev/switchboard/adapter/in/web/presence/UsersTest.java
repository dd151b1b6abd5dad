package dev.switchboard.adapter.in.web.presence;

import static dev.switchboard.adapter.in.web.presence.Organisation.ACTIVE_CALL;
import static dev.switchboard.adapter.in.web.presence.Organisation.ANN;
import static dev.switchboard.adapter.in.web.presence.Organisation.BOB;
import static dev.switchboard.adapter.in.web.presence.Organisation.UUID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.adapter.in.web.identity.token.ClientTokens;
import dev.switchboard.adapter.in.web.presence.Organisation.Answer;
import dev.switchboard.adapter.in.web.presence.Organisation.Member;
import dev.switchboard.domain.identity.Role;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Users and the states that they choose.
@WebTest
class UsersTest {

    private static final String CHOICE = "{\"availabilityProfileId\":1,\"availabilityStateId\":4}";

    private final Hub hub;
    private final FakeAudit audit;
    private final ClientTokens tokens;
    private final Organisation org;

    UsersTest(Hub hub, FakeAudit audit, ClientTokens tokens) {
        this.hub = hub;
        this.tokens = tokens;
        this.audit = audit;
        this.org = Organisation.fresh(hub);
    }

    @BeforeEach
    void forgetWhatWasAudited() {
        audit.reset();
    }

    @Test
    void tellsCallersWhoTheyAre() {
        org.admin().put("/user/67890", "{\"name\":\"Ann\"}").is(201);
        org.member(ANN, Role.AGENT).patch("/user/67890", CHOICE).is(200);

        assertThat(org.member(ANN, Role.AGENT).me().is(200).body())
                .isEqualTo(
                        "{\"data\":{\"id\":67890,\"orgId\":\""
                                + org.name()
                                + "\",\"name\":\"Ann\",\"roles\":[\"AGENT\"],"
                                + "\"availabilityProfileId\":1,\"availabilityStateId\":4}}");
    }

    @Test
    void tellsCallersWhoWereNeverHeardOfWhoTheyAre() {
        assertThat(org.member(5, Role.SUPERVISOR).me().is(200).body())
                .contains("\"id\":5", "\"name\":\"tester\"", "[\"AGENT\",\"SUPERVISOR\"]")
                .contains("\"availabilityStateId\":0");
        assertThat(org.outsider(Role.YALO).me().is(200).body())
                .isEqualTo(
                        "{\"data\":{\"id\":0,\"orgId\":\"\",\"name\":\"tester\","
                                + "\"roles\":[\"YALO\"],\"availabilityProfileId\":0,"
                                + "\"availabilityStateId\":0}}");
    }

    @Test
    void makesAUserAndNamesThem() {
        Answer made =
                org.service().put("/user/67890", "{\"name\":\"Ann\",\"email\":\"a@b.example\"}");
        Answer named = org.admin().put("/user/67890", "{\"name\":\"Anna\"}");

        assertThat(made.is(201).text("$.data.name")).isEqualTo("Ann");
        assertThat(named.is(200).text("$.data.name")).isEqualTo("Anna");
        assertThat(named.number("$.data.id")).isEqualTo(67890);
        assertThat(named.number("$.data.version")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                               | name  | missing
                    {"name":7}                       | name  | wrong_type
                    {"name":"  "}                    | name  | missing
                    {"name":"a\\u0000b"}             | name  | invalid
                    {"name":"Ann","email":"a"}       | email | invalid
                    {"name":"Ann","email":null}      | email | wrong_type
                    """)
    void refusesWhatIsNoName(String body, String field, String reason) {
        org.admin().put("/user/67890", body).refuses(field, reason);

        org.agent().get("/user/67890/presence").is(404);
    }

    @Test
    void listsUsersPageByPage() {
        for (long user = 11; user <= 15; user++) {
            org.service().put("/user/" + user, "{\"name\":\"User " + user + "\"}");
        }
        org.service().put("/user/67890/presence", ACTIVE_CALL);

        Answer first = org.agent().get("/user?limit=2").is(200);
        Answer second = org.agent().get("/user?limit=2&after=12").is(200);
        Answer last = org.supervisor().get("/user?after=15").is(200);

        assertThat(first.numbers("$.data[*].id")).containsExactly(11, 12);
        assertThat(first.number("$.next")).isEqualTo(12);
        assertThat(second.numbers("$.data[*].id")).containsExactly(13, 14);
        assertThat(last.body())
                .isEqualTo(
                        "{\"data\":[{\"id\":67890,\"name\":\"\",\"userId\":67890,"
                                + "\"presence\":\"ANSWERED\",\"logicalDirection\":\"Inbound\","
                                + "\"callChannelUUID\":\""
                                + UUID
                                + "\",\"availability\":\"On Call\",\"availabilityStateId\":3,"
                                + "\"availabilityProfileId\":1,\"version\":1}],\"next\":null}");
        assertThat(org.agent().get("/user?after=15").text("$.data[0].callChannelUUID")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=x", "after=-1", "after=x"})
    void refusesAnImpossiblePage(String query) {
        String field = query.substring(0, query.indexOf('='));

        org.agent().get("/user?" + query).refuses(field, "invalid");
    }

    @Test
    void removesAUserOnce() {
        org.admin().put("/user/67890", "{\"name\":\"Ann\"}");

        org.admin().delete("/user/67890").is(204);
        org.admin().delete("/user/67890").is(404);

        org.agent().get("/user/67890/presence").is(404);
        assertThat(audit.lines())
                .last()
                .isEqualTo("tester user.remove org:" + org.name() + ":user:67890");
    }

    @Test
    void letsPeopleChooseForThemselvesAndSupervisorsForAnybody() {
        org.service().put("/user/67890/presence", ACTIVE_CALL);

        Answer own = org.member(ANN, Role.YALO).patch("/user/67890", CHOICE).is(200);
        org.member(BOB, Role.AGENT).patch("/user/67890", CHOICE).is(403);
        org.member(BOB, Role.AGENT).patch("/user/5", CHOICE).is(403);
        org.supervisor().patch("/user/67890", CHOICE.replace("\":4", "\":2")).is(200);
        org.admin().patch("/user/67890", CHOICE).is(200);
        org.supervisor().patch("/user/5", CHOICE).is(404);

        assertThat(own.text("$.data.availability")).isEqualTo("Away");
        assertThat(own.text("$.data.presence")).isEqualTo("ANSWERED");
        assertThat(org.agent().get("/user/67890/presence").number("$.data.version")).isEqualTo(4);
    }

    @Test
    void tellsTheAuditWhoChoseForAnother() {
        org.service().put("/user/67890", "{\"name\":\"Ann\"}").is(201);

        org.member(ANN, Role.SUPERVISOR).patch("/user/67890", CHOICE).is(200);
        org.member(ANN, Role.ADMIN).patch("/user/67890", CHOICE).is(200);
        org.member(BOB, Role.AGENT).patch("/user/67890", CHOICE).is(403);
        org.supervisor().patch("/user/67890", CHOICE).is(200);
        org.outsider(Role.ADMIN).patch("/user/67890", CHOICE).is(200);
        org.supervisor().patch("/user/5", CHOICE).is(404);

        String assigned =
                "tester availability.assign org:" + org.name() + ":user:67890 profile 1, state 4";
        assertThat(audit.lines()).containsExactly(assigned, assigned);
        assertThat(audit.begun())
                .hasSize(3)
                .allMatch(line -> line.startsWith("tester availability.assign "));
    }

    @Test
    void tellsTheAuditWhomAdminsNameAndNotWhomTelephoneSystemsDo() {
        Member pbx = org.whoShows(tokens.withoutUser(org.name(), Role.SERVICE));
        pbx.put("/user/5", "{\"name\":\"Eve\"}").is(201);
        org.service().put("/user/5", "{\"name\":\"Eva\"}").is(200);
        assertThat(audit.begun()).isEmpty();

        org.admin().put("/user/67890", "{\"name\":\"Ann\"}").is(201);
        org.admin().put("/user/67890", "{\"name\":\"Anna\"}").is(200);
        org.admin().put("/user/67890", "{\"name\":\"\"}").is(422);

        String ann = "org:" + org.name() + ":user:67890";
        assertThat(audit.lines())
                .containsExactly("tester user.create " + ann, "tester user.change " + ann);
        assertThat(audit.begun()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"availabilityProfileId":1,"availabilityStateId":6}    | availabilityStateId   | invalid
                    {"availabilityProfileId":2,"availabilityStateId":1}    | availabilityProfileId | invalid
                    {"availabilityProfileId":0,"availabilityStateId":1}    | availabilityProfileId | invalid
                    {"availabilityProfileId":1}                            | availabilityStateId   | missing
                    {"availabilityStateId":1}                              | availabilityProfileId | missing
                    {"availabilityProfileId":"1","availabilityStateId":1}  | availabilityProfileId | wrong_type
                    """)
    void refusesWhatNobodyCanChoose(String body, String field, String reason) {
        org.member(ANN, Role.AGENT).patch("/user/67890", body).refuses(field, reason);
    }

    @Nested
    class WithoutARole {

        private final Member ann = org.whoShows(tokens.withoutRoles(org.name(), ANN));

        @Test
        void seeAndChooseForThemselves() {
            org.service().put("/user/67890/presence", ACTIVE_CALL).is(200);

            assertThat(ann.me().is(200).body()).contains("\"id\":67890", "\"roles\":[]");
            assertThat(ann.get("/user/67890/presence").is(200).text("$.data.callChannelUUID"))
                    .isEqualTo(UUID);
            ann.get("/user/67890/unread").is(200);
            ann.patch("/user/67890", CHOICE).is(200);
        }

        @Test
        void learnNothingOfOthers() {
            org.service().put("/user/67891", "{\"name\":\"Bob\"}").is(201);

            ann.get("/user").is(403);
            ann.get("/user/67891/presence").is(403);
            ann.get("/user/5/presence").is(403);
            ann.get("/user/67891/unread").is(403);
            ann.patch("/user/67891", CHOICE).is(403);
            ann.put("/user/67890", "{\"name\":\"Ann\"}").is(403);
            ann.put("/user/67890/presence", ACTIVE_CALL).is(403);
            String token = tokens.withoutRoles(org.name(), ANN);
            assertThat(hub.sendWith(token, "GET", "/v1/accounts", "").statusCode()).isEqualTo(403);
        }

        @Test
        void areStrangersElsewhere() {
            Member stranger = org.whoShows(tokens.withoutRoles("999", ANN));

            stranger.get("/user/67890/presence").is(403);
            stranger.get("/user/67890/unread").is(403);
            stranger.patch("/user/67890", CHOICE).is(403);
        }
    }

    @Nested
    class TelephoneSystems {

        private final Member pbx = org.whoShows(tokens.withoutUser(org.name(), Role.SERVICE));

        @Test
        void reportForTheirOrganisationAsNobodyOfIt() {
            pbx.put("/user/67890", "{\"name\":\"Ann\"}").is(201);
            pbx.put("/user/67890/presence", ACTIVE_CALL).is(200);
            pbx.post("/user/67890/unread", "{\"set\":3}").is(200);

            assertThat(org.agent().get("/user/67890/unread").number("$.data.unreadMessages"))
                    .isEqualTo(3);
            assertThat(pbx.me().is(200).body()).contains("\"id\":0", "\"orgId\":\"" + org.name());
        }

        @Test
        void reportForNoOther() {
            Member stranger = org.whoShows(tokens.withoutUser("999", Role.SERVICE));

            stranger.put("/user/67890/presence", ACTIVE_CALL).is(403);
            stranger.post("/user/67890/unread", "{\"set\":3}").is(403);
        }
    }

    @Test
    void letsNobodyIntoAnotherOrganisation() {
        org.admin().put("/user/67890", "{\"name\":\"Ann\"}");

        for (Role role : Role.values()) {
            var stranger = org.stranger(role);
            assertThat(stranger.get("/user").status()).as(role.name()).isEqualTo(403);
            assertThat(stranger.put("/user/67890", "{\"name\":\"X\"}").status()).isEqualTo(403);
            assertThat(stranger.delete("/user/67890").status()).isEqualTo(403);
            assertThat(stranger.delete("/user/5").status()).isEqualTo(403);
            assertThat(stranger.patch("/user/67890", CHOICE).status()).isEqualTo(403);
        }
    }

    @Test
    void takesNoOtherKindOfBody() {
        var answer =
                hub.send(
                        hub.request("/v1/organisation/12345/user/67890")
                                .header("Authorization", "Bearer " + hub.token(Role.ADMIN))
                                .header("Content-Type", "text/plain")
                                .PUT(BodyPublishers.ofString("{\"name\":\"Ann\"}")));

        assertThat(answer.statusCode()).isEqualTo(415);
    }
}
