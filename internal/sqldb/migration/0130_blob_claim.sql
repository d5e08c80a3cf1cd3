-- +goose Up
-- Bytes that are on their way to where files lie and not recorded yet: whoever removes
-- equal bytes at that moment leaves them.
CREATE TABLE blob_claim (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX blob_claim_digest ON blob_claim (digest);
