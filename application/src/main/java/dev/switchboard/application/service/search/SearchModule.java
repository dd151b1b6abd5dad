package dev.switchboard.application.service.search;

import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.console.Agents;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;

/// The services that find messages by their words.
public record SearchModule(
        SearchMessages search, ConversationIndexer indexer, Pieces pieces, boolean on) {

    /// The interval of [#goOn].
    public static final Duration GO_ON_EVERY = Duration.ofSeconds(1);

    /// @param on whether there is an index; otherwise one that is left from before is removed
    public static SearchModule of(
            Node node, HandoffModule handoffs, Agents agents, MessageIndex index, boolean on) {
        Pieces pieces = new Pieces(index, handoffs.cache(), handoffs.store(), node);
        ConversationIndexer indexer = new ConversationIndexer(index, pieces, node);
        if (on) {
            node.live().listen(indexer::hear);
        }
        return new SearchModule(
                new MessageSearch(
                        index,
                        pieces,
                        handoffs.cache(),
                        handoffs.store(),
                        agents,
                        node.steady(),
                        on),
                indexer,
                pieces,
                on);
    }

    /// Follows the partitions that come and go.
    public PartitionListener partitions() {
        return indexer;
    }

    /// Works on the index for a moment.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    public void goOn() {
        if (on) {
            indexer.goOn();
        } else {
            pieces.forgetSome();
        }
    }

    /// Takes erased words out of the index.
    public void erased(ConversationId conversation) {
        pieces.remake(conversation);
    }

    /// Takes out what retention took from the journal.
    ///
    /// @param last when messages were accepted that may be gone
    public void expired(Instant last) {
        pieces.forget(last);
    }
}
