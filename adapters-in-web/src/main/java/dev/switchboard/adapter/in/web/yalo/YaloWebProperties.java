package dev.switchboard.adapter.in.web.yalo;

import dev.switchboard.adapter.in.web.proof.SharedSecrets;
import dev.switchboard.application.port.out.identity.AccountSource.ConfiguredAccount;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.network.SourceNetworks;
import dev.switchboard.domain.secret.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings for authenticating and routing calls of bots and platforms.
///
/// @param client the client that owns the users
/// @param username the user name of this client's bots; only with its password
/// @param password the password of this client's bots; only with their user name
/// @param salesforceUsername the user name of its agent desk; only with its password
/// @param salesforcePassword the password of its agent desk; only with its user name
/// @param allowQueryToken whether an access token may be the parameter `token`; needed before the
///   caller is known, so it applies to all clients
/// @param allowQuerySecret whether a webhook's secret may be; null permits it if the hub requests
///   it itself
/// @param webhookTokenInUrl whether the hub requests it when it registers a webhook
/// @param webhookNetworks the networks that webhooks may be called from, for all clients
/// @param sourceFlowField the member of `extraData` that names a route
/// @param sourceFlows the routes; without any, all users take one way
/// @param desk the desk for users without another one in their route; empty for the external desk,
///   if there is one, else the hub's own
/// @param blockedUsers users who may not be handed over to agents
/// @param ignoreTypes the types of platform events to ignore
/// @param providers the proofs of webhooks by platform, `whatsapp` or `facebook`
/// @param tenants the complete settings of other clients, by name
@ConfigurationProperties("switchboard.yalo")
record YaloWebProperties(
        @DefaultValue("salesforce") String client,
        @Nullable String username,
        @Nullable Secret password,
        @Nullable String salesforceUsername,
        @Nullable Secret salesforcePassword,
        @DefaultValue("true") boolean allowQueryToken,
        @Nullable Boolean allowQuerySecret,
        @DefaultValue("false") boolean webhookTokenInUrl,
        @DefaultValue List<String> webhookNetworks,
        @DefaultValue("source_flow_bot") String sourceFlowField,
        @DefaultValue Map<String, SourceFlow> sourceFlows,
        @DefaultValue("") String desk,
        @DefaultValue Set<String> blockedUsers,
        @DefaultValue({"status", "notification-status"}) Set<String> ignoreTypes,
        @DefaultValue Map<String, WebhookSecrets> providers,
        @DefaultValue Map<String, YaloWebProperties> tenants) {

    static final String ORIGIN = "yalo";
    static final String DEFAULT_FLOW = "default";

    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_.-]{1,50}");

    YaloWebProperties {
        require(CLIENT.matcher(client).matches(), "client has 1 to 50 of A-Z a-z 0-9 _ . -");
        for (Map.Entry<String, YaloWebProperties> tenant : tenants.entrySet()) {
            String name = tenant.getKey();
            YaloWebProperties its = tenant.getValue();
            require(its.client.equals(name), "tenants." + name + ".client must be " + name);
            require(
                    its.allowQueryToken == allowQueryToken,
                    "tenants." + name + ".allow-query-token cannot differ: it is for all clients");
            require(
                    its.webhookNetworks.equals(webhookNetworks),
                    "tenants." + name + ".webhook-networks cannot differ: it is for all clients");
        }
        requirePair("username", username, "password", password);
        requirePair(
                "salesforce-username",
                salesforceUsername,
                "salesforce-password",
                salesforcePassword);
        webhookNetworks = List.copyOf(webhookNetworks);
        var _ = sources(webhookNetworks);
    }

    private static void requirePair(
            String nameKey, @Nullable String name, String passwordKey, @Nullable Secret password) {
        boolean named = name != null && !name.isBlank();
        boolean proven = password != null && !password.reveal().isBlank();
        if (named != proven) {
            throw new IllegalArgumentException(
                    "switchboard.yalo.%s is missing: it goes with switchboard.yalo.%s"
                            .formatted(
                                    named ? passwordKey : nameKey, named ? nameKey : passwordKey));
        }
    }

    Stream<ConfiguredAccount> accounts() {
        return Stream.of(
                        account(username, password, Role.YALO),
                        account(salesforceUsername, salesforcePassword, Role.SALESFORCE))
                .flatMap(Optional::stream);
    }

    private Optional<ConfiguredAccount> account(
            @Nullable String name, @Nullable Secret password, Role role) {
        return name == null || name.isBlank() || password == null
                ? Optional.empty()
                : Optional.of(new ConfiguredAccount(new Username(name), password, role, client));
    }

    boolean querySecretAllowed() {
        return allowQuerySecret == null ? webhookTokenInUrl : allowQuerySecret;
    }

    SourceNetworks webhookSources() {
        return sources(webhookNetworks);
    }

    private static SourceNetworks sources(List<String> networks) {
        return SourceNetworks.of("switchboard.yalo.webhook-networks", networks);
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("switchboard.yalo." + complaint);
        }
    }

    /// @param desk null for the default desk
    /// @param subject the subject of this route's chats
    /// @param providers additional data for the desk, by platform
    record SourceFlow(
            @Nullable String desk,
            @DefaultValue("") String subject,
            @DefaultValue Map<String, DeskRoute> providers) {}

    /// A route's data for a desk, in the desk's own words; unset values are left out.
    record DeskRoute(
            @Nullable String buttonId, @Nullable String ownerId, @Nullable String esDeveloperName) {

        private static final DeskRoute NOTHING = new DeskRoute(null, null, null);

        Map<String, String> words() {
            Map<String, String> words = new HashMap<>();
            put("button-id", buttonId, words);
            put("owner-id", ownerId, words);
            put("es-developer-name", esDeveloperName, words);
            return words;
        }

        private static void put(String name, @Nullable String word, Map<String, String> words) {
            if (word != null && !word.isBlank()) {
                words.put(name, word);
            }
        }
    }

    /// @param webhookSecrets each of them proves a webhook as it is
    /// @param hmacSecrets each of them makes a valid signature of a webhook's body
    /// @param verifyToken recognises Meta's verification requests
    record WebhookSecrets(
            @DefaultValue List<Secret> webhookSecrets,
            @DefaultValue List<Secret> hmacSecrets,
            @Nullable Secret verifyToken) {

        static final WebhookSecrets NONE = new WebhookSecrets(List.of(), List.of(), null);

        WebhookSecrets {
            webhookSecrets = webhookSecrets.stream().filter(WebhookSecrets::isThere).toList();
            hmacSecrets = hmacSecrets.stream().filter(WebhookSecrets::isThere).toList();
            verifyToken = isThere(verifyToken) ? verifyToken : null;
        }

        /// A blank variable counts as unset.
        private static boolean isThere(@Nullable Secret secret) {
            return secret != null && !secret.reveal().isBlank();
        }

        void requireLongSecrets(String name) {
            var _ = SharedSecrets.longEnough(name + ".webhook-secrets", webhookSecrets);
            var _ = SharedSecrets.longEnough(name + ".hmac-secrets", hmacSecrets);
        }
    }

    WebhookSecrets webhookSecrets(Platform platform) {
        return providers.getOrDefault(platform.code(), WebhookSecrets.NONE);
    }

    /// Returns the flow of a route; null if neither this route nor a default one exists.
    @Nullable Flow flow(String name, String provider) {
        if (sourceFlows.isEmpty()) {
            return new Flow(DEFAULT_FLOW, desk, "", Map.of());
        }
        SourceFlow named = named(name);
        String found = named == null ? DEFAULT_FLOW : name;
        SourceFlow flow = named == null ? sourceFlows.get(DEFAULT_FLOW) : named;
        if (flow == null) {
            return null;
        }
        String own = flow.desk();
        return new Flow(
                found,
                own == null || own.isBlank() ? desk : own,
                flow.subject(),
                flow.providers().getOrDefault(provider, DeskRoute.NOTHING).words());
    }

    /// Names of environment variables lose their case, so a route configured by one is in lower
    /// case.
    private @Nullable SourceFlow named(String name) {
        SourceFlow exact = sourceFlows.get(name);
        return exact != null ? exact : sourceFlows.get(name.toLowerCase(Locale.ROOT));
    }

    record Flow(String name, String desk, String subject, Map<String, String> told) {}

    /// Returns the conversation of a user with a validated id.
    ConversationId conversation(ExternalId user) {
        return ConversationId.of(ORIGIN, client + ":" + user);
    }

    /// Whether a user may not be handed over to agents, by any name.
    boolean isBlocked(UserIdentity user) {
        return user.names().stream()
                .map(name -> name.externalId().substring(client.length() + 1))
                .anyMatch(blockedUsers::contains);
    }
}
