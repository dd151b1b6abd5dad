package dev.switchboard.application.port.out.message;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reading the journal. Everything a returned append or settle stored is seen at once. Each read
/// costs the same whether a thousand or a million messages are stored.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s. A page shorter than its limit is the last.
public interface History {

    Optional<Recorded> find(MessageId id);

    /// The message of this conversation that a target took under this receipt; the newest, if it
    /// gave several the same.
    Optional<MessageId> findByReceipt(ConversationId conversation, String receipt);

    /// A conversation's messages with a `seq` over `after`, in order; none for an unknown one.
    ///
    /// @param limit 1 to 1000
    List<Recorded> messages(ConversationId conversation, long after, int limit);

    /// Shows all of a conversation behind `after`, in order, page by page.
    default void showAll(ConversationId conversation, long after, Consumer<Recorded> reader) {
        int limit = 1000;
        long last = after;
        List<Recorded> page;
        do {
            page = messages(conversation, last, limit);
            page.forEach(reader);
            last = page.isEmpty() ? last : page.getLast().message().seq();
        } while (page.size() == limit);
    }

    /// Messages of all conversations by ascending id, which is the order in which they were taken
    /// up, nearly.
    ///
    /// @param after the id to continue behind, whether or not there is such a message
    /// @param limit 1 to 1000
    List<Recorded> since(MessageId after, int limit);

    /// The same by descending id.
    ///
    /// @param before the id to continue behind, null to begin with the newest
    /// @param limit 1 to 1000
    List<Recorded> newest(@Nullable MessageId before, int limit);

    /// What was tried for a message, per target, oldest first.
    List<Hop> trace(MessageId id);
}
