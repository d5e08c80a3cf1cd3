-- +goose Up
-- Facts about this database itself: which product, since when.
CREATE TABLE sqldb_fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
