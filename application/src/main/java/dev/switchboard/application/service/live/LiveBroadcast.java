package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.session.ClientLine.Notice;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Passes live events to this node's clients that follow their conversation.
final class LiveBroadcast {

    private final LiveClients clients;

    LiveBroadcast(LiveClients clients) {
        this.clients = clients;
    }

    void hear(Event event) {
        switch (event) {
            case Event.Appended(var message, var deliveries) -> appended(message, deliveries);
            case Event.Found(var message) ->
                    clients.followersOf(message.conversation())
                            .forEach(client -> client.feeds().found(message));
            case Event.InDoubt(var conversation) ->
                    clients.followersOf(conversation)
                            .forEach(client -> client.feeds().doubt(conversation));
            case Event.Settled(var message, var delivery) ->
                    tellOf(message, new Notice.Settled(message, delivery));
            case Event.Reached _, Event.Typing _ -> {}
            case Event.Slow(var message) -> tellOf(message, new Notice.Slow(message));
            case Event.Fleeting(var conversation, var content) -> {
                Notice notice = new Notice.Fleeting(conversation, content);
                clients.followersOf(conversation).forEach(client -> client.tell(notice));
            }
        }
    }

    /// Called for every message of every conversation.
    private void appended(Message message, List<Delivery> deliveries) {
        List<LiveClient> following = clients.followersOf(message.conversation());
        if (following.isEmpty()) {
            return;
        }
        Delivery owed = owed(deliveries);
        if (owed == null) {
            following.forEach(client -> client.feeds().pass(message));
        } else {
            LiveMessage live = new LiveMessage(message, owed);
            following.forEach(client -> client.feeds().offer(live));
        }
    }

    private static @Nullable Delivery owed(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            if (delivery instanceof Pending && delivery.target().equals(Target.LIVE_CLIENTS)) {
                return delivery;
            }
        }
        return null;
    }

    /// A user who claimed the conversation after the message was written is not told of it.
    private void tellOf(Message message, Notice notice) {
        clients.followersOf(message.conversation()).stream()
                .filter(client -> client.feeds().mayKnow(message))
                .forEach(client -> client.tell(notice));
    }
}
