package dev.switchboard.adapter.in.web.yalo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeChats;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.chat.OpenChats.Command;
import dev.switchboard.application.port.in.chat.ReadChats;
import dev.switchboard.application.port.in.chat.ReadChats.Shown;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.identity.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WebTest
class ChatControllerTest {

    private static final String CONNECT = "/v1/chats/connect";
    private static final String UNREADABLE =
            "{\"ErrorDescription\":\"Invalid payload received : error decode body request\"}";

    private final Hub hub;
    private final FakeChats chats;

    ChatControllerTest(Hub hub, FakeChats chats) {
        this.hub = hub;
        this.chats = chats;
    }

    @AfterEach
    void reset() {
        chats.reset();
    }

    HttpResponse<String> connect(String body) {
        return hub.post(CONNECT, body, Role.YALO);
    }

    static String error(String text) {
        return "{\"ErrorDescription\":\"" + text + "\"}";
    }

    static String with(String member, String value) {
        return YaloSeed.CONNECT_WHATSAPP.replaceFirst(
                "\"" + member + "\" : (\"[^\"]*\"|\\{[^}]*\\})", "\"" + member + "\":" + value);
    }

    @Test
    void meansOneUserByEachName() {
        ConversationId scoped = ConversationId.of("yalo", "coppel:MX.1");
        ConversationId phone = ConversationId.of("yalo", "coppel:5217331175599");
        chats.known.add(UserIdentity.of(scoped).with(List.of(phone)));

        connect(YaloSeed.CONNECT_WHATSAPP);
        hub.get("/v1/chat/finish/5217331175599", Role.YALO);
        hub.get("/v1/chats/5217331175599", Role.YALO);
        hub.get("/v1/context/5217331175599", Role.YALO);

        assertThat(chats.asked).extracting(Command::conversation).containsExactly(scoped);
        assertThat(chats.asked.getFirst().request().userId()).isEqualTo("5217331175599");
        assertThat(chats.finished).containsExactly(scoped);
        assertThat(chats.read).containsExactly(scoped, scoped);
    }

    @Test
    void keepsABlockedUserFromPeopleByEachName() {
        ConversationId blocked = ConversationId.of("yalo", "coppel:52100");
        ConversationId phone = ConversationId.of("yalo", "coppel:5217331175599");
        chats.known.add(UserIdentity.of(blocked).with(List.of(phone)));

        connect(YaloSeed.CONNECT_WHATSAPP);

        assertThat(chats.asked).extracting(Command::blocked).containsExactly(true);
    }

    @Test
    void saysWelcomeToAnybody() {
        HttpResponse<String> answer = hub.get("/v1/welcome");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"Message\":\"Welcome to API!\"}");
    }

    @Nested
    class Connecting {

        @ParameterizedTest
        @ValueSource(strings = {"whatsapp", "facebook"})
        void takesThePayloadsOfTheOriginal(String provider) {
            String body =
                    provider.equals("whatsapp")
                            ? YaloSeed.CONNECT_WHATSAPP
                            : YaloSeed.CONNECT_FACEBOOK;

            HttpResponse<String> answer = connect(body);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"Message\":\"Chat created succefully\"}");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            Command command = chats.asked.getFirst();
            assertThat(command.request().provider()).isEqualTo(provider);
            assertThat(command.conversation())
                    .isEqualTo(ConversationId.of("yalo", "coppel:" + command.request().userId()));
            assertThat(command.request().name()).isEqualTo("Eduardo Ochoa");
            assertThat(command.request().flow()).isEqualTo("SFB001");
            assertThat(command.request().subject()).isEqualTo("Pedidos");
            assertThat(command.desk()).isEmpty();
            assertThat(command.route())
                    .isEqualTo(
                            provider.equals("whatsapp")
                                    ? Map.of("button-id", "573", "owner-id", "00G")
                                    : Map.of());
            assertThat(command.request().extraData().text())
                    .contains("\"source_flow_bot\":\"SFB001\"");
        }

        @Test
        void takesTheTokenAsAParameterToo() {
            HttpResponse<String> answer =
                    hub.post(CONNECT + "?token=" + hub.token(Role.YALO), YaloSeed.CONNECT_WHATSAPP);

            assertThat(answer.statusCode()).isEqualTo(200);
        }

        @Test
        void takesTheHeaderBeforeTheParameter() {
            HttpResponse<String> answer =
                    hub.sendWith(
                            "not.a.token",
                            "POST",
                            CONNECT + "?token=" + hub.token(Role.YALO),
                            YaloSeed.CONNECT_WHATSAPP);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(error("Invalid Authorization token."));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "application/x-www-form-urlencoded",
                    "json",
                    "application/json; charset=iso-8859-1",
                    "application/json; charset=nonsense"
                })
        void takesAnyContentType(String type) {
            HttpResponse<String> answer =
                    hub.send(
                            hub.request(CONNECT)
                                    .header("Authorization", "Bearer " + hub.token(Role.YALO))
                                    .header("Content-Type", type)
                                    .POST(BodyPublishers.ofString(YaloSeed.CONNECT_WHATSAPP)));

            assertThat(answer.statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Basic abc     | Invalid Authorization token, header invalid.",
                    "Bearer a b    | Invalid Authorization token, header invalid.",
                    "Bearer a$b    | Invalid Authorization token.",
                    "Bearer a.b.c  | Invalid Authorization token."
                })
        void tellsWhatIsWrongWithAToken(String header, String text) {
            HttpResponse<String> answer =
                    hub.send(
                            hub.request(CONNECT)
                                    .header("Authorization", header)
                                    .POST(BodyPublishers.ofString("{}")));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(error(text));
        }

        @Test
        void namesItsMethodsToATokenInTheQuery() {
            String token = hub.token(Role.YALO);

            assertThat(hub.send("DELETE", CONNECT + "?token=" + token, "").statusCode())
                    .isEqualTo(405);
            assertThat(hub.send("DELETE", CONNECT + "?token=x", "").statusCode()).isEqualTo(401);
        }

        @Test
        void refusesTokensThatAreOver() {
            String token = hub.token(Role.YALO);
            hub.clock().advance(Duration.ofMinutes(62));

            assertThat(hub.sendWith(token, "POST", CONNECT, "{}").body())
                    .isEqualTo(error("Invalid Authorization token."));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "userID      | null   | UserID    | required",
                    "userID      | \"\"     | UserID    | required",
                    "userID      | \"a b\"  | UserID    | id",
                    "name        | \"\"     | Name      | required",
                    "name        | \"a\\u0007\" | Name | max",
                    "provider    | \"sms\"  | Provider  | oneof",
                    "botSlug     | null   | BotSlug   | required",
                    "botId       | null   | BotId     | required",
                    "email       | null   | Email     | required",
                    "phoneNumber | \"012345678901234567890123456789012\" | PhoneNumber | max"
                })
        void namesTheFieldThatIsWrong(String member, String value, String field, String tag) {
            HttpResponse<String> answer = connect(with(member, value.replace("\\u", "\\\\u")));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo(
                            error(
                                    "Error validating payload : Key: 'ChatPayload."
                                            + field
                                            + "' Error:Field validation for '"
                                            + field
                                            + "' failed on the '"
                                            + tag
                                            + "' tag"));
            assertThat(chats.asked).isEmpty();
        }

        @Test
        void namesAllThatIsWrongInTheirOrder() {
            assertThat(connect("{\"extraData\":null}").body())
                    .isEqualTo(
                            error(
                                    "Error validating payload : Key: 'ChatPayload.UserID'"
                                            + " Error:Field validation for 'UserID' failed on the"
                                            + " 'required' tag"
                                            + required("Name")
                                            + required("Provider")
                                            + required("BotSlug")
                                            + required("BotId")
                                            + required("Email")));
        }

        private static String required(String field) {
            return "\\nKey: 'ChatPayload."
                    + field
                    + "' Error:Field validation for '"
                    + field
                    + "' failed on the 'required' tag";
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "no", "[]", "{\"userID\":521}", "{\"extraData\":[]}"})
        void refusesWhatIsNoSuchObject(String body) {
            HttpResponse<String> answer = connect(body);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo(UNREADABLE);
        }

        @Test
        void refusesWhatIsTooDeepOrTooLarge() {
            String deep = "[".repeat(60) + "]".repeat(60);
            String large = "x".repeat(1 << 20);

            assertThat(connect(with("extraData", "{\"a\":" + deep + "}")).body())
                    .isEqualTo(UNREADABLE);
            HttpResponse<String> answer = connect(with("name", "\"" + large + "\""));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).isEqualTo(error("Invalid payload received : body too large"));
        }

        @Test
        void goesTheDefaultWayWhenItsRouteIsNoTextOrUnknown() {
            connect(with("extraData", "{\"source_flow_bot\":7}"));
            connect(with("extraData", "{\"source_flow_bot\":\"OTHER\"}"));
            connect(with("extraData", "{\"source_flow_bot\":\"SFB002\"}"));

            assertThat(chats.asked)
                    .extracting(command -> command.request().flow() + "/" + command.desk())
                    .containsExactly("default/", "default/", "SFB002/elsewhere");
        }

        @Test
        void saysWhoIsBlocked() {
            connect(with("userID", "\"52100\""));

            assertThat(chats.asked.getFirst().blocked()).isTrue();
        }

        @Test
        void passesTheCallersKeyOn() {
            String token = hub.token(Role.YALO);

            hub.sendWith(
                    token, "POST", CONNECT, YaloSeed.CONNECT_WHATSAPP, "Idempotency-Key", "k-1");
            hub.sendWith(token, "POST", CONNECT, YaloSeed.CONNECT_WHATSAPP.replace("\n", " "));

            assertThat(chats.asked)
                    .extracting(command -> command.request().once().key())
                    .containsExactly("k-1", null);
            assertThat(chats.asked)
                    .extracting(command -> command.request().once().fingerprint())
                    .containsOnly(chats.asked.getFirst().request().once().fingerprint());
        }
    }

    @Nested
    class Finishing {

        @ParameterizedTest
        @ValueSource(strings = {"DELETE", "GET"})
        void endsTheChatOfAUser(String method) {
            HttpResponse<String> answer = hub.send(method, "/v1/chat/finish/52155", "", Role.YALO);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"Message\":\"Chat finished successfully\"}");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(chats.finished).containsExactly(ConversationId.of("yalo", "coppel:52155"));
        }
    }

    @Test
    void showsHowAChatStands() {
        chats.asked.clear();
        connect(YaloSeed.CONNECT_WHATSAPP);
        Instant at = Instant.parse("2026-05-01T10:00:00Z");
        Chat chat =
                Chat.begin(
                                new ChatId("00000000-0000-4000-8000-000000000001"),
                                ConversationId.of("yalo", "coppel:52155"),
                                1,
                                0,
                                chats.asked.getFirst().request(),
                                "console",
                                at)
                        .opened(at)
                        .flatMap(held -> held.end(EndReason.UNANSWERED, at.plusSeconds(5)))
                        .orElseThrow();
        assertThat(hub.get("/v1/chats/52155", Role.YALO).statusCode()).isEqualTo(404);
        String token = "?token=" + hub.token(Role.YALO);
        assertThat(hub.get("/v1/chats/52155" + token).statusCode()).isEqualTo(404);
        assertThat(hub.get("/v1/chats/52155" + token + "&state=x").statusCode()).isEqualTo(422);

        ReadChats.AtDesk there =
                new ReadChats.AtDesk(
                        Map.of("contactId", "003", "caseId", "500", "deployment", "x"), "hub-1", 2);
        chats.newest = Optional.of(new Shown(chat, 2, 1, there));

        assertThat(hub.get("/v1/chats/52155", Role.SUPERVISOR).body())
                .isEqualTo(
                        """
                        {"chatId":"00000000-0000-4000-8000-000000000001",\
                        "conversationId":"yalo:coppel:52155","provider":"whatsapp",\
                        "desk":"console","state":"FAILED","endReason":"unanswered","queued":2,\
                        "parked":1,"createdAt":"2026-05-01T10:00:00Z","joinedAt":null,\
                        "endedAt":"2026-05-01T10:00:05Z",\
                        "salesforce":{"contactId":"003","caseId":"500","conversationId":null,\
                        "owner":"hub-1","fence":2}}\
                        """);
    }
}
