-- +goose Up
-- Cases from before what is found was kept (0060); a job works through them.
CREATE TABLE casework_unindexed (case_id TEXT PRIMARY KEY);
INSERT INTO casework_unindexed (case_id)
    SELECT c.id FROM casework_case c WHERE NOT EXISTS (SELECT 1 FROM search_doc d WHERE d.id = c.id);
