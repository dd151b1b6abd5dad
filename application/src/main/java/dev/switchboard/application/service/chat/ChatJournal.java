package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.ChatText;
import dev.switchboard.application.port.out.upstream.Upstream.Chats;
import dev.switchboard.application.port.out.upstream.UserFiles;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.Once;
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
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Journals the messages of chats: those of the user, the bot and external agents, and the hub's
/// own messages to the user, to the bot that takes the user back, and to an external desk. Each is
/// journaled once, however often it is tried. Callers of methods that journal hold the
/// conversation's lock.
final class ChatJournal {

    /// Tells an external desk what was said before the chat.
    static final Content CONTEXT = new Content("{\"event\":\"context\"}");

    /// Tells an external desk everything that was said, in the chat too.
    static final Content TRANSCRIPT = new Content("{\"event\":\"transcript\"}");

    /// Tells an external desk that the user has left.
    static final Content LEFT = new Content("{\"event\":\"user_left\"}");

    private final MessageRelay relay;
    private final Map<String, Chats> chats;
    private final Ids ids;
    private final Clock clock;

    /// @param chats the chat settings by the origin of conversations
    ChatJournal(MessageRelay relay, Map<String, Chats> chats, Ids ids, Clock clock) {
        this.relay = relay;
        this.chats = Map.copyOf(chats);
        this.ids = ids;
        this.clock = clock;
    }

    ChatRules rules(ConversationId conversation) {
        return chats(conversation).rules().apply(conversation);
    }

    /// Returns the access to files of a conversation's user.
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

    /// Returns the target of messages to a chat's user.
    static Target user(Chat chat) {
        return new Target(
                Target.Kind.USER, chat.conversation().origin() + "/" + chat.request().provider());
    }

    /// Returns the target of the user's messages in a chat at an external desk.
    static Target desk(Chat chat) {
        return new Target(Target.Kind.DESK, chat.desk());
    }

    /// Returns the bot for users of a conversation's origin who are not with people.
    static Target bot(ConversationId conversation) {
        return new Target(Target.Kind.BOT, conversation.origin());
    }

    /// Sends one of the hub's own texts to the user, unless it is empty.
    ///
    /// @param facts the values of the placeholders, such as `{name}`
    /// @param occasion distinguishes this text from others of the chat
    void tell(Chat chat, ChatText which, Map<String, String> facts, String occasion) {
        String text = rules(chat.conversation()).text(which, facts);
        if (!text.isEmpty()) {
            append(chat, Author.HUB, text(text), user(chat), occasion);
        }
    }

    /// Journals a message of a user or bot on a platform.
    ///
    /// @param people the desk that has the user; null if the bot has the user
    /// @return its id, also if it was heard before
    MessageId appendFromPlatform(InboundMessage heard, @Nullable Target people) {
        ConversationId conversation = heard.conversation();
        Author author =
                heard.by() == Party.USER
                        ? new Author(Party.USER, conversation.externalId())
                        : new Author(Party.BOT, conversation.origin());
        IdempotencyKey once = key("platform:" + heard.source(), heard.id());
        return append(conversation, author, heard.content(), people, once).first();
    }

    /// Journals an external agent's message to the user.
    ///
    /// @param said in the form of messages of the hub's own agents
    void appendFromDesk(Chat chat, String agent, Map<String, JsonValue> said, String id) {
        Author author = new Author(Party.AGENT, agent.isBlank() ? chat.desk() : agent);
        append(chat, author, content(said), user(chat), "desk/" + id);
    }

    /// Has the desk told what was said before, ahead of everything that the user writes from now
    /// on.
    void sendContext(Chat chat) {
        append(chat, Author.HUB, CONTEXT, desk(chat), "context");
    }

    /// Has the desk told again what was said so far, because its agents cannot see it any more. A
    /// message that the user writes meanwhile may arrive first; then the desk was told before that
    /// message.
    void sendTranscript(Chat chat, String occasion) {
        append(chat, Author.HUB, TRANSCRIPT, desk(chat), occasion);
    }

    /// Sends a message to agents in the user's name.
    void sendGreeting(Chat chat, String text) {
        if (!text.isEmpty()) {
            append(chat, Author.HUB, text(text), desk(chat), "welcome");
        }
    }

    /// Has the desk told that the user has left, after all messages of the user.
    void sendUserLeft(Chat over) {
        append(over, Author.HUB, LEFT, desk(over), "left");
    }

    private static Content text(String text) {
        Map<String, JsonValue> said = new LinkedHashMap<>();
        said.put("type", new JsonString("text"));
        said.put("text", new JsonString(text));
        return content(said);
    }

    private static Content content(Map<String, JsonValue> said) {
        return new Content(JsonValues.write(new JsonObject(said)));
    }

    /// Tells the bot that it has the user again.
    void sendReturned(Chat over, Way way) {
        Content said = returning(over.request(), way);
        append(over, Author.HUB, said, bot(over.conversation()), "return");
    }

    /// Tells the bot that it keeps the user: once for requests with the same key. Without one, a
    /// request may be a new one of the same words, whose bot waits for its user.
    void sendKept(ConversationId conversation, Chat.Request request) {
        String named = request.once().key();
        IdempotencyKey once =
                named == null
                        ? null
                        : new IdempotencyKey(
                                "kept:" + conversation,
                                named,
                                "",
                                clock.instant().plus(Once.SAME_KEY));
        append(conversation, Author.HUB, returning(request, Way.BLOCKED), bot(conversation), once);
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
                        key,
                        target == null ? List.of() : List.of(Delivery.owed(target, now)),
                        now);
        return (by.equals(Author.HUB) ? relay.relayOwn(entry) : relay.relay(entry)).appended();
    }
}
