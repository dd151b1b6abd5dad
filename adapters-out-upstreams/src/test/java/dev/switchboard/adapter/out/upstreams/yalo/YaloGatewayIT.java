package dev.switchboard.adapter.out.upstreams.yalo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.RealTime;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.ChatText;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class YaloGatewayIT {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final MediaId ORDER = new MediaId("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0002");
    private static final Target WHATSAPP = new Target(Target.Kind.USER, "yalo/whatsapp");
    private static final Target FACEBOOK = new Target(Target.Kind.USER, "yalo/facebook");
    private static final Target BOT = new Target(Target.Kind.BOT, "yalo");
    private static final String BACK =
            "{\"event\":\"returned_to_bot\",\"way\":\"success\",\"provider\":\"whatsapp\","
                    + "\"userId\":\"52155\",\"botSlug\":\"acme bot\"}";

    @RegisterExtension
    static final WireMockExtension PEER =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private final RealTime time = new RealTime();
    private final FakePartitionOwnership ownership = new FakePartitionOwnership();
    private final MutableClock clock = new MutableClock(NOW);
    private final UserNames names = new InMemoryStore().userNames();
    private final FakeMediaLinks media =
            new FakeMediaLinks()
                    .with(FakeMediaLinks.PHOTO, "photo.png", "image/png")
                    .with(ORDER, "order.pdf", "application/pdf");
    private final EgressClient client = time.client(Duration.ofSeconds(30), "127.0.0.1");

    @AfterEach
    void stop() throws IOException {
        client.close();
        time.close();
    }

    static YaloProperties properties(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        String peer = "http://127.0.0.1:" + PEER.getPort();
        settings.put("switchboard.yalo.client", "acme");
        settings.put("switchboard.yalo.integrations-url", peer + "/int/");
        settings.put("switchboard.yalo.graph-url", peer);
        settings.put("switchboard.yalo.webhook-base-url", "https://hub.example");
        for (String provider : List.of("whatsapp", "facebook")) {
            String prefix = "switchboard.yalo.providers." + provider + ".";
            settings.put(prefix + "channel", "channel-1");
            settings.put(prefix + "bot-id", "bot-1");
            settings.put(prefix + "bot-token", "bot-token-1");
            settings.put(prefix + "phone", "+52155");
            settings.put(prefix + "webhook-secrets", "s+1,s2");
            settings.put(prefix + "meta-id", "meta-1");
            settings.put(prefix + "meta-token", "meta-token-1");
        }
        settings.putAll(more);
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("switchboard.yalo", Bindable.of(YaloProperties.class));
    }

    YaloGateway gateway(String... more) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            settings.put("switchboard.yalo." + more[i], more[i + 1]);
        }
        return new YaloUpstreamConfiguration()
                .yaloGateway(properties(settings), media, client, names, ownership, clock);
    }

    YaloGateway meta() {
        return gateway(
                "providers.whatsapp.transport", "meta", "providers.facebook.transport", "meta");
    }

    static Message message(String json) {
        return new Message(
                new MessageId("msg_0123456789abcdef0123456789abcdef"),
                new ConversationId("yalo:acme:52155"),
                1,
                new Author(Party.AGENT, "ann"),
                new Content(json),
                null,
                null,
                NOW);
    }

    static String text(String text) {
        return "{\"id\":\"m-1\",\"type\":\"text\",\"text\":\"" + text + "\"}";
    }

    static UpstreamReply reply(SendOutcome sent) {
        return switch (sent) {
            case SendOutcome.Called(UpstreamReply reply, _) -> reply;
            case SendOutcome other -> throw new AssertionError(other);
        };
    }

    private static void answers(int status, String body) {
        PEER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private static List<String> bodies() {
        return PEER.findAll(postRequestedFor(anyUrl())).stream()
                .map(LoggedRequest::getBodyAsString)
                .toList();
    }

    private static LoggedRequest only() {
        List<LoggedRequest> all = PEER.findAll(postRequestedFor(anyUrl()));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    /// Users who are known by several names.
    @Nested
    class OfSeveralNames {

        private void known(String conversation, String... others) {
            UserIdentity user = UserIdentity.of(new ConversationId("yalo:acme:" + conversation));
            List<ConversationId> all =
                    Stream.of(others).map(id -> new ConversationId("yalo:acme:" + id)).toList();
            names.replace(List.of(), user.with(all));
        }

        private Message to(String conversation) {
            Message message = message(text("Hola"));
            return new Message(
                    message.id(),
                    new ConversationId("yalo:acme:" + conversation),
                    1,
                    message.author(),
                    message.content(),
                    null,
                    null,
                    NOW);
        }

        @Test
        void reachesThePhoneWhereOneIsKnown() {
            answers(200, "");
            known("MX.1", "52155", "MX.ENT.1");

            meta().send(WHATSAPP, to("MX.1"));
            gateway().send(WHATSAPP, to("MX.1"));

            assertThat(bodies().getFirst()).contains("\"to\":\"52155\"");
            assertThat(bodies().getLast()).contains("\"userId\":\"52155\"");
        }

        @Test
        void reachesTheNewestPhone() {
            answers(200, "");
            known("52155", "52199", "MX.1");

            meta().send(WHATSAPP, to("52155"));

            assertThat(bodies()).singleElement().asString().contains("\"to\":\"52199\"");
        }

        @Test
        void reachesTheIdWhereNoPhoneIsKnown() {
            answers(200, "");
            known("MX.1", "MX.ENT.1");

            meta().send(WHATSAPP, to("MX.1"));
            meta().send(WHATSAPP, to("MX.2"));

            assertThat(bodies().getFirst()).contains("\"recipient\":\"MX.1\"");
            assertThat(bodies().getLast()).contains("\"recipient\":\"MX.2\"");
        }
    }

    @Nested
    class ByYalo {

        @Test
        void tellsAUserOfWhatsApp() {
            answers(201, "");

            UpstreamReply reply = reply(gateway().send(WHATSAPP, message(text("Hola"))));

            assertThat(reply).isEqualTo(new Accepted(201, null));
            LoggedRequest call = only();
            assertThat(call.getUrl()).isEqualTo("/int/api/channel-1/bots/bot-1/messages");
            assertThat(call.getHeader("Authorization")).isEqualTo("Bearer bot-token-1");
            String id = JsonPath.read(call.getBodyAsString(), "$.id");
            assertThat(id).hasSize(36);
            assertThat(call.getBodyAsString())
                    .isEqualTo(
                            "{\"id\":\""
                                    + id
                                    + "\",\"type\":\"text\",\"userId\":\"52155\","
                                    + "\"text\":{\"body\":\"Hola\"}}");
        }

        @Test
        void tellsAUserOfMessenger() {
            answers(200, "");

            gateway().send(FACEBOOK, message(text("Hola")));

            assertThat(only().getBodyAsString())
                    .isEqualTo(
                            "{\"messaging_type\":\"RESPONSE\",\"recipient\":{\"id\":\"52155\"},"
                                    + "\"message\":{\"text\":\"Hola\"},"
                                    + "\"metadata\":\"YALOSOURCE:FIREHOSE\"}");
        }

        @Test
        void splitsWhatIsTooLongAndGoesOnWhereItStopped() {
            PEER.stubFor(
                    post(anyUrl())
                            .inScenario("s")
                            .willReturn(aResponse().withStatus(200))
                            .willSetStateTo("2"));
            PEER.stubFor(
                    post(anyUrl())
                            .inScenario("s")
                            .whenScenarioStateIs("2")
                            .willReturn(aResponse().withStatus(503))
                            .willSetStateTo("3"));
            PEER.stubFor(
                    post(anyUrl())
                            .inScenario("s")
                            .whenScenarioStateIs("3")
                            .willReturn(aResponse().withStatus(200)));
            YaloGateway gateway = gateway();
            Message message = message(text("x".repeat(4090) + " " + "y".repeat(4096)));
            PEER.resetScenarios();

            assertThat(reply(gateway.send(WHATSAPP, message))).isInstanceOf(Unavailable.class);
            assertThat(reply(gateway.send(WHATSAPP, message))).isInstanceOf(Accepted.class);

            List<String> texts =
                    bodies().stream()
                            .map(body -> JsonPath.<String>read(body, "$.text.body"))
                            .toList();
            List<String> ids =
                    bodies().stream().map(body -> JsonPath.<String>read(body, "$.id")).toList();
            assertThat(texts)
                    .containsExactly("x".repeat(4090) + " ", "y".repeat(4096), "y".repeat(4096));
            assertThat(ids.get(1)).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(0));
        }

        @Test
        void goesOnBehindWhatTheUserHasWhenAnAdminSendsARefusedOneAgain() {
            answers(200, "{}");
            PEER.stubFor(
                    post(anyUrl())
                            .withRequestBody(containing("yyy"))
                            .willReturn(aResponse().withStatus(422)));
            YaloGateway gateway = gateway();
            Message message = message(text("x".repeat(4090) + " " + "y".repeat(4096)));

            assertThat(reply(gateway.send(WHATSAPP, message))).isInstanceOf(Refused.class);
            answers(200, "{}");
            assertThat(reply(gateway.send(WHATSAPP, message))).isInstanceOf(Accepted.class);

            assertThat(bodies())
                    .extracting(body -> JsonPath.<String>read(body, "$.text.body").charAt(0))
                    .containsExactly('x', 'y', 'y');
        }

        @Test
        void cutsNoCharacterInTwo() {
            answers(200, "");

            gateway().send(FACEBOOK, message(text("x" + "🦊".repeat(1500))));

            assertThat(bodies())
                    .extracting(body -> JsonPath.<String>read(body, "$.message.text"))
                    .containsExactly("x" + "🦊".repeat(999), "🦊".repeat(501));
        }

        @Test
        void sendsFilesAndChoices() {
            answers(200, "");
            String file =
                    "{\"id\":\"1\",\"attachments\":[{\"url\":\"https://f.example/1.png\","
                            + "\"mimeType\":\"image/png\",\"name\":\"1.png\"}]}";

            gateway().send(WHATSAPP, message(file));
            gateway().send(FACEBOOK, message(file));
            gateway()
                    .send(
                            FACEBOOK,
                            message(
                                    "{\"id\":\"1\",\"text\":\"Which?\",\"options\":"
                                            + "[{\"id\":\"a\",\"title\":\"A\"},{\"title\":\"B\"}]}"));

            assertThat(bodies().get(0))
                    .contains(
                            "\"type\":\"image\"",
                            "\"image\":{\"url\":\"https://f.example/1.png\",\"caption\":\"1.png\"}");
            assertThat(bodies().get(1)).contains("Archivo: 1.png https://f.example/1.png");
            assertThat(bodies().get(2)).contains("Which?\\n1. A\\n2. B");
        }

        @Test
        void sendsFilesOfAgentsByTheirLinks() {
            answers(200, "");

            gateway().send(WHATSAPP, message(attached(FakeMediaLinks.PHOTO)));
            gateway().send(FACEBOOK, message(attached(FakeMediaLinks.PHOTO)));
            meta().send(WHATSAPP, message(attached(ORDER)));
            meta().send(FACEBOOK, message(attached(ORDER)));
            meta().send(FACEBOOK, message(attached(FakeMediaLinks.PHOTO)));

            String photo = media.link(FakeMediaLinks.PHOTO);
            String order = media.link(ORDER);
            assertThat(bodies().get(0))
                    .contains("\"image\":{\"url\":\"" + photo + "\",\"caption\":\"photo.png\"}");
            assertThat(bodies().get(1)).contains("\"text\":\"Archivo: photo.png " + photo + "\"");
            assertThat(bodies().get(2))
                    .contains(
                            "\"document\":{\"link\":\"" + order + "\",\"filename\":\"order.pdf\"}");
            assertThat(bodies().get(3))
                    .contains(
                            "{\"attachment\":{\"type\":\"file\",\"payload\":{\"url\":\""
                                    + order
                                    + "\",\"is_reusable\":false}}}");
            assertThat(bodies().get(4)).contains("\"type\":\"image\"", photo);
        }

        private static String attached(MediaId file) {
            return "{\"id\":\"1\",\"type\":\"attachment\",\"attachments\":[{\"mediaId\":\""
                    + file
                    + "\"}]}";
        }

        @Test
        void writesWhereAFileIsIfNobodyOutsideCouldFetchIt() {
            answers(200, "");
            media.hidden();

            gateway("messages.agentFile", "{file} is at {url}!")
                    .send(WHATSAPP, message(attached(FakeMediaLinks.PHOTO)));

            assertThat(bodies().get(0))
                    .contains(
                            "{\"body\":\"photo.png is at "
                                    + media.link(FakeMediaLinks.PHOTO)
                                    + "!\"}");
        }

        @Test
        void sendsNothingOfAFileThatIsGone() {
            assertThat(
                            gateway()
                                    .send(
                                            WHATSAPP,
                                            message(
                                                    attached(
                                                            new MediaId(
                                                                    "0".repeat(8)
                                                                            + ORDER.value()
                                                                                    .substring(
                                                                                            8))))))
                    .isInstanceOfSatisfying(
                            SendOutcome.Called.class,
                            called ->
                                    assertThat(called.refusal())
                                            .isEqualTo(new ParkReason("unsupported")));
        }

        @Test
        void givesUpOnWhatSaysNothing() {
            assertThat(gateway().send(WHATSAPP, message("{\"id\":\"1\"}")))
                    .isInstanceOfSatisfying(
                            SendOutcome.Called.class,
                            called ->
                                    assertThat(called.refusal())
                                            .isEqualTo(new ParkReason("unsupported")));
        }

        @ParameterizedTest
        @CsvSource({
            "302, ",
            "400, ",
            "404, ",
            "401, UNAUTHORIZED",
            "408, BUSY",
            "425, BUSY",
            "429, BUSY",
            "500, AMBIGUOUS_SERVER_ERROR",
            "502, SERVER_ERROR",
            "503, SERVER_ERROR",
            "504, AMBIGUOUS_SERVER_ERROR"
        })
        void tellsWhatARefusalMeans(int status, Cause cause) {
            answers(status, "");

            UpstreamReply reply = reply(gateway().send(WHATSAPP, message(text("Hola"))));

            if (cause != null) {
                assertThat(reply)
                        .isInstanceOfSatisfying(
                                Unavailable.class, it -> assertThat(it.cause()).isEqualTo(cause));
            } else {
                assertThat(reply).isInstanceOf(Refused.class);
            }
        }

        @Test
        void survivesALineThatBreaks() {
            PEER.stubFor(
                    any(anyUrl())
                            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

            assertThat(reply(gateway().send(WHATSAPP, message(text("Hola")))))
                    .isEqualTo(new Unavailable(Cause.BROKEN, null, null));
        }

        /// Another hub tells the others.
        @Test
        void tellsHalfAsManyIfItOwnsHalfOfTheConversations() {
            answers(200, "");
            ownership.lose(Partitions.of(IntStream.range(0, 512)));
            YaloGateway gateway = gateway("messages-per-second", "2");

            gateway.send(WHATSAPP, message(text("1")));

            assertThat(gateway.send(WHATSAPP, message(text("2"))))
                    .isEqualTo(new SendOutcome.NotBefore(NOW.plusSeconds(1)));
        }

        @Test
        void tellsSoManyInASecondAndThenWaits() {
            answers(200, "");
            YaloGateway gateway = gateway("messages-per-second", "2");

            gateway.send(WHATSAPP, message(text("1")));
            gateway.send(WHATSAPP, message(text("2")));
            SendOutcome third = gateway.send(WHATSAPP, message(text("3")));
            SendOutcome other = gateway.send(FACEBOOK, message(text("3")));
            clock.advance(Duration.ofSeconds(1));

            assertThat(third).isEqualTo(new SendOutcome.NotBefore(NOW.plusSeconds(1)));
            assertThat(other).isInstanceOf(SendOutcome.Called.class);
            assertThat(gateway.send(WHATSAPP, message(text("3"))))
                    .isInstanceOf(SendOutcome.Called.class);
        }

        @Test
        void goesOnIfTheClockWasSetBack() {
            answers(200, "");
            YaloGateway gateway = gateway("messages-per-second", "1");
            gateway.send(WHATSAPP, message(text("1")));

            clock.set(Duration.ofHours(-1));

            assertThat(gateway.send(WHATSAPP, message(text("2"))))
                    .isInstanceOf(SendOutcome.Called.class);
        }

        @Test
        void waitsWhereNothingIsConfigured() {
            assertThat(
                            gateway("providers.whatsapp.bot-token", " ")
                                    .send(WHATSAPP, message(text("1"))))
                    .isInstanceOf(SendOutcome.NotBefore.class);
            assertThat(PEER.findAll(postRequestedFor(anyUrl()))).isEmpty();
        }
    }

    @Nested
    class Typing {

        private static final String ASKED = "{\"type\":\"text\",\"id\":\"wamid.1\"}";

        @Test
        void isShownByMeta() {
            PEER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));

            assertThat(meta().showsTyping(WHATSAPP, message(ASKED).conversation())).isTrue();
            meta().showTyping(WHATSAPP, message(ASKED), true);
            meta().showTyping(FACEBOOK, message(ASKED), true);
            meta().showTyping(FACEBOOK, message(ASKED), false);

            assertThat(bodies())
                    .containsExactly(
                            "{\"messaging_product\":\"whatsapp\",\"status\":\"read\","
                                    + "\"message_id\":\"wamid.1\","
                                    + "\"typing_indicator\":{\"type\":\"text\"}}",
                            "{\"recipient\":{\"id\":\"52155\"},\"sender_action\":\"typing_on\"}",
                            "{\"recipient\":{\"id\":\"52155\"},\"sender_action\":\"typing_off\"}");
            PEER.verify(3, postRequestedFor(urlEqualTo("/v23.0/meta-1/messages")));
        }

        @Test
        void isNotShownWhereThereAreNoWordsForIt() {
            assertThat(gateway().showsTyping(WHATSAPP, message(ASKED).conversation())).isFalse();
            assertThat(meta().showsTyping(BOT, message(ASKED).conversation())).isFalse();

            meta().showTyping(WHATSAPP, message(ASKED), false);
            meta().showTyping(WHATSAPP, message("{\"type\":\"text\"}"), true);

            assertThat(bodies()).isEmpty();
        }

        @Test
        void isTriedOnceAndHarmsNothing() {
            PEER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));

            meta().showTyping(WHATSAPP, message(ASKED), true);

            assertThat(bodies()).hasSize(1);
        }
    }

    @Nested
    class ByMeta {

        @Test
        void tellsAUserAndKeepsItsName() {
            answers(200, "{\"messages\":[{\"id\":\"wamid.1\"}]}");

            assertThat(reply(meta().send(WHATSAPP, message(text("Hola")))))
                    .isEqualTo(new Accepted(200, null, "wamid.1"));

            assertThat(only().getUrl()).isEqualTo("/v23.0/meta-1/messages");
            assertThat(only().getHeader("Authorization")).isEqualTo("Bearer meta-token-1");
            assertThat(only().getBodyAsString())
                    .isEqualTo(
                            "{\"messaging_product\":\"whatsapp\",\"to\":\"52155\",\"type\":\"text\","
                                    + "\"text\":{\"body\":\"Hola\"},\"biz_opaque_callback_data\":"
                                    + "\"msg_0123456789abcdef0123456789abcdef/0\"}");
        }

        @Test
        void tellsAUserOfMessenger() {
            answers(200, "{\"message_id\":\"m.1\"}");

            assertThat(reply(meta().send(FACEBOOK, message(text("Hola")))))
                    .isEqualTo(new Accepted(200, null, "m.1"));
            assertThat(only().getBodyAsString())
                    .isEqualTo(
                            "{\"recipient\":{\"id\":\"52155\"},\"messaging_type\":\"RESPONSE\","
                                    + "\"message\":{\"text\":\"Hola\"}}");
        }

        @Test
        void triesARefusedTokenEveryFiveMinutes() {
            YaloGateway meta = meta();
            answers(400, "{\"error\":{\"code\":190}}");
            meta.send(WHATSAPP, message(text("Hola")));
            PEER.resetRequests();

            assertThat(meta.send(WHATSAPP, message(text("Hola"))))
                    .isEqualTo(new SendOutcome.NotBefore(NOW.plusSeconds(300)));
            assertThat(PEER.findAll(postRequestedFor(anyUrl()))).isEmpty();
            assertThat(meta.send(FACEBOOK, message(text("Hola"))))
                    .isInstanceOf(SendOutcome.Called.class);

            answers(200, "{}");
            clock.advance(Duration.ofMinutes(5));
            for (int i = 0; i < 2; i++) {
                assertThat(reply(meta.send(WHATSAPP, message(text("Hola")))))
                        .isInstanceOf(Accepted.class);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "400, 130429, BUSY, ",
            "400, 131056, BUSY, ",
            "400, 4, BUSY, ",
            "400, 80007, BUSY, ",
            "400, 190, UNAUTHORIZED, ",
            "408, 0, BUSY, ",
            "425, 0, BUSY, ",
            "429, 0, BUSY, ",
            "401, 0, UNAUTHORIZED, ",
            "500, 0, AMBIGUOUS_SERVER_ERROR, ",
            "502, 0, SERVER_ERROR, ",
            "503, 0, SERVER_ERROR, ",
            "504, 0, AMBIGUOUS_SERVER_ERROR, ",
            "302, 0, , META_0",
            "404, 0, , META_0",
            "400, 131047, , window_closed",
            "400, 100, , META_100"
        })
        void tellsWhatACodeMeans(int status, int code, Cause cause, String reason) {
            answers(status, "{\"error\":{\"code\":" + code + ",\"message\":\"no\"}}");

            SendOutcome.Called called =
                    (SendOutcome.Called) meta().send(WHATSAPP, message(text("Hola")));

            if (cause != null) {
                assertThat(called.reply())
                        .isInstanceOfSatisfying(
                                Unavailable.class, it -> assertThat(it.cause()).isEqualTo(cause));
            } else {
                assertThat(called.reply()).isInstanceOf(Refused.class);
                assertThat(called.refusal()).isEqualTo(new ParkReason(reason));
            }
        }
    }

    @Nested
    class Back {

        @Test
        void isTheStateThatStudioTriggers() {
            answers(200, "");

            SendOutcome sent =
                    gateway(
                                    "studio-url",
                                    "http://127.0.0.1:" + PEER.getPort() + "/studio",
                                    "studio-token",
                                    "studio-1")
                            .send(BOT, message(BACK));

            assertThat(reply(sent)).isInstanceOf(Accepted.class);
            assertThat(only().getUrl()).isEqualTo("/studio/v1/triggers/from-sf-success/webhook");
            assertThat(only().getHeader("Authorization")).isEqualTo("Bearer studio-1");
            assertThat(only().getBodyAsString()).isEqualTo("{\"userId\":\"52155\"}");
        }

        @Test
        void isTheStateThatBotrunnerIsSentTo() {
            answers(200, "");

            gateway(
                            "botrunner-url",
                            "http://127.0.0.1:" + PEER.getPort(),
                            "botrunner-token",
                            "a b",
                            "success-state.whatsapp",
                            "back-again")
                    .send(BOT, message(BACK));

            assertThat(only().getUrl()).isEqualTo("/acme%20bot/send-to?jwt=a%20b");
            assertThat(only().getBodyAsString())
                    .isEqualTo("{\"userId\":\"52155\",\"state\":\"back-again\",\"message\":\"\"}");
        }

        @Test
        void isGivenUpWhereNobodyIsConfigured() {
            assertThat(gateway().send(BOT, message(BACK)))
                    .isInstanceOfSatisfying(
                            SendOutcome.Called.class,
                            called ->
                                    assertThat(called.refusal())
                                            .isEqualTo(new ParkReason("not_configured")));
        }
    }

    @Nested
    class Webhooks {

        @ParameterizedTest
        @CsvSource({"whatsapp, 0", "facebook, 3"})
        void areRegistered(String platform, int version) {
            answers(201, "");

            assertThat(
                            gateway("providers." + platform + ".media-token", "media-1")
                                    .register("acme", platform))
                    .isInstanceOf(Accepted.class);

            assertThat(only().getUrl()).isEqualTo("/int/api/channel-1/bots/bot-1/healthcheck");
            assertThat(only().getBodyAsString())
                    .isEqualTo(
                            "{\"phone\":\"+52155\",\"webhook\":\"https://hub.example/v1/integrations/"
                                    + platform
                                    + "/webhook\",\"provider\":\""
                                    + platform
                                    + "\",\"version\":"
                                    + version
                                    + ",\"media_token\":\"media-1\"}");
        }

        @Test
        void bringTheirSecretIfTheyAreTo() {
            answers(201, "");

            gateway("webhook-token-in-url", "true").register("acme", "whatsapp");

            assertThat(only().getBodyAsString()).contains("/webhook?token=s%2B1\"");
        }

        @Test
        void areRemoved() {
            answers(204, "");

            assertThat(gateway().remove("acme", "whatsapp")).isInstanceOf(Accepted.class);
            PEER.verify(postRequestedFor(urlEqualTo("/int/api/channel-1/bots/bot-1/remove")));
            assertThat(only().getBodyAsString())
                    .isEqualTo("{\"phone\":\"+52155\",\"provider\":\"whatsapp\"}");
        }

        @Test
        void areNotIfThePeerWillNotOrNobodyIsNamed() {
            answers(500, "");

            assertThat(gateway().register("acme", "whatsapp")).isInstanceOf(Unavailable.class);
            assertThat(gateway().register("acme", "telegram")).isInstanceOf(Refused.class);
            assertThat(gateway().remove("acme", "telegram")).isInstanceOf(Refused.class);
        }
    }

    @Nested
    class Settings {

        @Test
        void sayWhatUsersAreTold() {
            ChatRules usual = properties(Map.of()).rules();
            ChatRules other =
                    properties(
                                    Map.of(
                                            "switchboard.yalo.locale", "en",
                                            "switchboard.yalo.messages.waitAgent", "",
                                            "switchboard.yalo.restart-keywords", "Menu , ,HOLA"))
                            .rules();

            assertThat(usual.texts())
                    .containsEntry(ChatText.WAIT_AGENT, "Buscamos un asesor para ti.")
                    .containsEntry(ChatText.TRANSFERRED, "Te pasamos con otro asesor.");
            assertThat(other.texts())
                    .containsEntry(ChatText.WAIT_AGENT, "")
                    .containsEntry(ChatText.TRANSFERRED, "Passing you to another agent.");
            assertThat(other.keywords()).containsExactlyInAnyOrder("menu", "hola");
        }

        @ParameterizedTest
        @CsvSource({
            "studio-url, ftp://x, studio-url must be an http or https URL",
            "messages.other, x, messages has no other",
            "providers.sms.phone, 1, providers are named whatsapp and facebook",
            "messages-per-second, 0, messages-per-second must be positive",
            "on-hold-timeout, 0s, on-hold-timeout must be positive"
        })
        void areRefusedByName(String key, String value, String complaint) {
            assertThatThrownBy(() -> properties(Map.of("switchboard.yalo." + key, value)).checked())
                    .hasStackTraceContaining("switchboard.yalo." + complaint);
        }
    }
}
