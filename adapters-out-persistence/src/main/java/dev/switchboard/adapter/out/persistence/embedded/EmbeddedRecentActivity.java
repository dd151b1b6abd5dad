package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the latest conversations by their slots, and sorts those of one slot by their newest
/// messages: it reads whole slots and no more than it must.
final class EmbeddedRecentActivity implements RecentActivity {

    static final String PAGE =
            EmbeddedConversations.select(
                            "activity a CROSS JOIN conversation c ON c.id = a.conversation")
                    + """
                    WHERE a.origin = ? AND a.slot <= ? AND (m.accepted_at, c.name) < (?, ?)
                    ORDER BY a.slot DESC, m.accepted_at DESC, c.name DESC LIMIT ?
                    """;
    static final String BOT_MESSAGES =
            "SELECT "
                    + MessageRows.COLUMNS
                    + """
                     FROM message m CROSS JOIN conversation c ON c.id = m.conversation
                    WHERE m.party = 'BOT' AND substr(c.name, 1, length(?1) + 1) = ?1 || ':'
                    ORDER BY m.number DESC LIMIT ?2
                    """;

    private static final Place LAST =
            new Place(Micros.instant(Long.MAX_VALUE), new ConversationId("a:a"));

    private final EmbeddedStore store;

    EmbeddedRecentActivity(EmbeddedStore store) {
        this.store = store;
    }

    @Override
    public List<Conversation> conversations(String origin, @Nullable Place before, int limit) {
        Place place = before == null ? LAST : before;
        Instant at = place.lastActivityAt();
        return store.search(sql ->
                sql.list(
                        PAGE,
                        EmbeddedConversations::read,
                        origin,
                        ActivityRows.slotOf(at),
                        at,
                        place.id(),
                        limit));
    }

    @Override
    public List<Message> botMessages(String origin, int limit) {
        return store.search(sql -> sql.list(BOT_MESSAGES, MessageRows::read, origin, limit));
    }
}
