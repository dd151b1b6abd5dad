-- The first four bytes of a key's id told its scope. Without them keys that count up stand side by side even if
-- each has a scope of its own; the hash at the end tells the scopes apart.
CREATE TABLE key_in_order (
    id          BLOB    PRIMARY KEY,
    fingerprint BLOB    NOT NULL,
    message     BLOB    NOT NULL,
    answer      TEXT,
    expires_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO key_in_order
SELECT substr(id, 5), fingerprint, message, answer, expires_at FROM idempotency_key ORDER BY 1;
DROP TABLE idempotency_key;
ALTER TABLE key_in_order RENAME TO idempotency_key;
