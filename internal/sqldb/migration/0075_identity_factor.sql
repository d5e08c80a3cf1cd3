-- +goose Up
-- The second factor of a person: a secret shared with an app on their phone
-- (RFC 6238), sealed under the master key. secret is '' until a code of the app
-- has proved it; pending is one handed out and not yet proved. step is the period
-- of the last code taken: none of it or before it is taken again.
CREATE TABLE identity_factor (
    user_id TEXT PRIMARY KEY REFERENCES identity_user (id),
    secret TEXT NOT NULL,
    pending TEXT NOT NULL,
    step BIGINT NOT NULL,
    confirmed_at BIGINT
);

-- Recovery codes, hashed; each is taken once.
CREATE TABLE identity_recovery (
    user_id TEXT NOT NULL REFERENCES identity_user (id),
    hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (user_id, hash)
);

-- When the person last proved in this session who they are; 0 for sessions from before.
ALTER TABLE identity_session ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;
