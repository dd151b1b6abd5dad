package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class InMemoryConversations implements Conversations {
    private final StoreState state;

    InMemoryConversations(StoreState state) {
        this.state = state;
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return state.alone(() -> Optional.ofNullable(state.conversations.get(id)));
    }

    @Override
    public List<Conversation> list(@Nullable ConversationId after, int limit) {
        return state.alone(() ->
                state.conversations.values().stream()
                        .filter(conversation -> isBehind(conversation.id(), after))
                        .limit(limit)
                        .toList());
    }

    @Override
    public Map<ConversationId, Long> lastSeqs(Collection<ConversationId> some) {
        return some.stream()
                .flatMap(id -> find(id).stream())
                .collect(Collectors.toMap(Conversation::id, Conversation::lastSeq));
    }

    private static boolean isBehind(ConversationId id, @Nullable ConversationId after) {
        return after == null || id.value().compareTo(after.value()) > 0;
    }

    /// No other hub appends here.
    @Override
    public long fence(ConversationId id, MessageId entry, Instant now) {
        return lastSeq(id);
    }
}
