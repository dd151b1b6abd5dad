package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemoryHistory implements History {
    private final StoreState state;

    InMemoryHistory(StoreState state) {
        this.state = state;
    }

    @Override
    public Optional<Recorded> find(MessageId id) {
        return state.alone(() -> state.find(id).map(StoredMessage::recorded));
    }

    @Override
    public Optional<MessageId> findByReceipt(ConversationId conversation, String receipt) {
        return state.alone(() ->
                state.of(conversation)
                        .filter(stored -> receipt.equals(stored.receipt))
                        .map(stored -> stored.message.id())
                        .reduce((_, newer) -> newer));
    }

    @Override
    public List<Recorded> messages(ConversationId conversation, long after, int limit) {
        return state.alone(() ->
                state.of(conversation)
                        .filter(stored -> stored.message.seq() > after)
                        .limit(limit)
                        .map(StoredMessage::recorded)
                        .toList());
    }

    @Override
    public List<Recorded> since(MessageId after, int limit) {
        return state.alone(() ->
                state.messages.tailMap(after).values().stream()
                        .filter(stored -> !stored.message.id().equals(after))
                        .limit(limit)
                        .map(StoredMessage::recorded)
                        .toList());
    }

    @Override
    public List<Recorded> newest(@Nullable MessageId before, int limit) {
        return state.alone(() -> {
            var messages = before == null ? state.messages : state.messages.headMap(before);
            return messages.values().stream()
                    .map(StoredMessage::recorded)
                    .toList()
                    .reversed()
                    .stream()
                    .limit(limit)
                    .toList();
        });
    }

    @Override
    public List<Hop> trace(MessageId id) {
        return state.alone(
                () -> state.find(id).map(stored -> List.copyOf(stored.trace)).orElse(List.of()));
    }
}
