-- +goose Up
-- A batch is what is proposed to be destroyed together, decided by a second person,
-- and certified.
CREATE TABLE retention_batch (
    id TEXT PRIMARY KEY,
    org_id TEXT NOT NULL REFERENCES org_unit (id),
    state TEXT NOT NULL,
    no TEXT NOT NULL,
    reason TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT,
    decided_by TEXT NOT NULL,
    decided_org TEXT NOT NULL,
    decided_role TEXT NOT NULL,
    decided_at BIGINT,
    note TEXT NOT NULL,
    done_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX retention_batch_org ON retention_batch (org_id, found_at);
CREATE INDEX retention_batch_state ON retention_batch (state, found_at);

-- One case of a batch: no title and no name. Once it is destroyed the row is the
-- record of it, to be carried out again after an old backup was restored.
CREATE TABLE retention_item (
    batch_id TEXT NOT NULL REFERENCES retention_batch (id),
    case_id TEXT NOT NULL,
    case_no TEXT NOT NULL,
    category TEXT NOT NULL,
    period TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    years BIGINT NOT NULL,
    kept_from TEXT NOT NULL,
    due_on TEXT NOT NULL,
    outcome TEXT NOT NULL,
    why TEXT NOT NULL,
    files BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    at BIGINT,
    PRIMARY KEY (batch_id, case_id)
);
CREATE INDEX retention_item_case ON retention_item (case_id);

-- Files that no case has any more and whose bytes are still to be removed.
CREATE TABLE retention_file (
    digest TEXT PRIMARY KEY
);
