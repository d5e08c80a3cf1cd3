-- +goose Up
-- Tables taken out of the ledger: what was asked for, how far it is, and what became of it.
CREATE TABLE export_job (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    state TEXT NOT NULL,
    wanted TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    total BIGINT NOT NULL,
    done BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    digest TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    read_at BIGINT,
    ended_at BIGINT
);
CREATE INDEX export_job_user ON export_job (user_id, asked_at, id);
CREATE INDEX export_job_state ON export_job (state, ended_at);

-- Which cases went into it, page by page: a JSON list of their ids.
CREATE TABLE export_page (
    export_id TEXT NOT NULL REFERENCES export_job (id),
    seq BIGINT NOT NULL,
    ids TEXT NOT NULL,
    PRIMARY KEY (export_id, seq)
);
