package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Live events of a hub that shares with nobody: listeners are called on the publisher's thread.
public final class InMemoryLiveEvents implements LiveEvents {

    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void publish(Event event) {
        for (Consumer<Event> listener : listeners) {
            listener.accept(event);
        }
    }

    @Override
    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    @Override
    public void listenToAll(Consumer<Event> listener) {
        listen(listener);
    }

    @Override
    public void follow(ConversationId conversation) {}

    @Override
    public void retain(Set<ConversationId> conversations) {}

    @Override
    public boolean isWhole() {
        return true;
    }
}
