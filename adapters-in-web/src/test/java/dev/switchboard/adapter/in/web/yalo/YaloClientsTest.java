package dev.switchboard.adapter.in.web.yalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.fakes.FakeChats;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.adapter.in.web.identity.token.ClientTokens;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.application.port.in.chat.OpenChats.Command;
import dev.switchboard.application.port.in.chat.ReadChats.Shown;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Two clients of one hub: `coppel`, and `elektra`, which is a tenant.
@WebTest
class YaloClientsTest {

    private static final String WHATSAPP = "/v1/integrations/whatsapp/webhook";
    private static final String IMAGE = YaloSeed.WHATSAPP_IMAGE;
    private static final String USER = "5215573735001";

    private final Hub hub;
    private final FakeChats chats;
    private final ClientTokens tokens;

    YaloClientsTest(Hub hub, FakeChats chats, ClientTokens tokens) {
        this.hub = hub;
        this.chats = chats;
        this.tokens = tokens;
    }

    @AfterEach
    void reset() {
        chats.reset();
    }

    HttpResponse<String> call(String method, String path, String client) {
        return hub.sendWith(tokens.of(client, Role.YALO), method, path, "");
    }

    HttpResponse<String> connect(String token, String user, String flow) {
        return hub.sendWith(
                token,
                "POST",
                "/v1/chats/connect",
                """
                {"userID":"%s","botSlug":"bot","botId":"1","name":"Ann","provider":"whatsapp",
                "email":"ann@example.com","extraData":{"flow":"%s","source_flow_bot":"SFB001"}}
                """
                        .formatted(user, flow));
    }

    static ConversationId conversation(String client) {
        return ConversationId.of("yalo", client + ":" + USER);
    }

    @Nested
    class OfBots {

        @Test
        void connectTheirOwnUsersByTheirOwnSettings() {
            connect(tokens.of("elektra", Role.YALO), "52200", "tv");
            connect(tokens.of("coppel", Role.YALO), "52200", "tv");

            Command elektra = chats.asked.getFirst();
            assertThat(elektra.conversation())
                    .isEqualTo(ConversationId.of("yalo", "elektra:52200"));
            assertThat(elektra.request().subject()).isEqualTo("Televisores");
            assertThat(elektra.request().tenant()).isEqualTo(new TenantId("elektra"));
            assertThat(elektra.blocked()).isTrue();
            Command coppel = chats.asked.getLast();
            assertThat(coppel.conversation()).isEqualTo(ConversationId.of("yalo", "coppel:52200"));
            assertThat(coppel.request().subject()).isEqualTo("Pedidos");
            assertThat(coppel.request().tenant()).isEqualTo(TenantId.DEFAULT);
            assertThat(coppel.blocked()).isFalse();
        }

        @Test
        void finishTheChatsOfTheirOwnUsersOnly() {
            call("DELETE", "/v1/chat/finish/" + USER, "elektra");
            call("GET", "/v1/chat/finish/" + USER, "coppel");

            assertThat(chats.finished)
                    .containsExactly(conversation("elektra"), conversation("coppel"));
        }

        @Test
        void readWhatTheirOwnUsersSaidOnly() {
            hub.sendWith("hook-1-long-enough", "POST", WHATSAPP, YaloSeed.WHATSAPP_IMAGE);
            String user = chats.heard.getFirst().conversation().externalId().split(":", 2)[1];

            assertThat(call("GET", "/v1/context/" + user, "elektra").body()).isEqualTo("[]");
            chats.heard.clear();
            hub.sendWith("hook-e-long-enough", "POST", WHATSAPP, now());
            assertThat(call("GET", "/v1/context/52155", "elektra").body())
                    .contains("\"client\":\"elektra\"", "\"userId\":\"52155\"");
            assertThat(call("GET", "/v1/context/52155", "coppel").body()).isEqualTo("[]");
        }

        private String now() {
            return """
            {"id":"m","timestamp":%d,"type":"location","from":"52155","location":{"name":"Home"}}
            """
                    .formatted(hub.clock().millis());
        }

        @Test
        void seeTheChatsOfTheirOwnUsersOnly() {
            connect(tokens.of("elektra", Role.YALO), USER, "");
            Command asked = chats.asked.getFirst();
            Chat chat =
                    Chat.begin(
                            new ChatId("00000000-0000-4000-8000-000000000001"),
                            asked.conversation(),
                            1,
                            0,
                            asked.request(),
                            "console",
                            hub.clock().instant());
            chats.newest = Optional.of(new Shown(chat, 0, 0, null));

            assertThat(call("GET", "/v1/chats/" + USER, "elektra").statusCode()).isEqualTo(200);
            assertThat(call("GET", "/v1/chats/" + USER, "coppel").statusCode()).isEqualTo(404);
        }

        @Test
        void registerTheirOwnWebhooks() {
            call("POST", "/v1/integrations/webhook/register/whatsapp", "elektra");
            call("DELETE", "/v1/integrations/webhook/remove/facebook", "elektra");
            call("POST", "/v1/integrations/webhook/register/whatsapp", "coppel");

            assertThat(chats.registeredFor)
                    .containsExactly("elektra/whatsapp", "elektra/facebook", "coppel/whatsapp");
        }

        @ParameterizedTest
        @CsvSource({
            "POST, /v1/chats/connect",
            "DELETE, /v1/chat/finish/5215573735001",
            "GET, /v1/chat/finish/5215573735001",
            "GET, /v1/context/5215573735001",
            "GET, /v1/chats/5215573735001",
            "POST, /v1/integrations/webhook/register/whatsapp",
            "DELETE, /v1/integrations/webhook/remove/whatsapp",
        })
        void mayDoNothingIfNobodyKnowsTheirClient(String method, String path) {
            for (Role role : List.of(Role.YALO, Role.ADMIN)) {
                for (String token :
                        List.of(
                                tokens.of("nobody", role),
                                tokens.of("Elektra", role),
                                tokens.of("", role),
                                tokens.ofNone(role))) {
                    HttpResponse<String> answer =
                            hub.sendWith(token, method, path, YaloSeed.CONNECT_WHATSAPP);

                    assertThat(answer.statusCode()).isEqualTo(403);
                    assertThat(answer.body())
                            .contains(
                                    path.startsWith("/v1/chats/5")
                                            ? "\"status\":403"
                                            : "Invalid Authorization token.");
                }
            }
            assertThat(chats.asked).isEmpty();
            assertThat(chats.finished).isEmpty();
            assertThat(chats.registeredFor).isEmpty();
        }

        @Test
        void areToldSoInTheWordsTheyKnow() {
            assertThat(call("GET", "/v1/context/52155", "nobody").body())
                    .isEqualTo("{\"ErrorDescription\":\"Invalid Authorization token.\"}");
        }
    }

    @Nested
    class OfWebhooks {

        HttpResponse<String> webhook(String... headers) {
            return hub.send(
                    hub.request(WHATSAPP).headers(headers).POST(BodyPublishers.ofString(IMAGE)));
        }

        static String[] proof(String kind, String secret) throws GeneralSecurityException {
            return switch (kind) {
                case "bearer" -> new String[] {"Authorization", "Bearer " + secret};
                case "header" -> new String[] {"x-yalochat-signature", secret};
                default ->
                        new String[] {
                            "X-Hub-Signature-256", PlatformControllerTest.OfMeta.sign(IMAGE, secret)
                        };
            };
        }

        @ParameterizedTest
        @CsvSource({
            "bearer, hook-1-long-enough, coppel",
            "bearer, hook-e-long-enough, elektra",
            "header, hook-2-long-enough, coppel",
            "header, hook-e-long-enough, elektra",
            "hmac, hmac-2-long-enough, coppel",
            "hmac, hmac-e-long-enough, elektra",
        })
        void areTheirsWhoseSecretProvesThem(String kind, String secret, String client)
                throws GeneralSecurityException {
            HttpResponse<String> answer = webhook(proof(kind, secret));

            assertThat(answer.statusCode()).isEqualTo(200);
            InboundMessage heard = chats.heard.getFirst();
            assertThat(heard.conversation().externalId()).startsWith(client + ":");
            assertThat(heard.source()).isEqualTo("yalo/" + client + "/whatsapp");
        }

        @Test
        void areNobodysIfTheyAreProvenForTwo() throws GeneralSecurityException {
            String[] both =
                    Stream.of(
                                    proof("bearer", "hook-1-long-enough"),
                                    proof("hmac", "hmac-e-long-enough"))
                            .flatMap(Stream::of)
                            .toArray(String[]::new);

            assertThat(webhook(both).statusCode()).isEqualTo(403);
            assertThat(chats.heard).isEmpty();
        }

        @Test
        void tellOfWhatBecameOfMessagesToTheirOwnUsers() {
            String batch =
                    """
                    {"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"statuses":
                    [{"id":"wamid.1","status":"delivered","recipient_id":"52155"}]}}]}]}
                    """;

            hub.sendWith("hook-e-long-enough", "POST", WHATSAPP, batch);

            assertThat(chats.receipts.getFirst().conversation())
                    .isEqualTo(ConversationId.of("yalo", "elektra:52155"));
        }

        @Test
        void arePassedOverAsTheirClientSays() {
            assertThat(
                            hub.sendWith(
                                            "hook-e-long-enough",
                                            "POST",
                                            WHATSAPP,
                                            YaloSeed.WHATSAPP_TEXT)
                                    .body())
                    .isEqualTo("{\"Message\":\"message type: text was skipped\"}");
            assertThat(
                            hub.sendWith(
                                            "hook-1-long-enough",
                                            "POST",
                                            WHATSAPP,
                                            YaloSeed.WHATSAPP_TEXT)
                                    .body())
                    .isEqualTo("{\"Message\":\"insert success\"}");
        }

        @ParameterizedTest
        @CsvSource({"verify-me, 200", "verify-e, 200", "verify-you, 403"})
        void areVerifiedForEachOfThem(String token, int status) {
            assertThat(
                            hub.get(
                                            WHATSAPP
                                                    + "?hub.mode=subscribe&hub.challenge=7&hub.verify_token="
                                                    + token)
                                    .statusCode())
                    .isEqualTo(status);
        }
    }

    @Nested
    class OfSettings {

        private static YaloClients clients(String... more) {
            Map<String, String> settings = new HashMap<>();
            settings.put("switchboard.yalo.tenants.acme.client", "acme");
            for (int i = 0; i < more.length; i += 2) {
                settings.put("switchboard.yalo." + more[i], more[i + 1]);
            }
            return new YaloClients(
                    new Binder(new MapConfigurationPropertySource(settings))
                            .bindOrCreate(
                                    "switchboard.yalo", Bindable.of(YaloWebProperties.class)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "providers.whatsapp.webhook-secrets",
                    "providers.whatsapp.hmac-secrets",
                    "providers.whatsapp.verify-token",
                    "providers.facebook.webhook-secrets",
                })
        void haveNoSecretInCommon(String key) {
            assertThatThrownBy(() ->
                            clients(
                                    "providers.whatsapp.webhook-secrets",
                                    "a-long-long-secret,b-long-long-secret",
                                    "tenants.acme." + key,
                                    "b-long-long-secret"))
                    .hasMessage(
                            "switchboard.yalo.tenants: acme and salesforce have a secret in common");
        }

        @Test
        void haveNoAccountInCommon() {
            assertThatThrownBy(() ->
                            clients(
                                    "username", "bot",
                                    "password", "hush",
                                    "tenants.acme.salesforce-username", "bot",
                                    "tenants.acme.salesforce-password", "hush"))
                    .hasMessage(
                            "switchboard.yalo.tenants: acme and salesforce have the name of an"
                                    + " account in common");
        }

        @ParameterizedTest
        @ValueSource(strings = {"webhook-secrets", "hmac-secrets"})
        void haveNoShortSecret(String kind) {
            assertThatThrownBy(() -> clients("providers.whatsapp." + kind, "fifteen-letters"))
                    .hasMessageStartingWith(
                            "switchboard.yalo.providers.whatsapp."
                                    + kind
                                    + " must have at least 16");
            assertThatThrownBy(() ->
                            clients("tenants.acme.providers.facebook." + kind, "fifteen-letters"))
                    .hasMessageStartingWith(
                            "switchboard.yalo.tenants.acme.providers.facebook." + kind);
        }

        @Test
        void mayRepeatASecretForAnotherPlatform() {
            assertThat(
                            clients(
                                            "tenants.acme.providers.whatsapp.webhook-secrets",
                                                    "a-long-long-secret",
                                            "tenants.acme.providers.facebook.webhook-secrets",
                                                    "a-long-long-secret")
                                    .all())
                    .hasSize(2);
        }

        @Test
        void areTheOnlyOneForWhoNamesNone() {
            YaloClients only =
                    new YaloClients(
                            new Binder(new MapConfigurationPropertySource(Map.of()))
                                    .bindOrCreate(
                                            "switchboard.yalo",
                                            Bindable.of(YaloWebProperties.class)));

            assertThat(only.of(new Bot(null)).client()).isEqualTo("salesforce");
            assertThat(only.of(new Bot("salesforce")).client()).isEqualTo("salesforce");
            assertThatThrownBy(() -> only.of(new Bot("removed")))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> clients().of(new Bot(null)))
                    .isInstanceOf(ProblemException.class);
            assertThat(clients().of(new Bot("acme")).client()).isEqualTo("acme");
        }

        private record Bot(@Nullable String client) implements OrgCaller {

            @Override
            public KeyScope scope() {
                return KeyScope.everything();
            }

            @Override
            public String getName() {
                return "bot";
            }

            @Override
            public Set<Role> roles() {
                return Set.of(Role.YALO);
            }

            @Override
            public @Nullable OrgIdentity identity() {
                return null;
            }

            @Override
            public @Nullable String org() {
                return null;
            }

            @Override
            public boolean isLocal() {
                return true;
            }
        }

        @Test
        void mayBeThoseOfTheUsualOneByItsName() {
            assertThat(
                            clients(
                                            "client", "acme",
                                            "desk", "usual",
                                            "tenants.acme.desk", "own")
                                    .all())
                    .singleElement()
                    .extracting(YaloWebProperties::desk)
                    .isEqualTo("own");
        }

        @ParameterizedTest
        @CsvSource({
            "tenants.acme.client, other, 'switchboard.yalo.tenants.acme.client must be acme'",
            "tenants.acme.allow-query-token, false, 'switchboard.yalo.tenants.acme.allow-query-token cannot differ: it is for all clients'",
        })
        void areRefusedIfTheyCannotBeTheirs(String key, String value, String line) {
            assertThatThrownBy(() -> clients(key, value)).rootCause().hasMessage(line);
        }
    }
}
