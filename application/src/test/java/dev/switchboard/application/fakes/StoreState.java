package dev.switchboard.application.fakes;

import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.session.Claim;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The state shared by the ports of an [InMemoryStore]. One lock guards all of it.
final class StoreState {
    final SortedMap<MessageId, StoredMessage> messages =
            new TreeMap<>(Comparator.comparing(MessageId::value));
    final SortedMap<ConversationId, Conversation> conversations =
            new TreeMap<>(Comparator.comparing(ConversationId::value));
    final Map<KeyName, StoredKey> keys = new HashMap<>();
    final Map<ConversationId, Claim> claims = new HashMap<>();
    final Map<ConversationId, UserIdentity> users = new HashMap<>();
    private final Outage outage;
    private long lastPlace;

    StoreState(Outage outage) {
        this.outage = outage;
    }

    /// Runs one operation under the lock, if the store is available.
    synchronized <T> T alone(Supplier<T> operation) {
        outage.check();
        return operation.get();
    }

    long nextPlace() {
        return ++lastPlace;
    }

    Optional<StoredMessage> find(MessageId id) {
        return Optional.ofNullable(messages.get(id));
    }

    /// The messages of a conversation by `seq`.
    Stream<StoredMessage> of(ConversationId conversation) {
        return messages.values().stream()
                .filter(stored -> stored.message.conversation().equals(conversation))
                .sorted(Comparator.comparingLong(stored -> stored.message.seq()));
    }

    /// Every delivery with its message, by message id.
    Stream<Slot> slots() {
        return messages.values().stream()
                .flatMap(stored ->
                        stored.deliveries.values().stream()
                                .map(delivery -> new Slot(stored, delivery)));
    }

    record Slot(StoredMessage stored, Delivery delivery) {}

    record KeyName(String scope, String key) {}
}
