package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Organisations on the packaged hub: a back end reports and counts, an admin manages groups, a
/// user reads and chooses a state. The controllers' own tests check every rule.
@ExtendWith(SharedWorld.class)
class OrganisationsE2eIT {

    private static final String ORG = World.fresh("org");
    private static final long ANN = 67890;
    private static final String CALL =
            """
            {"userId":67890,"presence":"ANSWERED","logicalDirection":"Inbound",
             "callChannelUUID":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","availability":"On Call",
             "availabilityStateId":3,"availabilityProfileId":1,"sourceSeq":7}\
            """;

    private final World world;

    OrganisationsE2eIT(World world) {
        this.world = world;
    }

    /// @param rest below the organisation's path
    private static String at(String rest) {
        return "/v1/organisation/" + ORG + rest;
    }

    private static Answer is(int status, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private HubClient member() {
        String name = World.fresh("member");
        String account =
                """
                {"username":"%s","password":"somebodys-own-password","roles":["AGENT"],
                 "org_id":"%s","user_id":%d}\
                """
                        .formatted(name, ORG, ANN);
        is(201, world.admin().post("/v1/accounts", account));
        return world.stranger.logIn(name, "somebodys-own-password");
    }

    @Test
    void showsWhatWasReportedToItsOrganisationAlone() {
        HubClient service = world.service();
        String unread = at("/user/67890/unread");

        is(201, world.admin().put(at("/user/67890"), "{\"name\":\"Ann\"}"));
        is(201, world.admin().put(at("/user-group/100"), "{\"name\":\"Team\"}"));
        is(204, service.put(at("/user-group/100/user/67890"), "{}"));
        is(200, service.put(at("/user/67890/presence"), CALL));
        Answer late = is(200, service.put(at("/user/67890/presence"), CALL.replace(":7}", ":6}")));
        Answer counted =
                is(200, service.post(unread, "{\"increment\":5}", "Idempotency-Key", "first"));
        Answer again =
                is(200, service.post(unread, "{\"increment\":5}", "Idempotency-Key", "first"));
        HubClient ann = member();
        is(
                200,
                ann.ask(
                        "PATCH",
                        at("/user/67890"),
                        "{\"availabilityProfileId\":1,\"availabilityStateId\":4}"));
        Answer team = is(200, ann.get(at("/user-group/100/user")));

        assertThat(late.json().at("/data/version").asInt()).isEqualTo(1);
        assertThat(again.body()).isEqualTo(counted.body());
        assertThat(ann.get(unread).json().at("/data/unreadMessages").asInt()).isEqualTo(5);
        assertThat(team.text("/data/0/name")).isEqualTo("Ann");
        assertThat(team.text("/data/0/presence")).isEqualTo("ANSWERED");
        assertThat(team.text("/data/0/availability")).isEqualTo("Away");
        assertThat(team.json().at("/data/0/version").asInt()).isEqualTo(2);
        assertThat(team.json().at("/next").isNull()).isTrue();
        assertThat(ann.get("/v1/user/me").text("/data/orgId")).isEqualTo(ORG);
        refusesStrangers(ann);
    }

    private void refusesStrangers(HubClient ann) {
        Answer elsewhere = is(403, ann.get("/v1/organisation/elsewhere/user/67890/presence"));
        is(403, ann.get("/v1/organisation/nowhere/user/1/unread"));
        is(403, ann.put(at("/user/67890/presence"), CALL));
        is(401, world.stranger.get(at("/user")));
        Answer wrong =
                is(422, world.service().put(at("/user/67890/presence"), "{\"userId\":\"1\"}"));

        assertThat(elsewhere.header("Content-Type")).startsWith("application/problem+json");
        assertThat(wrong.text("/errors/0/reason")).isEqualTo("wrong_type");
    }
}
