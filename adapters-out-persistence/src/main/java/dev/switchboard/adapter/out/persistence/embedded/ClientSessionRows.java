package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A client session in its two tables: what changes with a connection, and what changes with nearly
/// every message.
final class ClientSessionRows {

    /// One row per position, or one without.
    static final String ONE =
            """
            SELECT s.client, s.browser, s.subject, s.epoch, s.seen_at, p.conversation, p.seq,
                ifnull(p.advanced_at, s.seen_at) AS advanced_at
            FROM client_session s LEFT JOIN client_position p ON p.session = s.key
            WHERE s.key = ?
            """;

    private static final String SAVE =
            """
            INSERT INTO client_session (key, client, browser, subject, epoch, seen_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET client = excluded.client, browser = excluded.browser,
                subject = excluded.subject, epoch = excluded.epoch, seen_at = excluded.seen_at
            WHERE client_session.epoch <= excluded.epoch
            """;
    private static final String BIND =
            """
            INSERT INTO client_position (session, conversation, seq, advanced_at)
            VALUES (?, ?, ?, ?)
            """;
    private static final String UNBIND = "DELETE FROM client_position WHERE session = ?";

    private ClientSessionRows() {}

    static Optional<ClientSession> find(Sql sql, SessionKey key) throws SQLException {
        return sql.list(ONE, row -> read(row, key), HashBytes.of(key)).stream()
                .reduce(ClientSessionRows::joined);
    }

    private static ClientSession read(Row row, SessionKey key) throws SQLException {
        Map<ConversationId, Long> position =
                row.has("conversation")
                        ? Map.of(new ConversationId(row.text("conversation")), row.number("seq"))
                        : Map.of();
        return new ClientSession(
                key,
                new ClientId(row.text("client")),
                HashBytes.readEndUser(row),
                position,
                row.number("epoch"),
                later(row.instant("seen_at"), row.instant("advanced_at")));
    }

    private static ClientSession joined(ClientSession one, ClientSession other) {
        Map<ConversationId, Long> positions = new HashMap<>(one.positions());
        positions.putAll(other.positions());
        Instant seenAt = later(one.seenAt(), other.seenAt());
        return new ClientSession(
                one.key(), one.client(), one.who(), positions, one.epoch(), seenAt);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /// @return false if a later epoch is stored, and then nothing was changed
    static boolean save(Sql sql, ClientSession session) throws SQLException {
        byte[] key = HashBytes.of(session.key());
        int saved =
                sql.update(
                        SAVE,
                        key,
                        session.client().value(),
                        HashBytes.ofBrowser(session.who()),
                        session.who().subject(),
                        session.epoch(),
                        session.seenAt());
        if (saved == 0) {
            return false;
        }
        sql.update(UNBIND, key);
        for (Map.Entry<ConversationId, Long> position : session.positions().entrySet()) {
            sql.update(BIND, key, position.getKey(), position.getValue(), session.seenAt());
        }
        return true;
    }

    static int forget(Sql sql, SessionKey key) throws SQLException {
        byte[] hash = HashBytes.of(key);
        sql.update(UNBIND, hash);
        return sql.update("DELETE FROM client_session WHERE key = ?", hash);
    }
}
