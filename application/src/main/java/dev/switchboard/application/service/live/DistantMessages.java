package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.service.cluster.PartitionWatcher;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The messages that other hubs journal in conversations which clients of this hub follow. They are
/// looked for in the store.
final class DistantMessages implements PartitionWatcher {

    private static final int AT_ONCE = 1000;

    private final LiveClients clients;
    private final Conversations conversations;
    private final PartitionOwnership ownership;

    /// The `seq` up to which the feeds of each conversation were told.
    private final ConcurrentMap<ConversationId, Long> told = new ConcurrentHashMap<>();

    DistantMessages(
            LiveClients clients, Conversations conversations, PartitionOwnership ownership) {
        this.clients = clients;
        this.conversations = conversations;
        this.ownership = ownership;
    }

    /// Tells the feeds of what they do not have.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    void look() {
        Partitions held = ownership.held();
        List<ConversationId> distant =
                clients.followed().stream().filter(each -> !held.contains(each)).toList();
        told.keySet().retainAll(distant);
        for (int i = 0; i < distant.size(); i += AT_ONCE) {
            look(distant.subList(i, Math.min(i + AT_ONCE, distant.size())));
        }
    }

    private void look(List<ConversationId> some) {
        for (Map.Entry<ConversationId, Long> last : conversations.lastSeqs(some).entrySet()) {
            ConversationId conversation = last.getKey();
            long known = Math.max(told.getOrDefault(conversation, 0L), clients.read(conversation));
            if (last.getValue() > known) {
                told.put(conversation, last.getValue());
                clients.found(conversation, last.getValue());
            }
        }
    }

    /// This hub is told of what comes. It may not have been told of all that came before, nor of
    /// all claims.
    @Override
    public void taken(Partitions some, boolean clean) {
        clients.followed().stream().filter(some::contains).forEach(clients::doubt);
    }
}
