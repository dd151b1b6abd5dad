package dev.switchboard.adapter.in.web.presence;

import static dev.switchboard.adapter.in.web.presence.Organisation.ACTIVE_CALL;
import static dev.switchboard.adapter.in.web.presence.Organisation.ANN;
import static dev.switchboard.adapter.in.web.presence.Organisation.BOB;
import static dev.switchboard.adapter.in.web.presence.Organisation.UUID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.adapter.in.web.presence.Organisation.Answer;
import dev.switchboard.adapter.in.web.presence.Organisation.Member;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.domain.identity.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Presence, availability and unread counts, and their refusals.
@WebTest
class PresenceTest {

    private static final String PRESENCE = "/user/67890/presence";
    private static final String UNREAD = "/user/67890/unread";

    private final Hub hub;
    private final Outage away;
    private final Organisation org;

    PresenceTest(Hub hub, Outage away) {
        this.hub = hub;
        this.away = away;
        this.org = Organisation.fresh(hub);
    }

    private Answer report(String body) {
        return org.service().put(PRESENCE, body);
    }

    @Test
    void takesAReportAndShowsItsReporterWhatItWrote() {
        Answer answer = report(ACTIVE_CALL).is(200);

        assertThat(answer.body())
                .isEqualTo(
                        "{\"data\":{\"userId\":67890,\"presence\":\"ANSWERED\","
                                + "\"logicalDirection\":\"Inbound\",\"callChannelUUID\":\""
                                + UUID
                                + "\",\"availability\":\"On Call\",\"availabilityStateId\":3,"
                                + "\"availabilityProfileId\":1,\"version\":1}}");
    }

    @Test
    void countsEffectiveReportsOnly() {
        report(ACTIVE_CALL);

        assertThat(report(ACTIVE_CALL).number("$.data.version")).isEqualTo(1);
        assertThat(report("{\"userId\":67890}").number("$.data.version")).isEqualTo(2);
    }

    @Test
    void takesWhatIsLeftOutAsNoCall() {
        report(ACTIVE_CALL);

        Answer idle = report("{\"userId\":67890,\"unknown\":[1]}").is(200);

        assertThat(idle.text("$.data.presence")).isEmpty();
        assertThat(idle.text("$.data.callChannelUUID")).isEmpty();
    }

    @Test
    void leavesTheAvailabilityUnlessAFieldOfItIsThere() {
        report(ACTIVE_CALL);

        Answer without = report("{\"userId\":67890,\"presence\":\"RINGING\"}");
        Answer with = report("{\"userId\":67890,\"availability\":\"Lunch\"}");

        assertThat(without.text("$.data.availability")).isEqualTo("On Call");
        assertThat(without.number("$.data.availabilityStateId")).isEqualTo(3);
        assertThat(with.text("$.data.availability")).isEqualTo("Lunch");
        assertThat(with.number("$.data.availabilityStateId")).isZero();
        assertThat(with.number("$.data.availabilityProfileId")).isZero();
    }

    @Test
    void answersALateReportWithWhatIsKnown() {
        report("{\"userId\":67890,\"presence\":\"ANSWERED\",\"sourceSeq\":7}").is(200);

        Answer late = report("{\"userId\":67890,\"presence\":\"RINGING\",\"sourceSeq\":6}").is(200);

        assertThat(late.text("$.data.presence")).isEqualTo("ANSWERED");
        assertThat(late.number("$.data.version")).isEqualTo(1);
    }

    @Test
    void showsALateReporterNoChannelOfAnother() {
        report(ACTIVE_CALL.replace("}", ",\"sourceSeq\":7}")).is(200);

        Answer late = report("{\"userId\":67890,\"sourceSeq\":6}").is(200);
        Answer same = report(ACTIVE_CALL.replace("}", ",\"sourceSeq\":7}")).is(200);

        assertThat(late.text("$.data.presence")).isEqualTo("ANSWERED");
        assertThat(late.text("$.data.callChannelUUID")).isEmpty();
        assertThat(same.text("$.data.callChannelUUID")).isEqualTo(UUID);
    }

    @Test
    void takesEveryCountOfReportsThatALongHolds() {
        String report = "{\"userId\":67890,\"sourceSeq\":%s}";

        report(report.formatted("1790000000000000000")).is(200);
        report(report.formatted("9223372036854775807")).is(200);
        report(report.formatted("9223372036854775808")).refuses("sourceSeq", "wrong_type");
    }

    @Test
    void forgetsACallThatIsNotReportedAgain() {
        report("{\"userId\":67890,\"presence\":\"RINGING\",\"expiresInSeconds\":60}").is(200);

        hub.clock().advance(Duration.ofSeconds(61));

        assertThat(org.agent().get(PRESENCE).is(200).text("$.data.presence")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "presence":"SLEEPING"                          | presence              | invalid
                    "presence":"ringing"                           | presence              | invalid
                    "presence":7                                   | presence              | wrong_type
                    "presence":null                                | presence              | wrong_type
                    "logicalDirection":"inbound"                   | logicalDirection      | invalid
                    "callChannelUUID":"a1b2c3d4"                   | callChannelUUID       | invalid
                    "callChannelUUID":"x"                          | callChannelUUID       | invalid
                    "availability":["x"]                           | availability          | wrong_type
                    "availabilityStateId":-1                       | availabilityStateId   | invalid
                    "availabilityStateId":"3"                      | availabilityStateId   | wrong_type
                    "availabilityProfileId":9007199254740992       | availabilityProfileId | invalid
                    "sourceSeq":"7"                                | sourceSeq             | wrong_type
                    "sourceSeq":7.5                                | sourceSeq             | wrong_type
                    "expiresInSeconds":0                           | expiresInSeconds      | invalid
                    "expiresInSeconds":86401                       | expiresInSeconds      | invalid
                    """)
    void refusesWhatIsNoReport(String fields, String field, String reason) {
        report("{\"userId\":67890," + fields + "}").refuses(field, reason);

        org.agent().get(PRESENCE).is(404);
    }

    @Test
    void refusesAReportOfAnotherUserThanItsPathSays() {
        report("{\"userId\":67891}").refuses("userId", "not_allowed");
        report("{}").refuses("userId", "missing");
        report("{\"userId\":\"67890\"}").refuses("userId", "wrong_type");

        org.agent().get(PRESENCE).is(404);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        Answer answer = report("{\"presence\":7,\"sourceSeq\":\"x\"}").is(422);

        assertThat(answer.texts("$.errors[*].field"))
                .containsExactly("userId", "presence", "sourceSeq");
        assertThat(answer.text("$.field")).isEqualTo("userId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "\"x\"", "{\"userId\":67890,\"userId\":67890}", "\u0000"})
    void refusesWhatIsNoJsonObject(String body) {
        assertThat(report(body).is(400).number("$.code")).isEqualTo(1000);
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        report("{\"userId\":67890,\"x\":\"" + "x".repeat(1024 * 1024) + "\"}").is(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.5", "9007199254740992", "99999999999999999999"})
    void refusesWhatIsNoUser(String user) {
        org.service().put("/user/" + user + "/presence", ACTIVE_CALL).is(422);
        org.agent().get("/user/" + user + "/presence").refuses("userId", "invalid");
    }

    @Test
    void showsListenInIdsToSupervisorsAndOneselfOnly() {
        report(ACTIVE_CALL);

        assertThat(channel(org.agent())).isEmpty();
        assertThat(channel(org.member(BOB, Role.AGENT))).isEmpty();
        assertThat(channel(org.supervisor())).isEqualTo(UUID);
        assertThat(channel(org.admin())).isEqualTo(UUID);
        assertThat(channel(org.member(ANN, Role.YALO))).isEqualTo(UUID);
        assertThat(channel(org.member(ANN, Role.AGENT))).isEqualTo(UUID);
    }

    private static String channel(Member member) {
        return String.valueOf(member.get(PRESENCE).is(200).text("$.data.callChannelUUID"));
    }

    @Test
    void tellsNobodyWithoutTheRoleWhoElseIsThere() {
        report(ACTIVE_CALL);
        Member bob = org.member(BOB, Role.YALO);

        Answer known = bob.get(PRESENCE);
        Answer unknown = bob.get("/user/5/presence");
        Answer impossible = bob.get("/user/x/presence");

        assertThat(known.status()).isEqualTo(403);
        assertThat(withoutId(unknown)).isEqualTo(withoutId(known));
        assertThat(withoutId(impossible)).isEqualTo(withoutId(known));
        bob.get("/user/67891/presence").is(200);
        bob.get("/user/5/unread").is(403);
        bob.get("/user/67891/unread").is(200);
    }

    private static String withoutId(Answer answer) {
        return answer.body().replaceFirst(",\"request_id\":\"[^\"]*\"", "");
    }

    @Test
    void tellsWhoMayLookThatThereIsNobody() {
        org.agent().get("/user/5/presence").is(404);
        org.agent().get("/user/5/unread").is(404);
    }

    @Test
    void letsNobodyIntoAnotherOrganisation() {
        report(ACTIVE_CALL);

        for (Role role : Role.values()) {
            Member stranger = org.stranger(role);
            assertThat(stranger.get(PRESENCE).status()).as(role.name()).isEqualTo(403);
            assertThat(stranger.get("/user/5/presence").status()).isEqualTo(403);
            assertThat(stranger.put(PRESENCE, ACTIVE_CALL).status()).isEqualTo(403);
            assertThat(stranger.get(UNREAD).status()).isEqualTo(403);
            assertThat(stranger.post(UNREAD, "{\"set\":1}").status()).isEqualTo(403);
        }
    }

    @Test
    void letsABackEndOfAllOrganisationsWrite() {
        org.outsider(Role.SERVICE).put(PRESENCE, ACTIVE_CALL).is(200);
        org.outsider(Role.SERVICE).post(UNREAD, "{\"set\":1}").is(200);
        assertThat(channel(org.outsider(Role.ADMIN))).isEqualTo(UUID);

        org.outsider(Role.AGENT).get(PRESENCE).is(403);
        org.outsider(Role.SUPERVISOR).get(PRESENCE).is(403);
        org.outsider(Role.SERVICE).get(PRESENCE).is(403);
    }

    @Test
    void asksForPatienceWhileTheStoreIsAway() {
        report(ACTIVE_CALL);

        away.begin();
        Answer refused = report("{\"userId\":67890,\"presence\":\"RINGING\"}").is(503);
        away.end();
        Answer taken = report("{\"userId\":67890,\"presence\":\"RINGING\"}").is(200);

        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(refused.number("$.code")).isEqualTo(1501);
        assertThat(taken.number("$.data.version")).isEqualTo(2);
    }

    // --- unread ---

    @Test
    void countsWhatIsUnread() {
        report(ACTIVE_CALL);

        Answer five = org.service().post(UNREAD, "{\"increment\":5}").is(200);
        Answer none = org.service().post(UNREAD, "{\"increment\":-9}").is(200);
        Answer three = org.service().post(UNREAD, "{\"set\":3}").is(200);

        assertThat(five.body()).isEqualTo("{\"data\":{\"unreadMessages\":5,\"version\":1}}");
        assertThat(none.number("$.data.unreadMessages")).isZero();
        assertThat(three.number("$.data.version")).isEqualTo(3);
        assertThat(org.agent().get(UNREAD).body())
                .isEqualTo("{\"data\":{\"unreadMessages\":3,\"version\":3}}");
    }

    @Test
    void countsARepeatedRequestOnceForADay() {
        report(ACTIVE_CALL);
        String[] key = {"Idempotency-Key", "key-1"};

        Answer first = org.service().post(UNREAD, "{\"increment\":5}", key).is(200);
        org.service().post(UNREAD, "{\"increment\":1}").is(200);
        Answer again = org.service().post(UNREAD, "{\"increment\":5}", key).is(200);

        assertThat(again.body()).isEqualTo(first.body());
        org.service()
                .post(UNREAD, "{\"increment\":6}", key)
                .refuses("Idempotency-Key", "not_allowed");
        hub.clock().advance(Duration.ofHours(25));
        Answer later = org.service().post(UNREAD, "{\"increment\":5}", key).is(200);
        assertThat(later.number("$.data.unreadMessages")).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                  | increment | missing
                    {"increment":1,"set":1}             | set       | not_allowed
                    {"set":-1}                          | set       | invalid
                    {"set":9007199254740992}            | set       | invalid
                    {"increment":"5"}                   | increment | wrong_type
                    {"increment":1.5}                   | increment | wrong_type
                    """)
    void refusesWhatIsNoCount(String body, String field, String reason) {
        report(ACTIVE_CALL);

        org.service().post(UNREAD, body).refuses(field, reason);

        assertThat(org.agent().get(UNREAD).number("$.data.unreadMessages")).isZero();
    }

    @Test
    void refusesAKeyThatIsNone() {
        report(ACTIVE_CALL);

        org.service()
                .post(UNREAD, "{\"set\":1}", "Idempotency-Key", "x".repeat(501))
                .refuses("Idempotency-Key", "invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"067890", "+67890", "%EF%BC%96%EF%BC%97%EF%BC%98%EF%BC%99%EF%BC%90"})
    void knowsAUserByOneSpellingOnly(String number) {
        org.service().put(PRESENCE, ACTIVE_CALL).is(200);

        org.agent().get("/user/" + number + "/presence").is(404);
        org.service().put("/user/" + number + "/presence", ACTIVE_CALL).is(404);
        org.agent().get("/user/" + number + "/unread").is(404);
    }

    @Test
    void namesEveryFieldOfAReportThatIsWrong() {
        Answer refused =
                org.service()
                        .put(
                                PRESENCE,
                                "{\"userId\":1,\"presence\":\"x\",\"logicalDirection\":\"y\","
                                        + "\"callChannelUUID\":\"z\"}");

        refused.is(422);
        assertThat(refused.body())
                .contains(
                        "\"userId\",\"reason\":\"not_allowed\"",
                        "\"presence\",\"reason\":\"invalid\"",
                        "\"logicalDirection\",\"reason\":\"invalid\"",
                        "\"callChannelUUID\",\"reason\":\"invalid\"");
    }

    @Test
    void countsForNobodyUnknown() {
        org.service().post(UNREAD, "{\"set\":1}").is(404);
    }
}
