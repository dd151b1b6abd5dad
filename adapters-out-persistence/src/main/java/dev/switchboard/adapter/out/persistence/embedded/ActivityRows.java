package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// Where the conversations that live clients follow stand in time: in a slot of ten seconds, so
/// that most messages change nothing.
final class ActivityRows {

    /// Of a conversation that no client follows.
    static final long NO_SLOT = -1;

    private static final Duration SLOT = Duration.ofSeconds(10);
    private static final String MOVE =
            """
            INSERT INTO activity (conversation, origin, slot) VALUES (?, ?, ?)
            ON CONFLICT (conversation) DO UPDATE SET slot = excluded.slot
            """;

    private ActivityRows() {}

    static long slotOf(Instant at) {
        return Math.floorDiv(Micros.of(at), Micros.of(SLOT));
    }

    /// Notes that a message of a conversation was appended.
    ///
    /// @param slot where the conversation stood before
    /// @return where it stands now
    static long note(Sql sql, long conversation, long slot, Entry entry) throws SQLException {
        long next = slotOf(entry.at());
        if (next == slot || (slot == NO_SLOT && !bringsClients(entry))) {
            return slot;
        }
        sql.update(MOVE, conversation, entry.conversation().origin(), next);
        return next;
    }

    private static boolean bringsClients(Entry entry) {
        return entry.author().party() == Party.USER
                || entry.deliveries().stream()
                        .anyMatch(owed -> owed.target().kind() == Target.Kind.CLIENTS);
    }
}
