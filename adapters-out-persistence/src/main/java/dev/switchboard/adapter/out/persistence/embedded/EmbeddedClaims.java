package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.EndUser;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One row per claim; each change is one statement that looks and writes at once.
final class EmbeddedClaims implements Claims {

    static final String ONE =
            """
            SELECT conversation, browser, subject, from_seq, seen_at
            FROM claim WHERE conversation = ?
            """;

    /// Those that lapsed long ago, a page at a time.
    static final String UNSEEN =
            """
            SELECT conversation, seen_at, EXISTS (SELECT 1 FROM conversation c
                                                  WHERE c.name = claim.conversation) AS needed
            FROM claim WHERE (seen_at, conversation) > (?, ?) AND seen_at < ?
            ORDER BY seen_at, conversation LIMIT ?
            """;

    private static final String PUT =
            """
            INSERT INTO claim (conversation, browser, subject, from_seq, seen_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (conversation) DO UPDATE SET browser = excluded.browser,
                subject = excluded.subject, from_seq = excluded.from_seq,
                seen_at = excluded.seen_at
            """;
    private static final String REPLACE =
            PUT + "WHERE claim.browser IS ? AND claim.subject IS ? AND claim.from_seq = ?";
    static final String SEEN =
            "UPDATE claim SET seen_at = ?1 WHERE conversation = ?2 AND seen_at < ?1";

    private static final String REMOVE = "DELETE FROM claim WHERE conversation = ?";

    private static final int STEP = 200;

    private final EmbeddedStore store;

    EmbeddedClaims(EmbeddedStore store) {
        this.store = store;
    }

    @Override
    public Optional<Claim> find(ConversationId conversation) {
        return store.read(sql -> find(sql, conversation));
    }

    private static Optional<Claim> find(Sql sql, ConversationId conversation) throws SQLException {
        return sql.first(ONE, EmbeddedClaims::read, conversation);
    }

    private static Claim read(Row row) throws SQLException {
        return new Claim(
                new ConversationId(row.text("conversation")),
                HashBytes.readEndUser(row),
                row.number("from_seq"),
                row.instant("seen_at"));
    }

    @Override
    public Claim replace(@Nullable Claim expected, Claim next) {
        return store.write(sql -> replace(sql, expected, next));
    }

    private static Claim replace(Sql sql, @Nullable Claim expected, Claim next)
            throws SQLException {
        @Nullable Object[] values = values(next);
        EndUser owner = expected == null ? EndUser.NOBODY : expected.owner();
        // no row has no `from_seq`, so without an expected claim none is replaced
        @Nullable Long fromSeq = expected == null ? null : (Long) expected.fromSeq();
        int put = sql.update(REPLACE, values, HashBytes.ofBrowser(owner), owner.subject(), fromSeq);
        Optional<Claim> present = put == 1 ? Optional.of(next) : find(sql, next.conversation());
        if (present.isEmpty()) {
            // a row that nobody can read proves nothing for anybody
            sql.update(PUT, values);
        }
        return present.orElse(next);
    }

    private static @Nullable Object[] values(Claim claim) {
        return new @Nullable Object[] {
            claim.conversation(),
            HashBytes.ofBrowser(claim.owner()),
            claim.owner().subject(),
            claim.fromSeq(),
            claim.seenAt()
        };
    }

    @Override
    public void seen(ConversationId conversation, Instant at) {
        store.write(sql -> sql.update(SEEN, at, conversation));
    }

    @Override
    public int purge(Instant seenBefore) {
        int all = 0;
        Page page = new Page(new Unseen("", Instant.EPOCH, true), 0, false);
        while (!page.last()) {
            Unseen after = page.end();
            page = store.write(sql -> purgePage(sql, after, seenBefore));
            all += page.removed();
        }
        return all;
    }

    private record Page(Unseen end, int removed, boolean last) {}

    private record Unseen(String conversation, Instant seenAt, boolean needed) {}

    private static Page purgePage(Sql sql, Unseen after, Instant before) throws SQLException {
        List<Unseen> found =
                sql.list(
                        UNSEEN,
                        EmbeddedClaims::readUnseen,
                        after.seenAt(),
                        after.conversation(),
                        before,
                        STEP);
        int removed = 0;
        for (Unseen claim : found) {
            if (!claim.needed()) {
                removed += sql.update(REMOVE, claim.conversation());
            }
        }
        return new Page(found.isEmpty() ? after : found.getLast(), removed, found.size() < STEP);
    }

    private static Unseen readUnseen(Row row) throws SQLException {
        return new Unseen(row.text("conversation"), row.instant("seen_at"), row.flag("needed"));
    }
}
