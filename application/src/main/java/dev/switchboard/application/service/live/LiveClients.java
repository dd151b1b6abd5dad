package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.session.ClientLine.ClientEvent;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The clients that are connected to this hub, and the conversations that they follow. Passes live
/// events to them.
public final class LiveClients implements DistantFollowers {

    private final ConcurrentMap<ClientId, LiveClient> clients = new ConcurrentHashMap<>();
    private final ConversationFollowers<LiveClient> followers = new ConversationFollowers<>();
    private final LiveEvents live;

    LiveClients(LiveEvents live) {
        this.live = live;
        live.listenToAll(this::hear);
    }

    /// Returns the proven identity of a live connection; empty if there is none.
    public Optional<EndUser> who(ClientId client) {
        return find(client).map(LiveClient::who);
    }

    /// Like [#who(ClientId)], and what a request showed for this conversation.
    public Optional<EndUser> who(ClientId client, ConversationId conversation) {
        return find(client).map(live -> live.who(conversation));
    }

    Optional<LiveClient> find(ClientId client) {
        return Optional.ofNullable(clients.get(client));
    }

    /// @return the previous connection of the same client, if there was one
    Optional<LiveClient> add(LiveClient client) {
        return Optional.ofNullable(clients.put(client.id(), client));
    }

    /// Removes a client and ends all pushes to it.
    void end(LiveClient client) {
        clients.remove(client.id(), client);
        followers.end(client);
    }

    /// Begins to push a conversation; see [ConversationFollowers#add].
    void follow(
            LiveClient client,
            ConversationId conversation,
            PushPolicy policy,
            long after,
            long readableAfter) {
        followers.add(client, conversation, policy, after, readableAfter);
        live.follow(conversation);
    }

    /// Ends earlier connections of a client's session, at whichever hub they are.
    void resumed(LiveClient client) {
        SessionKey session = client.session();
        if (session != null) {
            client.feeds()
                    .conversations()
                    .forEach(conversation ->
                            live.publish(new Event.Resumed(conversation, session, client.epoch())));
        }
    }

    void stopFollowing(LiveClient client, ConversationId conversation) {
        followers.remove(client, conversation);
        client.forget(conversation);
    }

    /// Ends the feeds of all other users of a conversation that was claimed.
    public void claimed(Claim claim) {
        for (LiveClient client : followersOf(claim.conversation())) {
            if (!claim.provenBy(client.who(claim.conversation()))) {
                stopFollowing(client, claim.conversation());
            }
        }
    }

    Stream<LiveClient> all() {
        return clients.values().stream();
    }

    /// The sessions of the connected clients.
    Stream<KeptSessions.Connected> sessions() {
        return all().flatMap(client ->
                Stream.ofNullable(client.session())
                        .map(key -> new KeptSessions.Connected(key, client.feeds().positions())));
    }

    @Override
    public Set<ConversationId> followed() {
        return followers.conversations();
    }

    List<LiveClient> followersOf(ConversationId conversation) {
        return followers.of(conversation);
    }

    @Override
    public long readUpTo(ConversationId conversation) {
        return followersOf(conversation).stream()
                .mapToLong(client -> client.feeds().readUpTo(conversation))
                .max()
                .orElse(0);
    }

    @Override
    public void found(ConversationId conversation, long seq) {
        followersOf(conversation).forEach(client -> client.feeds().found(conversation, seq));
    }

    @Override
    public void doubt(ConversationId conversation) {
        followersOf(conversation).forEach(client -> client.feeds().doubt(conversation));
    }

    /// Passes a live event to the clients that follow its conversation.
    private void hear(Event event) {
        switch (event) {
            case Event.Appended(var message, var deliveries) -> appended(message, deliveries);
            case Event.Found(var message) -> found(message.conversation(), message.seq());
            case Event.InDoubt(var conversation) -> doubt(conversation);
            case Event.Settled(var message, var delivery) ->
                    tellOf(message, new ClientEvent.Settled(message, delivery));
            case Event.Passed(var conversation, var seq) ->
                    followersOf(conversation)
                            .forEach(client -> client.feeds().pass(conversation, seq));
            case Event.Grown(var conversation, var seq) -> found(conversation, seq);
            case Event.Resumed(var conversation, var session, var epoch) ->
                    followersOf(conversation).stream()
                            .filter(client -> client.isBefore(session, epoch))
                            .forEach(LiveClient::replaced);
            case Event.Claimed _, Event.Reached _, Event.Typing _ -> {}
            case Event.Slow(var message) -> tellOf(message, new ClientEvent.Slow(message));
            case Event.Ephemeral(var conversation, var content) -> {
                ClientEvent typing = new ClientEvent.Ephemeral(conversation, content);
                followersOf(conversation)
                        .forEach(client ->
                                client.feeds().tell(conversation, () -> client.tell(typing)));
            }
        }
    }

    /// Called for every message of every conversation.
    private void appended(Message message, List<Delivery> deliveries) {
        List<LiveClient> following = followersOf(message.conversation());
        if (following.isEmpty()) {
            return;
        }
        Delivery owed = owed(deliveries);
        if (owed == null) {
            following.forEach(client -> client.feeds().pass(message.conversation(), message.seq()));
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
    private void tellOf(Message message, ClientEvent event) {
        followersOf(message.conversation())
                .forEach(client ->
                        client.feeds()
                                .tell(
                                        message.conversation(),
                                        () -> {
                                            if (client.feeds().mayKnow(message)) {
                                                client.tell(event);
                                            }
                                        }));
    }
}
