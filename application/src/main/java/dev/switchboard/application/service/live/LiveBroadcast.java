package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.session.ClientLine.Notice;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;

/// Hands live events to the clients of this node that follow their conversation.
public final class LiveBroadcast {

    private final LiveClients clients;

    public LiveBroadcast(LiveClients clients, LiveEvents events) {
        this.clients = clients;
        events.listen(this::hear);
    }

    private void hear(Event event) {
        switch (event) {
            case Event.Journaled(var message, var delivery)
                    when delivery.target().equals(Target.LIVE_CLIENTS) -> {
                LiveMessage live = new LiveMessage(message, delivery);
                clients.followersOf(event.conversation())
                        .forEach(client -> client.feeds().offer(live));
            }
            case Event.Settled(var message, var delivery) ->
                    tellOf(message, new Notice.Settled(message, delivery));
            case Event.Journaled _, Event.Appended _, Event.Reached _, Event.Typing _ -> {}
            case Event.Slow(var message) -> tellOf(message, new Notice.Slow(message));
            case Event.Fleeting(var conversation, var content) -> {
                Notice notice = new Notice.Fleeting(conversation, content);
                clients.followersOf(conversation).forEach(client -> client.tell(notice));
            }
        }
    }

    /// Who claimed the conversation after the message was written hears nothing of it.
    private void tellOf(Message message, Notice notice) {
        clients.followersOf(message.conversation()).stream()
                .filter(client -> client.feeds().mayKnow(message))
                .forEach(client -> client.tell(notice));
    }
}
