package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.ReplyWindow;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.util.Optional;

/// Sends messages to one system: users' messages to its bot or desk, and others' messages to its
/// users. Calls once, and once more with a new token if the peer refused the old one, and
/// translates the answer. Retries nothing else and never throws for a failure of the peer.
public interface UserMessageGateway {

    /// Whether it sends messages to this target.
    boolean serves(Target target);

    /// Blocks until the peer has answered or the time is up.
    SendOutcome send(Target target, Message message);

    /// Whether a message is sent again after a call without an answer, which may have brought it to
    /// its target. If not, it is given up when its own answer has not come in time.
    default boolean repeatsUnknown() {
        return true;
    }

    /// Whether the user of a conversation, reached by this target, can be shown that somebody
    /// types.
    default boolean showsTyping(Target target, ConversationId conversation) {
        return false;
    }

    /// The time after a user's last message in which the target's platform lets us write to the
    /// user; empty if always.
    default Optional<ReplyWindow> replyWindow(Target target) {
        return Optional.empty();
    }

    /// Whether a platform's echo says exactly what it shows a user of a message, or of a part of
    /// the message that is shown by itself.
    ///
    /// @param target the user to whom the message was sent
    /// @param echo the platform's report of a message, as it is journaled
    default boolean isEcho(Target target, Message sent, Content echo) {
        return false;
    }

    /// Shows a user that an agent types or has stopped: once, or not at all. Blocks as [#send]
    /// does.
    ///
    /// @param last the user's last message
    default void showTyping(Target target, Message last, boolean active) {}
}
