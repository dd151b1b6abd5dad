package dev.switchboard.application.service.conversation;

import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages in order, for an answer. A thousand of them may have a hundred megabytes, and an answer
/// holds them several times, so a page ends once its contents have a megabyte.
///
/// @param last whether nothing is behind them
record HistoryPage(List<Recorded> messages, boolean last) {

    private static final int BYTES = 1024 * 1024;
    private static final int AT_ONCE = 32;

    /// Reads on from the last message; from the beginning after null.
    private interface Reader {
        List<Recorded> read(@Nullable Recorded last, int limit);
    }

    /// Reads a conversation's messages with a `seq` greater than `after`.
    static HistoryPage of(History history, ConversationId conversation, long after, int limit) {
        return read(
                limit,
                (last, few) ->
                        history.messages(
                                conversation, last == null ? after : last.message().seq(), few));
    }

    /// Reads the messages of all conversations after one of them.
    static HistoryPage since(History history, MessageId after, int limit) {
        return read(
                limit,
                (last, few) -> history.since(last == null ? after : last.message().id(), few));
    }

    private static HistoryPage read(int limit, Reader reader) {
        List<Recorded> read = new ArrayList<>();
        long bytes = 0;
        while (read.size() < limit && bytes < BYTES) {
            int few = Math.min(AT_ONCE, limit - read.size());
            List<Recorded> next = reader.read(read.isEmpty() ? null : read.getLast(), few);
            for (Recorded recorded : next) {
                bytes += recorded.message().content().bytes();
            }
            read.addAll(next);
            if (next.size() < few) {
                return new HistoryPage(read, true);
            }
        }
        return new HistoryPage(read, false);
    }
}
