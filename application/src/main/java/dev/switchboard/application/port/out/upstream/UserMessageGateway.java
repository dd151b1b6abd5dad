package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.ReplyWindow;
import dev.switchboard.domain.message.Message;
import java.util.Optional;

/// Brings what a user says to a bot or to a desk. Calls once (and once more with a new token, where
/// the peer refused the old one) and translates the answer; retries nothing else and throws nothing
/// for what a peer can do to it.
public interface UserMessageGateway {

    /// Whether it brings messages to this target.
    boolean serves(Target target);

    /// Blocks until the peer answered or the time is up.
    SendOutcome send(Target target, Message message);

    /// Whether the user of a conversation, who is reached by this target, can be shown that
    /// somebody types.
    default boolean showsTyping(Target target, ConversationId conversation) {
        return false;
    }

    /// How long after their own last words the users whom this target reaches may be written to;
    /// empty if always.
    default Optional<ReplyWindow> replyWindow(Target target) {
        return Optional.empty();
    }

    /// Shows a user that an agent types, or no longer does: once, or not at all. Blocks as [#send]
    /// does.
    ///
    /// @param last what the user said last
    default void showTyping(Target target, Message last, boolean active) {}
}
