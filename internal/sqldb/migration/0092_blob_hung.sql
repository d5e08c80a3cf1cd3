-- +goose Up
-- Whether a case names the file. Which of those from before are named is not known
-- here: they stay.
ALTER TABLE blob_file ADD COLUMN hung BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE blob_file SET hung = TRUE;
CREATE INDEX blob_file_loose ON blob_file (at) WHERE hung = FALSE;
