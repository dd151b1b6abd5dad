package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.application.port.in.session.ClientLine;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.application.port.in.session.ServeClients;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ports for clients, which record their calls. No conversation has an owner, except those that
/// are [owned][#owned] by everybody.
public final class FakeClients implements ServeClients, FollowConversations {

    public final Map<SessionKey, ClientSession> sessions = new HashMap<>();
    public final Set<ConversationId> owned = new HashSet<>();
    public final List<Arrival> arrivals = new ArrayList<>();
    public final List<String> bound = new ArrayList<>();
    public final List<Long> acknowledged = new ArrayList<>();
    public final List<Leaving> leavings = new ArrayList<>();
    public @Nullable EndUser identified;

    @Override
    public Optional<ClientSession> recall(SessionKey key) {
        return Optional.ofNullable(sessions.get(key));
    }

    @Override
    public void arrive(Arrival arrival) {
        arrivals.add(arrival);
    }

    @Override
    public Bound bind(ClientId client, ConversationId conversation, @Nullable Long cursor) {
        bound.add(conversation + "@" + cursor);
        return owned.contains(conversation) ? Bound.DONE : Bound.NOT_YOURS;
    }

    @Override
    public void identify(ClientId client, EndUser who) {
        identified = who;
    }

    @Override
    public void acknowledge(ClientId client, ConversationId conversation, long seq) {
        acknowledged.add(seq);
    }

    @Override
    public void drained(ClientId client) {}

    @Override
    public void leave(ClientId client, ClientLine line, Leaving leaving) {
        leavings.add(leaving);
    }

    @Override
    public boolean mayFollow(EndUser who, ConversationId conversation) {
        return owned.contains(conversation);
    }

    @Override
    public boolean owns(EndUser who, ConversationId conversation) {
        return owned.contains(conversation);
    }

    @Override
    public void release(ConversationId conversation) {}
}
