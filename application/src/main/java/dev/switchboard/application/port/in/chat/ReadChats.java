package dev.switchboard.application.port.in.chat;

import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the state of a user's chats, and what was said outside of them.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s.
public interface ReadChats {

    /// The time for which messages stay in the context.
    Duration CONTEXT = Duration.ofHours(24);

    /// The user's newest chat.
    Optional<Shown> newest(ConversationId conversation);

    /// Returns recent messages of user and bot that no agent received, in order, without those
    /// accepted longer than [#CONTEXT] ago.
    List<Message> context(ConversationId conversation);

    /// @param queued the number of messages that wait for the desk or for the user
    /// @param parked the number of parked messages
    /// @param there the state at the desk; null if that desk does not report one
    record Shown(Chat chat, int queued, int parked, @Nullable AtDesk there) {}

    /// @param facts the results of opening the chat, in the desk's own words
    /// @param owner the process that listens to the desk
    /// @param fence rises with each change of owner
    record AtDesk(Map<String, String> facts, String owner, long fence) {
        public AtDesk {
            facts = Map.copyOf(facts);
        }
    }
}
