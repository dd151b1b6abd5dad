package dev.switchboard.application.service.message;

import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

/// The messages that this hub sent to channels last, so that their callbacks, which usually come at
/// once, can be verified without reading the journal. Holds only what never changes; everything
/// else is in the journal.
final class RecentlySent {

    /// The size of each of two generations. The older one is dropped when the younger one is full.
    private static final int GENERATION = 5_000;

    private static final Content NOTHING = new Content("null");

    private final AtomicReference<Generations> generations =
            new AtomicReference<>(
                    new Generations(new ConcurrentHashMap<>(), new ConcurrentHashMap<>()));

    private record Generations(
            ConcurrentMap<MessageId, Sent> young, ConcurrentMap<MessageId, Sent> old) {

        Generations next() {
            return young.size() < GENERATION
                    ? this
                    : new Generations(new ConcurrentHashMap<>(), young);
        }
    }

    /// @param channel the channel's id
    record Sent(Message message, String channel) {}

    void remember(Message message, Entry entry) {
        for (Delivery delivery : entry.deliveries()) {
            if (delivery.target().kind() == Target.Kind.CHANNEL) {
                put(new Sent(withoutContent(message), delivery.target().name()));
            }
        }
    }

    private void put(Sent sent) {
        generations.updateAndGet(Generations::next).young().put(sent.message().id(), sent);
    }

    /// A proof needs no content, and contents may be large.
    private static Message withoutContent(Message message) {
        return new Message(
                message.id(),
                message.conversation(),
                message.seq(),
                message.author(),
                NOTHING,
                null,
                null,
                message.at());
    }

    Optional<Sent> find(MessageId id) {
        Generations now = generations.get();
        Sent sent = now.young().get(id);
        return Optional.ofNullable(sent != null ? sent : now.old().get(id));
    }
}
