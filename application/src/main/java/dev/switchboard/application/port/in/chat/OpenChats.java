package dev.switchboard.application.port.in.chat;

import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Opens a chat when an external bot hands its user over to people, and closes it when the bot
/// takes the user back.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s.
/// Repeating the call completes an unfinished one.
public interface OpenChats {

    /// Begins a chat and opens it at its desk; durable when it returns. A repeat gets the result of
    /// the first call and does nothing. Blocks its thread.
    Connected connect(Command command);

    /// Ends the chat because the bot takes the user back, and tells the desk.
    Finished finish(ConversationId conversation);

    /// @param blocked whether the operator bars this user from agents
    /// @param desk the desk that the route leads to; empty for the default desk, null if there is
    ///   no such route
    /// @param route the operator's routing data for the desk, in the desk's words
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

        /// The user already has a chat from another request.
        record HasOne() implements Connected {}

        record Blocked() implements Connected {}

        record NoRoute() implements Connected {}

        /// The desk refuses the user, now and later.
        ///
        /// @param byData whether the user's data is the reason; otherwise an operator must fix
        ///   something
        /// @param code the desk's code for the reason, `[A-Z0-9_]{1,64}`
        record Refused(boolean byData, String code) implements Connected {}

        record DeskAway(Duration retryAfter) implements Connected {}
    }

    enum Finished {
        DONE,
        /// The user never had a chat.
        NEVER_HAD_ONE,
        /// The last chat is over.
        HAS_NONE
    }
}
