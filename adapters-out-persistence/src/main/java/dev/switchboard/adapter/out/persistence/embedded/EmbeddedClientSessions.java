package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Keeps client sessions. An advance is one update by primary key and asks nothing first.
final class EmbeddedClientSessions implements ClientSessions {

    static final String ADVANCE =
            """
            UPDATE client_position SET seq = ?1, advanced_at = max(advanced_at, ?2)
            WHERE session = ?3 AND conversation = ?4 AND seq < ?1
            """;

    /// Saved long ago, though perhaps advanced since.
    static final String STALE =
            """
            SELECT s.key, ifnull((SELECT max(advanced_at) FROM client_position p
                                  WHERE p.session = s.key), s.seen_at) AS advanced_at
            FROM client_session s WHERE s.seen_at < ? LIMIT ?
            """;

    private static final String SEEN = "UPDATE client_session SET seen_at = ? WHERE key = ?";
    private static final int STEP = 200;

    private final EmbeddedStore store;

    EmbeddedClientSessions(EmbeddedStore store) {
        this.store = store;
    }

    @Override
    public Optional<ClientSession> find(SessionKey key) {
        return store.read(sql -> ClientSessionRows.find(sql, key));
    }

    @Override
    public Saved save(ClientSession session) {
        boolean saved = store.write(sql -> ClientSessionRows.save(sql, session));
        return saved ? Saved.DONE : Saved.REPLACED;
    }

    @Override
    public CompletionStage<Void> advance(List<Advance> advances) {
        return advances.isEmpty()
                ? CompletableFuture.allOf()
                : store.submitUnhurried(sql -> advance(sql, advances)).thenAccept(_ -> {});
    }

    private static int advance(Sql sql, List<Advance> advances) throws SQLException {
        int raised = 0;
        for (Advance advance : advances) {
            byte[] key = HashBytes.of(advance.key());
            raised += sql.update(ADVANCE, advance.seq(), advance.at(), key, advance.conversation());
        }
        return raised;
    }

    @Override
    public void forget(SessionKey key) {
        store.write(sql -> ClientSessionRows.forget(sql, key));
    }

    @Override
    public int purge(Instant seenBefore) {
        int removed = 0;
        Step step;
        do {
            step = store.write(sql -> purgeSome(sql, seenBefore));
            removed += step.removed();
        } while (step.looked() > 0);
        return removed;
    }

    private record Step(int looked, int removed) {}

    private record Stale(SessionKey key, Instant advancedAt) {}

    /// What advanced since it was saved counts as seen then, so that nobody looks at it again.
    private static Step purgeSome(Sql sql, Instant before) throws SQLException {
        List<Stale> found =
                sql.list(
                        STALE,
                        row -> new Stale(HashBytes.readKey(row), row.instant("advanced_at")),
                        before,
                        STEP);
        int removed = 0;
        for (Stale session : found) {
            if (session.advancedAt().isBefore(before)) {
                removed += ClientSessionRows.forget(sql, session.key());
            } else {
                sql.update(SEEN, session.advancedAt(), HashBytes.of(session.key()));
            }
        }
        return new Step(found.size(), removed);
    }
}
