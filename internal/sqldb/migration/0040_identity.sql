-- +goose Up
CREATE TABLE identity_user (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    phone TEXT NOT NULL,
    lang TEXT NOT NULL,
    password TEXT NOT NULL,
    must_change BOOLEAN NOT NULL,
    failures BIGINT NOT NULL,
    locked_until BIGINT,
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

-- Failed sign-ins by address, so that one machine can't try many accounts.
CREATE TABLE identity_address (
    address TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    locked_until BIGINT,
    seen_at BIGINT NOT NULL
);
