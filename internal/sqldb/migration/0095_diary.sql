-- +goose Up
-- The meeting rooms of a unit.
CREATE TABLE diary_room (
    id TEXT PRIMARY KEY,
    org_id TEXT NOT NULL REFERENCES org_unit (id),
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    seats BIGINT NOT NULL,
    accessible BOOLEAN NOT NULL,
    retired BOOLEAN NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX diary_room_name ON diary_room (org_id, name);

-- Times in which a room is closed or a person away: kind says which subject is.
CREATE TABLE diary_block (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX diary_block_subject ON diary_block (kind, subject, until_at);

-- When a person works, where it is not the usual: days is a set of weekdays, bit 0
-- is Sunday, and the minutes are of the day in Shanghai.
CREATE TABLE diary_hours (
    user_id TEXT PRIMARY KEY,
    days BIGINT NOT NULL,
    from_minute BIGINT NOT NULL,
    until_minute BIGINT NOT NULL
);

-- Secret addresses of calendars; org_id is '' for a person's own.
CREATE TABLE diary_feed (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    org_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX diary_feed_hash ON diary_feed (hash);
CREATE INDEX diary_feed_user ON diary_feed (user_id, made_at);

-- Projections of cases: their sessions with a time, and what each planned one takes
-- up (a room, a person of a unit, a party) or each held one took (a person).
CREATE TABLE casework_session (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES casework_case (id),
    org_id TEXT NOT NULL,
    state TEXT NOT NULL,
    begins_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX casework_session_begins ON casework_session (begins_at, id);
CREATE INDEX casework_session_org ON casework_session (org_id, begins_at, id);
CREATE INDEX casework_session_case ON casework_session (case_id);

CREATE TABLE casework_engaged (
    session_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    ref TEXT NOT NULL,
    begins_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (session_id, kind, ref)
);
CREATE INDEX casework_engaged_ref ON casework_engaged (kind, ref, begins_at);

-- Cases with sessions from before these tables: the job that marks cases puts them in.
INSERT INTO casework_unmarked (case_id)
    SELECT DISTINCT p.case_id FROM casework_part p WHERE p.kind = 'session'
    AND NOT EXISTS (SELECT 1 FROM casework_unmarked u WHERE u.case_id = p.case_id);
