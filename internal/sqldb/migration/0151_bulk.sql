-- +goose Up
-- One command meant for many cases: what was asked for and where it stands.
CREATE TABLE bulk_run (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    state TEXT NOT NULL,
    wanted TEXT NOT NULL,
    found BOOLEAN NOT NULL,
    why TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT
);
CREATE INDEX bulk_run_user ON bulk_run (user_id, asked_at, id);
CREATE INDEX bulk_run_asked ON bulk_run (asked_at);

-- What would come, and came, of each case. No title and no name stands here: they are
-- read when they are shown, by who may still see the case.
CREATE TABLE bulk_line (
    run_id TEXT NOT NULL REFERENCES bulk_run (id),
    seq BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    code TEXT NOT NULL,
    args TEXT NOT NULL,
    undo TEXT NOT NULL,
    PRIMARY KEY (run_id, seq)
);
CREATE INDEX bulk_line_state ON bulk_line (run_id, state, seq);
