package dev.switchboard.application.port.in.chat;

import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Shows how a user's chats stand, and what was said outside of them.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s.
public interface ReadChats {

    /// How long what was said is shown.
    Duration CONTEXT = Duration.ofHours(24);

    /// The user's newest chat.
    Optional<Shown> newest(ConversationId conversation);

    /// What user and bot said lately that no agent got, in its order. Nothing that was accepted
    /// longer than [#CONTEXT] ago.
    List<Message> context(ConversationId conversation);

    /// @param queued what waits to be brought to people or to the user
    /// @param parked what was given up
    /// @param there how it stands at its desk, null if that desk does not say it
    record Shown(Chat chat, int queued, int parked, @Nullable AtDesk there) {}

    /// @param facts what opening it reached, in the desk's own words
    /// @param owner the process that listens
    /// @param fence grows with each change of owner
    record AtDesk(Map<String, String> facts, String owner, long fence) {
        public AtDesk {
            facts = Map.copyOf(facts);
        }
    }
}
