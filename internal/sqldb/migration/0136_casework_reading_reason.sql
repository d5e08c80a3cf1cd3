-- +goose Up
-- Why somebody printed a paper with the name of a concealed party on it. Such a reading has
-- the millisecond in place of the hour: each is on the list.
ALTER TABLE casework_reading ADD COLUMN reason TEXT NOT NULL DEFAULT '';
