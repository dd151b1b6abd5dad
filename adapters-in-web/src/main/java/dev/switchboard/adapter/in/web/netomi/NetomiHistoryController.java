package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.application.port.in.conversation.ReadConversations.MessagePage;
import dev.switchboard.application.port.in.conversation.ReadRecent;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.web.bind.annotation.RestController;

/// Shows agents what was said (contract netomi 2.1).
@RestController
final class NetomiHistoryController implements NetomiHistoryApi {

    private static final String NEXT = "X-Next-Cursor";
    private static final int CALLBACKS = 100;
    private static final int SHOWN_CALLBACKS = 50;
    private static final int CONVERSATIONS = 500;
    private static final int MESSAGES = 1000;

    private final ReadRecent recent;
    private final ReadConversations conversations;

    NetomiHistoryController(ReadRecent recent, ReadConversations conversations) {
        this.recent = recent;
        this.conversations = conversations;
    }

    @Override
    public ResponseEntity<byte[]> callbacks(@Nullable String limit) {
        int shown = limit(limit, SHOWN_CALLBACKS, CALLBACKS);
        List<Message> newestFirst = recent.botMessages(Bot.NAME, CALLBACKS);
        List<Message> page = newestFirst.stream().limit(shown).toList().reversed();
        return Body.of("success", true)
                .with("count", page.size())
                .with("total", newestFirst.size())
                .raw("messages", array(page.stream().map(HistoryEntry::textOf).toList()))
                .as(ResponseEntity.ok());
    }

    @Override
    public ResponseEntity<byte[]> conversations(@Nullable String after, @Nullable String limit) {
        ReadRecent.Page page =
                recent.conversations(
                        Bot.NAME,
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

    @Override
    public ResponseEntity<byte[]> conversation(
            String id, @Nullable String after, @Nullable String limit) {
        int most = limit(limit, MESSAGES, MESSAGES);
        long start = after == null ? 0 : QueryText.number("after", after);
        ConversationId conversation = Bot.conversation(id);
        long count = conversations.find(conversation).map(Conversation::lastSeq).orElse(0L);
        MessagePage page =
                conversations
                        .messages(conversation, start, most)
                        .orElseGet(() -> new MessagePage(List.of(), null));
        List<String> messages =
                page.messages().stream()
                        .map(recorded -> HistoryEntry.of(recorded.message()).toString())
                        .toList();
        String next = page.next() == null ? null : page.next().toString();
        return Body.of("ok", true)
                .with("conversationId", id)
                .with("messageCount", count)
                .raw("messages", array(messages))
                .as(page(next));
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
}
