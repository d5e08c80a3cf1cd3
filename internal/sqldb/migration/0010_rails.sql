-- +goose Up
-- The end of each stream: how many entries it has and the hash of the last.
CREATE TABLE ledger_head (
    stream TEXT PRIMARY KEY,
    count BIGINT NOT NULL,
    hash TEXT NOT NULL
);

-- Who did what, when. pos is the entry's place in the one order of all streams;
-- it is null until the entry is under a checkpoint, and no other column changes.
CREATE TABLE ledger_entry (
    id TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    org TEXT NOT NULL,
    role TEXT NOT NULL,
    verb TEXT NOT NULL,
    body_digest TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL,
    pos BIGINT
);
CREATE UNIQUE INDEX ledger_entry_stream ON ledger_entry (stream, seq);
CREATE UNIQUE INDEX ledger_entry_pos ON ledger_entry (pos);
CREATE INDEX ledger_entry_waiting ON ledger_entry (stream, seq) WHERE pos IS NULL;

-- What was done. Apart from the entry, so that it can be erased by law while the
-- chain still verifies; the salt keeps a digest from being guessed afterwards.
CREATE TABLE ledger_body (
    entry_id TEXT PRIMARY KEY,
    salt TEXT NOT NULL,
    body TEXT NOT NULL
);

-- Which entry says that a body was erased.
CREATE TABLE ledger_erasure (
    entry_id TEXT PRIMARY KEY,
    by_entry TEXT NOT NULL
);

-- The Merkle tree over all entries in order of pos, 256 hashes a row: row
-- (level, idx) holds nodes idx*256.. of tree level 8*level.
CREATE TABLE ledger_tile (
    level BIGINT NOT NULL,
    idx BIGINT NOT NULL,
    hashes TEXT NOT NULL,
    PRIMARY KEY (level, idx)
);

-- Signed statements: the first size entries have this root.
CREATE TABLE ledger_checkpoint (
    size BIGINT PRIMARY KEY,
    root TEXT NOT NULL,
    at BIGINT NOT NULL,
    note TEXT NOT NULL
);

-- Requests that were carried out, so that sending one again does nothing.
CREATE TABLE once_request (
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    input TEXT NOT NULL,
    output TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (actor, key)
);
CREATE INDEX once_request_at ON once_request (at);

-- Files by the SHA-256 of their bytes; the bytes lie on disk.
CREATE TABLE blob_file (
    digest TEXT PRIMARY KEY,
    size BIGINT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    at BIGINT NOT NULL,
    uploader TEXT NOT NULL
);
