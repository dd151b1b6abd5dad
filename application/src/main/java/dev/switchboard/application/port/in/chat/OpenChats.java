package dev.switchboard.application.port.in.chat;

import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A bot outside hands its user over to people, and takes the user back.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s; the
/// same call again finishes what it left.
public interface OpenChats {

    /// Begins a chat and opens it at its desk; durable when it returns. A repeat is told what the
    /// first one was, and does nothing. Blocks its thread.
    Connected connect(Command command);

    /// The bot takes the user back: whoever has the chat is told.
    Finished finish(ConversationId conversation);

    /// @param blocked whether the operator keeps this user from people
    /// @param desk where its route leads, empty for the usual desk, null if there is no such route
    /// @param route what an operator says of it to the desk, in the desk's words
    record Command(
            ConversationId conversation,
            Chat.Request request,
            boolean blocked,
            @Nullable String desk,
            Map<String, String> route) {
        public Command {
            route = Map.copyOf(route);
        }
    }

    sealed interface Connected {

        record Done(ChatId chat) implements Connected {}

        /// The user has a chat, by another request.
        record HasOne() implements Connected {}

        record Blocked() implements Connected {}

        record NoRoute() implements Connected {}

        /// The desk will not have the user, now or later.
        ///
        /// @param byData whether it is for the user's data; else an operator must mend something
        /// @param code its word for why, `[A-Z0-9_]{1,64}`
        record Refused(boolean byData, String code) implements Connected {}

        record DeskAway(Duration retryAfter) implements Connected {}
    }

    enum Finished {
        DONE,
        /// The user never had a chat.
        NEVER_HAD_ONE,
        /// The last one was over.
        HAS_NONE
    }
}
