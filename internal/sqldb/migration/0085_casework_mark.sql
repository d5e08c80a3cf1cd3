-- +goose Up
-- What a case is filtered by beside its own columns, one row each: the codes it
-- carries, the units with a part in it, what has been reached. Derived from the
-- case; doctor recounts.
CREATE TABLE casework_mark (
    case_id TEXT NOT NULL REFERENCES casework_case (id),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (case_id, kind, value)
);
CREATE INDEX casework_mark_value ON casework_mark (kind, value, case_id);

-- Its numbers and the instants of its steps.
CREATE TABLE casework_measure (
    case_id TEXT NOT NULL REFERENCES casework_case (id),
    kind TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (case_id, kind)
);
CREATE INDEX casework_measure_value ON casework_measure (kind, value, case_id);

CREATE INDEX casework_clock_kind ON casework_clock (kind, due_at, case_id);

-- Cases from before the two tables; a job works through them.
CREATE TABLE casework_unmarked (case_id TEXT PRIMARY KEY);
INSERT INTO casework_unmarked (case_id) SELECT id FROM casework_case;
