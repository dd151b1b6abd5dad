package dev.switchboard.application.service.conversation;

import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads conversations page by page.
final class ConversationReader implements ReadConversations {

    private static final int LOOKED_AT = 1000;

    private final Conversations conversations;
    private final History history;

    ConversationReader(Conversations conversations, History history) {
        this.conversations = conversations;
        this.history = history;
    }

    @Override
    public ConversationPage list(@Nullable ConversationId after, int limit) {
        List<Conversation> page = conversations.list(after, limit);
        boolean last = page.size() < limit;
        return new ConversationPage(page, last ? null : page.getLast().id());
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return conversations.find(id);
    }

    @Override
    public Optional<MessagePage> messages(ConversationId id, long after, int limit) {
        HistoryPage page = HistoryPage.of(history, id, after, limit);
        List<Recorded> found = page.messages();
        if (found.isEmpty() && conversations.find(id).isEmpty()) {
            return Optional.empty();
        }
        Long next = page.last() ? null : (Long) found.getLast().message().seq();
        return Optional.of(new MessagePage(found, next));
    }

    @Override
    public Optional<Recorded> message(MessageId id) {
        return history.find(id);
    }

    @Override
    public Optional<Trace> trace(MessageId id) {
        return history.find(id).map(message -> new Trace(way(message), answersTo(message)));
    }

    private Way way(Recorded recorded) {
        return new Way(recorded, history.trace(recorded.message().id()));
    }

    private List<Way> answersTo(Recorded recorded) {
        Message message = recorded.message();
        return new Passage(message.conversation(), message.seq(), message.seq() + LOOKED_AT)
                .in(history)
                .filter(later -> message.id().equals(later.message().answers()))
                .map(this::way)
                .toList();
    }
}
