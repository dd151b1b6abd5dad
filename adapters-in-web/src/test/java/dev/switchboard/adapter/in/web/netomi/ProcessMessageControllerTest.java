package dev.switchboard.adapter.in.web.netomi;

import static dev.switchboard.adapter.in.web.netomi.BotSlice.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.switchboard.adapter.in.web.WebSlice;
import dev.switchboard.adapter.in.web.fakes.FakeBrowsers;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.message.SendUserMessage.Purpose;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.upstream.TokenState;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ProcessMessageControllerTest {

    private static final String PATH = "/api/netomi/process-message";

    private final BotSlice bot = new BotSlice();

    private static MockHttpServletRequestBuilder request(String body) {
        return post(PATH).content(body);
    }

    private ResultActions send(String body) throws Exception {
        return bot.perform(request(body));
    }

    private Command sent(String body) throws Exception {
        send(body).andExpect(status().isOk());
        return bot.messages.commands().getLast();
    }

    private static String seed() {
        return new String(WebSlice.seed("netomi-message.json"), StandardCharsets.UTF_8);
    }

    private static String data(String messageData) {
        return "{\"messageData\":" + messageData + "}";
    }

    private static void expectError(ResultActions answer, int status, String text)
            throws Exception {
        answer.andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(content().string("{\"ok\":false,\"error\":\"" + text + "\"}"));
    }

    @Test
    void takesTheMessageOfTheOriginal() throws Exception {
        send(seed())
                .andExpect(status().isOk())
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(
                        content()
                                .string(
                                        "{\"ok\":true,\"data\":{\"acknowledgment\":"
                                                + "{\"status\":\"accepted\",\"requestId\":\"r1\"}}}"));

        Command command = bot.messages.commands().getLast();
        assertThat(command.conversation()).isEqualTo(new ConversationId("netomi:chat-uuid-here"));
        assertThat(command.target()).isEqualTo(new Target(Target.Kind.BOT, "netomi"));
        assertThat(command.key()).isEqualTo("message-uuid");
        assertThat(command.client()).isEqualTo(new ClientId("socket-1"));
        assertThat(command.purpose()).isEqualTo(Purpose.SAY);
        assertThat(command.patience()).isEqualTo(Duration.ofSeconds(10));
        assertThat(command.trusted()).isFalse();
        assertThat(command.content().text())
                .isEqualTo(
                        """
                        {"conversationId":"chat-uuid-here","messagePayload":{\
                        "text":"User message content","label":"","messageId":"message-uuid",\
                        "timestamp":1640995200000,"hideMessage":false},\
                        "userDetails":{"userId":"rexy-chat-user"},"origin":"rexy-chat",\
                        "eventType":"message","additionalAttributes":{"CUSTOM_ATTRIBUTES":[]}}\
                        """);
    }

    @Nested
    class Answers {

        private void script(Result result) {
            bot.messages.answers(_ -> result);
        }

        @Test
        void withNothingWhereTheBotSaidNothing() throws Exception {
            script(new Result.Answered(ScriptedUserMessages.ID, 1, null, false));

            send(seed())
                    .andExpect(content().string("{\"ok\":true,\"data\":{\"acknowledgment\":{}}}"));
        }

        @Test
        void thatItWaits() throws Exception {
            script(new Result.Queued(ScriptedUserMessages.ID, 1, false));

            send(seed())
                    .andExpect(status().isAccepted())
                    .andExpect(
                            content()
                                    .string(
                                            "{\"ok\":true,\"data\":{\"status\":\"queued\","
                                                    + "\"messageId\":\"message-uuid\"}}"));
        }

        @Test
        void whyTheBotRefused() throws Exception {
            script(new Result.Refused(ScriptedUserMessages.ID, 1, 422, "no *** please", false));

            expectError(send(seed()), 500, "Process Message API error: 422 no *** please");
        }

        @Test
        void thatAnotherOwnsTheConversation() throws Exception {
            script(new Result.NotYours());

            send(seed())
                    .andExpect(status().isForbidden())
                    .andExpect(
                            content()
                                    .string(
                                            "{\"ok\":false,\"error\":\"Conversation belongs to"
                                                    + " another client\",\"message\":\"Present its"
                                                    + " resume token\"}"));
        }

        @Test
        void thatTheIdWasUsed() throws Exception {
            script(new Result.KeyReused());

            expectError(send(seed()), 409, "messageId already used with another payload");
        }

        @Test
        void thatTheStoreIsAway() throws Exception {
            bot.messages.answers(_ -> {
                throw new StoreUnavailableException("canary");
            });

            expectError(
                    send(seed()).andExpect(header().string("Retry-After", "5")),
                    503,
                    "Storage unavailable");
        }

        @Test
        void thatNoBotIsConfigured() throws Exception {
            bot.token.shows(new TokenState.NotConfigured());

            expectError(send(seed()), 503, "not configured");
            assertThat(bot.messages.commands()).isEmpty();
        }
    }

    @Nested
    class Refuses {

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[]", "7", "null", "{\"a\":1,\"a\":2}"})
        void whatIsNoJsonObject(String body) throws Exception {
            expectError(send(body), 400, "Invalid JSON payload");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{} | Missing `messageData` in request body.",
                    "{\"messageData\":null} | Missing `messageData` in request body.",
                    "{\"messageData\":[]} | Missing `messageData` in request body.",
                    "{\"messageData\":{}} | Missing `conversationId` in request body.",
                    "{\"messageData\":{\"conversationId\":\"\"}}"
                            + " | Missing `conversationId` in request body.",
                    "{\"messageData\":{\"conversationId\":7}} | Invalid conversationId",
                    "{\"messageData\":{\"conversationId\":\"a b\"}} | Invalid conversationId",
                    "{\"messageData\":{\"conversationId\":\"a\\u0007\"}} | Invalid conversationId",
                    "{\"messageData\":{\"conversationId\":\"c\",\"messagePayload\":7}}"
                            + " | Invalid messagePayload",
                    "{\"messageData\":{\"conversationId\":\"c\",\"messagePayload\":"
                            + "{\"messageId\":7}}} | Invalid messagePayload",
                    "{\"messageData\":{\"conversationId\":\"c\",\"messagePayload\":"
                            + "{\"text\":{}}}} | Invalid messagePayload"
                })
        void whatLacksItsFields(String body, String text) throws Exception {
            expectError(send(body), 400, text);
            assertThat(bot.messages.commands()).isEmpty();
        }

        @Test
        void whatIsTooLong() throws Exception {
            String payload = "{\"conversationId\":\"c\",\"messagePayload\":{\"%s\":\"%s\"}}";

            send(data("{\"conversationId\":\"" + "c".repeat(200) + "\"}"))
                    .andExpect(status().isOk());
            expectError(
                    send(data("{\"conversationId\":\"" + "c".repeat(201) + "\"}")),
                    400,
                    "Invalid conversationId");
            send(data(payload.formatted("messageId", "m".repeat(200)))).andExpect(status().isOk());
            expectError(
                    send(data(payload.formatted("messageId", "m".repeat(201)))),
                    400,
                    "Invalid messagePayload");
            send(data(payload.formatted("text", "t".repeat(65536)))).andExpect(status().isOk());
            expectError(
                    send(data(payload.formatted("text", "é".repeat(32769)))),
                    400,
                    "Invalid messagePayload");
        }

        @Test
        void otherContent() throws Exception {
            expectError(
                    bot.performAsIs(request(seed()).contentType(MediaType.TEXT_PLAIN)),
                    415,
                    "Content-Type must be application/json");
        }

        @Test
        void tooManyOfOneAddress() throws Exception {
            for (int i = 0; i < 60; i++) {
                send(seed()).andExpect(status().isOk());
            }

            expectError(
                    send(seed()).andExpect(header().string("Retry-After", "1")),
                    429,
                    "Too many requests");
            bot.perform(request(seed()).header("X-Switchboard-Resume", "resume-1"))
                    .andExpect(status().isOk());
            bot.perform(request(seed()).with(caller("backend", Role.SERVICE)))
                    .andExpect(status().isOk());
        }

        @Test
        void tooManyOfOneBrowser() throws Exception {
            BotSlice slow = new BotSlice("rate=1");
            slow.perform(request(seed()).header("X-Switchboard-Resume", "resume-1"));

            expectError(
                    slow.perform(request(seed()).header("X-Switchboard-Resume", "resume-1")),
                    429,
                    "Too many requests");
            slow.clock.advance(Duration.ofMinutes(1));
            slow.perform(request(seed()).header("X-Switchboard-Resume", "resume-1"))
                    .andExpect(status().isOk());
        }
    }

    @Nested
    class Normalises {

        @Test
        void aMessageWithoutIdAndTime() throws Exception {
            Command command = sent(data("{\"conversationId\":\"c\",\"x\":[1.50,null]}"));

            assertThat(command.key()).isNotEmpty();
            assertThat(command.client()).isNull();
            assertThat(command.content().text())
                    .isEqualTo(
                            "{\"conversationId\":\"c\",\"x\":[1.50,null],\"messagePayload\":"
                                    + "{\"messageId\":\"%s\",\"timestamp\":%d}}"
                                            .formatted(command.key(), BotSlice.NOW.toEpochMilli()));
        }

        @Test
        void customAttributesOfTheOriginal() throws Exception {
            Command command =
                    sent(
                            data(
                                    """
                                    {"conversationId":"c","additionalAttributes":{"a":1,\
                                    "CUSTOM_ATTRIBUTES":{"plan":"gold","age":7}}}\
                                    """));

            assertThat(command.content().text())
                    .contains(
                            """
                            "additionalAttributes":{"a":1,"CUSTOM_ATTRIBUTES":[\
                            {"type":"TEXT","name":"plan","value":"gold","scope":"LIFE_TIME"},\
                            {"type":"TEXT","name":"age","value":"7","scope":"LIFE_TIME"}]}\
                            """);
        }

        @Test
        void noAttributesThatAreAnArray() throws Exception {
            String attributes = "\"additionalAttributes\":{\"CUSTOM_ATTRIBUTES\":[{\"x\":1}]}";

            Command command = sent(data("{\"conversationId\":\"c\"," + attributes + "}"));

            assertThat(command.content().text()).contains(attributes);
        }

        @Test
        void theSameMessageToTheSameFingerprint() throws Exception {
            String first = sent(seed()).fingerprint();
            String again = sent(seed().replace("1640995200000", "1640995209999")).fingerprint();
            String other = sent(seed().replace("User message", "Other message")).fingerprint();

            assertThat(again).isEqualTo(first);
            assertThat(other).isNotEqualTo(first);
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "7", "\"\"", "{}"})
        void aSocketIdThatIsNone(String id) throws Exception {
            assertThat(sent(seed().replace("\"socket-1\"", id)).client()).isNull();
        }
    }

    @Nested
    class Recognises {

        private static final int A_YEAR = 365 * 24 * 3600;

        private final EndUser newBrowser = EndUser.of(FakeBrowsers.browser("resume-9"));

        @Test
        void aNewBrowserAndGivesItAToken() throws Exception {
            send(seed())
                    .andExpect(header().string("X-Switchboard-Resume", "resume-9"))
                    .andExpect(cookie().value("sb_resume", "resume-9"))
                    .andExpect(cookie().path("sb_resume", "/"))
                    .andExpect(cookie().maxAge("sb_resume", A_YEAR))
                    .andExpect(cookie().httpOnly("sb_resume", true))
                    .andExpect(cookie().sameSite("sb_resume", "Lax"))
                    .andExpect(cookie().secure("sb_resume", false));

            assertThat(bot.messages.commands().getLast().who()).isEqualTo(newBrowser);
        }

        @Test
        void aNewBrowserBehindHttps() throws Exception {
            bot.perform(request(seed()).secure(true)).andExpect(cookie().secure("sb_resume", true));
        }

        @Test
        void aBrowserByItsCookie() throws Exception {
            bot.perform(request(seed()).cookie(new Cookie("sb_resume", "resume-2")))
                    .andExpect(header().doesNotExist("X-Switchboard-Resume"))
                    .andExpect(header().doesNotExist("Set-Cookie"));

            assertThat(bot.messages.commands().getLast().who())
                    .isEqualTo(EndUser.of(FakeBrowsers.browser("resume-2")));
        }

        @Test
        void aBrowserByItsHeaderFirst() throws Exception {
            bot.perform(
                    request(seed())
                            .header("X-Switchboard-Resume", "resume-1")
                            .cookie(new Cookie("sb_resume", "resume-2")));

            assertThat(bot.messages.commands().getLast().who())
                    .isEqualTo(EndUser.of(FakeBrowsers.browser("resume-1")));
        }

        @Test
        void noCookieWhereTheOperatorWantsNone() throws Exception {
            new BotSlice("resume-cookie=false")
                    .perform(request(seed()))
                    .andExpect(header().string("X-Switchboard-Resume", "resume-9"))
                    .andExpect(header().doesNotExist("Set-Cookie"));
        }

        @Test
        void anEndUserByName() throws Exception {
            bot.perform(request(seed()).with(caller("rexy-chat-user"))).andExpect(status().isOk());

            Command command = bot.messages.commands().getLast();
            assertThat(command.who().subject()).isEqualTo("rexy-chat-user");
            assertThat(command.trusted()).isFalse();
            assertThat(command.claimFor()).isNull();
        }

        @Test
        void anEndUserWhoSpeaksForAnother() throws Exception {
            expectError(
                    bot.perform(request(seed()).with(caller("somebody-else"))), 403, "Forbidden");
            assertThat(bot.messages.commands()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"SERVICE", "ADMIN"})
        void aBackEndThatSpeaksForItsUser(Role role) throws Exception {
            bot.perform(request(seed()).with(caller("backend", role)))
                    .andExpect(status().isOk())
                    .andExpect(header().doesNotExist("X-Switchboard-Resume"));

            Command command = bot.messages.commands().getLast();
            assertThat(command.trusted()).isTrue();
            assertThat(command.claimFor()).isEqualTo("rexy-chat-user");
            assertThat(command.who()).isEqualTo(EndUser.NOBODY);
        }

        @Test
        void aBackEndThatSpeaksForABrowser() throws Exception {
            bot.perform(
                    request(seed())
                            .header("X-Switchboard-Resume", "resume-1")
                            .with(caller("backend", Role.SERVICE)));

            assertThat(bot.messages.commands().getLast().who())
                    .isEqualTo(EndUser.of(FakeBrowsers.browser("resume-1")));
        }
    }
}
