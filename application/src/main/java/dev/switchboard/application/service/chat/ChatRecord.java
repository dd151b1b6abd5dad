package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.Notice;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.Way;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.IdempotencyKey;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the hub itself says in a chat's conversation: to the user, and to the bot that takes the
/// user back. Each is journaled like all else, and once however often it is tried.
public final class ChatRecord {

    private static final Author HUB = new Author(Party.SYSTEM, "switchboard");

    private final MessageRelay relay;
    private final Map<String, ChatRules> rules;
    private final Ids ids;
    private final Clock clock;

    /// @param rules by the origin of the conversations that they are for
    public ChatRecord(MessageRelay relay, Map<String, ChatRules> rules, Ids ids, Clock clock) {
        this.relay = relay;
        this.rules = Map.copyOf(rules);
        this.ids = ids;
        this.clock = clock;
    }

    ChatRules rules(ConversationId conversation) {
        ChatRules found = rules.get(conversation.origin());
        if (found == null) {
            throw new IllegalArgumentException("No chats in " + conversation.origin());
        }
        return found;
    }

    /// Where what is said to a user of a platform is sent.
    static Target user(ConversationId conversation, String provider) {
        return new Target(Target.Kind.USER, conversation.origin() + "/" + provider);
    }

    /// The bot that has the users of a conversation's origin, unless people have them.
    static Target bot(ConversationId conversation) {
        return new Target(Target.Kind.BOT, conversation.origin());
    }

    /// Tells the user, unless there is nothing to say.
    ///
    /// @param occasion what makes this notice one of its own within its chat
    void tell(Chat chat, Notice notice, String occasion) {
        String text = rules(chat.conversation()).notices().getOrDefault(notice, "");
        if (!text.isEmpty()) {
            Map<String, JsonValue> said = new LinkedHashMap<>();
            said.put("type", new JsonString("text"));
            said.put("text", new JsonString(text));
            append(
                    chat.conversation(),
                    said,
                    user(chat.conversation(), chat.request().provider()),
                    key(chat, occasion));
        }
    }

    /// Tells the bot that it has the user again.
    void returned(Chat over, Way way) {
        append(
                over.conversation(),
                returning(over.request(), way),
                bot(over.conversation()),
                key(over, "return"));
    }

    /// Tells the bot that it keeps the user.
    void kept(ConversationId conversation, Chat.Request request) {
        append(conversation, returning(request, Way.BLOCKED), bot(conversation), null);
    }

    private static Map<String, JsonValue> returning(Chat.Request request, Way way) {
        Map<String, JsonValue> said = new LinkedHashMap<>();
        said.put("event", new JsonString("returned_to_bot"));
        said.put("way", new JsonString(way.name().toLowerCase(Locale.ROOT)));
        said.put("provider", new JsonString(request.provider()));
        said.put("userId", new JsonString(request.userId()));
        said.put("botSlug", new JsonString(request.botSlug()));
        return said;
    }

    private IdempotencyKey key(Chat chat, String occasion) {
        return new IdempotencyKey(
                "chat:" + chat.id(), occasion, "", clock.instant().plus(IdempotencyKey.LIFE));
    }

    private void append(
            ConversationId conversation,
            Map<String, JsonValue> said,
            Target target,
            @Nullable IdempotencyKey key) {
        Instant now = clock.instant();
        relay.relay(
                new Entry(
                        ids.messageId(),
                        conversation,
                        HUB,
                        new Content.Json(JsonValues.write(new JsonObject(said))),
                        null,
                        null,
                        key,
                        List.of(Delivery.owed(target, now)),
                        now));
    }
}
