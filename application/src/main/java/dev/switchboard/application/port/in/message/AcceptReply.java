package dev.switchboard.application.port.in.message;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bot or a desk says something to an end user.
public interface AcceptReply {

    /// Journals it for the conversation's live clients and tells those who are there. Returns when
    /// it is durable, and waits for no client.
    Result accept(Reply reply);

    /// @param conversation null if it names none: it is kept as unroutable
    /// @param origin the origin of conversations that it comes from
    /// @param from the target it answers for
    /// @param once what makes a repeat of it recognisable, or null if each is a new one
    /// @param asked what it says of the message that it answers
    /// @param part its place among the parts of one answer, or null if it is whole
    /// @param effect what it does besides being said
    record Reply(
            @Nullable ConversationId conversation,
            String origin,
            Target from,
            Author author,
            Content.Json content,
            @Nullable Once once,
            Asked asked,
            @Nullable Part part,
            Effect effect) {}

    /// How a reply names the message that it answers, if it does.
    ///
    /// @param key the sender's own id of it, or null
    /// @param receipts what the bot may have called it when it took it
    record Asked(@Nullable String key, List<String> receipts) {

        /// It answers nothing that it knows of.
        public static final Asked NOTHING = new Asked(null, List.of());

        public Asked {
            receipts = List.copyOf(receipts);
        }
    }

    /// @param key 1-500 characters
    /// @param life for how long a repeat is recognised
    record Once(String key, Duration life) {}

    /// @param answer which answer it is a part of
    /// @param index from 0; it waits a little for the one before it
    record Part(String answer, int index) {}

    enum Effect {
        NONE,
        /// The desk ends its session. A second end is kept and changes nothing.
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
