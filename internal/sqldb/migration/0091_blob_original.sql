-- +goose Up
-- Whether the bytes are as they were handed over, with whatever they say beside the
-- picture: kept so on request. Pictures from before were never cleaned.
ALTER TABLE blob_file ADD COLUMN original BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE blob_file SET original = TRUE WHERE type LIKE 'image/%' OR type LIKE 'video/%';
ALTER TABLE blob_upload ADD COLUMN original BOOLEAN NOT NULL DEFAULT FALSE;
