package dev.switchboard.adapter.in.web.conversation;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.application.port.in.conversation.ReadConversations.ConversationPage;
import dev.switchboard.domain.conversation.ConversationId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/// Conversations and what was said in them, for admins.
@RestController
final class ConversationController implements ConversationApi {

    private final ReadConversations conversations;

    ConversationController(ReadConversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public ConversationView.Page list(
            @Nullable String id, @Nullable String after, @Nullable String limit) {
        if (id != null) {
            var found = conversations.find(ConversationId.named(id)).stream().toList();
            return ConversationView.Page.of(found, null);
        }
        ConversationId start = after == null ? null : ConversationId.named(after);
        ConversationPage page = conversations.list(start, QueryText.limit(limit));
        return ConversationView.Page.of(page.conversations(), page.next());
    }

    @Override
    public ConversationView one(String id) {
        return conversations
                .find(ConversationId.named(id))
                .map(ConversationView::of)
                .orElseThrow(ConversationController::unknown);
    }

    @Override
    public MessageView.Page messages(String id, @Nullable String after, @Nullable String limit) {
        long start = after == null ? 0 : QueryText.number("after", after);
        return conversations
                .messages(ConversationId.named(id), start, QueryText.limit(limit))
                .map(MessageView.Page::of)
                .orElseThrow(ConversationController::unknown);
    }

    @Override
    public MessageView.Page messagesOf(
            @Nullable String conversation, @Nullable String after, @Nullable String limit) {
        return messages(QueryText.required("conversation", conversation), after, limit);
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "Unknown conversation");
    }
}
