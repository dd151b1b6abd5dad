package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.Optional;

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
    public List<Hop> trace(MessageId id) {
        return state.alone(
                () -> state.find(id).map(stored -> List.copyOf(stored.trace)).orElse(List.of()));
    }
}
