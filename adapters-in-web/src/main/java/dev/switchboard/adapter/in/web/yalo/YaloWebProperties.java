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

/// How calls of bots and platforms are recognised and routed.
///
/// @param client whose users these are
/// @param username, password by which bots of this client log in: both, or neither
/// @param salesforceUsername, salesforcePassword the same for its agent desk
/// @param allowQueryToken whether an access token may come as the parameter `token`; asked before
///   anybody knows whose it is, so it is for all clients
/// @param allowQuerySecret whether a webhook's secret may; null where we ask for it ourselves
/// @param webhookTokenInUrl whether we ask for it when a webhook is registered
/// @param webhookNetworks where webhooks may be called from; for all clients as well
/// @param sourceFlowField the member of `extraData` that names a route
/// @param sourceFlows the routes; without any, all goes one way
/// @param desk where people answer, unless a route says otherwise; empty for the desk outside, if
///   there is one, else for our own
/// @param blockedUsers users whom people are not to hear of
/// @param ignoreTypes events of the platform that are passed over
/// @param providers by platform, `whatsapp` or `facebook`: who may tell of its users
/// @param tenants the same of other clients, by their names: whole, so that none needs these here
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
        @DefaultValue Map<String, Platform> providers,
        @DefaultValue Map<String, YaloWebProperties> tenants) {

    static final String ORIGIN = "yalo";
    static final String DEFAULT_FLOW = "default";

    /// The platforms there are.
    static final Set<String> PLATFORMS = Set.of("whatsapp", "facebook");

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

    /// @param desk null for the usual one
    /// @param subject what chats of this route are about
    /// @param providers by platform: what else the desk is told
    record SourceFlow(
            @Nullable String desk,
            @DefaultValue("") String subject,
            @DefaultValue Map<String, Told> providers) {}

    /// What a desk is told of a route, in its own words; what is not set is not told.
    record Told(
            @Nullable String buttonId, @Nullable String ownerId, @Nullable String esDeveloperName) {

        private static final Told NOTHING = new Told(null, null, null);

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

    /// @param webhookSecrets any of which proves a webhook, as it is
    /// @param hmacSecrets any of which makes a good signature of a webhook's body
    /// @param verifyToken by which Meta is recognised that asks whether we are there
    record Platform(
            @DefaultValue List<Secret> webhookSecrets,
            @DefaultValue List<Secret> hmacSecrets,
            @Nullable Secret verifyToken) {

        static final Platform NONE = new Platform(List.of(), List.of(), null);

        Platform {
            webhookSecrets = webhookSecrets.stream().filter(Platform::isThere).toList();
            hmacSecrets = hmacSecrets.stream().filter(Platform::isThere).toList();
            verifyToken = isThere(verifyToken) ? verifyToken : null;
        }

        /// A variable that is set to nothing says nothing.
        private static boolean isThere(@Nullable Secret secret) {
            return secret != null && !secret.reveal().isBlank();
        }

        void requireLongSecrets(String name) {
            var _ = SharedSecrets.longEnough(name + ".webhook-secrets", webhookSecrets);
            var _ = SharedSecrets.longEnough(name + ".hmac-secrets", hmacSecrets);
        }
    }

    Platform provider(String platform) {
        return providers.getOrDefault(platform, Platform.NONE);
    }

    /// Where a route leads; null if there is none of this name, nor one for the rest.
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
                flow.providers().getOrDefault(provider, Told.NOTHING).words());
    }

    /// A variable of the environment has no capitals, so a route that was named by one has none.
    private @Nullable SourceFlow named(String name) {
        SourceFlow exact = sourceFlows.get(name);
        return exact != null ? exact : sourceFlows.get(name.toLowerCase(Locale.ROOT));
    }

    record Flow(String name, String desk, String subject, Map<String, String> told) {}

    /// The conversation of a user; the id has been looked at.
    ConversationId conversation(ExternalId user) {
        return ConversationId.of(ORIGIN, client + ":" + user);
    }

    /// Whether people are not to hear of a user, by whichever name.
    boolean isBlocked(UserIdentity user) {
        return user.names().stream()
                .map(name -> name.externalId().substring(client.length() + 1))
                .anyMatch(blockedUsers::contains);
    }
}
