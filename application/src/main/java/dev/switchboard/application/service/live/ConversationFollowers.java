package dev.switchboard.application.service.live;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.PushPolicy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/// The followers of each conversation on this hub: connections whose feeds are told of every
/// message. They are looked up with every message, and change seldom.
public final class ConversationFollowers<F extends ConversationFollowers.Follower> {

    private final ConcurrentMap<ConversationId, List<F>> lists = new ConcurrentHashMap<>();

    /// A connection that may follow conversations.
    public interface Follower {

        ConnectionFeeds feeds();
    }

    /// Begins to push a conversation; see [ConnectionFeeds#follow]. A connection that [ends][#end]
    /// meanwhile does not follow it.
    public void add(
            F follower,
            ConversationId conversation,
            PushPolicy policy,
            long after,
            long readableAfter) {
        enlist(follower, conversation);
        follower.feeds().follow(conversation, policy, after, readableAfter);
        // its end may have looked through its feeds before this one was there
        if (follower.feeds().ended()) {
            strike(follower, conversation);
        }
    }

    /// Ends the pushes of a conversation.
    public void remove(F follower, ConversationId conversation) {
        strike(follower, conversation);
        follower.feeds().unfollow(conversation);
    }

    /// Ends all pushes to a connection, for good. Its feeds keep their positions.
    public void end(F follower) {
        follower.feeds().end();
        follower.feeds().conversations().forEach(conversation -> strike(follower, conversation));
    }

    private void enlist(F follower, ConversationId conversation) {
        lists.merge(
                conversation,
                List.of(follower),
                (present, added) ->
                        present.contains(follower)
                                ? present
                                : Stream.concat(present.stream(), added.stream()).toList());
    }

    private void strike(F follower, ConversationId conversation) {
        lists.computeIfPresent(
                conversation,
                (_, present) -> {
                    List<F> rest =
                            present.stream().filter(other -> !other.equals(follower)).toList();
                    return rest.isEmpty() ? null : rest;
                });
    }

    public List<F> of(ConversationId conversation) {
        return lists.getOrDefault(conversation, List.of());
    }

    /// Returns the conversations that somebody follows.
    public Set<ConversationId> conversations() {
        return Set.copyOf(lists.keySet());
    }
}
