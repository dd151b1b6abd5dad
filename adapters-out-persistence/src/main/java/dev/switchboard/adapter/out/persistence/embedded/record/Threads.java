package dev.switchboard.adapter.out.persistence.embedded.record;

import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The messages of a conversation, in `HISTORY`, across generations.
public final class Threads {

    private Threads() {}

    /// Visits the messages of a conversation in order of `seq`, until `wantsMore` returns false.
    ///
    /// @param after the `seq` after which to begin
    /// @param wantsMore receives the id of each message
    public static void follow(
            View view, ConversationId id, long after, Predicate<MessageId> wantsMore) {
        for (int generation : generations(view, id)) {
            byte[] from = Keys.history(generation, id, after + 1);
            byte[] until = Keys.history(generation, id, Long.MAX_VALUE);
            try (Scan scan = view.scan(Table.HISTORY, from, until)) {
                while (scan.next()) {
                    if (!wantsMore.test(MessageKey.read(scan.value()))) {
                        return;
                    }
                }
            }
        }
    }

    public static List<Integer> newestFirst(View view, ConversationId id) {
        return generations(view, id).reversed();
    }

    private static List<Integer> generations(View view, ConversationId id) {
        Optional<ConversationHead> head = ConversationHead.find(view, id);
        if (head.isEmpty()) {
            return List.of();
        }
        int first = head.get().firstGeneration();
        int last = head.get().lastGeneration();
        return Generations.in(view).all().stream()
                .filter(number -> number >= first && number <= last)
                .toList();
    }
}
