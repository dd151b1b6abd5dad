package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The conversations that were written to last, with their last `seq`, so that an append need not
/// ask for it. Used by the writer only, which is why it can be right; whatever was rolled back is
/// asked for again.
final class KnownConversations {

    static final String FIND =
            """
            SELECT c.id, ifnull((SELECT m.seq FROM message m WHERE m.conversation = c.id
                                 ORDER BY m.seq DESC LIMIT 1), 0) AS last_seq, a.slot
            FROM conversation c LEFT JOIN activity a ON a.conversation = c.id WHERE c.name = ?
            """;

    private static final int MAX = 10_000;

    private final Map<ConversationId, Known> conversations = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Target, Long> targets = new HashMap<>();

    /// One conversation, in the writer's eyes.
    static final class Known {

        private final long id;
        private final Set<Long> targets = new HashSet<>();
        private long lastSeq;
        private long slot;

        private Known(long id, long lastSeq, long slot) {
            this.id = id;
            this.lastSeq = lastSeq;
            this.slot = slot;
        }

        long id() {
            return id;
        }

        long nextSeq() {
            lastSeq++;
            return lastSeq;
        }

        void active(Sql sql, Entry entry) throws SQLException {
            slot = ActivityRows.note(sql, id, slot, entry);
        }
    }

    /// The conversation, which begins now if it has not before.
    Known of(Sql sql, ConversationId id, Instant now) throws SQLException {
        Known known = conversations.get(id);
        if (known == null) {
            known = findOrBegin(sql, id, now);
            forgetEldest(conversations);
            conversations.put(id, known);
        }
        return known;
    }

    private static Known findOrBegin(Sql sql, ConversationId id, Instant now) throws SQLException {
        Optional<Known> found = sql.first(FIND, KnownConversations::known, id.value());
        if (found.isPresent()) {
            return found.get();
        }
        sql.update("INSERT INTO conversation (name, started_at) VALUES (?, ?)", id.value(), now);
        return new Known(sql.number("SELECT last_insert_rowid()"), 0, ActivityRows.NO_SLOT);
    }

    private static Known known(Row row) throws SQLException {
        long slot = row.has("slot") ? row.number("slot") : ActivityRows.NO_SLOT;
        return new Known(row.number("id"), row.number("last_seq"), slot);
    }

    /// The target's number, noted as one the conversation's messages are owed to.
    long target(Sql sql, Known conversation, Target target) throws SQLException {
        long id = numberOf(sql, target);
        if (conversation.targets.add(id)) {
            sql.update(
                    "INSERT OR IGNORE INTO conversation_target VALUES (?, ?)", conversation.id, id);
        }
        return id;
    }

    private long numberOf(Sql sql, Target target) throws SQLException {
        Long known = targets.get(target);
        if (known != null) {
            return known;
        }
        String name = target.toString();
        sql.update("INSERT OR IGNORE INTO target (name) VALUES (?)", name);
        long id = sql.number("SELECT id FROM target WHERE name = ?", name);
        forgetEldest(targets);
        targets.put(target, id);
        return id;
    }

    private static <K> void forgetEldest(Map<K, ?> map) {
        if (map.size() >= MAX) {
            map.remove(map.keySet().iterator().next());
        }
    }

    /// After a change of the database that went past it, or that was taken back.
    void forgetAll() {
        conversations.clear();
        targets.clear();
    }
}
