package dev.switchboard.application.port.in.message;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Sends an end user's message to a bot or desk.
public interface SendUserMessage {

    /// Proves or makes the claim, journals the message, hands it to its lane and, if asked to,
    /// waits for the target's own answer. Blocks its thread. Nothing is written if the conversation
    /// is another's. Nothing is claimed if nothing is written, as with a repeat, or with the end of
    /// a session that never began.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException naming the invalid field
    Result send(Command command);

    /// @param who the proven identity of the sender; with `client`, that connection's proofs count
    ///   as well
    /// @param claimFor the user for whom a service sends: a conversation that is unclaimed becomes
    ///   this user's as well as the sender's; null if there is none
    /// @param trusted whether the sender is a service, which may write to any conversation
    /// @param client the live connection that receives the replies, or null
    /// @param key the sender's id of the message, 1-200 characters
    /// @param fingerprint a hash of the message: the same key with another fingerprint is a
    ///   conflict
    /// @param purpose the effect of the message beyond its content
    /// @param patience the time to wait for the target's answer; zero to not wait
    record Command(
            ConversationId conversation,
            EndUser who,
            @Nullable String claimFor,
            boolean trusted,
            @Nullable ClientId client,
            Content content,
            Target target,
            String key,
            String fingerprint,
            Purpose purpose,
            Duration patience) {

        /// Returns the same message from a sender with these proofs.
        public Command from(EndUser sender) {
            return new Command(
                    conversation,
                    sender,
                    claimFor,
                    trusted,
                    client,
                    content,
                    target,
                    key,
                    fingerprint,
                    purpose,
                    patience);
        }
    }

    enum Purpose {
        /// An ordinary message. At a desk it opens the agent session.
        SAY,
        /// Ends the agent session and releases the claim. The desk is told once, however often this
        /// is sent.
        END
    }

    sealed interface Result {

        /// The message is journaled. `replayed`: by an earlier request with the same key.
        sealed interface Journaled extends Result {
            MessageId id();

            long seq();

            boolean replayed();
        }

        /// The target took the message in time.
        ///
        /// @param body the target's JSON reply, or null if it gave none
        record Answered(MessageId id, long seq, @Nullable String body, boolean replayed)
                implements Journaled {}

        /// It will be delivered.
        record Queued(MessageId id, long seq, boolean replayed) implements Journaled {}

        /// The target refuses the message.
        record Refused(MessageId id, long seq, int status, String text, boolean replayed)
                implements Journaled {}

        /// There is no agent session to end; nothing was written.
        ///
        /// @param seq the last `seq` of the conversation; 0 if it has none or is not the sender's
        record NothingToEnd(long seq) implements Result {}

        record NotYours() implements Result {}

        record KeyReused() implements Result {}

        /// Too much waits for the target, so it takes no more now; nothing was written.
        record TooManyPending() implements Result {}
    }
}
