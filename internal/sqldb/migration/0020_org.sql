-- +goose Up
-- Divisions. code is the statistical code without the zeros of lower levels
-- (37, 3702, 370285, 370285001, 370285001001), so it names code12 and level at once.
CREATE TABLE region_division (
    code TEXT PRIMARY KEY,
    code12 TEXT NOT NULL,
    level BIGINT NOT NULL,
    name TEXT NOT NULL,
    parent_code TEXT NOT NULL,
    path TEXT NOT NULL,
    initials TEXT NOT NULL,
    closed_on TEXT
);
CREATE UNIQUE INDEX region_division_path ON region_division (path);
CREATE INDEX region_division_parent ON region_division (parent_code, code);

-- Groups of towns within a county, such as the south and the north.
CREATE TABLE org_area (
    county TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    closed_on TEXT,
    PRIMARY KEY (county, code)
);

CREATE TABLE org_unit (
    id TEXT PRIMARY KEY,
    parent_id TEXT REFERENCES org_unit (id),
    path TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    level TEXT NOT NULL,
    region_code TEXT NOT NULL,
    area_code TEXT NOT NULL,
    county TEXT NOT NULL,
    initials TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    number_pattern TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    closed_into TEXT REFERENCES org_unit (id),
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX org_unit_path ON org_unit (path);
CREATE INDEX org_unit_parent ON org_unit (parent_id, path);
CREATE INDEX org_unit_kind ON org_unit (kind, path);
CREATE INDEX org_unit_region ON org_unit (region_code, path);

CREATE TABLE org_member (
    id TEXT PRIMARY KEY,
    org_id TEXT NOT NULL REFERENCES org_unit (id),
    name TEXT NOT NULL,
    sex TEXT NOT NULL,
    birth_year BIGINT,
    functions TEXT NOT NULL,
    origin TEXT NOT NULL,
    full_time BOOLEAN NOT NULL,
    education TEXT NOT NULL,
    elected_by TEXT NOT NULL,
    elected_on TEXT,
    term_from TEXT,
    term_until TEXT,
    phone TEXT NOT NULL,
    user_id TEXT,
    left_on TEXT,
    version BIGINT NOT NULL
);
CREATE INDEX org_member_org ON org_member (org_id, id);
CREATE INDEX org_member_user ON org_member (user_id);
CREATE INDEX org_member_term ON org_member (term_until);

-- What is wrong with the composition of a committee now; kept with every change
-- of the unit or its members and swept daily, because terms run out by themselves.
CREATE TABLE org_breach (
    org_id TEXT NOT NULL REFERENCES org_unit (id),
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    args TEXT NOT NULL,
    citation TEXT NOT NULL,
    found_on TEXT NOT NULL,
    PRIMARY KEY (org_id, code, subject)
);

-- The last official number an organisation allotted, by kind of document and year.
CREATE TABLE org_number (
    issuer TEXT NOT NULL REFERENCES org_unit (id),
    kind TEXT NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (issuer, kind, year)
);
