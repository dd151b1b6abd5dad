package dev.switchboard.application.port.in.replay;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.replay.Replay;
import org.jspecify.annotations.Nullable;

/// Sends messages of a conversation to one of its targets again, whether or not it has them.
///
/// Every method throws `StoreUnavailableException` if the store does not answer. A replay that was
/// accepted by then is finished later.
public interface ReplayConversations {

    /// Sends messages to the end of their lane, in the order of the conversation. All of them are
    /// queued durably when this returns, also those that a crash interrupted. A repeat by its key
    /// sends nothing again.
    Outcome replay(Command command);

    /// Counts what [#replay] would send again and leave. Changes nothing.
    Preview preview(Replay.Request request);

    /// @param caller within whose requests the key is unique
    /// @param key the caller's own key, which identifies repeats
    record Command(String caller, String key, Replay.Request request) {
        public ConversationId conversation() {
            return request.conversation();
        }
    }

    sealed interface Outcome {

        /// @param replay with its result
        record Queued(Replay replay) implements Outcome {}

        /// The key was used for another request. Nothing was sent.
        record KeyReused() implements Outcome {}

        record UnknownConversation() implements Outcome {}
    }

    sealed interface Preview {

        /// @param next as [Replay#next]
        record Counted(Replay.Result result, @Nullable Long next) implements Preview {}

        record UnknownConversation() implements Preview {}
    }
}
