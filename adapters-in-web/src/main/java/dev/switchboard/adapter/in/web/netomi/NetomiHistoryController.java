package dev.switchboard.adapter.in.web.netomi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.json.RawMembers;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.OwnMessage;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.OwnPage;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.Progress;
import dev.switchboard.application.port.in.conversation.ReadRecent;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ListPosition;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.message.Message;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows conversations to agents, and end users their own.
@RestController
@Tag(name = "Netomi")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class NetomiHistoryController {

    static final String NEXT = "X-Next-Cursor";
    private static final int CALLBACKS = 100;
    private static final int SHOWN_CALLBACKS = 50;
    private static final int CONVERSATIONS = 500;
    private static final int MESSAGES = 1000;
    private final BotHistory history;
    private final KeepAudit audit;

    NetomiHistoryController(BotHistory history, KeepAudit audit) {
        this.history = history;
        this.audit = audit;
    }

    /// List the bot's last hundred callbacks.
    ///
    /// Oldest first. Agents see those of the last 24 h in conversations that they hold or are
    /// offered. Reading is audited.
    ///
    /// @param limit 1 to 100; the default is 50
    @GetMapping("/api/webhook-messages")
    ResponseEntity<byte[]> listBotCallbacks(
            @RequestParam(required = false) @Nullable String limit, HttpServletRequest request) {
        int shown = limit(limit, SHOWN_CALLBACKS, CALLBACKS);
        List<Message> newestFirst = history.callbacks(request, CALLBACKS);
        List<Message> page = newestFirst.stream().limit(shown).toList().reversed();
        if (!page.isEmpty()) {
            audit.record(
                    BotHistory.nameOf(request),
                    "callback.read",
                    RelayBot.NAME,
                    conversationsOf(page));
        }
        return Body.of("success", true)
                .with("count", page.size())
                .with("total", newestFirst.size())
                .raw("messages", array(page.stream().map(HistoryEntry::textOf).toList()))
                .as(ResponseEntity.ok());
    }

    /// List conversations with the bot.
    ///
    /// The one with the latest activity first. Agents see those that they hold or are offered.
    ///
    /// @param after `X-Next-Cursor` of the previous page
    /// @param limit 1 to 500; the default is 500
    @GetMapping("/api/conversations")
    ResponseEntity<byte[]> listBotConversations(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            HttpServletRequest request) {
        ReadRecent.Page page =
                history.conversations(
                        request,
                        ConversationCursor.parse(after),
                        limit(limit, CONVERSATIONS, CONVERSATIONS));
        Body listed = new Body();
        page.conversations().forEach(c -> listed.with(c.id().externalId(), summary(c)));
        String next = page.next() == null ? null : ConversationCursor.of(page.next());
        return Body.of("ok", true).with("conversations", listed).as(page(next));
    }

    private static Body summary(Conversation conversation) {
        return new Body()
                .with("messageCount", conversation.lastSeq())
                .with("lastActivity", conversation.lastActivityAt().toEpochMilli());
    }

    /// List the messages of a conversation.
    ///
    /// By ascending `seq`; empty for an unknown conversation. For admins and supervisors; for
    /// agents who hold it or are offered it, the last 24 h; and for the end user who owns it, by
    /// resume token or access token, the messages since it is theirs, with the state of each of
    /// their own messages as `status`: `queued`, `accepted` or `failed`. Another's conversation is
    /// treated as unknown. Reading by others than the end user is audited.
    ///
    /// @param id id of the conversation
    /// @param after a `seq`
    /// @param limit 1 to 1000; the default is 1000; 100 for end users
    @GetMapping("/api/conversations/{id}")
    ResponseEntity<byte[]> getBotConversation(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            HttpServletRequest request) {
        int most = limit(limit, MESSAGES, MESSAGES);
        long start = QueryText.after(after);
        ConversationId conversation = RelayBot.conversation(id);
        OwnPage page = history.messages(request, conversation, start, most);
        if (!page.messages().isEmpty() && BotHistory.readsForOthers(request)) {
            audit.record(BotHistory.nameOf(request), "conversation.read", conversation.value(), "");
        }
        List<String> messages =
                page.messages().stream()
                        .map(message -> HistoryEntry.of(message).toString())
                        .toList();
        String next = page.next() == null ? null : page.next().toString();
        return Body.of("ok", true)
                .with("conversationId", id)
                .with("messageCount", page.count())
                .raw("messages", array(messages))
                .as(page(next));
    }

    private static String conversationsOf(List<Message> messages) {
        return messages.stream()
                .map(message -> message.conversation().value())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static BodyBuilder page(@Nullable String next) {
        BodyBuilder answer = ResponseEntity.ok();
        return next == null ? answer : answer.header(NEXT, next);
    }

    private static String array(List<String> items) {
        return items.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static int limit(@Nullable String text, int usual, int most) {
        long limit = text == null ? usual : QueryText.number("limit", text);
        if (limit < 1) {
            throw new InvalidValueException("limit", Reason.INVALID);
        }
        return (int) Math.min(limit, most);
    }

    /// The position to continue a list after, as an opaque text.
    private static final class ConversationCursor {

        private ConversationCursor() {}

        static String of(ListPosition listPosition) {
            String text = listPosition.lastActivityAt() + " " + listPosition.id().externalId();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
        }

        /// @throws InvalidValueException if it is not one of the hub's
        static @Nullable ListPosition parse(@Nullable String cursor) {
            if (cursor == null) {
                return null;
            }
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
                int space = text.indexOf(' ');
                Instant at =
                        QueryText.requiredInstant("after", text.substring(0, Math.max(space, 0)));
                return new ListPosition(at, RelayBot.conversation(text.substring(space + 1)));
            } catch (IllegalArgumentException | InvalidValueException _) {
                throw new InvalidValueException("after", Reason.INVALID);
            }
        }
    }

    /// One message of a conversation's history.
    private static final class HistoryEntry {

        private static final String DATA = "data";

        private HistoryEntry() {}

        static Body of(OwnMessage own) {
            Message message = own.message();
            String text = textOf(message);
            RawMembers members = RawMembers.ofJournaled(text);
            Body entry =
                    new Body()
                            .with("timestamp", message.at().toEpochMilli())
                            .raw(
                                    "payload",
                                    members.has(DATA) && isWrapped(message)
                                            ? members.compact(DATA)
                                            : text)
                            .with("type", typeOf(message, members))
                            .with("seq", message.seq());
            Progress progress = own.progress();
            return progress == null ? entry : entry.with("status", EnumNames.of(progress));
        }

        /// Messages of the bot and of agents are stored with their envelope.
        private static boolean isWrapped(Message message) {
            return switch (message.author().party()) {
                case BOT, AGENT -> true;
                case USER, CHANNEL, SYSTEM -> false;
            };
        }

        private static String typeOf(Message message, RawMembers members) {
            return switch (message.author().party()) {
                case USER -> isMessage(eventType(members)) ? "user_message" : "unsupported";
                case BOT -> "webhook_response";
                case AGENT -> "agent_message";
                case SYSTEM -> "system_event";
                case CHANNEL -> "unsupported";
            };
        }

        private static @Nullable String eventType(RawMembers members) {
            return members.value("eventType") instanceof JsonString(String type) ? type : null;
        }

        private static boolean isMessage(@Nullable String eventType) {
            return eventType == null || eventType.equalsIgnoreCase("message");
        }

        static String textOf(Message message) {
            return message.content().text();
        }
    }
}
