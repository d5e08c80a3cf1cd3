-- +goose Up
-- Two kinds of rows come to what cases are filtered by: since when a file at an end is
-- kept (casework_measure), and the digests of its files (casework_mark). The job that
-- gives marks to cases from before an upgrade gives them to those concerned.
INSERT INTO casework_unmarked (case_id)
SELECT c.id FROM casework_case c
WHERE c.id NOT IN (SELECT u.case_id FROM casework_unmarked u)
  AND (c.state IN ('archived', 'declined') OR c.id IN (SELECT p.case_id FROM casework_part p WHERE p.kind = 'file'));
