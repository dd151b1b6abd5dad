package dev.switchboard.adapter.out.upstreams.yalo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.RealTime;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.ChatText;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UserFiles;
import dev.switchboard.application.port.out.upstream.UserFiles.Fetched;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Two clients of one hub, each with its own servers: `acme`, and `elektra`, which is a tenant.
class YaloClientsIT {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Target WHATSAPP = new Target(Target.Kind.USER, "yalo/whatsapp");
    private static final Target BOT = new Target(Target.Kind.BOT, "yalo");
    private static final String TEXT = "{\"type\":\"text\",\"text\":\"Hola\"}";
    private static final String BACK =
            "{\"event\":\"returned_to_bot\",\"way\":\"success\",\"provider\":\"whatsapp\","
                    + "\"userId\":\"52155\",\"botSlug\":\"bot\"}";
    private static final ConversationId OF_ACME = new ConversationId("yalo:acme:52155");
    private static final ConversationId OF_ELEKTRA = new ConversationId("yalo:elektra:52155");
    private static final ConversationId OF_NOBODY = new ConversationId("yalo:gone:52155");

    @RegisterExtension
    static final WireMockExtension ACME =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    @RegisterExtension
    static final WireMockExtension ELEKTRA =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private final YaloUpstreamConfiguration wiring = new YaloUpstreamConfiguration();
    private final RealTime time = new RealTime();
    private final EgressClient client = time.client(Duration.ofSeconds(30), "127.0.0.1");

    @BeforeEach
    void answer() {
        ACME.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("acme")));
        ELEKTRA.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("elektra")));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        time.close();
    }

    private static YaloProperties properties(String... more) {
        Map<String, String> settings = new HashMap<>();
        set("", "acme", ACME, settings);
        set("tenants.elektra.", "elektra", ELEKTRA, settings);
        for (int i = 0; i < more.length; i += 2) {
            settings.put("switchboard.yalo." + more[i], more[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("switchboard.yalo", Bindable.of(YaloProperties.class));
    }

    private static void set(
            String within, String name, WireMockExtension peer, Map<String, String> settings) {
        String prefix = "switchboard.yalo." + within;
        String url = "http://127.0.0.1:" + peer.getPort();
        settings.put(prefix + "client", name);
        settings.put(prefix + "integrations-url", url);
        settings.put(prefix + "studio-url", url);
        settings.put(prefix + "studio-token", name + "-studio");
        settings.put(prefix + "success-state.whatsapp", name + "-state");
        settings.put(prefix + "graph-url", url);
        settings.put(prefix + "webhook-base-url", "https://hub.example");
        settings.put(prefix + "webhook-token-in-url", "true");
        settings.put(prefix + "messages-per-second", "1");
        settings.put(prefix + "messages.waitAgent", "I am " + name);
        settings.put(prefix + "restart-keywords", "menu of " + name);
        settings.put(prefix + "media-max-size", name.length() + "B");
        settings.put(prefix + "providers.whatsapp.channel", name);
        settings.put(prefix + "providers.whatsapp.bot-id", name);
        settings.put(prefix + "providers.whatsapp.bot-token", name + "-bot");
        settings.put(prefix + "providers.whatsapp.phone", name);
        settings.put(prefix + "providers.whatsapp.webhook-secrets", name + "-secret");
        settings.put(prefix + "providers.whatsapp.meta-token", name + "-meta");
    }

    private YaloGateway gateway(String... more) {
        return wiring.yaloGateway(
                properties(more),
                new FakeMediaLinks(),
                client,
                new InMemoryStore().userNames(),
                new FakePartitionOwnership(),
                new MutableClock(NOW));
    }

    private UserFiles files() {
        return wiring.platformFiles(properties(), client, client);
    }

    private static Message message(ConversationId conversation, String json) {
        return new Message(
                new MessageId("msg_0123456789abcdef0123456789abcdef"),
                conversation,
                1,
                new Author(Party.AGENT, "ann"),
                new Content(json),
                null,
                null,
                NOW);
    }

    private static List<LoggedRequest> calls(WireMockExtension peer) {
        return peer.findAll(anyRequestedFor(anyUrl()));
    }

    private static LoggedRequest only(WireMockExtension peer) {
        assertThat(calls(peer)).hasSize(1);
        return calls(peer).getFirst();
    }

    @Test
    void areEachToldByTheirOwnServer() {
        YaloGateway gateway = gateway();

        gateway.send(WHATSAPP, message(OF_ELEKTRA, TEXT));
        assertThat(calls(ACME)).isEmpty();
        gateway.send(WHATSAPP, message(OF_ACME, TEXT));

        assertThat(only(ELEKTRA).getUrl()).isEqualTo("/api/elektra/bots/elektra/messages");
        assertThat(only(ELEKTRA).getHeader("Authorization")).isEqualTo("Bearer elektra-bot");
        assertThat(only(ACME).getUrl()).isEqualTo("/api/acme/bots/acme/messages");
        assertThat(only(ACME).getHeader("Authorization")).isEqualTo("Bearer acme-bot");
    }

    /// A client's name has no colon, but a user's may.
    @Test
    void haveUsersOfAnyName() {
        gateway().send(WHATSAPP, message(new ConversationId("yalo:acme:elektra:7"), TEXT));

        String user = JsonPath.read(only(ACME).getBodyAsString(), "$.userId");
        assertThat(user).isEqualTo("elektra:7");
        assertThat(calls(ELEKTRA)).isEmpty();
    }

    @Test
    void haveTheirUsersBackInTheirOwnState() {
        gateway().send(BOT, message(OF_ELEKTRA, BACK));

        assertThat(only(ELEKTRA).getUrl()).isEqualTo("/v1/triggers/elektra-state/webhook");
        assertThat(only(ELEKTRA).getHeader("Authorization")).isEqualTo("Bearer elektra-studio");
        assertThat(calls(ACME)).isEmpty();
    }

    @Test
    void areNotHeldUpByOneAnother() {
        YaloGateway gateway = gateway();
        gateway.send(WHATSAPP, message(OF_ACME, TEXT));

        assertThat(gateway.send(WHATSAPP, message(OF_ACME, TEXT)))
                .isEqualTo(new SendOutcome.NotBefore(NOW.plusSeconds(1)));
        assertThat(gateway.send(WHATSAPP, message(OF_ELEKTRA, TEXT)))
                .isInstanceOf(SendOutcome.Called.class);
    }

    @Test
    void registerTheirOwnPhones() {
        YaloGateway gateway = gateway();

        assertThat(gateway.register("elektra", "whatsapp")).isInstanceOf(Accepted.class);
        assertThat(only(ELEKTRA).getBodyAsString())
                .contains("\"phone\":\"elektra\"", "/webhook?token=elektra-secret\"");
        assertThat(gateway.remove("acme", "whatsapp")).isInstanceOf(Accepted.class);
        assertThat(only(ACME).getBodyAsString()).contains("\"phone\":\"acme\"");
    }

    /// Their messages wait, in case it is configured again.
    @Test
    void areCalledForNobodyWhoIsConfiguredNoMore() {
        YaloGateway gateway = gateway();

        assertThat(gateway.send(WHATSAPP, message(OF_NOBODY, TEXT)))
                .isEqualTo(new SendOutcome.NotBefore(NOW.plusSeconds(300)));
        assertThat(gateway.send(BOT, message(OF_NOBODY, BACK)))
                .isInstanceOfSatisfying(
                        SendOutcome.Called.class,
                        sent ->
                                assertThat(sent.refusal())
                                        .isEqualTo(new ParkReason("not_configured")));
        assertThat(gateway.register("gone", "whatsapp")).isInstanceOf(Refused.class);
        assertThat(gateway.remove("gone", "whatsapp")).isInstanceOf(Refused.class);
        assertThat(files().fetch(message(OF_NOBODY, "{\"type\":\"image\",\"mediaId\":\"1\"}")))
                .isEqualTo(new Fetched.Refused(new ParkReason("not_configured")));
        assertThat(calls(ACME)).isEmpty();
        assertThat(calls(ELEKTRA)).isEmpty();
    }

    @Test
    void haveWordsAndTimesOfTheirOwn() {
        Upstream.Chats chats =
                requireNonNull(wiring.yalo(properties(), gateway(), files()).chats());

        ChatRules acme = chats.rules().apply(OF_ACME);
        ChatRules elektra = chats.rules().apply(OF_ELEKTRA);

        assertThat(acme.text(ChatText.WAIT_AGENT, Map.of())).isEqualTo("I am acme");
        assertThat(acme.keywords()).containsExactly("menu of acme");
        assertThat(elektra.text(ChatText.WAIT_AGENT, Map.of())).isEqualTo("I am elektra");
        assertThat(elektra.keywords()).containsExactly("menu of elektra");
        assertThat(chats.rules().apply(OF_NOBODY)).isEqualTo(acme);
    }

    /// `elektra` has seven letters, and its users' files may have seven bytes.
    @Test
    void fetchFilesOfTheirOwnUsersByTheirOwnToken() {
        String atElektra =
                "{\"type\":\"image\",\"url\":\"http://127.0.0.1:%d/x\"}"
                        .formatted(ELEKTRA.getPort());

        assertThat(files().fetch(message(OF_ELEKTRA, atElektra))).isInstanceOf(Fetched.Here.class);
        assertThat(files().fetch(message(OF_ACME, atElektra)))
                .isEqualTo(new Fetched.Refused(UserFiles.TOO_LARGE));
        assertThat(files().most()).isEqualTo(7);

        files().fetch(message(OF_ACME, "{\"type\":\"image\",\"mediaId\":\"1\"}"));
        assertThat(only(ACME).getUrl()).isEqualTo("/v23.0/1");
        assertThat(only(ACME).getHeader("Authorization")).isEqualTo("Bearer acme-meta");
    }

    @ParameterizedTest
    @CsvSource({
        "tenants.elektra.messages.other, x, tenants.elektra.messages has no other",
        "tenants.elektra.providers.sms.phone, 1, tenants.elektra.providers are named whatsapp and"
                + " facebook",
        "tenants.elektra.client, other, tenants.elektra.client must be elektra",
    })
    void areRefusedByName(String key, String value, String complaint) {
        assertThatThrownBy(() -> properties(key, value).checked())
                .hasMessage("switchboard.yalo." + complaint);
    }
}
