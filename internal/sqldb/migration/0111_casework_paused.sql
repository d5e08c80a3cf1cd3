-- +goose Up
-- Few cases are paused at a time; a chip above every list counts them.
CREATE INDEX casework_case_paused ON casework_case (next_due_at, id) WHERE paused;
