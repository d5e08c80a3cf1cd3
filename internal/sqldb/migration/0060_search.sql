-- +goose Up
-- What can be found: the folded text of a document by how much a hit in it says.
-- seq is its place in time, in milliseconds times 2^20, made unique.
CREATE TABLE search_doc (
    seq BIGINT PRIMARY KEY,
    id TEXT NOT NULL,
    party TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX search_doc_id ON search_doc (id);

-- The characters and pairs of characters of each document, hashed (room search).
-- only SQLite
CREATE VIRTUAL TABLE search_gram USING fts5 (grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
-- only PostgreSQL
-- Without statistics the planner always goes by the index; the arrays lie apart,
-- so that the table itself stays small.
CREATE TABLE search_gram (
    seq BIGINT PRIMARY KEY,
    grams INTEGER[] NOT NULL
) WITH (toast_tuple_target = 128);
ALTER TABLE search_gram ALTER COLUMN grams SET STATISTICS 0;
CREATE INDEX search_gram_grams ON search_gram USING gin (grams);
-- both
