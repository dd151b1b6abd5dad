package dev.switchboard.application.service.live;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/// Who follows each conversation on this node. It is asked with every message, and changes seldom.
public final class Followers<F> {

    private final ConcurrentMap<ConversationId, List<F>> lists = new ConcurrentHashMap<>();

    public void add(F follower, ConversationId conversation) {
        lists.merge(
                conversation,
                List.of(follower),
                (present, added) ->
                        present.contains(follower)
                                ? present
                                : Stream.concat(present.stream(), added.stream()).toList());
    }

    public void remove(F follower, ConversationId conversation) {
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
