-- +goose Up
-- Who a user is at an OpenID Connect provider. Nobody is made a user by signing in there.
CREATE TABLE identity_link (
    user_id TEXT PRIMARY KEY REFERENCES identity_user (id),
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    linked_by TEXT NOT NULL,
    linked_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX identity_link_subject ON identity_link (issuer, subject);

-- What browsers are away for at the provider, for ten minutes at most. id and
-- browser are hashes of what the browser shows; a row is taken once. user_id is set
-- when the provider has answered and the code of a second factor is still wanted;
-- proved_at is then when the person signed in there.
CREATE TABLE identity_errand (
    id TEXT PRIMARY KEY,
    browser TEXT NOT NULL,
    purpose TEXT NOT NULL,
    session_id TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    redirect TEXT NOT NULL,
    back TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    proved_at BIGINT
);
CREATE INDEX identity_errand_begun ON identity_errand (begun_at);

-- provider: begun by way of the provider; vouched: the provider says that it saw two factors.
ALTER TABLE identity_session ADD COLUMN provider BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE identity_session ADD COLUMN vouched BOOLEAN NOT NULL DEFAULT FALSE;
