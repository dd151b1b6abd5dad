package dev.switchboard.adapter.in.web.yalo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.jayway.jsonpath.JsonPath;
import dev.switchboard.adapter.in.web.fakes.FakeChats;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.chat.HearReceipts.Receipt;
import dev.switchboard.application.port.in.chat.HearReceipts.State;
import dev.switchboard.application.port.in.chat.LinkIdentities.IdentityReport;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.message.MessageId;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;

@WebTest
class PlatformControllerTest {

    private static final String WHATSAPP = "/v1/integrations/whatsapp/webhook";
    private static final String FACEBOOK = "/v1/integrations/facebook/webhook";

    private final Hub hub;
    private final FakeChats chats;
    private final Instant before;

    PlatformControllerTest(Hub hub, FakeChats chats) {
        this.hub = hub;
        this.chats = chats;
        this.before = hub.clock().instant();
    }

    @BeforeEach
    void asOfTheOriginal() {
        setClock(Instant.parse("2021-11-12T22:42:00Z"));
    }

    @AfterEach
    void reset() {
        chats.reset();
        setClock(before);
    }

    private void setClock(Instant to) {
        hub.clock().advance(Duration.between(hub.clock().instant(), to));
    }

    HttpResponse<String> whatsApp(String body) {
        return hub.sendWith("hook-1-long-enough", "POST", WHATSAPP, body);
    }

    HttpResponse<String> facebook(String body) {
        return hub.sendWith("hook-1-long-enough", "POST", FACEBOOK, body);
    }

    static String journaled(InboundMessage heard) {
        return heard.content().text();
    }

    List<String> heard() {
        return chats.heard.stream().map(PlatformControllerTest::journaled).toList();
    }

    static String error(String text) {
        return "{\"ErrorDescription\":\"" + text + "\"}";
    }

    private static void assertUnreadable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(error("invalid pauload received : error decode body request"));
    }

    @Nested
    class OfYalo {

        /// Written in full, the first number would take a gigabyte.
        @ParameterizedTest
        @ValueSource(strings = {"1e999999999", "1e-999999999", "1e2000"})
        void refusesNumbersThatNobodyCanWriteOut(String number) {
            String event =
                    "{\"id\":%s,\"timestamp\":%s,\"from\":%s,\"type\":\"text\",\"text\":\"Hola\"}";

            for (String body :
                    List.of(
                            event.formatted(number, 1632367928574L, 5215573735001L),
                            event.formatted("\"id\"", number, 5215573735001L),
                            event.formatted("\"id\"", 1632367928574L, number))) {
                assertThat(whatsApp(body).statusCode()).as(body).isEqualTo(400);
            }
        }

        @Test
        void hearsTheTextOfTheOriginal() {
            HttpResponse<String> answer = whatsApp(YaloSeed.WHATSAPP_TEXT);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"Message\":\"insert success\"}");
            InboundMessage heard = chats.heard.getFirst();
            assertThat(heard.conversation())
                    .isEqualTo(ConversationId.of("yalo", "coppel:5215573735001"));
            assertThat(heard.by()).isEqualTo(Party.USER);
            assertThat(heard.id()).isEqualTo("ABGHUhVXNzUALwIQZWnmjBi7IBmfp2EfNrYbRQ");
            assertThat(heard.source()).isEqualTo("yalo/coppel/whatsapp");
            assertThat(heard())
                    .containsExactly(
                            "{\"type\":\"text\",\"id\":\"ABGHUhVXNzUALwIQZWnmjBi7IBmfp2EfNrYbRQ\","
                                    + "\"text\":\"Hola\",\"timestamp\":1632367928574}");
        }

        @Test
        void hearsTheImageOfTheOriginalWithoutItsEmptyCaption() {
            whatsApp(YaloSeed.WHATSAPP_IMAGE);

            assertThat(heard())
                    .containsExactly(
                            "{\"type\":\"image\",\"id\":\"ABGHUhVRRzKEPwIKOo4a1mKpR_2KoA\","
                                    + "\"url\":\"https://api-staging2.yalochat.com/hooks-proxy/"
                                    + "whatsapp/coppel-wa-staging/media/a97f26b7-1ff4-4803-b3c0-3974b43f807d\","
                                    + "\"mimeType\":\"image/jpeg\",\"timestamp\":1630107882351}");
        }

        @Test
        void hearsTheTextAndTheImageOfMessenger() {
            facebook(YaloSeed.FACEBOOK_TEXT);
            facebook(YaloSeed.FACEBOOK_IMAGE);

            assertThat(chats.heard)
                    .extracting(InboundMessage::conversation)
                    .containsExactly(
                            ConversationId.of("yalo", "coppel:5018811078134037"),
                            ConversationId.of("yalo", "coppel:5018811078130077"));
            assertThat(heard().getFirst())
                    .startsWith("{\"type\":\"text\",\"id\":\"m_rhq1CGI9")
                    .endsWith("\",\"text\":\"Hola\",\"timestamp\":1632348042261}");
            assertThat(heard().getLast())
                    .contains("\"type\":\"image\"", "_n.jpg?_nc_cat=105", "\"image/jpeg\"");
        }

        @Test
        void hearsWhatTheBotSays() {
            whatsApp(
                    "{\"id\":\"b-1\",\"to\":\"52155\",\"timestamp\":1,\"type\":\"text\","
                            + "\"text\":{\"body\":\"Hi\"}}");
            facebook(
                    YaloSeed.FACEBOOK_TEXT.replace(
                            "\"authorRole\": \"user\"", "\"authorRole\": \"bot\""));

            assertThat(chats.heard).extracting(InboundMessage::by).containsOnly(Party.BOT);
            assertThat(chats.heard)
                    .extracting(heard -> heard.conversation().externalId())
                    .containsExactly("coppel:52155", "coppel:233726951928054");
        }

        @ParameterizedTest
        @ValueSource(strings = {"status", "notification-status"})
        void passesOverWhatIsToBeIgnored(String type) {
            HttpResponse<String> answer =
                    whatsApp(
                            "{\"id\":\"s\",\"from\":\"52155\",\"timestamp\":\"1\",\"type\":\""
                                    + type
                                    + "\"}");

            assertThat(answer.body())
                    .isEqualTo("{\"Message\":\"message type: " + type + " was skipped\"}");
            assertThat(chats.heard).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"id, ID", "timestamp, Timestamp", "type, Type", "from, From"})
        void namesTheFieldThatIsMissing(String member, String field) {
            HttpResponse<String> answer =
                    whatsApp(YaloSeed.WHATSAPP_TEXT.replace("\"" + member + "\"", "\"x\""));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo(
                            error(
                                    "Error validating payload : Key: 'IntegrationsRequest."
                                            + field
                                            + "' Error:Field validation for '"
                                            + field
                                            + "' failed on the 'required' tag"));
        }

        @ParameterizedTest
        @CsvSource({"authorRole, AuthorRole", "botId, BotID", "message, Message"})
        void namesTheFieldThatIsMissingOfMessenger(String member, String field) {
            HttpResponse<String> answer =
                    facebook(YaloSeed.FACEBOOK_TEXT.replaceFirst("\"" + member + "\"", "\"x\""));

            assertThat(answer.body())
                    .isEqualTo(
                            error(
                                    "Error validating payload : Key: 'IntegrationsFacebook."
                                            + field
                                            + "' Error:Field validation for '"
                                            + field
                                            + "' failed on the 'required' tag"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "[]", "null"})
        void refusesWhatIsNoObject(String body) {
            HttpResponse<String> answer = whatsApp(body);

            assertUnreadable(answer);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"from\": 5215573735001",
                    "\"from\": [\"52155\"]",
                    "\"from\": \"52155\", \"type\": {}",
                    "\"from\": \"52155\", \"x\": DEEP",
                    "\"from\": \"52155\", \"x\": \"BYTES\"",
                    "\"from\": \"52155\", \"x\": NaN",
                })
        void refusesWhatCannotBeRead(String member) {
            String body =
                    YaloSeed.WHATSAPP_TEXT
                            .replace("\"from\": \"5215573735001\"", member)
                            .replace("DEEP", "[".repeat(60) + "]".repeat(60));
            byte[] bytes = body.replace("BYTES", "\u00c3(").getBytes(ISO_8859_1);

            HttpResponse<String> answer =
                    hub.send(
                            hub.request(WHATSAPP + "?token=hook-1-long-enough")
                                    .POST(BodyPublishers.ofByteArray(bytes)));

            assertUnreadable(answer);
            assertThat(chats.heard).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"5, 1", "{}, 1", "\"1\", {}", "\"1\", true"})
        void refusesAnIdOrATimeOfAnotherType(String id, String timestamp) {
            HttpResponse<String> answer =
                    whatsApp(
                            "{\"id\":%s,\"timestamp\":%s,\"from\":\"52155\",\"type\":\"text\"}"
                                    .formatted(id, timestamp));

            assertUnreadable(answer);
        }

        @Test
        void refusesAMessageThatIsNoObject() {
            HttpResponse<String> answer =
                    facebook("{\"authorRole\":\"user\",\"botId\":\"b\",\"message\":\"x\"}");

            assertUnreadable(answer);
        }

        @Test
        void replacesHalfOfACharacterThatWasCutOff() {
            HttpResponse<String> answer =
                    whatsApp(YaloSeed.WHATSAPP_TEXT.replace("Hola", "Hola \\ud83d"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(heard()).singleElement().asString().contains("\"Hola \ufffd\"");
        }

        @Test
        void refusesWhatIsTooLarge() {
            HttpResponse<String> answer =
                    whatsApp(YaloSeed.WHATSAPP_TEXT.replace("Hola", "x".repeat(1 << 20)));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).isEqualTo(error("Invalid payload received : body too large"));
            assertThat(chats.heard).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "location    | {\"latitude\":1.5,\"longitude\":2,\"name\":\"Home\"} | [location] Home, 1.5,2",
                    "contacts    | [{\"name\":{\"formatted_name\":\"Ann\"}}] | [contacts] Ann",
                    "reaction    | {\"emoji\":\"👍\"} | [reaction] 👍",
                    "order       | {\"product_items\":[{},{}]} | [order] 2 items",
                    "system      | {\"body\":\"new\\n number\"} | [system] new number",
                    "interactive | {\"button_reply\":{\"id\":\"y\",\"title\":\"Yes\"}} | Yes (y)",
                    "interactive | {\"list_reply\":{\"id\":\"n\",\"title\":\"No\"}} | No (n)",
                    "button      | {\"text\":\"Go\",\"payload\":\"go\"} | Go (go)",
                    "unknown     | {\"x\":1} | [unknown]"
                })
        void saysEveryTypeInOneLine(String type, String said, String line) {
            whatsApp(
                    "{\"id\":\"t\",\"from\":\"52155\",\"timestamp\":\"1\",\"type\":\"%s\",\"%s\":%s}"
                            .formatted(type, type, said));

            assertThat((String) JsonPath.read(heard().getFirst(), "$.text")).isEqualTo(line);
        }

        @ParameterizedTest
        @CsvSource({
            "1636756917, 1636756917000",
            "1636756917842, 1636756917842",
            "1636757220000, 1636757220000",
            "1636757220001, 1636756920000",
            "soon, 1636756920000",
            "-5, 1636756920000"
        })
        void takesTimesThatMayBe(String told, long taken) {
            whatsApp(YaloSeed.WHATSAPP_TEXT.replace("1632367928574", told));

            assertThat(heard().getFirst()).contains("\"timestamp\":" + taken);
        }

        @Test
        void cutsALongTextAndKeepsItWhole() {
            String text = "ä".repeat(40_000);

            HttpResponse<String> answer =
                    whatsApp(YaloSeed.WHATSAPP_TEXT.replace("\"Hola\"", "\"" + text + "\""));

            assertThat(answer.statusCode()).isEqualTo(200);
            String said = JsonPath.read(heard().getFirst(), "$.text");
            assertThat(said.getBytes(UTF_8)).hasSize(65_536);
            String raw = JsonPath.read(heard().getFirst(), "$.raw.text.body");
            assertThat(raw).isEqualTo(text);
        }
    }

    @Nested
    class OfMeta {

        private static final String BATCH =
                """
                {"object":"whatsapp_business_account","entry":[{"changes":[{"value":{
                 "contacts":[{"wa_id":"52155","profile":{"name":"Ann"}}],
                 "messages":[
                  {"from":"52155","id":"m1","timestamp":"1636756917","type":"text","text":{"body":"Hi"}},
                  {"from":"52155","id":"m2","timestamp":"1636756917","type":"image",
                   "image":{"id":"media-1","mime_type":"image/png","caption":"Look"}},
                  {"from":"52155","id":"m3","timestamp":"1636756917","type":"location",
                   "location":{"latitude":1,"longitude":2}},
                  {"from":"52155","id":"m4","timestamp":"1636756917","type":"reaction",
                   "reaction":{"message_id":"m1","emoji":"👍"}},
                  {"from":"52155","id":"m5","timestamp":"1636756917","type":"hologram"}],
                 "statuses":[{"id":"x","status":"delivered"}]}}]}]}
                """;

        HttpResponse<String> signed(String body, String signature) {
            HttpRequest.Builder request =
                    hub.request(WHATSAPP)
                            .header("X-Hub-Signature-256", signature)
                            .POST(BodyPublishers.ofString(body));
            return hub.send(request);
        }

        static String sign(String body, String secret) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        }

        @Test
        void hearsABatchInItsOrder() throws GeneralSecurityException {
            HttpResponse<String> answer = signed(BATCH, sign(BATCH, "hmac-2-long-enough"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(chats.heard)
                    .extracting(InboundMessage::id)
                    .containsExactly("m1", "m2", "m3", "m4", "m5");
            assertThat(heard().get(1)).contains("\"mediaId\":\"media-1\"", "\"caption\":\"Look\"");
            assertThat(heard().get(4)).contains("[hologram]", "\"raw\"");
        }

        @Test
        void givesAnItemWithoutAUserToTheOnlyOneOfItsChange() {
            String change =
                    "{\"value\":{\"contacts\":[%s],\"messages\":[7,"
                            + "{\"id\":\"%s\",\"type\":\"text\",\"text\":{\"body\":\"Hi\"}}]}}";
            String ann = "{\"wa_id\":\"52155\"}";
            String both = ann + ",{\"wa_id\":\"52156\"}";

            HttpResponse<String> answer =
                    whatsApp(
                            "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":["
                                    + change.formatted(ann, "k1")
                                    + ","
                                    + change.formatted(both, "k2")
                                    + "]}]}");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(chats.heard)
                    .extracting(heard -> heard.conversation().externalId())
                    .containsExactly("coppel:52155", "coppel:52155");
            assertThat(heard().getFirst()).contains("[unsupported]", "\"raw\":{\"item\":7}");
            assertThat(chats.heard.getLast().id()).isEqualTo("k1");
        }

        @Test
        void hearsNothingOfABatchThatWasChanged() throws GeneralSecurityException {
            HttpResponse<String> answer =
                    signed(BATCH.replace("Hi", "Ho"), sign(BATCH, "hmac-1-long-enough"));

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo(error("Invalid Authorization token."));
            assertThat(chats.heard).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"sha256=", "sha256=zz", "sha1=00", "", "x"})
        void refusesWhatIsNoSignature(String signature) {
            assertThat(signed(BATCH, signature).statusCode()).isEqualTo(403);
        }

        @Test
        void refusesASignatureWhoseLastDigitIsAnother() throws GeneralSecurityException {
            String right = sign(BATCH, "hmac-1-long-enough");
            String start = right.substring(0, right.length() - 1);
            String wrong = start + (right.endsWith("0") ? "1" : "0");

            assertThat(signed(BATCH, wrong).statusCode()).isEqualTo(403);
            assertThat(signed(BATCH, right).statusCode()).isEqualTo(200);
        }

        /// Meta signs by both, and the older one is too weak.
        @Test
        void takesNoSignatureBySha1Alone() throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec("hmac-1-long-enough".getBytes(UTF_8), "HmacSHA1"));
            String sha1 = "sha1=" + HexFormat.of().formatHex(mac.doFinal(BATCH.getBytes(UTF_8)));
            HttpRequest.Builder request =
                    hub.request(WHATSAPP)
                            .header("X-Hub-Signature", sha1)
                            .POST(BodyPublishers.ofString(BATCH));

            assertThat(hub.send(request).statusCode()).isEqualTo(401);
            assertThat(signed(BATCH, sha1).statusCode()).isEqualTo(403);
            assertThat(chats.heard).isEmpty();
        }

        @Test
        void hearsMessengerAndItsEchoesAndPassesReceiptsOver() {
            facebook(
                    """
                    {"object":"page","entry":[{"messaging":[
                     {"sender":{"id":"77"},"recipient":{"id":"1"},"timestamp":1636756917000,
                      "message":{"mid":"a","text":"Hi","attachments":[{"type":"image",
                       "payload":{"url":"https://x.example/1.png"}}]}},
                     {"sender":{"id":"77"},"recipient":{"id":"1"},"timestamp":1636756917000,
                      "postback":{"title":"Go","payload":"go","mid":"b"}},
                     {"sender":{"id":"77"},"recipient":{"id":"1"},"timestamp":1,"read":{}},
                     {"sender":{"id":"1"},"recipient":{"id":"77"},"timestamp":1636756917000,
                      "message":{"mid":"c","text":"Bot","is_echo":true}}],
                     "standby":[{"sender":{"id":"77"},"recipient":{"id":"1"},"timestamp":1,
                      "message":{"mid":"d","text":"Yes","quick_reply":{"payload":"y"}}}]}]}
                    """);

            assertThat(chats.heard)
                    .extracting(heard -> heard.by() + " " + heard.id())
                    .containsExactly("USER a", "USER a#1", "USER b", "BOT c", "USER d");
            assertThat(chats.heard)
                    .extracting(heard -> heard.conversation().externalId())
                    .containsOnly("coppel:77");
            assertThat(heard().get(1)).contains("https://x.example/1.png", "image/png");
            assertThat(heard().get(2)).contains("Go (go)");
            assertThat(heard().get(4)).contains("Yes (y)");
        }

        @Test
        void hearsWhatBecameOfOurMessages() {
            whatsApp(
                    """
                    {"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"statuses":[
                     {"id":"w1","status":"sent","recipient_id":"52155"},
                     {"id":"w1","status":"delivered","recipient_id":"52155",
                      "biz_opaque_callback_data":"msg_00000000000000000000000000000007/0"},
                     {"id":"w2","status":"read","recipient_id":"52155",
                      "biz_opaque_callback_data":"msg_of somebody else"},
                     {"id":"w3","status":"failed","recipient_id":"52155","errors":[{"code":131047}]},
                     {"id":"w4","status":"failed","recipient_id":"52155","errors":[{"code":131026}]},
                     {"id":"w5","status":"failed","recipient_id":"52155","errors":[{"code":"<x>"}]},
                     {"id":"w6","status":"warped","recipient_id":"52155"},
                     {"id":"w7","status":"read"}, 5, {"id":{},"status":[]}]}}]}]}
                    """);
            HttpResponse<String> messenger =
                    facebook(
                            """
                            {"object":"page","entry":[{"messaging":[
                             {"sender":{"id":"77"},"recipient":{"id":"1"},
                              "delivery":{"mids":["m-1",5,"m-2"],"watermark":1}},
                             {"sender":{"id":"77"},"recipient":{"id":"1"},"delivery":{}},
                             {"sender":{"id":"77"},"recipient":{"id":"1"},"read":{"watermark":1}}]}]}
                            """);

            assertThat(messenger.statusCode()).isEqualTo(200);
            assertThat(chats.receipts)
                    .extracting(
                            receipt -> receipt.conversation().externalId(),
                            Receipt::id,
                            Receipt::state,
                            receipt -> String.valueOf(receipt.failure()))
                    .containsExactly(
                            tuple("coppel:52155", "w1", State.DELIVERED, "null"),
                            tuple("coppel:52155", "w2", State.READ, "null"),
                            tuple("coppel:52155", "w3", State.FAILED, "window_closed"),
                            tuple("coppel:52155", "w4", State.FAILED, "META_131026"),
                            tuple("coppel:52155", "w5", State.FAILED, "META_0"),
                            tuple("coppel:77", "m-1", State.DELIVERED, "null"),
                            tuple("coppel:77", "m-2", State.DELIVERED, "null"));
            assertThat(chats.receipts)
                    .extracting(Receipt::message)
                    .startsWith(new MessageId("msg_00000000000000000000000000000007"), null, null);
            assertThat(chats.heard).isEmpty();
        }

        private static final String NAMES =
                """
                {"object":"whatsapp_business_account","entry":[{"changes":[{"value":{
                 "contacts":[{"wa_id":"52155","user_id":"MX.1","parent_user_id":"MX.ENT.1"},
                             {"user_id":"MX.2"},{"wa_id":"a b","user_id":["MX.3"]},5],
                 "messages":[
                  {"from_user_id":"MX.1","id":"n1","timestamp":"1","type":"text","text":{"body":"Hi"}},
                  {"from_user_id":"MX.2","id":"n2","timestamp":"1","type":"contacts",
                   "contacts":[{"wa_id":"52156","user_id":"MX.2","phones":[{"wa_id":"52157"}]}]}],
                 "statuses":[
                  {"id":"w1","status":"delivered","recipient_id":"52158","recipient_user_id":"MX.8"},
                  {"id":"w2","status":"read","recipient_id":"group-1","recipient_type":"group",
                   "recipient_user_id":"MX.9"}]}}]}]}
                """;

        /// Contacts that a user sends (`contacts` of a message) say nothing about the user's own
        /// names.
        @Test
        void tellsWhichNamesAreOneUsers() {
            whatsApp(NAMES);

            assertThat(chats.told)
                    .extracting(told -> ids(told.names()) + " " + told.speaks())
                    .containsExactlyInAnyOrder(
                            "[MX.1, 52155, MX.ENT.1] true", "[MX.2] true", "[52158, MX.8] false");
            assertThat(chats.told).noneMatch(IdentityReport::moved);
        }

        private static List<String> ids(List<ConversationId> names) {
            return names.stream()
                    .map(name -> name.externalId().replaceFirst("^coppel:", ""))
                    .toList();
        }

        @Test
        void hearsAUserByEachNameInOneConversation() {
            chats.known.add(user("52155", "MX.1"));
            chats.known.add(user("52150", "52158"));

            whatsApp(NAMES);
            whatsApp(
                    "{\"id\":\"n3\",\"from\":\"52158\",\"timestamp\":1,\"type\":\"text\","
                            + "\"text\":{\"body\":\"Hi\"}}");

            assertThat(chats.heard)
                    .extracting(heard -> heard.conversation().externalId() + " " + heard.id())
                    .containsExactly("coppel:52155 n1", "coppel:MX.2 n2", "coppel:52150 n3");
            // the name it was sent to before both names were known to be one user's
            assertThat(chats.receipts)
                    .extracting(receipt -> receipt.conversation().externalId() + " " + receipt.id())
                    .containsExactly("coppel:52158 w1", "coppel:52150 w1", "coppel:group-1 w2");
        }

        private static UserIdentity user(String conversation, String other) {
            return UserIdentity.of(ConversationId.of("yalo", "coppel:" + conversation))
                    .with(List.of(ConversationId.of("yalo", "coppel:" + other)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"type\":\"user_changed_number\",\"wa_id\":\"52199\"",
                    "\"type\":\"user_changed_number\",\"wa_id\":\"52199\",\"customer\":\"52155\"",
                    "\"type\":\"customer_changed_number\",\"new_wa_id\":\"52199\"",
                    "\"new_wa_id\":\"52199\",\"identity\":\"x\""
                })
        void tellsThatAUserHasANewNumber(String system) {
            whatsApp(system("{\"body\":\"x\"," + system + "}"));

            assertThat(chats.told)
                    .filteredOn(IdentityReport::moved)
                    .extracting(told -> ids(told.names()) + " " + told.speaks())
                    .containsExactly("[52155, 52199] true");
            assertThat(chats.heard).hasSize(1);
        }

        @Test
        void tellsThatAUserHasANewIdBeforeTheNumber() {
            whatsApp(
                    system(
                            "{\"type\":\"user_changed_user_id\",\"wa_id\":\"52155\","
                                    + "\"user_id\":\"MX.7\",\"customer\":\"MX.6\"}"));

            assertThat(chats.told)
                    .filteredOn(IdentityReport::moved)
                    .extracting(told -> ids(told.names()))
                    .containsExactly(List.of("MX.6", "MX.7", "52155"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"type\":\"customer_identity_changed\",\"wa_id\":\"52199\"}",
                    "{\"type\":\"group_user_changed_number\",\"wa_id\":\"52199\"}",
                    "{\"type\":\"user_changed_number\",\"wa_id\":\"52155\"}",
                    "{\"type\":\"user_changed_number\"}",
                    "[]"
                })
        void tellsNoChangeOfWhatIsNone(String system) {
            whatsApp(system(system));

            assertThat(chats.told).noneMatch(IdentityReport::moved);
            assertThat(chats.heard).hasSize(1);
        }

        private static String system(String system) {
            return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"value\":{"
                    + "\"messages\":[{\"from\":\"52155\",\"id\":\"s1\",\"timestamp\":\"1\","
                    + "\"type\":\"system\",\"system\":"
                    + system
                    + "}]}}]}]}";
        }

        @Test
        void tellsNothingThatIsNotProven() {
            assertThat(signed(NAMES, "sha256=00").statusCode()).isEqualTo(403);
            assertThat(hub.sendWith("nobody", "POST", WHATSAPP, NAMES).statusCode()).isEqualTo(403);

            assertThat(chats.told).isEmpty();
        }

        @Test
        void verifiesThatWeAreThere() {
            HttpResponse<String> answer =
                    hub.get(
                            WHATSAPP
                                    + "?hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=1158201444");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("1158201444");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }

        @ParameterizedTest
        @CsvSource({
            "subscribe, wrong, 1, 403",
            "other, verify-me, 1, 403",
            "subscribe, verify-me, %3Cscript%3E, 400",
            "subscribe, verify-me, '', 400"
        })
        void verifiesNobodyElse(String mode, String token, String challenge, int status) {
            HttpResponse<String> answer =
                    hub.get(
                            "%s?hub.mode=%s&hub.verify_token=%s&hub.challenge=%s"
                                    .formatted(WHATSAPP, mode, token, challenge));

            assertThat(answer.statusCode()).isEqualTo(status);
        }
    }

    @Nested
    class Proofs {

        @ParameterizedTest
        @CsvSource({
            "Authorization, Bearer hook-2-long-enough, '', 200",
            "x-yalochat-signature, hook-1-long-enough, '', 200",
            "X-None, x, ?token=hook-1-long-enough, 200",
            "Authorization, Bearer nope, ?token=hook-1-long-enough, 200",
            "Authorization, Bearer nope, '', 403",
            "x-yalochat-signature, nope, '', 403",
            "X-None, x, '', 401"
        })
        void areTakenInAnyPlace(String header, String value, String query, int status) {
            HttpResponse<String> answer =
                    hub.send(
                            hub.request(WHATSAPP + query)
                                    .header(header, value)
                                    .POST(BodyPublishers.ofString(YaloSeed.WHATSAPP_TEXT)));

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(chats.heard).hasSize(status == 200 ? 1 : 0);
            if (status == 401) {
                assertThat(answer.body()).contains("An Authorization header or an Query Param");
            }
        }

        private static WebhookProof proof(String... settings) {
            Map<String, String> values = new HashMap<>();
            for (String setting : settings) {
                String[] parts = setting.split("=", 2);
                values.put("switchboard.yalo." + parts[0], parts[1]);
            }
            YaloWebProperties yalo =
                    new Binder(new MapConfigurationPropertySource(values))
                            .bindOrCreate("switchboard.yalo", Bindable.of(YaloWebProperties.class));
            return new WebhookProof(List.of(yalo), Platform.WHATSAPP);
        }

        private static MockHttpServletRequest withQuery(String query) {
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setQueryString(query);
            return request;
        }

        @Test
        void areNeededWhereNoneIsConfigured() {
            assertThat(
                            proof("providers.whatsapp.webhook-secrets= ")
                                    .judge(new MockHttpServletRequest(), new byte[0]))
                    .isEqualTo(WebhookProof.ProofCheck.Bad.NOT_CONFIGURED);
        }

        @ParameterizedTest
        @CsvSource({
            "state-delay=4s, false",
            "allow-query-token=true, false",
            "allow-query-secret=true, true",
            "webhook-token-in-url=true, true"
        })
        void areTakenOutOfTheAddressOnlyWhereTheOperatorWantsThem(String setting, boolean taken) {
            WebhookProof proof =
                    proof(setting, "providers.whatsapp.webhook-secrets=hook-1-long-enough");

            WebhookProof.ProofCheck check =
                    proof.judge(withQuery("token=hook-1-long-enough"), new byte[0]);

            assertThat(check instanceof WebhookProof.ProofCheck.Good).isEqualTo(taken);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " "})
        void verifyNobodyWhereTheTokenIsBlank(String token) {
            WebhookProof proof = proof("providers.whatsapp.verify-token=" + token);

            assertThat(proof.isVerified("")).isFalse();
            assertThat(proof.isVerified(token)).isFalse();
        }
    }

    @Nested
    class Context {

        @Test
        void showsWhatTheOriginalWouldForADay() {
            setClock(Instant.parse("2021-09-23T03:33:00Z"));
            whatsApp(YaloSeed.WHATSAPP_TEXT);

            assertThat(context("5215573735001"))
                    .isEqualTo(
                            "[{\"userId\":\"5215573735001\",\"client\":\"coppel\","
                                    + "\"timestamp\":1632367928574,\"text\":\"Hola\",\"from\":\"user\","
                                    + "\"ttl\":\"2021-09-24T03:32:08.574Z\"}]");
            setClock(Instant.parse("2021-09-24T03:32:08.574Z"));
            assertThat(context("5215573735001")).isEqualTo("[]");
        }

        @Test
        void showsTheLastElevenOfTheOriginalsEighteen() {
            List<Map<String, Object>> entries = JsonPath.read(YaloSeed.CONTEXT, "$");
            for (int i = entries.size() - 1; i >= 0; i--) {
                Map<String, Object> entry = entries.get(i);
                String text =
                        new tools.jackson.databind.json.JsonMapper()
                                .writeValueAsString(entry.get("text"));
                whatsApp(
                        "{\"id\":\"e-%d\",\"%s\":\"5217331175599\",\"timestamp\":%s,\"type\":\"text\",\"text\":{\"body\":%s}}"
                                .formatted(
                                        i,
                                        "user".equals(entry.get("from")) ? "from" : "to",
                                        entry.get("timestamp"),
                                        text));
            }

            List<Map<String, Object>> shown = JsonPath.read(context("5217331175599"), "$");
            assertThat(shown)
                    .extracting(entry -> entry.get("timestamp"), entry -> entry.get("text"))
                    .containsExactlyElementsOf(
                            entries.subList(7, 18).stream()
                                    .map(entry ->
                                            org.assertj.core.groups.Tuple.tuple(
                                                    entry.get("timestamp"), entry.get("text")))
                                    .toList());
        }

        @Test
        void showsImagesWithoutWhatIsEmpty() {
            setClock(Instant.parse("2021-08-28T00:00:00Z"));
            whatsApp(YaloSeed.WHATSAPP_IMAGE);

            Map<String, Object> shown = JsonPath.read(context("5215514732842"), "$[0]");
            assertThat(shown).containsKeys("url", "mimeType").doesNotContainKeys("caption", "text");
        }

        @Test
        void linksToFilesThatMetaKnowsByAnId() {
            whatsApp(
                    "{\"id\":\"f-1\",\"timestamp\":%d,\"type\":\"voice\",\"from\":\"5215514732842\",\"voice\":{\"id\":\"media-7\"}}"
                            .formatted(hub.clock().instant().toEpochMilli()));

            assertThat(JsonPath.<String>read(context("5215514732842"), "$[0].url"))
                    .matches("https://hub\\.example/v1/media/msg_[0-9a-f]{32}\\?sig=s");
        }

        @Test
        void isOfSomebodyWhoCanBe() {
            HttpResponse<String> answer = hub.get("/v1/context/a%20b", Role.YALO);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo(error("Missing param : user_id"));
            assertThat(context("nobody")).isEqualTo("[]");
        }

        private String context(String user) {
            return hub.get("/v1/context/" + user, Role.YALO).body();
        }
    }
}
