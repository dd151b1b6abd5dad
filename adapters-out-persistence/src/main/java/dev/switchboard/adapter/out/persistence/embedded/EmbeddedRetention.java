package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.domain.message.MessageId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Deletes a few hundred rows per transaction, so that appends get their turn in between.
final class EmbeddedRetention implements Retention {

    static final String DEAD =
            """
            SELECT message, target FROM delivery
            WHERE state IN ('PARKED', 'DISCARDED') AND accepted_at < ?1 AND given_up_at < ?1
            LIMIT ?2
            """;

    /// By number, that is in the order of acceptance, so that a page behind which nothing is old
    /// enough ends the search. A conversation's newest message is needed as long as there are
    /// others, for the next `seq` is counted from it.
    static final String OLDEST =
            """
            SELECT m.id, m.number, m.conversation, m.accepted_at,
                EXISTS (SELECT 1 FROM delivery d
                        WHERE d.message = m.id AND d.state IN ('PENDING', 'PARKED'))
                OR (NOT EXISTS (SELECT 1 FROM message newer
                                WHERE newer.conversation = m.conversation AND newer.seq > m.seq)
                    AND EXISTS (SELECT 1 FROM message older
                                WHERE older.conversation = m.conversation AND older.seq < m.seq))
                AS needed
            FROM message m WHERE m.number > ? ORDER BY m.number LIMIT ?
            """;

    private static final String END =
            """
            DELETE FROM conversation WHERE id = ?1
                AND NOT EXISTS (SELECT 1 FROM message WHERE conversation = ?1)
            RETURNING name
            """;

    private static final int STEP = 200;

    /// Each takes the writer less than a millisecond if nothing goes.
    private static final int KEYS_PER_PAGE = 1000;

    /// Ten million keys at most, so that a hub must take more than that between two purges for them
    /// to fall behind.
    private static final int PAGES_OF_KEYS = 10_000;

    private final EmbeddedStore store;
    private final KnownConversations known;
    private final ExpiredKeys keys;

    EmbeddedRetention(EmbeddedStore store, KnownConversations known) {
        this.store = store;
        this.known = known;
        this.keys = new ExpiredKeys(store, KEYS_PER_PAGE, PAGES_OF_KEYS);
    }

    @Override
    public int purge(Instant now, Instant settledBefore, Instant deadBefore) {
        return keys.purge(now)
                + repeat(sql -> purgeDead(sql, deadBefore))
                + purgeMessages(settledBefore);
    }

    private int repeat(SqlTask<Integer> step) {
        int all = 0;
        int removed;
        do {
            removed = store.write(step);
            all += removed;
        } while (removed > 0);
        return all;
    }

    private static int purgeDead(Sql sql, Instant before) throws SQLException {
        record Dead(MessageId message, long target) {}
        List<Dead> dead =
                sql.list(
                        DEAD,
                        row -> new Dead(row.messageId("message"), row.number("target")),
                        before,
                        STEP);
        for (Dead one : dead) {
            String which = "WHERE message = ? AND target = ?";
            sql.update("DELETE FROM attempt " + which, one.message(), one.target());
            sql.update("DELETE FROM delivery " + which, one.message(), one.target());
        }
        return dead.size();
    }

    private int purgeMessages(Instant before) {
        int all = 0;
        Page page = new Page(0, 0, false);
        while (!page.last()) {
            long after = page.lastNumber();
            page = store.write(sql -> purgePage(sql, after, before));
            all += page.removed();
        }
        return all;
    }

    /// @param last whether nothing behind it is old enough
    private record Page(long lastNumber, int removed, boolean last) {}

    private record Old(
            MessageId id, long number, long conversation, Instant acceptedAt, boolean needed) {}

    private Page purgePage(Sql sql, long after, Instant before) throws SQLException {
        List<Old> messages = sql.list(OLDEST, EmbeddedRetention::old, after, STEP);
        int removed = 0;
        boolean reachedYounger = messages.size() < STEP;
        for (Old message : messages) {
            boolean old = message.acceptedAt().isBefore(before);
            reachedYounger |= !old;
            if (old && !message.needed()) {
                remove(sql, message);
                removed++;
            }
        }
        long lastNumber = messages.isEmpty() ? after : messages.getLast().number();
        return new Page(lastNumber, removed, reachedYounger);
    }

    private static Old old(Row row) throws SQLException {
        return new Old(
                row.messageId("id"),
                row.number("number"),
                row.number("conversation"),
                row.instant("accepted_at"),
                row.flag("needed"));
    }

    private void remove(Sql sql, Old message) throws SQLException {
        sql.update("DELETE FROM attempt WHERE message = ?", message.id());
        sql.update("DELETE FROM delivery WHERE message = ?", message.id());
        sql.update("DELETE FROM message WHERE number = ?", message.number());
        Optional<String> ended = sql.first(END, row -> row.text("name"), message.conversation());
        if (ended.isPresent()) {
            String which = "WHERE conversation = ?";
            sql.update("DELETE FROM conversation_target " + which, message.conversation());
            sql.update("DELETE FROM activity " + which, message.conversation());
            sql.update("DELETE FROM agent_session " + which, ended.get());
            sql.update("UPDATE claim SET from_seq = 0 " + which, ended.get());
            known.forgetAll();
        }
    }
}
