package dev.switchboard.application.service.hint;

import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The live events of hubs that share their partitions. Listeners of the same hub hear an event at
/// once. The other hubs hear a hint of it, if clients of theirs follow the conversation.
///
/// While a conversation is in doubt, its feeds read the journal and look at the claims before they
/// push anything more.
final class SharedLiveEvents implements LiveEvents {

    /// Followers read longer messages from the store.
    private static final int MOST_LETTERS = 16_384;

    private final List<Consumer<Event>> own = new CopyOnWriteArrayList<>();
    private final List<Consumer<Event>> others = new CopyOnWriteArrayList<>();
    private final HintTopics topics;

    SharedLiveEvents(HintTopics topics) {
        this.topics = topics;
        topics.add(new Follower());
    }

    private final class Follower implements HintTopics.Follower {

        @Override
        public void heard(Hint.Topical hint, boolean goesOn) {
            if (hint instanceof Hint.Published(_, var event)) {
                if (!goesOn || event instanceof Event.Claimed) {
                    tell(others, new Event.InDoubt(event.conversation()));
                }
                tell(others, event);
            }
        }

        @Override
        public void inDoubt(PartitionKey subject) {
            if (subject instanceof ConversationId conversation) {
                tell(others, new Event.InDoubt(conversation));
            }
        }
    }

    @Override
    public void publish(Event event) {
        tell(own, event);
        Event told = told(event);
        if (told != null) {
            topics.publish(source -> new Hint.Published(source, told));
        }
    }

    private static void tell(List<Consumer<Event>> listeners, Event event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    /// Returns the part of an event that clients and consoles at other hubs may get; null if there
    /// is none.
    private static @Nullable Event told(Event event) {
        return switch (event) {
            case Event.Appended(var message, var deliveries) -> appended(message, deliveries);
            case Event.InDoubt _,
                    Event.Passed _,
                    Event.Grown _,
                    Event.Claimed _,
                    Event.Resumed _,
                    Event.Settled _,
                    Event.Slow _,
                    Event.Typing _,
                    Event.Ephemeral _ ->
                    event;
            case Event.Reached(var message, _) -> isShort(message) ? event : null;
            case Event.Found _ -> null;
        };
    }

    private static Event appended(Message message, List<Delivery> deliveries) {
        List<Delivery> forClients =
                deliveries.stream()
                        .filter(delivery -> delivery.target().equals(Target.LIVE_CLIENTS))
                        .toList();
        if (forClients.isEmpty()) {
            return new Event.Passed(message.conversation(), message.seq());
        }
        return isShort(message)
                ? new Event.Appended(message, forClients)
                : new Event.Grown(message.conversation(), message.seq());
    }

    private static boolean isShort(Message message) {
        return message.content().length() <= MOST_LETTERS;
    }

    @Override
    public void listen(Consumer<Event> listener) {
        own.add(listener);
    }

    @Override
    public void listenToAll(Consumer<Event> listener) {
        own.add(listener);
        others.add(listener);
    }

    @Override
    public void follow(ConversationId conversation) {
        topics.follow(conversation);
    }

    @Override
    public void retain(Set<ConversationId> conversations) {
        topics.leave(subject ->
                subject instanceof ConversationId conversation
                        && !conversations.contains(conversation));
    }

    @Override
    public boolean isWhole() {
        return topics.isWhole();
    }
}
