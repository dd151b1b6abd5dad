package dev.switchboard.application.port.in.chat;

import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
    record Shown(Chat chat, int queued, int parked) {}
}
