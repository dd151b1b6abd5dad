package dev.switchboard.adapter.in.web.conversation;

import static dev.switchboard.adapter.in.web.fakes.Samples.conversation;
import static dev.switchboard.adapter.in.web.fakes.Samples.message;
import static dev.switchboard.adapter.in.web.fakes.Samples.messageId;
import static dev.switchboard.domain.identity.Role.ADMIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeConversations;
import dev.switchboard.adapter.in.web.fakes.FakeRecent;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.Samples;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WebTest
class ConversationsTest {

    private final Hub hub;
    private final FakeConversations conversations;
    private final FakeRecent recent;

    ConversationsTest(Hub hub, FakeConversations conversations, FakeRecent recent) {
        this.recent = recent;
        this.hub = hub;
        this.conversations = conversations;
    }

    @BeforeEach
    void withThreeConversations() {
        conversations.reset();
        conversations.add(conversation("session:a"));
        conversations.add(conversation("session:b"));
        conversations.add(conversation("session:c"));
    }

    @Nested
    class Lists {

        @Test
        void showsWhatItKnowsOfAConversation() {
            var answer = hub.get("/v1/conversations/session:a", ADMIN);

            assertThat(answer.body())
                    .isEqualTo(
                            "{\"conversation_id\":\"session:a\",\"external_id\":\"a\","
                                    + "\"started_at\":\"2026-01-31T12:00:00Z\","
                                    + "\"last_activity_at\":\"2026-01-31T12:00:05Z\","
                                    + "\"last_seq\":3,\"targets\":[\"channel:slack-sim\"]}");
        }

        @Test
        void goesThroughThemPageByPage() {
            var first = hub.get("/v1/conversations?limit=2", ADMIN);
            var second = hub.get("/v1/conversations?limit=2&after=session:b", ADMIN);

            assertThat(first.body())
                    .contains("session:a", "session:b", "\"next\":\"session:b\"")
                    .doesNotContain("session:c");
            assertThat(second.body())
                    .contains("session:c", "\"next\":null")
                    .doesNotContain("session:b");
        }

        @Test
        void doesNotKnowAnyOther() {
            assertThat(hub.get("/v1/conversations/session:z", ADMIN).statusCode()).isEqualTo(404);
            assertThat(hub.get("/v1/conversations/session:z/messages", ADMIN).statusCode())
                    .isEqualTo(404);
        }

        @Test
        void refusesWhatCannotBeAnId() {
            var answer = hub.get("/v1/conversations/nonsense", ADMIN);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"conversation_id\"");
        }
    }

    @Nested
    class Latest {

        @BeforeEach
        void withTwo() {
            recent.reset();
            recent.add(conversation("session:c"));
            recent.add(conversation("session:a"));
            recent.add(message("session:c", 2).message());
        }

        @Test
        void showsConversationsByTheirNewestMessages() {
            var first = hub.get("/v1/conversations?order=recent&limit=1", ADMIN);
            hub.get("/v1/conversations?order=recent&after=" + messageId(7), ADMIN);

            assertThat(first.body())
                    .contains("session:c", "\"next\":\"" + messageId(7) + "\"")
                    .doesNotContain("session:a");
            assertThat(recent.asked()).isEqualTo("latest behind " + messageId(7));
        }

        @Test
        void showsMessagesOfAllConversationsSinceAMoment() {
            var page = hub.get("/v1/messages?since=2026-01-31T12:00:00Z&limit=1", ADMIN);
            var last = hub.get("/v1/messages?since=2026-01-31T12:00:00Z", ADMIN);

            assertThat(page.body()).contains("\"next\":\"" + messageId(2) + "\"");
            assertThat(last.body()).contains("\"next\":null");
            assertThat(recent.asked()).isEqualTo("messages since 2026-01-31T12:00:00Z behind null");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "conversations?order=newest",
                    "conversations?order=recent&after=session:a",
                    "messages?since=yesterday",
                    "messages?since=2026-01-31T12:00:00Z&after=3"
                })
        void refusesWhatItCannotUnderstand(String question) {
            assertThat(hub.get("/v1/" + question, ADMIN).statusCode()).isEqualTo(422);
        }
    }

    @Nested
    class OddIds {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "session:a/b",
                    "session:a\\b",
                    "session:50%",
                    "session:a;b",
                    "session:../../x",
                    "session:a?b&c#d",
                    "session: 👩‍🚀 ",
                    "session:a+b",
                    "yalo:client:5217331175599"
                })
        void areFoundThroughTheQuery(String id) {
            conversations.add(conversation(id));
            conversations.add(message(id, 1));
            String encoded = URLEncoder.encode(id, UTF_8);

            var found = hub.get("/v1/conversations?id=" + encoded, ADMIN);
            var messages = hub.get("/v1/messages?conversation=" + encoded, ADMIN);

            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(found.body()).contains("\"last_seq\":3", "\"next\":null");
            assertThat(messages.statusCode()).isEqualTo(200);
            assertThat(messages.body()).contains(messageId(1).value());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"session:%C3%A4%20b", "session:a+b", "session:a%3Fb", "session:a%3Ab"})
        void areFoundInThePathWhereItCanHoldThem(String encoded) {
            String id = URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8);
            conversations.add(conversation(id));

            var answer = hub.get("/v1/conversations/" + encoded, ADMIN);

            assertThat(answer.statusCode()).isEqualTo(200);
        }

        @Test
        void areAnEmptyPageWhenNobodyHasThem() {
            var answer = hub.get("/v1/conversations?id=session:z%2Fz", ADMIN);

            assertThat(answer.body()).isEqualTo("{\"items\":[],\"next\":null}");
        }

        @Test
        void areAskedForWhenTheyAreMissing() {
            var answer = hub.get("/v1/messages", ADMIN);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("Missing field: conversation");
        }
    }

    @Nested
    class Messages {

        @BeforeEach
        void withMessages() {
            conversations.add(
                    message("session:a", 1, Samples.delivered()),
                    Samples.failedHop(),
                    Samples.deliveredHop());
            conversations.add(message("session:a", 2, Samples.parked()));
            conversations.add(message("session:a", 3));
        }

        @Test
        void showTheirContentAsItCame() {
            var answer = hub.get("/v1/messages/" + messageId(1), ADMIN);

            assertThat(answer.body())
                    .isEqualTo(
                            ("{\"message_id\":\"%s\",\"conversation_id\":\"session:a\",\"seq\":1,"
                                            + "\"author\":{\"party\":\"AGENT\",\"name\":\"backend\"},"
                                            + "\"content\":{\"text\":\"Hello, \\u0053lack! 👩‍🚀\"},"
                                            + "\"answers\":null,"
                                            + "\"accepted_at\":\"2026-01-31T12:00:01Z\","
                                            + "\"deliveries\":[{\"target\":\"channel:slack-sim\","
                                            + "\"status\":\"delivered\",\"attempts\":1,"
                                            + "\"reason\":null,\"next_attempt_at\":null,"
                                            + "\"settled_at\":\"2026-01-31T12:00:01Z\"}]}")
                                    .formatted(messageId(1)));
        }

        @Test
        void showWhyTheyWereGivenUp() {
            var answer = hub.get("/v1/messages/" + messageId(2), ADMIN);

            assertThat(answer.body()).contains("\"status\":\"parked\"", "\"reason\":\"exhausted\"");
        }

        @Test
        void comePageByPage() {
            var first = hub.get("/v1/conversations/session:a/messages?limit=2", ADMIN);
            var second = hub.get("/v1/conversations/session:a/messages?after=2", ADMIN);

            assertThat(first.body())
                    .contains("\"seq\":1", "\"seq\":2", "\"next\":2")
                    .doesNotContain("\"seq\":3");
            assertThat(second.body())
                    .contains("\"seq\":3", "\"next\":null")
                    .doesNotContain("\"seq\":2");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "x", "1.5", "99999999999999999999"})
        void refuseAnImpossibleCursor(String after) {
            var answer = hub.get("/v1/conversations/session:a/messages?after=" + after, ADMIN);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"after\"");
        }

        @Test
        void areUnknownOrImpossible() {
            assertThat(hub.get("/v1/messages/" + messageId(9), ADMIN).statusCode()).isEqualTo(404);
            assertThat(hub.get("/v1/messages/x", ADMIN).statusCode()).isEqualTo(422);
        }

        @Test
        void leaveATraceThatBeginsWithTheirAcceptance() {
            var answer = hub.get("/v1/messages/" + messageId(1) + "/trace", ADMIN);

            assertThat(answer.body())
                    .isEqualTo(
                            ("{\"message_id\":\"%s\",\"items\":["
                                            + "{\"when\":\"2026-01-31T12:00:01Z\",\"target\":null,"
                                            + "\"attempt\":0,\"outcome\":\"accepted\","
                                            + "\"http_status\":null,\"duration_ms\":0,"
                                            + "\"detail\":\"seq 1\",\"after_gap\":false},"
                                            + "{\"when\":\"2026-01-31T12:00:01Z\","
                                            + "\"target\":\"channel:slack-sim\",\"attempt\":1,"
                                            + "\"outcome\":\"unavailable\",\"http_status\":503,"
                                            + "\"duration_ms\":12,"
                                            + "\"detail\":\"Service Unavailable\","
                                            + "\"after_gap\":false},"
                                            + "{\"when\":\"2026-01-31T12:00:02Z\","
                                            + "\"target\":\"channel:slack-sim\",\"attempt\":2,"
                                            + "\"outcome\":\"delivered\",\"http_status\":200,"
                                            + "\"duration_ms\":12,\"detail\":\"\","
                                            + "\"after_gap\":false}],"
                                            + "\"deliveries\":[{\"target\":\"channel:slack-sim\","
                                            + "\"status\":\"delivered\",\"attempts\":1,"
                                            + "\"reason\":null,\"next_attempt_at\":null,"
                                            + "\"settled_at\":\"2026-01-31T12:00:01Z\"}],"
                                            + "\"answers\":[]}")
                                    .formatted(messageId(1)));
        }

        @Test
        void leaveATraceWithTheirAnswersAndWhereThoseAre() {
            conversations.add(Samples.answer("session:a", 4, messageId(1), Samples.parked()));

            var answer = hub.get("/v1/messages/" + messageId(1) + "/trace", ADMIN);

            assertThat(answer.body())
                    .contains(
                            "\"answers\":[{\"message_id\":\"" + messageId(4) + "\",\"items\":[{",
                            "\"detail\":\"seq 4\"",
                            "\"status\":\"parked\"");
        }

        @Test
        void leaveNoTraceWhenTheyAreUnknown() {
            assertThat(hub.get("/v1/messages/" + messageId(9) + "/trace", ADMIN).statusCode())
                    .isEqualTo(404);
        }
    }
}
