-- +goose Up
-- Filters of the ledger under a name: one's own, or shared with a unit and what lies below it.
CREATE TABLE views_saved (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    org_id TEXT NOT NULL,
    reach TEXT NOT NULL,
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX views_saved_user ON views_saved (user_id, made_at);
CREATE INDEX views_saved_org ON views_saved (org_id, reach, made_at);

-- Who wants to be told by a view, how often, and the Shanghai day of the last time.
CREATE TABLE views_subscription (
    id TEXT PRIMARY KEY,
    view_id TEXT NOT NULL REFERENCES views_saved (id),
    user_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    told_on TEXT NOT NULL,
    UNIQUE (view_id, user_id)
);
CREATE INDEX views_subscription_user ON views_subscription (user_id);
CREATE INDEX views_subscription_told ON views_subscription (rhythm, told_on, id);

-- What they were told.
CREATE TABLE views_digest (
    view_id TEXT NOT NULL REFERENCES views_saved (id),
    user_id TEXT NOT NULL,
    day TEXT NOT NULL,
    post_id TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    found BIGINT NOT NULL,
    late BIGINT NOT NULL,
    fresh BIGINT NOT NULL,
    seen BOOLEAN NOT NULL,
    PRIMARY KEY (user_id, day, view_id)
);
CREATE INDEX views_digest_view ON views_digest (view_id);
CREATE INDEX views_digest_day ON views_digest (day);
