package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The keys by which repeats are recognised.
final class IdempotencyKeys {

    private static final String CLAIM =
            """
            INSERT INTO idempotency_key (scope, key, fingerprint, message, expires_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (scope, key) DO UPDATE SET fingerprint = excluded.fingerprint,
                message = excluded.message, expires_at = excluded.expires_at, answer = NULL
            WHERE idempotency_key.expires_at <= ?
            """;
    static final String FIND =
            "SELECT message, fingerprint, answer FROM idempotency_key WHERE scope = ? AND key = ?";
    static final String LIVING = FIND + " AND expires_at > ?";
    static final String ANSWER =
            "UPDATE idempotency_key SET answer = ? WHERE scope = ? AND key = ? AND answer IS NULL";

    private IdempotencyKeys() {}

    /// Takes a key for a message, unless it is taken.
    ///
    /// @return what its owner is to be told, or empty if the key is now this message's
    static Optional<Appended> claim(Sql sql, IdempotencyKey key, MessageId message, Instant now)
            throws SQLException {
        int claimed =
                sql.update(
                        CLAIM,
                        key.scope(),
                        key.key(),
                        key.fingerprint(),
                        message,
                        key.expiresAt(),
                        now);
        return claimed == 1 ? Optional.empty() : Optional.of(earlier(sql, key));
    }

    private static Appended earlier(Sql sql, IdempotencyKey key) throws SQLException {
        return sql.first(FIND, row -> earlier(row, key.fingerprint()), key.scope(), key.key())
                .orElseThrow(() -> new IllegalStateException("A taken key cannot be read"));
    }

    private static Appended earlier(Row row, String fingerprint) throws SQLException {
        MessageId first = row.messageId("message");
        return row.text("fingerprint").equals(fingerprint)
                ? new Appended.Repeated(first, row.textIfAny("answer"))
                : new Appended.KeyReused(first);
    }

    /// What the owner of a key is to be told if it is taken and lives.
    static Optional<Appended> recall(Sql sql, IdempotencyKey key, Instant now) throws SQLException {
        return sql.first(
                LIVING, row -> earlier(row, key.fingerprint()), key.scope(), key.key(), now);
    }

    static int answer(Sql sql, String scope, String key, String answer) throws SQLException {
        return sql.update(ANSWER, answer, scope, key);
    }
}
