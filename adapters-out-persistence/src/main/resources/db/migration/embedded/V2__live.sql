-- What live clients add. A browser and a client session are known by the 32 bytes of their hashes.

-- In which slot of ten seconds a conversation that live clients follow was last written to, so that
-- the latest are found although most messages change nothing here.
CREATE TABLE activity (
    conversation INTEGER PRIMARY KEY,
    origin       TEXT    NOT NULL,
    slot         INTEGER NOT NULL
) STRICT;
CREATE INDEX activity_latest ON activity (origin, slot);

CREATE INDEX message_of_bot ON message (party)
    WHERE party = 'BOT';
CREATE INDEX delivery_parked ON delivery (target, conversation)
    WHERE state = 'PARKED';

CREATE TABLE claim (
    conversation TEXT    PRIMARY KEY,
    browser      BLOB,
    subject      TEXT,
    from_seq     INTEGER NOT NULL,
    seen_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_seen ON claim (seen_at);

CREATE TABLE client_session (
    key     BLOB    PRIMARY KEY,
    client  TEXT    NOT NULL,
    browser BLOB,
    subject TEXT,
    epoch   INTEGER NOT NULL,
    seen_at INTEGER NOT NULL -- when it was saved; an advance is later
) STRICT, WITHOUT ROWID;
CREATE INDEX client_session_seen ON client_session (seen_at);

-- Written for nearly every message that reaches a client, hence a table of its own without any
-- index: an acknowledgement changes one small row.
CREATE TABLE client_position (
    session      BLOB    NOT NULL,
    conversation TEXT    NOT NULL,
    seq          INTEGER NOT NULL,
    advanced_at  INTEGER NOT NULL,
    PRIMARY KEY (session, conversation)
) STRICT, WITHOUT ROWID;

CREATE TABLE agent_session (
    conversation TEXT PRIMARY KEY,
    state        TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE waiting_part (
    conversation TEXT    NOT NULL,
    answer       TEXT    NOT NULL,
    place        INTEGER NOT NULL,
    fingerprint  TEXT    NOT NULL,
    command      TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (conversation, answer, place, fingerprint)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_part_age ON waiting_part (at);

-- The tokens are encrypted.
CREATE TABLE upstream_token (
    name       TEXT    PRIMARY KEY,
    token      TEXT    NOT NULL,
    minted_at  INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
