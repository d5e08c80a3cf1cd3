-- +goose Up
-- strong: the password met the longer rule for administrators when it was set.
CREATE TABLE identity_user (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    phone TEXT NOT NULL,
    lang TEXT NOT NULL,
    password TEXT NOT NULL,
    must_change BOOLEAN NOT NULL,
    strong BOOLEAN NOT NULL,
    disabled_at BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX identity_user_username ON identity_user (username);

-- What a person is, where, and how far they see (casework.md §5).
CREATE TABLE identity_post (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES identity_user (id),
    org_id TEXT NOT NULL REFERENCES org_unit (id),
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    custom TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT,
    granted_by TEXT NOT NULL,
    granted_at BIGINT NOT NULL
);
CREATE INDEX identity_post_user ON identity_post (user_id, id);
CREATE INDEX identity_post_org ON identity_post (org_id, user_id);

CREATE TABLE identity_session (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES identity_user (id),
    acting_post TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    agent TEXT NOT NULL,
    address TEXT NOT NULL,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX identity_session_token ON identity_session (token_hash);
CREATE INDEX identity_session_user ON identity_session (user_id, created_at);
CREATE INDEX identity_session_created ON identity_session (created_at);

-- Failed attempts by subject: the hash of a name typed, or of an address.
CREATE TABLE identity_throttle (
    subject TEXT PRIMARY KEY,
    fails BIGINT NOT NULL,
    locks BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    locked_until BIGINT
);
CREATE INDEX identity_throttle_last ON identity_throttle (last_at);
