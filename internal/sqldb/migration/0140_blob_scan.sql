-- +goose Up
-- What is known of malware in a file: '' nothing is, or none is looked for; waiting: kept
-- while the scanner was away; infected: found later, and out of circulation.
ALTER TABLE blob_file ADD COLUMN scan TEXT NOT NULL DEFAULT '';
CREATE INDEX blob_file_waiting ON blob_file (digest) WHERE scan = 'waiting';

-- Malware that was found, as each who handed the file over is told of it.
CREATE TABLE blob_finding (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    malware TEXT NOT NULL,
    uploader TEXT NOT NULL,
    at BIGINT NOT NULL,
    kept BOOLEAN NOT NULL,
    told BOOLEAN NOT NULL
);
CREATE INDEX blob_finding_uploader ON blob_finding (uploader, at);
CREATE INDEX blob_finding_at ON blob_finding (at);
CREATE INDEX blob_finding_digest ON blob_finding (digest);
