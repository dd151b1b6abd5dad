package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.session.ClientLine.Notice;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;

/// Hands live events to the clients of this node that follow their conversation.
public final class LiveBroadcast {

    private final LiveClients clients;

    public LiveBroadcast(LiveClients clients, LiveEvents events) {
        this.clients = clients;
        events.listen(this::hear);
    }

    private void hear(Event event) {
        switch (event) {
            case Event.Journaled(var message, var delivery) -> {
                LiveMessage live = new LiveMessage(message, delivery);
                clients.followersOf(event.conversation())
                        .forEach(client -> client.feeds().offer(live));
            }
            case Event.Settled(var message, var delivery) ->
                    tell(event, new Notice.Settled(message, delivery));
            case Event.Slow(var message) -> tell(event, new Notice.Slow(message));
            case Event.Fleeting(var conversation, var content) ->
                    tell(event, new Notice.Fleeting(conversation, content));
        }
    }

    private void tell(Event event, Notice notice) {
        clients.followersOf(event.conversation()).forEach(client -> client.tell(notice));
    }
}
