package dev.switchboard.adapter.in.web.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.switchboard.adapter.in.web.WebSlice;
import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeLanes;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Selection;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.DeliveryRule;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ChannelDeliveriesControllerTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Target SLACK = Target.channel(new ChannelId("slack-sim"));
    private static final Delivery.Pending OWED = Delivery.owed(SLACK, NOW);
    private static final String LIST = "/v1/channels/slack-sim/deliveries";

    private final FakeOperations operations = new FakeOperations();
    private final FakeChannelDeliveries deliveries = new FakeChannelDeliveries();
    private final FakeAudit audit = new FakeAudit();
    private final MockMvc web =
            WebSlice.of(
                    ChannelWebConfiguration.class,
                    new FakeLanes(),
                    new InMemoryChannels(),
                    audit,
                    operations,
                    deliveries,
                    DeliveryRule.USUAL);

    private static MessageId id(int number) {
        return new MessageId("msg_%032x".formatted(number));
    }

    private void add(int number, Status status, Delivery delivery, @Nullable Attempt last) {
        deliveries.add(
                new FollowDeliveries.Item(
                        id(number),
                        ConversationId.ofSession("abc123"),
                        number,
                        status,
                        NOW,
                        delivery,
                        last));
    }

    private void registerSlack() {
        Metadata metadata = Metadata.of(Map.of("endpoint_url", new JsonString("http://h/")));
        operations.add(
                Channel.register(
                        new ChannelId("slack-sim"),
                        new ChannelProfile("", "", metadata, List.of()),
                        InMemoryChannels.SECRET,
                        NOW));
    }

    private static Attempt attempt(Outcome outcome, @Nullable Integer status, String detail) {
        return new Attempt(1, NOW, Duration.ofMillis(12), outcome, status, detail, false);
    }

    private ResultActions perform(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.principal(() -> "alice"));
    }

    private static void expectProblem(ResultActions answer, int status, String detail)
            throws Exception {
        answer.andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail").value(detail));
    }

    @Test
    void showsADeliveryThatWaitsForItsNextAttempt() throws Exception {
        add(
                1,
                Status.RETRYING,
                OWED.retryAt(NOW.plusSeconds(5)),
                attempt(Outcome.UNAVAILABLE, 503, "server error"));

        perform(get("/v1/channel-messages/" + id(1)))
                .andExpect(status().isOk())
                .andExpect(
                        content()
                                .string(
                                        """
                                        {"message_id":"msg_00000000000000000000000000000001",\
                                        "session_id":"abc123","seq":1,"status":"retrying",\
                                        "attempts":1,"last_http_status":503,\
                                        "last_error":"server error",\
                                        "next_attempt_at":"2026-01-31T12:00:05Z",\
                                        "created_at":"2026-01-31T12:00:00Z",\
                                        "delivered_at":null,"answered_at":null}\
                                        """));
    }

    @Test
    void showsADeliveryThatWasAnswered() throws Exception {
        add(
                1,
                Status.ANSWERED,
                OWED.delivered(NOW.plusSeconds(1)).answered(NOW.plusSeconds(2)),
                attempt(Outcome.DELIVERED, 200, "ok"));

        perform(get("/v1/channel-messages/" + id(1)))
                .andExpect(
                        content()
                                .string(
                                        """
                                        {"message_id":"msg_00000000000000000000000000000001",\
                                        "session_id":"abc123","seq":1,"status":"answered",\
                                        "attempts":1,"last_http_status":200,"last_error":null,\
                                        "next_attempt_at":null,\
                                        "created_at":"2026-01-31T12:00:00Z",\
                                        "delivered_at":"2026-01-31T12:00:01Z",\
                                        "answered_at":"2026-01-31T12:00:02Z"}\
                                        """));
    }

    @Test
    void givesTheParkReasonWhereNoAttemptSaysMore() throws Exception {
        add(1, Status.PARKED, OWED.park(ParkReason.CHANNEL_DELETED, NOW), null);

        perform(get("/v1/channel-messages/" + id(1)))
                .andExpect(jsonPath("$.status").value("parked"))
                .andExpect(jsonPath("$.last_error").value("channel_deleted"))
                .andExpect(jsonPath("$.next_attempt_at").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"msg_000000000000000000000000000000ff", "x", "msg_"})
    void doesNotKnowOtherMessages(String id) throws Exception {
        expectProblem(perform(get("/v1/channel-messages/" + id)), 404, "No such message");
    }

    @Test
    void listsPageByPage() throws Exception {
        add(1, Status.ACCEPTED, OWED, null);
        add(2, Status.ACCEPTED, OWED, null);

        perform(get(LIST + "?limit=1"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.items[0].message_id").value(id(1).value()))
                .andExpect(jsonPath("$.next").value(id(1).value()));
        perform(get(LIST)).andExpect(jsonPath("$.next").isEmpty());
    }

    @Test
    void handsTheQuestionOn() throws Exception {
        registerSlack();

        perform(get(LIST + "?status=parked,refused&session_id=abc123&limit=7&after=" + id(3)));
        perform(get(LIST));

        assertThat(deliveries.queries())
                .containsExactly(
                        new FollowDeliveries.Query(
                                SLACK,
                                ConversationId.ofSession("abc123"),
                                Set.of(Status.PARKED, Status.REFUSED),
                                null,
                                null,
                                id(3),
                                7),
                        new FollowDeliveries.Query(SLACK, null, Set.of(), null, null, null, 100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?limit=0 | Invalid limit",
                "?limit=-1 | Invalid limit",
                "?limit=1001 | Invalid limit",
                "?status=lost | Invalid status: it is one of accepted, sending, delivered,"
                        + " answered, retrying, held, parked, refused, discarded",
                "?status= | Invalid status: it is one of accepted, sending, delivered, answered,"
                        + " retrying, held, parked, refused, discarded",
                "?status=PARKED | Invalid status: it is one of accepted, sending, delivered,"
                        + " answered, retrying, held, parked, refused, discarded",
                "?after=x | Invalid cursor",
                "?session_id= | Field session_id must be a non-empty string"
            })
    void refusesABadQuestion(String parameters, String detail) throws Exception {
        registerSlack();

        expectProblem(perform(get(LIST + parameters)), 422, detail);
    }

    @Test
    void listsNothingForAChannelThatOwesNothing() throws Exception {
        registerSlack();

        perform(get(LIST)).andExpect(content().string("{\"items\":[],\"next\":null}"));
    }

    @Test
    void doesNotKnowAChannelThatNeverWas() throws Exception {
        expectProblem(perform(get(LIST)), 404, "No such channel");
        expectProblem(perform(post(LIST + "/redrive")), 404, "No such channel");
        expectProblem(perform(get("/v1/channels/no$such/deliveries")), 404, "No such channel");
    }

    @Test
    void listsWhatARemovedChannelOwes() throws Exception {
        add(1, Status.PARKED, OWED.park(ParkReason.CHANNEL_DELETED, NOW), null);

        perform(get(LIST)).andExpect(jsonPath("$.items.length()").value(1));
    }

    @Test
    void sendsAParkedMessageAgain() throws Exception {
        add(1, Status.PARKED, OWED.giveUp(ParkReason.EXHAUSTED, NOW), null);

        perform(post(LIST + "/" + id(1) + "/redrive"))
                .andExpect(status().isAccepted())
                .andExpect(content().string("{\"count\":1}"));

        assertThat(audit.lines())
                .containsExactly("alice delivery.redrive " + id(1) + " channel:slack-sim");
    }

    @Test
    void doesNotSendAgainWhatIsNotParked() throws Exception {
        add(1, Status.ACCEPTED, OWED, null);

        expectProblem(
                perform(post(LIST + "/" + id(1) + "/redrive")), 409, "The message is not parked");
        expectProblem(perform(post(LIST + "/" + id(2) + "/redrive")), 404, "No such message");
        expectProblem(perform(post(LIST + "/x/redrive")), 404, "No such message");
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void sendsAllParkedMessagesAgain() throws Exception {
        add(1, Status.PARKED, OWED.giveUp(ParkReason.EXHAUSTED, NOW), null);
        add(2, Status.PARKED, OWED.giveUp(ParkReason.EXHAUSTED, NOW), null);

        perform(
                        post(LIST + "/redrive")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"before\":\"2025-05-27T23:10:00+02:00\","
                                                + "\"include_refused\":true}"))
                .andExpect(status().isAccepted())
                .andExpect(content().string("{\"count\":2}"));
        perform(post(LIST + "/redrive")).andExpect(status().isAccepted());

        assertThat(deliveries.selections())
                .containsExactly(
                        new Selection(
                                SLACK, null, null, Instant.parse("2025-05-27T21:10:00Z"), true),
                        new Selection(SLACK, null, null, null, false));
        assertThat(audit.lines()).containsOnly("alice delivery.redrive_all slack-sim 2 messages");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"before\":\"yesterday\"} | Invalid before",
                "{\"before\":1} | Field before must be a string",
                "{\"include_refused\":1} | Field include_refused must be a boolean",
                "{\"all\":true} | Unknown field: all"
            })
    void refusesABadSelection(String body, String detail) throws Exception {
        expectProblem(
                perform(
                        post(LIST + "/redrive")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(body)),
                422,
                detail);
    }
}
