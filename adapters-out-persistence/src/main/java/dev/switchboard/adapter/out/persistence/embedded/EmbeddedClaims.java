package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.EndUser;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One row per claim; each change is one statement that looks and writes at once.
final class EmbeddedClaims implements Claims {

    static final String ONE =
            """
            SELECT conversation, browser, subject, from_seq, seen_at
            FROM claim WHERE conversation = ?
            """;

    /// Lapsed ones, a step at a time.
    static final String UNSEEN = "SELECT conversation FROM claim WHERE seen_at < ? LIMIT ?";

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
        String delete = "DELETE FROM claim WHERE conversation IN (" + UNSEEN + ")";
        int all = 0;
        int removed;
        do {
            removed = store.write(sql -> sql.update(delete, seenBefore, STEP));
            all += removed;
        } while (removed > 0);
        return all;
    }
}
