package dev.switchboard.application.port.out.chat;

import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The chats of each conversation. They go when their conversation is forgotten.
///
/// **One at a time.** A conversation has one live chat at most: the next begins behind one that has
/// ended, which never changes again.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Chats {

    /// A conversation's chats, the newest first.
    ///
    /// @param limit 1 to 1000
    List<Chat> newest(ConversationId conversation, int limit);

    /// Empty for one that was forgotten with its conversation, or never was.
    Optional<Chat> find(ChatId id);

    /// Begins a chat, durable when it returns. Of several callers at once, one wins. Whoever asks
    /// again for the very same chat has it.
    ///
    /// @param chat its `number` is one more than that of the conversation's newest
    Changed begin(Chat chat);

    /// One change, durable when it returns. Of several callers at once with the same `expected`,
    /// one wins. If nobody knows whether a change was made, the same one may be asked for again: if
    /// it stands already, it is [Changed.Done].
    ///
    /// @param expected the version there is as far as the caller knows
    Changed change(long expected, Chat next);

    /// Those that live, and those that are over but not [finished][#finish], in a stable order.
    /// Found by an index, however many ended.
    ///
    /// @param after the one to continue behind, null to begin
    /// @param limit 1 to 1000
    List<Chat> open(@Nullable Chat after, int limit);

    /// All that its end brings with it is done.
    ///
    /// @param over one that has ended
    void finish(Chat over);

    /// Takes what it says of its user out of a chat.
    ///
    /// @return false, and nothing changed, if that is not over and finished
    boolean erase(ChatId id);

    sealed interface Changed {

        record Done() implements Changed {}

        /// Somebody else was quicker, or the chat before it is not over.
        ///
        /// @param there the one that is in the way, or null if there is none
        record Overtaken(@Nullable Chat there) implements Changed {}
    }
}
