package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.ContextWindow;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what an agent may see of a conversation, and nothing older.
final class ContextReader {

    private final Conversations conversations;
    private final History history;
    private final ContextWindow window;
    private final Clock clock;

    ContextReader(Conversations conversations, History history, ContextWindow window, Clock clock) {
        this.conversations = conversations;
        this.history = history;
        this.window = window;
        this.clock = clock;
    }

    /// @param seq the last `seq` of the conversation
    record Context(long seq, Slice slice) {

        /// The `seq` of the first message that is shown, or would be.
        long oldest() {
            return slice.messages().isEmpty() ? seq + 1 : slice.messages().getFirst().seq();
        }

        /// Whether a console that has everything up to `cursor` can continue from there.
        boolean reaches(long cursor) {
            return cursor >= oldest() - 1 && cursor <= seq;
        }

        @Nullable Message lastOfUser() {
            return slice.messages().reversed().stream()
                    .filter(message -> message.author().party() == Party.USER)
                    .findFirst()
                    .orElse(null);
        }
    }

    /// 0 for a conversation without messages.
    long lastSeq(ConversationId conversation) {
        return conversations.find(conversation).map(Conversation::lastSeq).orElse(0L);
    }

    /// Returns the newest messages. They end exactly at `seq` if the caller holds the
    /// conversation's lock.
    Context newest(ConversationId conversation) {
        long seq = lastSeq(conversation);
        return new Context(seq, slice(conversation, seq, window.messages()));
    }

    /// Returns the newest messages before a `seq`.
    Slice before(ConversationId conversation, @Nullable Long before, int limit) {
        long seq = lastSeq(conversation);
        return slice(conversation, before == null ? seq : Math.min(seq, before - 1), limit);
    }

    private Slice slice(ConversationId conversation, long upTo, int limit) {
        int read = Math.min(limit, window.messages()) + 1;
        List<Message> newest =
                upTo < 1
                        ? List.of()
                        : history.messages(conversation, Math.max(0, upTo - read), read).stream()
                                .map(Recorded::message)
                                .filter(message -> message.seq() <= upTo)
                                .toList();
        return window.slice(newest, limit, clock.instant());
    }
}
