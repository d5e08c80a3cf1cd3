-- +goose Up
-- Who was told that they were named on a confidential case, or that their name was taken
-- off one: then it says no more which.
CREATE TABLE casework_told (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    named BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    seen BOOLEAN NOT NULL
);
CREATE INDEX casework_told_user ON casework_told (user_id, at);
CREATE INDEX casework_told_at ON casework_told (at);
