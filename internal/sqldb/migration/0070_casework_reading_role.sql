-- +goose Up
-- In which post somebody looked at a case; '' for what was read before this was kept.
ALTER TABLE casework_reading ADD COLUMN role TEXT NOT NULL DEFAULT '';
