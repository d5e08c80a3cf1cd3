-- +goose Up
-- When a destruction was carried out again after an old backup was restored.
ALTER TABLE retention_batch ADD COLUMN replayed_at BIGINT;
