-- +goose Up
-- What an archivist left out of what the nightly job had found, or let go, and in which
-- version: it is not found again for a year, unless the case changes.
CREATE TABLE retention_left (
    case_id TEXT PRIMARY KEY,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL
);
