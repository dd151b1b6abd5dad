package dev.switchboard.application.port.out.message;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the journal. Everything that a returned append or settle stored is visible at once. A read
/// costs the same whether a thousand or a million messages are stored.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s. A page shorter than its limit is the last.
public interface History {

    Optional<Recorded> find(MessageId id);

    /// Returns the message of this conversation that a target took with this receipt; the newest if
    /// it gave several the same receipt.
    Optional<MessageId> findByReceipt(ConversationId conversation, String receipt);

    /// Returns a conversation's messages with a `seq` greater than `after`, in order; an empty list
    /// for an unknown conversation.
    ///
    /// @param limit 1 to 1000
    List<Recorded> messages(ConversationId conversation, long after, int limit);

    /// Returns messages of all conversations by ascending id, which is nearly the order in which
    /// they were accepted.
    ///
    /// @param after the id to continue after; such a message need not exist
    /// @param limit 1 to 1000
    List<Recorded> since(MessageId after, int limit);

    /// Returns messages of all conversations by descending id.
    ///
    /// @param before the id to continue after; null to begin with the newest
    /// @param limit 1 to 1000
    List<Recorded> newest(@Nullable MessageId before, int limit);

    /// Returns the attempts to deliver a message, per target, oldest first.
    List<Hop> trace(MessageId id);
}
