-- +goose Up
CREATE TABLE codes_list (
    id TEXT PRIMARY KEY,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    levels BIGINT NOT NULL,
    editable BOOLEAN NOT NULL,
    citation TEXT NOT NULL,
    status TEXT NOT NULL,
    version BIGINT NOT NULL
);

-- One row a version of an item. A version holds from valid_from until the day
-- before valid_until; an open version has no end. Nothing is ever deleted.
CREATE TABLE codes_item (
    list TEXT NOT NULL REFERENCES codes_list (id),
    code TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    parent TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position BIGINT NOT NULL,
    mapping TEXT NOT NULL,
    PRIMARY KEY (list, code, valid_from)
);

CREATE TABLE codes_policy (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    level TEXT NOT NULL,
    category_prefix TEXT NOT NULL,
    difficulty TEXT NOT NULL,
    batch TEXT NOT NULL,
    org_level TEXT NOT NULL,
    length BIGINT NOT NULL,
    unit TEXT NOT NULL,
    starts TEXT NOT NULL,
    pausable BOOLEAN NOT NULL,
    pause_reasons TEXT NOT NULL,
    yellow_percent BIGINT NOT NULL,
    visit_days TEXT NOT NULL,
    count BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    citation TEXT NOT NULL,
    status TEXT NOT NULL,
    replaces TEXT,
    version BIGINT NOT NULL
);
CREATE INDEX codes_policy_kind ON codes_policy (kind, valid_from);

CREATE TABLE codes_calendar_day (
    date TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    notice_year BIGINT NOT NULL,
    source TEXT NOT NULL
);

-- One row: another value with every change of the tables above, so that a reader
-- knows whether the picture it holds is still the present one.
CREATE TABLE codes_revision (
    id BIGINT PRIMARY KEY,
    revision BIGINT NOT NULL
);
INSERT INTO codes_revision (id, revision) VALUES (1, 0);
