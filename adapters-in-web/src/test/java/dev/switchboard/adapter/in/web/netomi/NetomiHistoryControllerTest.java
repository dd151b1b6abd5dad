package dev.switchboard.adapter.in.web.netomi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.switchboard.adapter.in.web.fakes.FakeBrowsers;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.OwnMessage;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.Progress;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.session.EndUser;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class NetomiHistoryControllerTest {

    private static final long NOON = BotSlice.NOW.toEpochMilli();

    private final BotSlice bot = new BotSlice();

    private static Message message(int seq, Party party, String json) {
        return new Message(
                new MessageId("msg_%032x".formatted(seq)),
                new ConversationId("netomi:c"),
                seq,
                new Author(party, "x"),
                new Content(json),
                null,
                null,
                BotSlice.NOW.plusSeconds(seq));
    }

    private static final Message NOTE =
            new Message(
                    new MessageId("msg_" + "f".repeat(32)),
                    new ConversationId("netomi:c"),
                    9,
                    new Author(Party.AGENT, "ann"),
                    Content.forAgents(new AgentNote("{\"text\":\"he is angry\"}")),
                    null,
                    null,
                    BotSlice.NOW.plusSeconds(9));

    private static String callback(int number) {
        return "{\"timestamp\":%d,\"data\":{\"n\":%d},\"headers\":{},\"source\":\"webhook_endpoint\"}"
                .formatted(NOON, number);
    }

    private static Conversation conversation(String id, int seconds, int messages) {
        return new Conversation(
                new ConversationId(id),
                BotSlice.NOW,
                BotSlice.NOW.plusSeconds(seconds),
                messages,
                Set.of());
    }

    private static MockHttpServletRequestBuilder admin(String path) {
        return get(path).with(BotSlice.caller("ada", Role.ADMIN, Role.AGENT));
    }

    private static MockHttpServletRequestBuilder agent(String path) {
        return get(path).with(BotSlice.caller("ann", Role.AGENT));
    }

    private static void expect(ResultActions answer, String body) throws Exception {
        answer.andExpect(status().isOk()).andExpect(content().string(body));
    }

    @Nested
    class ListsCallbacks {

        private void had(int callbacks) {
            for (int n = callbacks; n > 0; n--) {
                bot.recent.add(message(n, Party.BOT, callback(n)));
            }
        }

        @Test
        void oldestFirst() throws Exception {
            had(2);

            expect(
                    bot.perform(admin("/api/webhook-messages")),
                    "{\"success\":true,\"count\":2,\"total\":2,\"messages\":["
                            + callback(1)
                            + ","
                            + callback(2)
                            + "]}");
        }

        @Test
        void theNewestOfThem() throws Exception {
            had(120);

            expect(
                    bot.perform(admin("/api/webhook-messages?limit=1")),
                    "{\"success\":true,\"count\":1,\"total\":100,\"messages\":["
                            + callback(120)
                            + "]}");
        }

        @ParameterizedTest
        @CsvSource({"'', 50", "?limit=100, 100", "?limit=5000, 100"})
        void asManyAsAskedFor(String query, int count) throws Exception {
            had(120);

            bot.perform(admin("/api/webhook-messages" + query))
                    .andExpect(
                            content()
                                    .string(
                                            Matchers.startsWith(
                                                    "{\"success\":true,\"count\":" + count)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-1", "x", "1e3"})
        void butNotANonsensicalNumber(String limit) throws Exception {
            bot.perform(admin("/api/webhook-messages?limit=" + limit))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string("{\"ok\":false,\"error\":\"Invalid limit\"}"));
        }
    }

    @Nested
    class ListsConversations {

        @Test
        void latestFirst() throws Exception {
            bot.recent.add(conversation("netomi:b", 9, 3));
            bot.recent.add(conversation("netomi:a\"", 5, 2));

            expect(
                    bot.perform(admin("/api/conversations"))
                            .andExpect(header().doesNotExist("X-Next-Cursor")),
                    "{\"ok\":true,\"conversations\":{\"b\":{\"messageCount\":3,\"lastActivity\":%d},"
                                    .formatted(NOON + 9000)
                            + "\"a\\\"\":{\"messageCount\":2,\"lastActivity\":%d}}}"
                                    .formatted(NOON + 5000));
        }

        @Test
        void pageByPage() throws Exception {
            bot.recent.add(conversation("netomi:b c", 9, 3));
            bot.recent.add(conversation("netomi:a", 5, 2));

            String cursor =
                    Objects.requireNonNull(
                            bot.perform(admin("/api/conversations?limit=1"))
                                    .andReturn()
                                    .getResponse()
                                    .getHeader("X-Next-Cursor"));

            expect(
                    bot.perform(admin("/api/conversations?limit=1&after=" + cursor)),
                    "{\"ok\":true,\"conversations\":{\"a\":{\"messageCount\":2,\"lastActivity\":%d}}}"
                            .formatted(NOON + 5000));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x",
                    "!!",
                    "MjAyNg",
                    "",
                    // a time that no store keeps, and a conversation without a name
                    "KzEwMDAwMDAwMDAtMTItMzFUMjM6NTk6NTlaIGMtMQ",
                    "MjAyNi0wMS0zMVQxMjowMDowMFog"
                })
        void butNotBehindAForgedCursor(String cursor) throws Exception {
            bot.perform(admin("/api/conversations").param("after", cursor))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string("{\"ok\":false,\"error\":\"Invalid after\"}"));
        }
    }

    @Nested
    class ShowsAConversation {

        private void has(Message... messages) {
            bot.conversations.add(conversation("netomi:c", 5, messages.length));
            for (Message message : messages) {
                bot.conversations.add(new Recorded(message, List.of()));
            }
        }

        @Test
        void messageByMessage() throws Exception {
            has(
                    message(1, Party.USER, "{\"eventType\":\"message\",\"data\":1}"),
                    message(2, Party.BOT, callback(7)),
                    message(3, Party.SYSTEM, "{\"event\":\"answer_overdue\"}"));

            expect(
                    bot.perform(admin("/api/conversations/c")),
                    "{\"ok\":true,\"conversationId\":\"c\",\"messageCount\":3,\"messages\":["
                            + "{\"timestamp\":%d,\"payload\":{\"eventType\":\"message\",\"data\":1},"
                                    .formatted(NOON + 1000)
                            + "\"type\":\"user_message\",\"seq\":1},"
                            + "{\"timestamp\":%d,\"payload\":{\"n\":7},".formatted(NOON + 2000)
                            + "\"type\":\"webhook_response\",\"seq\":2},"
                            + "{\"timestamp\":%d,\"payload\":{\"event\":\"answer_overdue\"},"
                                    .formatted(NOON + 3000)
                            + "\"type\":\"system_event\",\"seq\":3}]}");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "USER | {} | user_message",
                    "USER | {\"eventType\":\"typing\"} | unsupported",
                    "AGENT | {\"data\":{\"x\":1}} | agent_message",
                    "CHANNEL | {} | unsupported"
                })
        void withTheTypeOfEach(Party party, String json, String type) throws Exception {
            has(message(1, party, json));

            bot.perform(admin("/api/conversations/c"))
                    .andExpect(
                            content().string(Matchers.containsString("\"type\":\"" + type + "\"")));
        }

        @Test
        void withoutWhatAgentsWroteForEachOther() throws Exception {
            has(message(1, Party.USER, "{}"), NOTE);

            expect(
                    bot.perform(admin("/api/conversations/c")),
                    "{\"ok\":true,\"conversationId\":\"c\",\"messageCount\":2,\"messages\":["
                            + "{\"timestamp\":%d,\"payload\":{},\"type\":\"user_message\",\"seq\":1}]}"
                                    .formatted(NOON + 1000));
        }

        @Test
        void pageByPage() throws Exception {
            has(message(1, Party.USER, "{}"), message(2, Party.USER, "{}"));

            bot.perform(admin("/api/conversations/c?limit=1"))
                    .andExpect(header().string("X-Next-Cursor", "1"));
            expect(
                    bot.perform(admin("/api/conversations/c?after=1")),
                    "{\"ok\":true,\"conversationId\":\"c\",\"messageCount\":2,\"messages\":["
                            + "{\"timestamp\":%d,\"payload\":{},\"type\":\"user_message\",\"seq\":2}]}"
                                    .formatted(NOON + 2000));
        }

        @Test
        void evenIfThereIsNone() throws Exception {
            expect(
                    bot.perform(admin("/api/conversations/unknown")),
                    "{\"ok\":true,\"conversationId\":\"unknown\",\"messageCount\":0,"
                            + "\"messages\":[]}");
        }
    }

    @Nested
    class ShowsAnAgent {

        private static final ConversationId OWN = new ConversationId("netomi:c");
        private static final String NONE = "{\"ok\":true,\"conversations\":{}}";

        @BeforeEach
        void whoHasOneOfTwo() {
            bot.conversations.add(conversation("netomi:c", 5, 9));
            bot.conversations.add(conversation("netomi:d", 6, 1));
            bot.conversations.add(new Recorded(message(1, Party.USER, "{\"old\":1}"), List.of()));
            bot.recent.add(conversation("netomi:d", 6, 1));
            bot.recent.add(message(2, Party.BOT, callback(1)));
            bot.agents.give(
                    "ann", OWN, message(8, Party.USER, "{}"), message(9, Party.BOT, callback(2)));
            bot.agents.give("ann", new ConversationId("pega:c"), message(3, Party.USER, "{}"));
        }

        @Test
        void whatTheirConsoleShowsOfTheirConversation() throws Exception {
            expect(
                    bot.perform(agent("/api/conversations/c")),
                    "{\"ok\":true,\"conversationId\":\"c\",\"messageCount\":2,\"messages\":["
                            + "{\"timestamp\":%d,\"payload\":{},\"type\":\"user_message\",\"seq\":8},"
                                    .formatted(NOON + 8000)
                            + "{\"timestamp\":%d,\"payload\":{\"n\":2},".formatted(NOON + 9000)
                            + "\"type\":\"webhook_response\",\"seq\":9}]}");
        }

        @Test
        void pageByPage() throws Exception {
            bot.perform(agent("/api/conversations/c?limit=1"))
                    .andExpect(header().string("X-Next-Cursor", "8"));
            bot.perform(agent("/api/conversations/c?after=8"))
                    .andExpect(header().doesNotExist("X-Next-Cursor"))
                    .andExpect(content().string(Matchers.containsString("\"seq\":9}]}")));
        }

        @Test
        void andNoneOfWhatTheyWroteForEachOther() throws Exception {
            bot.agents.give(
                    "ann", new ConversationId("netomi:c"), message(8, Party.USER, "{}"), NOTE);

            bot.perform(agent("/api/conversations/c"))
                    .andExpect(content().string(Matchers.containsString("\"seq\":8}]}")));
        }

        @Test
        void noMoreOfAnothersThanOfAnUnknownOne() throws Exception {
            String nothing =
                    "{\"ok\":true,\"conversationId\":\"%s\",\"messageCount\":0,\"messages\":[]}";

            expect(bot.perform(agent("/api/conversations/d")), nothing.formatted("d"));
            expect(bot.perform(agent("/api/conversations/e")), nothing.formatted("e"));
            assertThat(bot.audit.lines()).isEmpty();
        }

        @Test
        void theirOwnInTheListsAlone() throws Exception {
            expect(
                    bot.perform(agent("/api/conversations")),
                    "{\"ok\":true,\"conversations\":{\"c\":{\"messageCount\":9,\"lastActivity\":%d}}}"
                            .formatted(NOON + 5000));
            expect(
                    bot.perform(agent("/api/webhook-messages")),
                    "{\"success\":true,\"count\":1,\"total\":1,\"messages\":["
                            + callback(2)
                            + "]}");
        }

        @Test
        void nothingIfTheyHaveNothing() throws Exception {
            var ben = BotSlice.caller("ben", Role.AGENT);

            expect(bot.perform(get("/api/conversations").with(ben)), NONE);
            bot.perform(get("/api/webhook-messages").with(ben))
                    .andExpect(content().string(Matchers.containsString("\"total\":0")));
        }

        @Test
        void theirListPageByPage() throws Exception {
            bot.agents.give("ann", new ConversationId("netomi:d"));

            String cursor =
                    Objects.requireNonNull(
                            bot.perform(agent("/api/conversations?limit=1"))
                                    .andExpect(content().string(Matchers.containsString("{\"d\":")))
                                    .andReturn()
                                    .getResponse()
                                    .getHeader("X-Next-Cursor"));

            bot.perform(agent("/api/conversations?limit=1&after=" + cursor))
                    .andExpect(header().doesNotExist("X-Next-Cursor"))
                    .andExpect(content().string(Matchers.containsString("{\"c\":")));
        }

        /// Conversations with the bot are of no client.
        @Test
        void ofAnotherTenantNothingWhateverTheRole() throws Exception {
            BotSlice lenient = new BotSlice("agents-read=all");
            for (BotSlice one : List.of(bot, lenient)) {
                for (Role role : List.of(Role.AGENT, Role.SUPERVISOR)) {
                    var ann = BotSlice.callerOf("elektra", "ann", role, Role.AGENT);
                    expect(one.perform(get("/api/conversations").with(ann)), NONE);
                    one.perform(get("/api/conversations/c").with(ann))
                            .andExpect(
                                    content().string(Matchers.containsString("\"messages\":[]")));
                    one.perform(get("/api/webhook-messages").with(ann))
                            .andExpect(content().string(Matchers.containsString("\"total\":0")));
                }
            }
            var admin = BotSlice.callerOf("elektra", "ada", Role.ADMIN, Role.AGENT);
            bot.perform(get("/api/conversations").with(admin))
                    .andExpect(content().string(Matchers.containsString("{\"d\":")));
        }

        @Test
        void allThatSupervisorsReadWhereTheOperatorSaysSo() throws Exception {
            BotSlice lenient = new BotSlice("agents-read=all");
            lenient.recent.add(conversation("netomi:d", 6, 1));

            lenient.perform(agent("/api/conversations"))
                    .andExpect(content().string(Matchers.containsString("{\"d\":")));
        }
    }

    @Nested
    class Audits {

        @BeforeEach
        void whatThereIs() {
            bot.conversations.add(conversation("netomi:c", 5, 1));
            bot.conversations.add(new Recorded(message(1, Party.USER, "{}"), List.of()));
            bot.agents.give("ann", new ConversationId("netomi:c"), message(1, Party.USER, "{}"));
            bot.recent.add(message(1, Party.BOT, callback(1)));
            bot.recent.add(message(2, Party.BOT, callback(2)));
        }

        @Test
        void whoeverReadWhatOthersSaid() throws Exception {
            bot.perform(admin("/api/conversations/c"));
            bot.perform(agent("/api/conversations/c"));
            bot.perform(admin("/api/webhook-messages"));

            assertThat(bot.audit.lines())
                    .containsExactly(
                            "ada conversation.read netomi:c",
                            "ann conversation.read netomi:c",
                            "ada callback.read netomi netomi:c");
        }

        @Test
        void neitherListsNorEndUsers() throws Exception {
            bot.own.reset(
                    new EndUser(FakeBrowsers.browser("resume-1"), "ann"),
                    new OwnMessage(message(1, Party.USER, "{}"), Progress.QUEUED));

            bot.perform(admin("/api/conversations"));
            bot.perform(get("/api/conversations/c").header("X-Switchboard-Resume", "resume-1"));

            assertThat(bot.audit.lines()).isEmpty();
        }
    }

    @Nested
    class ShowsAnEndUserTheirOwn {

        private static final String PATH = "/api/conversations/c";
        private static final String RESUME = "X-Switchboard-Resume";
        private static final String NOTHING =
                "{\"ok\":true,\"conversationId\":\"c\",\"messageCount\":0,\"messages\":[]}";

        @BeforeEach
        void withTwoMessages() {
            bot.own.reset(
                    new EndUser(FakeBrowsers.browser("resume-1"), "ann"),
                    new OwnMessage(message(4, Party.USER, "{}"), Progress.QUEUED),
                    new OwnMessage(message(5, Party.BOT, callback(1)), null));
        }

        private MockHttpServletRequestBuilder with(String token) {
            return get(PATH).header(RESUME, token);
        }

        @Test
        void withHowFarEachOfTheirMessagesHasCome() throws Exception {
            expect(
                    bot.perform(with("resume-1")),
                    "{\"ok\":true,\"conversationId\":\"c\",\"messageCount\":2,\"messages\":["
                            + "{\"timestamp\":%d,\"payload\":{},\"type\":\"user_message\",\"seq\":4,"
                                    .formatted(NOON + 4000)
                            + "\"status\":\"queued\"},"
                            + "{\"timestamp\":%d,\"payload\":{\"n\":1},".formatted(NOON + 5000)
                            + "\"type\":\"webhook_response\",\"seq\":5}]}");
        }

        @Test
        void byCookieOrByName() throws Exception {
            String cookie = "{\"ok\":true,\"conversationId\":\"c\",\"messageCount\":2,";

            bot.perform(get(PATH).cookie(new Cookie("sb_resume", "resume-1")))
                    .andExpect(content().string(Matchers.startsWith(cookie)));
            bot.perform(get(PATH).with(BotSlice.caller("ann")))
                    .andExpect(content().string(Matchers.startsWith(cookie)));
        }

        @Test
        void pageByPage() throws Exception {
            bot.perform(with("resume-1").param("limit", "1"))
                    .andExpect(header().string("X-Next-Cursor", "4"));
            bot.perform(with("resume-1").param("after", "4"))
                    .andExpect(header().doesNotExist("X-Next-Cursor"))
                    .andExpect(content().string(Matchers.containsString("\"seq\":5}]}")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"resume-2", "forged", ""})
        void andNobodyElseMoreThanOfAnUnknownOne(String token) throws Exception {
            expect(bot.perform(with(token)), NOTHING);
            expect(
                    bot.perform(get("/api/conversations/none").header(RESUME, token)),
                    NOTHING.replace("\"c\"", "\"none\""));
        }

        @Test
        void andAsksWhoItIsThatShowsNothing() throws Exception {
            bot.perform(get(PATH))
                    .andExpect(status().isUnauthorized())
                    .andExpect(content().string("{\"ok\":false,\"error\":\"Unauthorized\"}"));
            bot.perform(get("/api/conversations/none")).andExpect(status().isUnauthorized());
        }

        @Test
        void andRefusesABackEndThatSpeaksForNobody() throws Exception {
            bot.perform(get(PATH).with(BotSlice.caller("ann", Role.SERVICE)))
                    .andExpect(status().isForbidden());
        }

        @Test
        void butNotTooOften() throws Exception {
            for (int i = 0; i < 120; i++) {
                bot.perform(with("resume-1")).andExpect(status().isOk());
            }

            bot.perform(with("resume-1"))
                    .andExpect(status().isTooManyRequests())
                    .andExpect(header().string("Retry-After", "1"));
            bot.perform(with("resume-2")).andExpect(status().isOk());
        }
    }
}
