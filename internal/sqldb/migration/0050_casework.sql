-- +goose Up
-- A case. Everything that is filtered, sorted or joined has a column; the whole
-- is in data (json of casework.Case without its parts).
CREATE TABLE casework_case (
    id TEXT PRIMARY KEY,
    no TEXT NOT NULL,
    county TEXT NOT NULL,
    state TEXT NOT NULL,
    level TEXT NOT NULL,
    batch TEXT NOT NULL,
    difficulty TEXT NOT NULL,
    cause TEXT NOT NULL,
    gb_type TEXT NOT NULL,
    moj_type TEXT NOT NULL,
    channel TEXT NOT NULL,
    region_code TEXT NOT NULL,
    region_path TEXT NOT NULL,
    title TEXT NOT NULL,
    people BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    confidential BOOLEAN NOT NULL,
    intake_org TEXT NOT NULL REFERENCES org_unit (id),
    holder_org TEXT NOT NULL REFERENCES org_unit (id),
    holder_path TEXT NOT NULL,
    handler_id TEXT NOT NULL,
    registrar_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    closing_kind TEXT NOT NULL,
    next_step TEXT NOT NULL,
    next_kind TEXT NOT NULL,
    next_due_at BIGINT NOT NULL,
    next_yellow_at BIGINT NOT NULL,
    paused BOOLEAN NOT NULL,
    reported_at BIGINT NOT NULL,
    accepted_at BIGINT,
    closed_at BIGINT,
    archived_at BIGINT,
    updated_at BIGINT NOT NULL,
    track_hash TEXT NOT NULL,
    version BIGINT NOT NULL,
    data TEXT NOT NULL
);
CREATE UNIQUE INDEX casework_case_track ON casework_case (track_hash);
CREATE INDEX casework_case_due ON casework_case (next_due_at, id);
CREATE INDEX casework_case_reported ON casework_case (reported_at, id);
CREATE INDEX casework_case_updated ON casework_case (updated_at, id);
CREATE INDEX casework_case_no ON casework_case (no, id);
CREATE INDEX casework_case_state ON casework_case (state, next_due_at, id);
CREATE INDEX casework_case_holder ON casework_case (holder_path, next_due_at, id);
CREATE INDEX casework_case_handler ON casework_case (handler_id, next_due_at, id);
CREATE INDEX casework_case_registrar ON casework_case (registrar_id, id);

-- Everything that hangs on a case, one row each, in the order of the case.
CREATE TABLE casework_part (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES casework_case (id),
    kind TEXT NOT NULL,
    seq BIGINT NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX casework_part_case ON casework_part (case_id, kind, seq);

-- Projections: written with the case and derivable from it; doctor recounts them.

-- The clocks that still run, those for the record only left out.
CREATE TABLE casework_clock (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES casework_case (id),
    kind TEXT NOT NULL,
    org_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    yellow_at BIGINT NOT NULL,
    paused BOOLEAN NOT NULL
);
CREATE INDEX casework_clock_case ON casework_clock (case_id);
CREATE INDEX casework_clock_due ON casework_clock (due_at, id);
CREATE INDEX casework_clock_org ON casework_clock (org_path, due_at, id);

-- Every organisation that has, or had, a part in a case; how is the closest one.
CREATE TABLE casework_reach (
    case_id TEXT NOT NULL REFERENCES casework_case (id),
    org_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    how TEXT NOT NULL,
    PRIMARY KEY (case_id, org_id)
);
CREATE INDEX casework_reach_path ON casework_reach (org_path, case_id);

-- Who may open a confidential case.
CREATE TABLE casework_named (
    case_id TEXT NOT NULL REFERENCES casework_case (id),
    user_id TEXT NOT NULL,
    PRIMARY KEY (case_id, user_id)
);
CREATE INDEX casework_named_user ON casework_named (user_id, case_id);

-- Parties as the ledger list searches them.
CREATE TABLE casework_party (
    part_id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES casework_case (id),
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    role TEXT NOT NULL
);
CREATE INDEX casework_party_case ON casework_party (case_id);

-- Number of cases by who holds them and where they stand.
CREATE TABLE casework_tally (
    org_id TEXT NOT NULL,
    state TEXT NOT NULL,
    org_path TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (org_id, state)
);
CREATE INDEX casework_tally_path ON casework_tally (org_path, state);

-- Every official number a case or one of its papers was given, so that gaps show.
CREATE TABLE casework_number (
    issuer TEXT NOT NULL REFERENCES org_unit (id),
    kind TEXT NOT NULL,
    year BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    case_id TEXT NOT NULL REFERENCES casework_case (id),
    subject TEXT NOT NULL,
    PRIMARY KEY (issuer, kind, year, seq)
);

-- Who looked: at most one row for a person, case, purpose and hour.
CREATE TABLE casework_reading (
    case_id TEXT NOT NULL REFERENCES casework_case (id),
    user_id TEXT NOT NULL,
    what TEXT NOT NULL,
    hour BIGINT NOT NULL,
    at BIGINT NOT NULL,
    org_id TEXT NOT NULL,
    PRIMARY KEY (case_id, user_id, what, hour)
);
CREATE INDEX casework_reading_at ON casework_reading (case_id, at);

-- What is being typed; not yet a case, or not yet said of one.
CREATE TABLE casework_draft (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX casework_draft_user ON casework_draft (user_id, updated_at);
