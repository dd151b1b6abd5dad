package dev.switchboard.application.port.out.conversation;

import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads conversations, and [fences][#fence] them. A conversation exists from its first journaled
/// message on.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Conversations {

    Optional<Conversation> find(ConversationId id);

    /// Returns the `seq` of the last message; 0 if there is none.
    default long lastSeq(ConversationId id) {
        return find(id).map(Conversation::lastSeq).orElse(0L);
    }

    /// Returns conversations by ascending id.
    ///
    /// @param after the id to continue after; null to begin
    /// @param limit 1 to 1000
    List<Conversation> list(@Nullable ConversationId after, int limit);

    /// Returns the `seq` of the last message of each of these conversations that has one.
    ///
    /// @param some at most 1000
    Map<ConversationId, Long> lastSeqs(Collection<ConversationId> some);

    /// Returns the `seq` of a conversation's last message, 0 if it has none, and makes sure that
    /// nothing which another hub began to append before this one took over can still appear behind
    /// it. Where that is possible, a message for agents alone is appended first, once for each
    /// take-over. A conversation without messages has nothing to protect and is left alone.
    ///
    /// The caller holds the conversation's lock.
    ///
    /// @param entry the id of that message
    long fence(ConversationId id, MessageId entry, Instant now);
}
