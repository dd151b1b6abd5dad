-- Instants are microseconds since 1970-01-01T00:00:00Z, durations are microseconds.
-- A message is known by the 16 bytes that its id spells after `msg_`.

CREATE TABLE conversation (
    id         INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL,
    started_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX conversation_name ON conversation (name);

CREATE TABLE target (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX target_name ON target (name);

CREATE TABLE conversation_target (
    conversation INTEGER NOT NULL,
    target       INTEGER NOT NULL,
    PRIMARY KEY (conversation, target)
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
    number       INTEGER PRIMARY KEY,
    id           BLOB    NOT NULL,
    conversation INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    party        TEXT    NOT NULL,
    author       TEXT    NOT NULL,
    content      TEXT    NOT NULL,
    reply_to     TEXT,
    answers      BLOB,
    accepted_at  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX message_id ON message (id);
CREATE UNIQUE INDEX message_seq ON message (conversation, seq);

-- The newest call of the target stands in the row itself, so that a message which is taken at the
-- first attempt costs one update and no row in `attempt`.
CREATE TABLE delivery (
    message        BLOB    NOT NULL,
    target         INTEGER NOT NULL,
    conversation   INTEGER NOT NULL,
    accepted_at    INTEGER NOT NULL,
    position       INTEGER NOT NULL, -- in its lane: seq * 2^20, and more for a re-driven one
    state          TEXT    NOT NULL,
    revision       INTEGER NOT NULL,
    attempts       INTEGER NOT NULL,
    since          INTEGER,
    due_at         INTEGER,
    delivered_at   INTEGER,
    answered_at    INTEGER,
    reason         TEXT,
    given_up_at    INTEGER,
    steps          INTEGER NOT NULL DEFAULT 0, -- how many the trace has
    call_step      INTEGER,
    call_number    INTEGER,
    call_at        INTEGER,
    call_took      INTEGER,
    call_outcome   TEXT,
    call_status    INTEGER,
    call_detail    TEXT,
    call_after_gap INTEGER,
    PRIMARY KEY (message, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_pending ON delivery (target, conversation, position)
    WHERE state = 'PENDING';
CREATE INDEX delivery_dead ON delivery (accepted_at)
    WHERE state IN ('PARKED', 'DISCARDED');
CREATE INDEX delivery_dead_of_target ON delivery (target, accepted_at)
    WHERE state IN ('PARKED', 'DISCARDED');
CREATE INDEX delivery_of_target ON delivery (target, accepted_at);

-- The steps of a trace, without each delivery's newest call.
CREATE TABLE attempt (
    message   BLOB    NOT NULL,
    target    INTEGER NOT NULL,
    step      INTEGER NOT NULL,
    number    INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    took      INTEGER NOT NULL,
    outcome   TEXT    NOT NULL,
    status    INTEGER,
    detail    TEXT    NOT NULL,
    after_gap INTEGER NOT NULL,
    PRIMARY KEY (message, target, step)
) STRICT, WITHOUT ROWID;

-- The id is made of scope and key, and keys that count up stand side by side. No index by expiry:
-- each message would write it, and the purge can walk.
CREATE TABLE idempotency_key (
    id          BLOB    PRIMARY KEY,
    fingerprint BLOB    NOT NULL,
    message     BLOB    NOT NULL,
    answer      TEXT,
    expires_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What one row alone reads is one JSON text; the secrets in it are encrypted.
CREATE TABLE channel (
    id            TEXT    PRIMARY KEY,
    name          TEXT    NOT NULL,
    description   TEXT    NOT NULL,
    metadata      TEXT    NOT NULL,
    tags          TEXT    NOT NULL,
    version       INTEGER NOT NULL,
    revision      INTEGER NOT NULL,
    status        TEXT    NOT NULL,
    status_reason TEXT    NOT NULL,
    secrets       TEXT    NOT NULL,
    checks        TEXT,
    checked_at    INTEGER,
    created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    username      TEXT    PRIMARY KEY,
    password_hash TEXT    NOT NULL,
    roles         TEXT    NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_entry (
    id      TEXT    PRIMARY KEY,
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,
    action  TEXT    NOT NULL,
    subject TEXT    NOT NULL,
    detail  TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- One row: which master key the secrets need, and room for trying whether writing works.
CREATE TABLE store (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    master_key_id TEXT,
    probes        INTEGER NOT NULL,
    filler        BLOB
) STRICT;
INSERT INTO store (id, master_key_id, probes) VALUES (1, NULL, 0);
