package dev.switchboard.application.port.in.message;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An end user says something to a bot or to a desk.
public interface SendUserMessage {

    /// Proves or makes the claim, journals the message, hands it to its lane and, if asked to,
    /// waits for the target's own answer. Blocks its thread. Nothing is written when the
    /// conversation is another's, and nothing is claimed when nothing is written: by a repeat, or
    /// by the end of what has not begun.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException naming the field that is wrong
    Result send(Command command);

    /// @param who what the sender has proven; with `client`, that connection's proofs count as well
    /// @param claimFor whose an unclaimed conversation is, besides the sender's: the name of the
    ///   user on whose behalf a service sends, or null
    /// @param trusted whether the sender may write to any conversation: a service
    /// @param client the live connection that shall receive what comes back, or null
    /// @param key the sender's id of the message, 1-200 characters
    /// @param fingerprint a hash of what is said: the same key with another one is a conflict
    /// @param purpose what it does besides being said
    /// @param patience how long to wait for the target's answer; zero for not at all
    record Command(
            ConversationId conversation,
            EndUser who,
            @Nullable String claimFor,
            boolean trusted,
            @Nullable ClientId client,
            Content.Json content,
            Target target,
            String key,
            String fingerprint,
            Purpose purpose,
            Duration patience) {}

    enum Purpose {
        /// It is said, and no more. With a desk it opens the agent session.
        SAY,
        /// It ends the agent session and releases the claim. Told once, however often it is sent.
        END
    }

    sealed interface Result {

        /// It is journaled. `replayed`: an earlier request with the same key did it.
        sealed interface Journaled extends Result {
            MessageId id();

            long seq();

            boolean replayed();
        }

        /// The target took it in time.
        ///
        /// @param body its JSON, or null if it gave none
        record Answered(MessageId id, long seq, @Nullable String body, boolean replayed)
                implements Journaled {}

        /// It will be delivered.
        record Queued(MessageId id, long seq, boolean replayed) implements Journaled {}

        /// The target will not take it.
        record Refused(MessageId id, long seq, int status, String text, boolean replayed)
                implements Journaled {}

        /// There is no agent session to end; nothing was written.
        ///
        /// @param seq of the conversation's last message, 0 if it has none or is not the sender's
        record NothingToEnd(long seq) implements Result {}

        record NotYours() implements Result {}

        record KeyReused() implements Result {}

        /// So much waits for the target that nothing more is taken for it now; nothing was written.
        record TooManyPending() implements Result {}
    }
}
