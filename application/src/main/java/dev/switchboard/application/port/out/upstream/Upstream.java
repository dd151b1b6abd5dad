package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.session.ClaimPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One system of bots or human agents that users talk with: all that the core knows of it. To add a
/// system is to contribute one of these.
///
/// @param name the origin of its conversations, and of its targets what their names begin with:
///   `<name>` or `<name>/…`
/// @param gateway brings it what users say, and says what its refusals mean
/// @param gate how much each of its targets is given, and when it is left alone
/// @param pushes how insistently clients are pushed what it says
/// @param claims whose its conversations are
/// @param waits how long is waited, and for what
/// @param desks how its connections stand, or null if people need not know
/// @param tokens the token it gave us, or null if there is none that people may see
/// @param chats how chats go whose users its bot hands over to people, or null if it does not; its
///   users are then reached by a target `user:<name>/<platform>` and its bot by `bot:<name>`, where
///   messages of the hub tell it whom it has again (`event` is `returned_to_bot`)
public record Upstream(
        String name,
        UserMessageGateway gateway,
        GateSettings gate,
        PushPolicy pushes,
        ClaimPolicy claims,
        Waits waits,
        @Nullable DeskStates desks,
        @Nullable UpstreamTokens tokens,
        @Nullable Chats chats) {

    /// A system whose bot hands nobody over.
    public Upstream(
            String name,
            UserMessageGateway gateway,
            GateSettings gate,
            PushPolicy pushes,
            ClaimPolicy claims,
            Waits waits,
            @Nullable DeskStates desks,
            @Nullable UpstreamTokens tokens) {
        this(name, gateway, gate, pushes, claims, waits, desks, tokens, null);
    }

    /// Whether a target is one of this system's.
    public boolean owns(Target target) {
        return target.name().equals(name) || target.name().startsWith(name + "/");
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

    /// How long is waited. What is null is not waited for.
    ///
    /// @param slowAfter when a client is told that its message is still on its way; without it the
    ///   clients of a desk are not told either that it would not take one
    /// @param answerWithin when a message that was taken counts as unanswered
    /// @param parkAfter when an answer that no client fetched is parked
    /// @param part how long a part of an answer waits for the part before it
    public record Waits(
            @Nullable Duration slowAfter,
            @Nullable Duration answerWithin,
            @Nullable Duration parkAfter,
            @Nullable Duration part) {}

    /// @param rules of a conversation: not all users need be of one house
    /// @param files those that its users send
    public record Chats(
            Function<ConversationId, ChatRules> rules, UserFiles files, Clients clients) {}

    /// The clients whose users these are.
    ///
    /// @param usual the client that is there without others
    /// @param named the name of the client that a conversation is of
    public record Clients(String usual, Function<ConversationId, String> named) {}

    /// @param onHoldTimeout how long a user waits for somebody
    /// @param idleTimeout how long a chat goes on in which nothing is said
    /// @param returnDelay how long a user whom nobody answered is left alone before the bot has the
    ///   user again
    /// @param keywords what a user says, in lower case, to be back with the bot
    /// @param phonePrefixes what the platform puts before phone numbers
    /// @param zone of the times that agents outside are shown
    /// @param notices what users and agents outside are told; those that are absent or empty are
    ///   not
    /// @param reading how its messages read
    public record ChatRules(
            Duration onHoldTimeout,
            Duration idleTimeout,
            Duration returnDelay,
            Set<String> keywords,
            List<String> phonePrefixes,
            ZoneId zone,
            Map<Notice, String> notices,
            MessageRenderer reading) {

        private static final int SHORTEST_PHONE = 10;

        public ChatRules {
            keywords = Set.copyOf(keywords);
            phonePrefixes = List.copyOf(phonePrefixes);
            notices = Map.copyOf(notices);
        }

        /// Empty if it is not to be told.
        ///
        /// @param facts what stands for `{name}` in it, and so on
        public String notice(Notice notice, Map<String, String> facts) {
            String text = notices.getOrDefault(notice, "");
            for (Map.Entry<String, String> fact : facts.entrySet()) {
                text = text.replace("{" + fact.getKey() + "}", fact.getValue());
            }
            return text;
        }

        /// A phone number as people write it.
        public String phone(String number) {
            return phonePrefixes.stream()
                    .filter(number::startsWith)
                    .map(prefix -> number.substring(prefix.length()))
                    .filter(rest -> rest.length() >= SHORTEST_PHONE)
                    .findFirst()
                    .orElse(number);
        }
    }

    /// What is told of chats.
    public enum Notice {
        /// To users.
        WAIT_AGENT,
        /// With `{position}`.
        QUEUE_POSITION,
        TRANSFERRED,
        /// With `{type}`. Agents are told this as well.
        UNSUPPORTED,

        /// To agents outside, in the name of the user `{name}`.
        WELCOME,
        CONTEXT_TITLE,
        CLIENT_LABEL,
        BOT_LABEL,
        CASE_DESCRIPTION,
        /// Of a user whom nobody knows yet.
        FIRST_NAME,
        /// A file of the user is there, with `{file}`.
        UPLOAD_SUCCESS,

        /// To users: a file of theirs did not arrive.
        UPLOAD_ERROR,
        /// To users: a file of an agent's, as a link, with `{file}` and `{url}`.
        AGENT_FILE
    }
}
