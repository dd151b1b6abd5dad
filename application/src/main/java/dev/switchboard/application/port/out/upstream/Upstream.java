package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One system of bots or human agents: everything that the core knows of it. A new system
/// contributes one of these.
///
/// @param name the origin of its conversations; its targets are named `<name>` or `<name>/…`
/// @param gateway sends it the users' messages and interprets its refusals
/// @param gate the limits and the circuit of each of its targets
/// @param pushes how persistently its messages are pushed to clients
/// @param waits its time limits
/// @param desks the state of its connections; null if people need not know it
/// @param tokens its token for this hub; null if people may not see one
/// @param chats the rules of chats with users of its bot; null if its bot hands no users over. Its
///   users are then reached by a target `user:<name>/<platform>` and its bot by `bot:<name>`, to
///   which the hub sends a message when the bot has a user again (`event` is `returned_to_bot`)
public record Upstream(
        String name,
        UserMessageGateway gateway,
        GateSettings gate,
        PushPolicy pushes,
        Waits waits,
        @Nullable DeskStates desks,
        @Nullable UpstreamTokens tokens,
        @Nullable Chats chats) {

    /// A system whose bot hands no users over.
    public Upstream(
            String name,
            UserMessageGateway gateway,
            GateSettings gate,
            PushPolicy pushes,
            Waits waits,
            @Nullable DeskStates desks,
            @Nullable UpstreamTokens tokens) {
        this(name, gateway, gate, pushes, waits, desks, tokens, null);
    }

    /// One part of each system by its name, which is the origin of its conversations. Systems
    /// without this part are left out.
    public static <T> Map<String, T> byOrigin(
            List<Upstream> upstreams, Function<Upstream, @Nullable T> part) {
        Map<String, T> parts = new HashMap<>();
        for (Upstream upstream : upstreams) {
            T its = part.apply(upstream);
            if (its != null) {
                parts.put(upstream.name(), its);
            }
        }
        return parts;
    }

    /// The system to which a target belongs.
    public static Optional<Upstream> owner(List<Upstream> upstreams, Target target) {
        return upstreams.stream()
                .filter(upstream ->
                        target.name().equals(upstream.name)
                                || target.name().startsWith(upstream.name + "/"))
                .findFirst();
    }

    /// The gateway that sends messages to a target.
    public static Optional<UserMessageGateway> gatewayTo(List<Upstream> upstreams, Target target) {
        return upstreams.stream()
                .map(Upstream::gateway)
                .filter(gateway -> gateway.serves(target))
                .findFirst();
    }

    /// The name under which calls for a conversation are limited: those for a further client go
    /// somewhere else, or by other rights, so each such client has limits and a circuit of its own.
    public Target limited(Target target, ConversationId conversation) {
        if (chats == null) {
            return target;
        }
        String client = chats.clients().named().apply(conversation);
        return client.equals(chats.clients().usual())
                ? target
                : new Target(target.kind(), target.name() + "/" + client);
    }

    /// Time limits. A null one never runs out.
    ///
    /// @param slowAfter when a client is told that its message is still on its way; without it, a
    ///   desk's clients are not told of a refusal either
    /// @param answerWithin when a message that was taken counts as unanswered
    /// @param parkAfter when an answer that no client fetched is parked
    /// @param part how long a part of an answer waits for its predecessor
    public record Waits(
            @Nullable Duration slowAfter,
            @Nullable Duration answerWithin,
            @Nullable Duration parkAfter,
            @Nullable Duration part) {}

    /// @param rules by conversation: those of two clients may differ
    /// @param files those that its users send
    public record Chats(
            Function<ConversationId, ChatRules> rules, UserFiles files, Clients clients) {}

    /// The clients whose users these are.
    ///
    /// @param usual the default client
    /// @param named maps a conversation to its client
    public record Clients(String usual, Function<ConversationId, String> named) {}

    /// @param onHoldTimeout how long a user waits for an agent
    /// @param idleTimeout how long a chat without messages lasts
    /// @param returnDelay how long a user without an answer waits before the bot has the user again
    /// @param keywords the words, in lower case, with which a user returns to the bot
    /// @param phonePrefixes the prefixes that the platform puts before phone numbers
    /// @param zone the time zone of times shown to external agents
    /// @param texts the texts for users and external agents; absent or empty ones are not sent
    /// @param reading renders its messages as text
    public record ChatRules(
            Duration onHoldTimeout,
            Duration idleTimeout,
            Duration returnDelay,
            Set<String> keywords,
            List<String> phonePrefixes,
            ZoneId zone,
            Map<ChatText, String> texts,
            MessageRenderer reading) {

        private static final int SHORTEST_PHONE = 10;

        public ChatRules {
            keywords = Set.copyOf(keywords);
            phonePrefixes = List.copyOf(phonePrefixes);
            texts = Map.copyOf(texts);
        }

        /// Returns a text; empty if it is not to be sent.
        ///
        /// @param facts the values of the placeholders, such as `{name}`
        public String text(ChatText which, Map<String, String> facts) {
            String text = texts.getOrDefault(which, "");
            for (Map.Entry<String, String> fact : facts.entrySet()) {
                text = text.replace("{" + fact.getKey() + "}", fact.getValue());
            }
            return text;
        }

        /// Returns a phone number as people write it.
        public String phone(String number) {
            return phonePrefixes.stream()
                    .filter(number::startsWith)
                    .map(prefix -> number.substring(prefix.length()))
                    .filter(rest -> rest.length() >= SHORTEST_PHONE)
                    .findFirst()
                    .orElse(number);
        }
    }

    /// The texts that the hub itself says in chats.
    public enum ChatText {
        /// For users.
        WAIT_AGENT,
        /// With `{position}`.
        QUEUE_POSITION,
        TRANSFERRED,
        /// With `{type}`. Also sent to agents.
        UNSUPPORTED,

        /// For external agents, in the name of the user `{name}`.
        WELCOME,
        CONTEXT_TITLE,
        /// The first line of a context that is too long to be sent whole.
        CONTEXT_CUT,
        CLIENT_LABEL,
        BOT_LABEL,
        CASE_DESCRIPTION,
        /// The first name of a user whose name is unknown.
        FIRST_NAME,
        /// A file of the user has arrived, with `{file}`.
        UPLOAD_SUCCESS,

        /// For users: a file of theirs did not arrive.
        UPLOAD_ERROR,
        /// For users: an agent's file, as a link, with `{file}` and `{url}`.
        AGENT_FILE
    }
}
