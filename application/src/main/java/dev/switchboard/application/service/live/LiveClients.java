package dev.switchboard.application.service.live;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/// The clients that are connected to this node, and the conversations that they follow.
public final class LiveClients {

    private final ConcurrentMap<ClientId, LiveClient> clients = new ConcurrentHashMap<>();
    private final ConcurrentMap<ConversationId, List<LiveClient>> followers =
            new ConcurrentHashMap<>();

    /// Returns the proven identity of a live connection; empty if there is none.
    public Optional<EndUser> who(ClientId client) {
        return find(client).map(LiveClient::who);
    }

    /// Returns the number of connected clients.
    public int count() {
        return clients.size();
    }

    Optional<LiveClient> find(ClientId client) {
        return Optional.ofNullable(clients.get(client));
    }

    /// @return the previous connection of the same client, if there was one
    Optional<LiveClient> add(LiveClient client) {
        return Optional.ofNullable(clients.put(client.id(), client));
    }

    void remove(LiveClient client) {
        clients.remove(client.id(), client);
        client.feeds().conversations().forEach(conversation -> stopFollowing(client, conversation));
    }

    void follow(LiveClient client, ConversationId conversation) {
        followers.merge(
                conversation,
                List.of(client),
                (present, added) ->
                        present.contains(client)
                                ? present
                                : Stream.concat(present.stream(), added.stream()).toList());
    }

    void stopFollowing(LiveClient client, ConversationId conversation) {
        followers.computeIfPresent(
                conversation,
                (_, present) -> {
                    List<LiveClient> rest =
                            present.stream().filter(other -> other != client).toList();
                    return rest.isEmpty() ? null : rest;
                });
    }

    /// Ends the feeds of all other users of a conversation that was claimed.
    public void claimed(Claim claim) {
        for (LiveClient client : followersOf(claim.conversation())) {
            if (!claim.provenBy(client.who())) {
                stopFollowing(client, claim.conversation());
                client.feeds().unfollow(claim.conversation());
            }
        }
    }

    Stream<LiveClient> all() {
        return clients.values().stream();
    }

    /// Returns the conversations that are followed now.
    Set<ConversationId> followed() {
        return Set.copyOf(followers.keySet());
    }

    List<LiveClient> followersOf(ConversationId conversation) {
        return followers.getOrDefault(conversation, List.of());
    }
}
