package dev.switchboard.adapter.out.upstreams.yalo;

import dev.switchboard.adapter.out.upstreams.http.Configured;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.ChatText;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings for users of Yalo's bots. A configured address may be called even if it is private.
///
/// @param client the client whose users these are
/// @param onHoldTimeout how long a user waits for an agent
/// @param idleTimeout how long a chat without messages goes on
/// @param stateDelay the pause before an unanswered user is returned to the bot
/// @param locale of the texts for users: `es` or `en`
/// @param timezone for times shown to external agents
/// @param messages custom texts for users and external agents; an empty one is not sent
/// @param restartKeywords the words with which a user returns to the bot
/// @param phonePrefixesRemove prefixes removed from phone numbers for external agents
/// @param mediaMaxSize the largest file, of users and of agents
/// @param messagesPerSecond the most messages per second to the users of one platform
/// @param successState by platform, the bot's state for a user after a chat
/// @param timeoutState likewise if no agent answered
/// @param blockedState likewise for users who may not be handed to agents
/// @param studioUrl the address of the bot; otherwise botrunnerUrl
/// @param integrationsUrl the address for messages by Yalo's transport
/// @param webhookBaseUrl our own address
/// @param webhookTokenInUrl whether the registered address contains the first webhook secret
/// @param graphUrl the address for messages by Meta's transport
/// @param graphVersion the version of Meta's API
/// @param providers by platform, `whatsapp` or `facebook`
/// @param tenants the complete settings of other clients, by name
@ConfigurationProperties("switchboard.yalo")
record YaloProperties(
        @DefaultValue("salesforce") String client,
        @DefaultValue("2h") Duration onHoldTimeout,
        @DefaultValue("24h") Duration idleTimeout,
        @DefaultValue("4s") Duration stateDelay,
        @DefaultValue("es") Locale locale,
        @DefaultValue("America/Mexico_City") ZoneId timezone,
        @DefaultValue Map<String, String> messages,
        @DefaultValue List<String> restartKeywords,
        @DefaultValue({"521", "52"}) List<String> phonePrefixesRemove,
        @DefaultValue("16MB") DataSize mediaMaxSize,
        @DefaultValue("20") int messagesPerSecond,
        @DefaultValue Map<String, String> successState,
        @DefaultValue Map<String, String> timeoutState,
        @DefaultValue Map<String, String> blockedState,
        @Nullable String studioUrl,
        @Nullable Secret studioToken,
        @Nullable String botrunnerUrl,
        @Nullable Secret botrunnerToken,
        @Nullable String integrationsUrl,
        @Nullable String webhookBaseUrl,
        @DefaultValue("false") boolean webhookTokenInUrl,
        @DefaultValue("https://graph.facebook.com") String graphUrl,
        @DefaultValue("23.0") String graphVersion,
        @DefaultValue Map<String, Platform> providers,
        @DefaultValue Map<String, YaloProperties> tenants) {

    private static final Set<String> PLATFORMS = Set.of("whatsapp", "facebook");

    enum Transport {
        YALO,
        META
    }

    /// Settings for the users of one platform.
    ///
    /// @param channel our channel at Yalo
    /// @param botId the id of our bot at Yalo
    /// @param phone the bot's number, for registering webhooks with Yalo
    /// @param metaId our identity at Meta
    record Platform(
            @DefaultValue("yalo") Transport transport,
            @Nullable String channel,
            @Nullable String botId,
            @Nullable Secret botToken,
            @Nullable String phone,
            @Nullable Secret mediaToken,
            @DefaultValue List<Secret> webhookSecrets,
            @Nullable String metaId,
            @Nullable Secret metaToken) {

        Platform {
            channel = Configured.text(channel);
            botId = Configured.text(botId);
            phone = Configured.text(phone);
            metaId = Configured.text(metaId);
            botToken = given(botToken);
            mediaToken = given(mediaToken);
            metaToken = given(metaToken);
        }
    }

    YaloProperties {
        studioUrl = base("studio-url", studioUrl);
        botrunnerUrl = base("botrunner-url", botrunnerUrl);
        integrationsUrl = base("integrations-url", integrationsUrl);
        webhookBaseUrl = base("webhook-base-url", webhookBaseUrl);
        String graph = base("graph-url", graphUrl);
        require(graph != null, "graph-url must not be empty");
        graphUrl = graph == null ? "" : graph;
        studioToken = given(studioToken);
        botrunnerToken = given(botrunnerToken);
        require(onHoldTimeout.isPositive(), "on-hold-timeout must be positive");
        require(idleTimeout.isPositive(), "idle-timeout must be positive");
        require(!stateDelay.isNegative(), "state-delay must not be negative");
        require(messagesPerSecond > 0, "messages-per-second must be positive");
        require(
                mediaMaxSize.toBytes() > 0 && mediaMaxSize.toBytes() <= MediaFile.LARGEST,
                "media-max-size must be positive, and 64MB at most");
    }

    /// These settings, if all names in them are known; an unknown name is a typing error.
    ///
    /// @throws IllegalArgumentException naming it
    YaloProperties checked() {
        check("");
        tenants.forEach((name, its) -> {
            String within = "tenants." + name + ".";
            require(its.client.equals(name), within + "client must be " + name);
            its.check(within);
        });
        return this;
    }

    private void check(String within) {
        require(
                PLATFORMS.containsAll(providers.keySet()),
                within + "providers are named whatsapp and facebook");
        Set<String> known =
                Stream.of(ChatText.values()).map(YaloProperties::key).collect(Collectors.toSet());
        messages.keySet()
                .forEach(key ->
                        require(known.contains(plain(key)), within + "messages has no " + key));
    }

    /// The settings of all clients, by name.
    Map<String, YaloProperties> clients() {
        Map<String, YaloProperties> all = new HashMap<>(tenants);
        all.putIfAbsent(client, this);
        return Map.copyOf(all);
    }

    /// The client of a conversation: the part before the first colon, which no client's name
    /// contains.
    static String clientOf(ConversationId conversation) {
        String name = conversation.externalId();
        return name.substring(0, Math.max(0, name.indexOf(':')));
    }

    private static @Nullable Secret given(@Nullable Secret secret) {
        return secret == null || secret.reveal().isBlank() ? null : secret;
    }

    private static @Nullable String base(String key, @Nullable String given) {
        String text = Configured.text(given);
        require(
                text == null || Configured.isBaseAddress(text),
                key + " must be an http or https URL");
        return text == null || !text.endsWith("/") ? text : text.substring(0, text.length() - 1);
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("switchboard.yalo." + complaint);
        }
    }

    /// The name of a text in the settings, such as `waitAgent`, in the form that environment
    /// variables allow: without capitals.
    private static String key(ChatText which) {
        return which.name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    /// All texts, the operator's or ours.
    Map<ChatText, String> texts() {
        Map<String, String> other = new HashMap<>();
        messages.forEach((key, text) -> other.put(plain(key), text));
        Map<ChatText, String> texts = new EnumMap<>(ChatText.class);
        for (ChatText which : ChatText.values()) {
            texts.put(which, other.getOrDefault(key(which), usual(which)));
        }
        return texts;
    }

    ChatRules rules() {
        Map<ChatText, String> texts = texts();
        return new ChatRules(
                onHoldTimeout,
                idleTimeout,
                stateDelay,
                restartKeywords.stream()
                        .map(word -> word.strip().toLowerCase(Locale.ROOT))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toSet()),
                phonePrefixesRemove,
                timezone,
                texts,
                new MessageTexts.OfUsers(texts.getOrDefault(ChatText.UNSUPPORTED, "")));
    }

    private String usual(ChatText which) {
        boolean english = locale.getLanguage().equals("en");
        return switch (which) {
            case WAIT_AGENT -> english ? "Looking for an agent." : "Buscamos un asesor para ti.";
            case QUEUE_POSITION -> english ? "Your place: {position}" : "Tu lugar: {position}";
            case TRANSFERRED ->
                    english ? "Passing you to another agent." : "Te pasamos con otro asesor.";
            case UNSUPPORTED -> english ? "[{type}] not supported" : "[{type}] no compatible";
            case WELCOME ->
                    english
                            ? "Hello, I am {name} and need an agent."
                            : "Hola, me llamo {name} y busco un asesor.";
            case CONTEXT_TITLE -> english ? "Earlier conversation" : "Conversación previa";
            case CONTEXT_CUT ->
                    english ? "(Earlier messages are left out.)" : "(Se omite lo anterior.)";
            case CLIENT_LABEL -> english ? "Customer" : "Cliente";
            case BOT_LABEL -> "Bot";
            case CASE_DESCRIPTION -> english ? "Bot case" : "Caso del bot";
            case FIRST_NAME -> english ? "Bot customer" : "Cliente bot";
            case UPLOAD_SUCCESS ->
                    english ? "Customer attached {file}" : "El cliente adjuntó {file}";
            case UPLOAD_ERROR -> english ? "File not delivered." : "Archivo no entregado.";
            case AGENT_FILE -> english ? "File: {file} {url}" : "Archivo: {file} {url}";
        };
    }

    /// The bot's state for the core's name of a way back.
    String state(String way, String platform) {
        Map<String, String> states =
                switch (way) {
                    case "blocked" -> blockedState;
                    case "success" -> successState;
                    default -> timeoutState;
                };
        return states.getOrDefault(platform, "from-sf-" + way);
    }

    /// All addresses that may be called.
    List<EndpointUrl> addresses() {
        return Stream.of(studioUrl, botrunnerUrl, integrationsUrl, graphUrl)
                .flatMap(Stream::ofNullable)
                .map(EndpointUrl::parse)
                .toList();
    }
}
