package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.ReceiveUserMessages.Heard;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.Chats;
import dev.switchboard.application.port.out.upstream.Upstream.Notice;
import dev.switchboard.application.port.out.upstream.UserFiles;
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

/// What is journaled of a user of a bot outside: what they, their bot and agents outside say, and
/// what the hub says to the user, to the bot that takes the user back, and to a desk outside. Each
/// once, however often it is tried. The caller of what journals holds the conversation's lock.
final class ChatRecord {

    /// Tells a desk outside what was said before the chat.
    static final Content CONTEXT = new Content.Json("{\"event\":\"context\"}");

    /// Tells a desk outside all that was said, also in the chat.
    static final Content TRANSCRIPT = new Content.Json("{\"event\":\"transcript\"}");

    /// Tells a desk outside that the user is gone.
    static final Content LEFT = new Content.Json("{\"event\":\"user_left\"}");

    private static final Author HUB = new Author(Party.SYSTEM, "switchboard");

    private final MessageRelay relay;
    private final Map<String, Chats> chats;
    private final Ids ids;
    private final Clock clock;

    /// @param chats by the origin of their conversations
    ChatRecord(MessageRelay relay, Map<String, Chats> chats, Ids ids, Clock clock) {
        this.relay = relay;
        this.chats = Map.copyOf(chats);
        this.ids = ids;
        this.clock = clock;
    }

    ChatRules rules(ConversationId conversation) {
        return chats(conversation).rules().apply(conversation);
    }

    /// Those that the users of a conversation send.
    UserFiles files(ConversationId conversation) {
        return chats(conversation).files();
    }

    private Chats chats(ConversationId conversation) {
        Chats found = chats.get(conversation.origin());
        if (found == null) {
            throw new IllegalArgumentException("No chats in " + conversation.origin());
        }
        return found;
    }

    /// Where what is said to a chat's user is sent.
    static Target user(Chat chat) {
        return new Target(
                Target.Kind.USER, chat.conversation().origin() + "/" + chat.request().provider());
    }

    /// Where what the user of a chat at a desk outside says is sent.
    static Target desk(Chat chat) {
        return new Target(Target.Kind.DESK, chat.desk());
    }

    /// The bot that has the users of a conversation's origin, unless people have them.
    static Target bot(ConversationId conversation) {
        return new Target(Target.Kind.BOT, conversation.origin());
    }

    /// Tells the user, unless there is nothing to say.
    ///
    /// @param facts what stands for `{name}` in it, and so on
    /// @param occasion what makes this notice one of its own within its chat
    void tell(Chat chat, Notice notice, Map<String, String> facts, String occasion) {
        String text = rules(chat.conversation()).notice(notice, facts);
        if (!text.isEmpty()) {
            append(chat, HUB, text(text), user(chat), occasion);
        }
    }

    /// A user or their bot said something on a platform.
    ///
    /// @param people the desk that has the user; null if the bot has them
    /// @return whether it is new
    boolean heard(Heard heard, @Nullable Target people) {
        ConversationId conversation = heard.conversation();
        Author author =
                heard.by() == Party.USER
                        ? new Author(Party.USER, conversation.externalId())
                        : new Author(Party.BOT, conversation.origin());
        IdempotencyKey once = key("platform:" + heard.source(), heard.id());
        Appended appended = append(conversation, author, heard.content(), people, once);
        return appended instanceof Appended.Stored;
    }

    /// An agent at a desk outside says something to the user.
    ///
    /// @param said as agents of ours say it
    void says(Chat chat, String agent, Map<String, JsonValue> said, String id) {
        Author author = new Author(Party.AGENT, agent.isBlank() ? chat.desk() : agent);
        append(chat, author, content(said), user(chat), "desk/" + id);
    }

    /// Has the desk told what was said before, ahead of all that the user says from now on.
    void briefs(Chat chat) {
        append(chat, HUB, CONTEXT, desk(chat), "context");
    }

    /// Has the desk told again what was said so far, for its agents know nothing of it any more.
    /// What the user says meanwhile may go ahead: then they were told before that.
    void briefsAgain(Chat chat, String occasion) {
        append(chat, HUB, TRANSCRIPT, desk(chat), occasion);
    }

    /// Says something to agents in the user's name.
    void greets(Chat chat, String text) {
        if (!text.isEmpty()) {
            append(chat, HUB, text(text), desk(chat), "welcome");
        }
    }

    /// Has the desk told that the user is gone, behind all that the user said.
    void leaves(Chat over) {
        append(over, HUB, LEFT, desk(over), "left");
    }

    private static Content text(String text) {
        Map<String, JsonValue> said = new LinkedHashMap<>();
        said.put("type", new JsonString("text"));
        said.put("text", new JsonString(text));
        return content(said);
    }

    private static Content content(Map<String, JsonValue> said) {
        return new Content.Json(JsonValues.write(new JsonObject(said)));
    }

    /// Tells the bot that it has the user again.
    void returned(Chat over, Way way) {
        append(over, HUB, returning(over.request(), way), bot(over.conversation()), "return");
    }

    /// Tells the bot that it keeps the user.
    void kept(ConversationId conversation, Chat.Request request) {
        append(conversation, HUB, returning(request, Way.BLOCKED), bot(conversation), null);
    }

    private static Content returning(Chat.Request request, Way way) {
        Map<String, JsonValue> said = new LinkedHashMap<>();
        said.put("event", new JsonString("returned_to_bot"));
        said.put("way", new JsonString(way.name().toLowerCase(Locale.ROOT)));
        said.put("provider", new JsonString(request.provider()));
        said.put("userId", new JsonString(request.userId()));
        said.put("botSlug", new JsonString(request.botSlug()));
        return content(said);
    }

    private void append(Chat chat, Author by, Content said, Target target, String occasion) {
        append(chat.conversation(), by, said, target, key("chat:" + chat.id(), occasion));
    }

    private IdempotencyKey key(String scope, String key) {
        return new IdempotencyKey(scope, key, "", clock.instant().plus(IdempotencyKey.LIFE));
    }

    private Appended append(
            ConversationId conversation,
            Author by,
            Content said,
            @Nullable Target target,
            @Nullable IdempotencyKey key) {
        Instant now = clock.instant();
        Entry entry =
                new Entry(
                        ids.messageId(),
                        conversation,
                        by,
                        said,
                        null,
                        null,
                        key,
                        target == null ? List.of() : List.of(Delivery.owed(target, now)),
                        now);
        return (by.equals(HUB) ? relay.note(entry) : relay.relay(entry)).appended();
    }
}
