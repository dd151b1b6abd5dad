package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The keys by which repeats are recognised.
final class IdempotencyKeys {

    private static final String CLAIM =
            """
            INSERT INTO idempotency_key (id, fingerprint, message, expires_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint,
                message = excluded.message, expires_at = excluded.expires_at, answer = NULL
            WHERE idempotency_key.expires_at <= ?
            """;
    static final String FIND =
            "SELECT message, fingerprint, answer FROM idempotency_key WHERE id = ?";
    static final String LIVING = FIND + " AND expires_at > ?";
    static final String ANSWER =
            "UPDATE idempotency_key SET answer = ? WHERE id = ? AND answer IS NULL";

    private IdempotencyKeys() {}

    /// Takes a key for a message, unless it is taken.
    ///
    /// @return what its owner is to be told, or empty if the key is now this message's
    static Optional<Appended> claim(Sql sql, IdempotencyKey key, MessageId message, Instant now)
            throws SQLException {
        byte[] id = KeyBytes.of(key.scope(), key.key());
        byte[] fingerprint = KeyBytes.ofFingerprint(key.fingerprint());
        int claimed = sql.update(CLAIM, id, fingerprint, message, key.expiresAt(), now);
        return claimed == 1 ? Optional.empty() : Optional.of(earlier(sql, id, fingerprint));
    }

    private static Appended earlier(Sql sql, byte[] id, byte[] fingerprint) throws SQLException {
        return sql.first(FIND, row -> earlier(row, fingerprint), id)
                .orElseThrow(() -> new IllegalStateException("A taken key cannot be read"));
    }

    private static Appended earlier(Row row, byte[] fingerprint) throws SQLException {
        MessageId first = row.messageId("message");
        return Arrays.equals(row.bytes("fingerprint"), fingerprint)
                ? new Appended.Repeated(first, row.textIfAny("answer"))
                : new Appended.KeyReused(first);
    }

    /// What the owner of a key is to be told if it is taken and lives.
    static Optional<Appended> recall(Sql sql, IdempotencyKey key, Instant now) throws SQLException {
        byte[] fingerprint = KeyBytes.ofFingerprint(key.fingerprint());
        return sql.first(
                LIVING, row -> earlier(row, fingerprint), KeyBytes.of(key.scope(), key.key()), now);
    }

    static int answer(Sql sql, String scope, String key, String answer) throws SQLException {
        return sql.update(ANSWER, answer, KeyBytes.of(scope, key));
    }
}
