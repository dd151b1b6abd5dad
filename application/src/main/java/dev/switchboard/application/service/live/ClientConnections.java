package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.session.ClaimConversations;
import dev.switchboard.application.port.in.session.ClientLine;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.application.port.in.session.ReachClients;
import dev.switchboard.application.port.in.session.ServeClients;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.live.ConnectionFeeds.Acknowledged;
import dev.switchboard.application.service.live.LiveClient.Arriving;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.application.service.session.Ownership.Standing;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connects clients, lets them follow conversations, and disconnects them.
public final class ClientConnections implements ServeClients, FollowConversations, ReachClients {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnections.class);

    private final LiveClients clients;
    private final Ownership ownership;
    private final ClaimConversations claims;
    private final Feeds feeds;
    private final KeptSessions sessions;
    private final Acknowledgements acknowledgements;
    private final AckRecovery recovery;

    ClientConnections(
            LiveClients clients,
            Ownership ownership,
            ClaimConversations claims,
            Feeds feeds,
            KeptSessions sessions,
            Acknowledgements acknowledgements,
            AckRecovery recovery) {
        this.clients = clients;
        this.ownership = ownership;
        this.claims = claims;
        this.feeds = feeds;
        this.sessions = sessions;
        this.acknowledgements = acknowledgements;
        this.recovery = recovery;
    }

    @Override
    public Optional<ClientSession> recall(SessionKey key) {
        return sessions.recall(key);
    }

    @Override
    public void arrive(Arrival arrival) {
        ClientSession continued = arrival.continued();
        long here = clients.find(arrival.client()).map(LiveClient::epoch).orElse(0L);
        LiveClient client =
                feeds.connect(
                        new Arriving(
                                arrival.client(),
                                arrival.who(),
                                arrival.session(),
                                continued == null ? 1 : Math.max(continued.epoch(), here) + 1,
                                arrival.line(),
                                feeds.now()));
        clients.add(client).ifPresent(this::replace);
        if (continued != null) {
            resume(client, continued, arrival.cursors());
        }
    }

    /// Two connections of one session may arrive in either order, so its client may use the one
    /// that is replaced here. That is closed, or the client would wait on it for ever.
    private void replace(LiveClient earlier) {
        end(earlier, Leaving.FOR_NOW);
        earlier.replaced();
    }

    /// If this fails, the stored session stays as it was: a part of it must not take its place.
    private void resume(
            LiveClient client, ClientSession continued, Map<ConversationId, Long> cursors) {
        boolean done = false;
        try {
            continued
                    .positions()
                    .keySet()
                    .forEach(conversation ->
                            resume(client, conversation, continued, cursors.get(conversation)));
            client.resumed();
            sessions.save(client);
            clients.resumed(client);
            done = true;
        } finally {
            if (!done) {
                clients.end(client);
            }
        }
    }

    /// A conversation whose claim was released or lost since then is not followed again.
    private void resume(
            LiveClient client,
            ConversationId conversation,
            ClientSession continued,
            @Nullable Long cursor) {
        OptionalLong readableAfter = ownership.readableAfter(conversation, client.who());
        if (readableAfter.isEmpty()) {
            return;
        }
        Long named = cursor != null && owns(client.who(), conversation) ? cursor : null;
        long position =
                feeds.resume(client, conversation, named, continued, readableAfter.getAsLong());
        if (named != null) {
            recovery.settleSoon(conversation, client.who(), position);
        }
    }

    @Override
    public Bound bind(ClientId id, ConversationId conversation, @Nullable Long cursor) {
        return bind(id, EndUser.NOBODY, conversation, cursor);
    }

    /// @param proven completes the connection's own proofs
    private Bound bind(
            ClientId id, EndUser proven, ConversationId conversation, @Nullable Long cursor) {
        return clients.find(id)
                .map(client -> bind(client, client.who().completedBy(proven), conversation, cursor))
                .orElse(Bound.GONE);
    }

    private Bound bind(
            LiveClient client, EndUser who, ConversationId conversation, @Nullable Long cursor) {
        if (client.feeds().follows(conversation)) {
            return Bound.DONE;
        }
        if (client.feeds().bindings() >= feeds.mostBindings()) {
            return Bound.TOO_MANY;
        }
        if (ownership.awaits(conversation, who)) {
            claims.claimByName(conversation, who);
        }
        return switch (ownership.standing(conversation, who)) {
            case Standing.Foreign _ -> Bound.NOT_YOURS;
            case Standing.Free _ -> listen(client, conversation);
            case Standing.Own(long readableAfter) -> {
                client.show(conversation, who);
                long position = feeds.begin(client, conversation, cursor, readableAfter);
                sessions.save(client);
                if (cursor != null) {
                    recovery.settleSoon(conversation, who, position);
                }
                yield Bound.DONE;
            }
        };
    }

    private Bound listen(LiveClient client, ConversationId conversation) {
        if (!ownership.listen(conversation, () -> feeds.begin(client, conversation, null, 0))) {
            return Bound.NOT_YOURS;
        }
        sessions.save(client);
        return Bound.DONE;
    }

    @Override
    public Optional<EndUser> who(ClientId id) {
        return clients.who(id);
    }

    @Override
    public Bound bind(ClientId id, EndUser proven, ConversationId conversation) {
        return bind(id, proven, conversation, null);
    }

    @Override
    public void identify(ClientId id, EndUser who) {
        clients.find(id).ifPresent(client -> client.identify(who));
    }

    @Override
    public void acknowledge(ClientId id, ConversationId conversation, long seq) {
        clients.find(id)
                .ifPresent(client -> {
                    Acknowledged acknowledged = client.feeds().acknowledge(conversation, seq);
                    if (acknowledged != null) {
                        acknowledgements.record(client, conversation, acknowledged);
                    }
                });
    }

    @Override
    public void drained(ClientId id) {
        clients.find(id).ifPresent(client -> client.feeds().drained());
    }

    @Override
    public void leave(ClientId id, ClientLine line, Leaving leaving) {
        clients.find(id)
                .filter(client -> client.reachedBy(line))
                .ifPresent(client -> end(client, leaving));
    }

    @Override
    public boolean mayFollow(EndUser who, ConversationId conversation) {
        return ownership.mayFollow(conversation, who);
    }

    @Override
    public boolean owns(EndUser who, ConversationId conversation) {
        return ownership.standing(conversation, who) instanceof Standing.Own;
    }

    private void end(LiveClient client, Leaving leaving) {
        clients.end(client);
        try {
            switch (leaving) {
                case FOR_GOOD -> sessions.forget(client);
                case FOR_NOW -> sessions.save(client);
            }
            client.feeds().conversations().forEach(ownership::seen);
        } catch (StoreUnavailableException e) {
            LOG.debug("The position of a leaving client was not stored: {}", e.getMessage());
        }
    }

    @Override
    public void release(ConversationId conversation) {
        ownership.release(conversation);
        for (LiveClient client : clients.followersOf(conversation)) {
            clients.stopFollowing(client, conversation);
            sessions.save(client);
        }
    }
}
