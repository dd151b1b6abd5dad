package dev.switchboard.application.port.out.chat;

import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The chats of each conversation. They are removed with their conversation.
///
/// **One at a time.** A conversation has at most one live chat. The next chat begins only after the
/// last one has ended, and an ended chat never changes again.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Chats {

    /// Returns a conversation's chats, newest first.
    ///
    /// @param limit 1 to 1000
    List<Chat> newest(ConversationId conversation, int limit);

    /// Empty for a chat that was removed with its conversation, or never existed.
    Optional<Chat> find(ChatId id);

    /// Begins a chat; durable when it returns. Of concurrent callers, one wins. A repeat with the
    /// very same chat succeeds again.
    ///
    /// @param chat its `number` is one more than that of the conversation's newest chat. A chat
    ///   that cannot be read keeps its number: then the result is [Changed.Overtaken] by null, and
    ///   the next number is to be tried
    Changed begin(Chat chat);

    /// Makes one change; durable when it returns. Of concurrent callers with the same `expected`,
    /// one wins. After an unknown outcome the same change may be repeated: if it was made already,
    /// the result is [Changed.Done].
    ///
    /// @param expected the stored version as far as the caller knows
    Changed change(long expected, Chat next);

    /// Returns live chats and ended chats that are not [finished][#finish], in a stable order. Uses
    /// an index, so the number of ended chats does not matter. One that cannot be read is left out.
    /// A page shorter than its limit is the last.
    ///
    /// @param after the chat to continue after; null to begin
    /// @param limit 1 to 1000
    List<Chat> open(@Nullable Chat after, int limit);

    /// Marks that everything which follows from the chat's end is done.
    ///
    /// @param over a chat that has ended
    void finish(Chat over);

    /// Removes the user's data from a chat.
    ///
    /// @return false, without a change, if the chat is not ended and finished
    boolean erase(ChatId id);

    sealed interface Changed {

        record Done() implements Changed {}

        /// Another call was faster, or the previous chat has not ended.
        ///
        /// @param there the stored chat, or null if there is none, or it cannot be read
        record Overtaken(@Nullable Chat there) implements Changed {}
    }
}
