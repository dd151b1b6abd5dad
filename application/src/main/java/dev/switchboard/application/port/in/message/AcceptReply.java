package dev.switchboard.application.port.in.message;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Accepts a message of a bot or desk to an end user.
public interface AcceptReply {

    /// Journals the reply for the conversation's live clients and notifies those that are
    /// connected. Durable when it returns; waits for no client.
    Result accept(Reply reply);

    /// @param conversation null if the reply names none: it is stored as unroutable
    /// @param origin the origin of the sender's conversations
    /// @param from the target that sent the reply
    /// @param once identifies a repeat of the reply; null if each reply is a new one
    /// @param asked the message that the reply answers, as its sender names it
    /// @param part its place among the parts of one answer; null if it is whole
    /// @param effect its effect beyond the message itself
    record Reply(
            @Nullable ConversationId conversation,
            String origin,
            Target from,
            Author author,
            Content content,
            @Nullable Once once,
            Asked asked,
            @Nullable Part part,
            Effect effect) {

        /// No end user can claim it, because no outside system has ids with a space.
        private static final String NOWHERE = "unroutable replies";

        /// Returns the conversation that gets it: of a reply that names none, one of its origin for
        /// all such replies.
        public ConversationId filedUnder() {
            return conversation == null ? ConversationId.of(origin, NOWHERE) : conversation;
        }
    }

    /// The way in which a reply names the message that it answers.
    ///
    /// @param key the sender's own id of the message, or null
    /// @param receipts ids that the bot may have given the message when it took it
    record Asked(@Nullable String key, List<String> receipts) {

        /// The reply names no message.
        public static final Asked NOTHING = new Asked(null, List.of());

        public Asked {
            receipts = List.copyOf(receipts);
        }
    }

    /// @param key 1-500 characters
    /// @param life the duration for which a repeat is recognised
    record Once(String key, Duration life) {}

    /// @param answer the answer that it is a part of
    /// @param index from 0; the part waits a little for its predecessor
    record Part(String answer, int index) {}

    enum Effect {
        NONE,
        /// The desk ends its session. A second end is stored and changes nothing.
        ENDS_AGENT_SESSION,
        /// The bot asks for a human agent.
        ASKS_FOR_AGENT
    }

    sealed interface Result {

        record Accepted() implements Result {}

        /// It was accepted before.
        record Repeated() implements Result {}
    }
}
