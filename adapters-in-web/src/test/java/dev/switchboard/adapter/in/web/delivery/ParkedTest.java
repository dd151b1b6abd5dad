package dev.switchboard.adapter.in.web.delivery;

import static dev.switchboard.adapter.in.web.fakes.Samples.messageId;
import static dev.switchboard.adapter.in.web.fakes.Samples.parkedItem;
import static dev.switchboard.domain.identity.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeDeliveries;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.Samples;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Query;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Chosen;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Remedy;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Selection;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WebTest
class ParkedTest {

    private static final String ONE = "/v1/parked/" + messageId(1);
    private static final String TARGET = "?target=channel:slack-sim";

    private final Hub hub;
    private final FakeDeliveries deliveries;
    private final FakeAudit audit;

    ParkedTest(Hub hub, FakeDeliveries deliveries, FakeAudit audit) {
        this.hub = hub;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    @BeforeEach
    void withTwoParkedAndOneDelivered() {
        deliveries.reset();
        audit.reset();
        deliveries.add(parkedItem(1, Status.PARKED));
        deliveries.add(parkedItem(2, Status.REFUSED));
        deliveries.add(parkedItem(3, Status.DELIVERED));
    }

    @Nested
    class Lists {

        @Test
        void showsWhatWasGivenUpAndWhy() {
            var answer = hub.get("/v1/parked?limit=1", ADMIN);

            assertThat(answer.body())
                    .isEqualTo(
                            ("{\"items\":[{\"message_id\":\"%1$s\","
                                            + "\"conversation_id\":\"session:a\",\"seq\":1,"
                                            + "\"target\":\"channel:slack-sim\","
                                            + "\"status\":\"parked\",\"reason\":\"exhausted\","
                                            + "\"attempts\":1,\"last_http_status\":503,"
                                            + "\"last_error\":\"Service Unavailable\","
                                            + "\"accepted_at\":\"2026-01-31T12:00:00Z\","
                                            + "\"parked_at\":\"2026-02-01T12:00:00Z\"}],"
                                            + "\"next\":\"%1$s\"}")
                                    .formatted(messageId(1)));
        }

        @Test
        void showsRefusedOnesAndNoOthers() {
            var answer = hub.get("/v1/parked", ADMIN);

            assertThat(answer.body())
                    .contains(messageId(1).value(), messageId(2).value(), "\"next\":null")
                    .doesNotContain(messageId(3).value());
        }

        @Test
        void asksForWhatTheCallerWantsToSee() {
            hub.get(
                    "/v1/parked?target=channel:slack-sim&reason=exhausted"
                            + "&conversation=session:a%2Fb&before=2026-01-31T12:00:00Z&limit=7&after="
                            + messageId(1),
                    ADMIN);

            assertThat(deliveries.lastQuery())
                    .isEqualTo(
                            new Query(
                                    Samples.TARGET,
                                    new ConversationId("session:a/b"),
                                    Set.of(Status.PARKED, Status.REFUSED),
                                    "exhausted",
                                    Samples.NOON,
                                    messageId(1),
                                    7));
        }

        @ParameterizedTest
        @CsvSource({
            "target=nonsense, target",
            "target=moon:x, target",
            "reason=a-b, reason",
            "conversation=x, conversation_id",
            "before=yesterday, before",
            "after=x, message_id",
            "limit=0, limit"
        })
        void refusesWhatItCannotUnderstand(String query, String field) {
            var answer = hub.get("/v1/parked?" + query, ADMIN);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        }
    }

    @Nested
    class ListsOfAll {

        @Test
        void showWhatHasNotArrived() {
            deliveries.add(parkedItem(4, Status.RETRYING));

            var answer = hub.get("/v1/deliveries", ADMIN);

            assertThat(answer.body())
                    .contains(messageId(1).value(), messageId(2).value(), messageId(4).value())
                    .contains("\"status\":\"retrying\"", "\"next_attempt_at\":")
                    .doesNotContain(messageId(3).value());
        }

        @Test
        void showTheStatesThatTheCallerWantsToSee() {
            var answer =
                    hub.get("/v1/deliveries?status=delivered,held&target=channel:slack-sim", ADMIN);

            assertThat(answer.body()).contains(messageId(3).value());
            assertThat(deliveries.lastQuery().statuses())
                    .containsExactlyInAnyOrder(Status.DELIVERED, Status.HELD);
            assertThat(deliveries.lastQuery().target()).isEqualTo(Samples.TARGET);
            assertThat(hub.get("/v1/deliveries?status=lost", ADMIN).statusCode()).isEqualTo(422);
        }

        @Test
        void areFoundByTimeAlone() {
            String since = "/v1/deliveries?status=delivered,answered&since=2026-01-31T12:00:00Z";

            assertThat(hub.get(since, ADMIN).statusCode()).isEqualTo(200);
            assertThat(deliveries.lastQuery().after())
                    .isEqualTo(MessageId.firstAt(Instant.parse("2026-01-31T12:00:00Z")));
            assertThat(hub.get(since + "&after=" + messageId(3), ADMIN).statusCode())
                    .isEqualTo(200);
            assertThat(deliveries.lastQuery().after()).isEqualTo(messageId(3));
            assertThat(hub.get(since + "&target=channel:slack-sim", ADMIN).statusCode())
                    .isEqualTo(422);
            assertThat(hub.get("/v1/deliveries?since=noon", ADMIN).statusCode()).isEqualTo(422);
            String next = "/v1/deliveries?since=noon&after=" + messageId(3);
            assertThat(hub.get(next, ADMIN).statusCode()).isEqualTo(422);
        }
    }

    @Nested
    class SendingAgain {

        @Test
        void happensOnce() {
            var first = hub.post(ONE + "/redrive" + TARGET, "", ADMIN);
            var second = hub.post(ONE + "/redrive" + TARGET, "", ADMIN);

            assertThat(first.statusCode()).isEqualTo(202);
            assertThat(first.body()).isEqualTo("{\"count\":1}");
            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(audit.lines())
                    .containsExactly(
                            "tester delivery.redrive " + messageId(1) + " channel:slack-sim");
        }

        @Test
        void needsAKnownDelivery() {
            String unknown = "/v1/parked/" + messageId(9) + "/redrive";

            assertThat(hub.post(unknown + TARGET, "", ADMIN).statusCode()).isEqualTo(404);
            assertThat(hub.post(unknown, "", ADMIN).statusCode()).isEqualTo(404);
            assertThat(hub.post(ONE + "/redrive?target=x", "", ADMIN).statusCode()).isEqualTo(422);
            assertThat(audit.lines()).isEmpty();
        }

        @Test
        void takesAllOfAMessageThatIsParkedWhenNoTargetIsNamed() {
            var first = hub.post(ONE + "/redrive", "", ADMIN);
            var second = hub.post(ONE + "/redrive", "", ADMIN);

            assertThat(first.body()).isEqualTo("{\"count\":1}");
            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(audit.lines())
                    .containsExactly(
                            "tester delivery.redrive " + messageId(1) + " channel:slack-sim");
        }

        @Test
        void takesManyThatFit() {
            var answer =
                    many(
                            "{\"target\":\"channel:slack-sim\",\"reason\":\"exhausted\","
                                    + "\"conversation\":\"session:a\","
                                    + "\"before\":\"2026-01-31T12:00:00Z\","
                                    + "\"include_refused\":true}");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body())
                    .isEqualTo("{\"count\":2,\"left\":1,\"left_why\":{\"refused\":1}}");
            assertThat(deliveries.lastSelection())
                    .isEqualTo(
                            new Selection(
                                    Samples.TARGET,
                                    new ConversationId("session:a"),
                                    "exhausted",
                                    Samples.NOON,
                                    true));
            assertThat(audit.lines())
                    .containsExactly("tester delivery.redrive_all channel:slack-sim count 2");
        }

        @Test
        void onlyCountsThemInADryRun() {
            var answer = many("{\"reason\":\"exhausted\",\"dry_run\":true}");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .startsWith(
                            "{\"count\":2,\"left\":1,\"left_why\":{\"refused\":1},"
                                    + "\"by_target\":{\"channel:slack-sim\":2},"
                                    + "\"oldest\":\"2026-01-31T12:00:00Z\","
                                    + "\"token\":\"2026-01-31T12:00:00Z_");
            assertThat(deliveries.lastSelection().reason()).isEqualTo("exhausted");
            assertThat(audit.lines()).containsExactly("tester delivery.preview_redrive * count 2");
        }

        @Test
        void skipsRefusedOnesUnlessToldOtherwise() {
            many("{}");

            assertThat(deliveries.lastSelection())
                    .isEqualTo(new Selection(null, null, null, null, false));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        {"taget":"channel:x"}     | 422
                        {"target":7}              | 422
                        {"target":null}           | 422
                        {"before":"yesterday"}    | 422
                        {"include_refused":"yes"} | 422
                        {"dry_run":1}             | 422
                        {"token":"yesterday"}     | 422
                        {"deliveries":[]}         | 422
                        {"deliveries":["msg_1"]}  | 422
                        []                        | 400
                        {                         | 400
                        """)
        void refusesAFilterItDoesNotUnderstand(String body, int status) {
            assertThat(many(body).statusCode()).isEqualTo(status);
            assertThat(audit.lines()).isEmpty();
        }

        @Test
        void takesNothingButJsonAndGivesNothingElse() {
            var text =
                    hub.request("/v1/parked/redrive")
                            .header("Authorization", "Bearer " + hub.token(ADMIN))
                            .header("Content-Type", "text/plain")
                            .POST(BodyPublishers.ofString("{}"));
            var wantsHtml =
                    hub.request("/v1/parked")
                            .header("Authorization", "Bearer " + hub.token(ADMIN))
                            .header("Accept", "text/html");

            assertThat(hub.send(text).statusCode()).isEqualTo(415);
            assertThat(hub.send(wantsHtml).statusCode()).isEqualTo(406);
        }

        private HttpResponse<String> many(String body) {
            return hub.post("/v1/parked/redrive", body, ADMIN);
        }
    }

    @Nested
    class DiscardingMany {

        private static final String FILTER =
                "\"target\":\"channel:slack-sim\",\"reason\":\"exhausted\"";

        private HttpResponse<String> discard(String... members) {
            return hub.post("/v1/parked/discard", "{" + String.join(",", members) + "}", ADMIN);
        }

        private String token(String... members) {
            String counted = discard(String.join(",", members), "\"dry_run\":true").body();
            return counted.substring(counted.indexOf("\"token\""), counted.length() - 1);
        }

        @Test
        void countsThemFirst() {
            var answer = discard(FILTER, "\"dry_run\":true");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .startsWith("{\"count\":2,\"left\":1,\"left_why\":{\"refused\":1},");
            assertThat(deliveries.lastRemedy()).isEqualTo(Remedy.DISCARD);
            assertThat(audit.lines())
                    .containsExactly("tester delivery.preview_discard channel:slack-sim count 2");
        }

        @Test
        void takesWhatWasCountedAndNothingThatWasParkedLater() {
            var answer = discard(FILTER, token(FILTER));

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body())
                    .isEqualTo("{\"count\":2,\"left\":1,\"left_why\":{\"refused\":1}}");
            assertThat(deliveries.lastRemedy()).isEqualTo(Remedy.DISCARD);
            assertThat(deliveries.lastSelection())
                    .isEqualTo(
                            new Selection(Samples.TARGET, null, "exhausted", null, false)
                                    .asCounted(Samples.NOON));
            assertThat(audit.lines())
                    .endsWith("tester delivery.discard_all channel:slack-sim count 2");
        }

        @Test
        void needsTheTokenOfTheSameSelectionAndAct() {
            String token = token(FILTER);
            String again =
                    hub.post("/v1/parked/redrive", "{\"dry_run\":true}", ADMIN)
                            .body()
                            .replaceFirst(".*\"token\"", "\"token\"")
                            .replace("}", "");
            audit.reset();

            assertThat(discard(FILTER).statusCode()).isEqualTo(422);
            assertThat(discard(FILTER).body()).contains("\"field\":\"token\"");
            assertThat(discard(token).body()).contains("\"field\":\"token\"");
            assertThat(discard(FILTER, "\"include_refused\":true", token).statusCode())
                    .isEqualTo(422);
            assertThat(discard(again).statusCode()).isEqualTo(422);
            assertThat(audit.lines()).isEmpty();
        }

        @Test
        void takesChosenOnesAndSaysWhichOfThemNobodyKnows() {
            String chosen =
                    IntStream.rangeClosed(1, 5)
                            .mapToObj(i ->
                                    "{\"message_id\":\"%s\",\"target\":\"channel:slack-sim\"}"
                                            .formatted(messageId(i)))
                            .collect(Collectors.joining(",", "\"deliveries\":[", "]"));

            var answer = discard(chosen, token(chosen));

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"count\":2,\"left\":3,\"left_why\":{\"overtaken\":2,\"refused\":1}}");
            assertThat(audit.lines()).endsWith("tester delivery.discard_all chosen count 2");
            assertThat(deliveries.lastSelection().chosen())
                    .hasSize(5)
                    .startsWith(new Chosen(messageId(1), Samples.TARGET));
            assertThat(discard(chosen, FILTER, "\"dry_run\":true").statusCode()).isEqualTo(422);
        }
    }

    @Nested
    class Discarding {

        @Test
        void happensOnce() {
            var first = hub.send("DELETE", ONE + TARGET, "", ADMIN);
            var second = hub.send("DELETE", ONE + TARGET, "", ADMIN);

            assertThat(first.statusCode()).isEqualTo(204);
            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(audit.lines())
                    .containsExactly(
                            "tester delivery.discard " + messageId(1) + " channel:slack-sim");
        }

        @Test
        void needsATarget() {
            assertThat(hub.send("DELETE", ONE, "", ADMIN).statusCode()).isEqualTo(422);
        }
    }
}
