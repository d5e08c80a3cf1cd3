-- +goose Up
-- Who handles a case, and whether it is confidential, stands with its clocks, so that what one
-- officer has to do is read in its order and counted, however many cases lie behind.
ALTER TABLE casework_clock ADD COLUMN handler_id TEXT NOT NULL DEFAULT '';
ALTER TABLE casework_clock ADD COLUMN secret BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE casework_clock SET handler_id = (SELECT c.handler_id FROM casework_case c WHERE c.id = casework_clock.case_id),
    secret = (SELECT c.confidential FROM casework_case c WHERE c.id = casework_clock.case_id);
CREATE INDEX casework_clock_handler ON casework_clock (handler_id, due_at, id);

-- A unit that was moved while a command ran may stand with its old place (PostgreSQL).
UPDATE casework_case SET holder_path = (SELECT u.path FROM org_unit u WHERE u.id = holder_org)
    WHERE holder_path <> (SELECT u.path FROM org_unit u WHERE u.id = holder_org);
UPDATE casework_clock SET org_path = (SELECT u.path FROM org_unit u WHERE u.id = org_id)
    WHERE org_path <> (SELECT u.path FROM org_unit u WHERE u.id = org_id);
UPDATE casework_reach SET org_path = (SELECT u.path FROM org_unit u WHERE u.id = org_id)
    WHERE org_path <> (SELECT u.path FROM org_unit u WHERE u.id = org_id);

-- Number of cases by who holds them, where they stand, and whether they are confidential.
DROP TABLE casework_tally;
CREATE TABLE casework_tally (
    org_id TEXT NOT NULL,
    state TEXT NOT NULL,
    secret BOOLEAN NOT NULL,
    org_path TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (org_id, state, secret)
);
CREATE INDEX casework_tally_path ON casework_tally (org_path);
INSERT INTO casework_tally (org_id, state, secret, org_path, n)
SELECT holder_org, state, confidential, MIN(holder_path), COUNT(*) FROM casework_case GROUP BY holder_org, state, confidential;

-- Of the organisations with a part in a case those of cases that are open, or in which
-- something is due: few of all, and what the chips above a list count.
ALTER TABLE casework_reach ADD COLUMN live BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE casework_reach SET live = TRUE WHERE case_id IN (
    SELECT id FROM casework_case WHERE state NOT IN ('declined', 'closed', 'archived', 'merged') OR next_due_at < 9223372036854775807 OR paused);
CREATE INDEX casework_reach_live ON casework_reach (org_path, case_id) WHERE live;
