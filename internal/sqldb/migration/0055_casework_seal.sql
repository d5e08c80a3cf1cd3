-- +goose Up
-- The key of each case, wrapped under a master key of the installation (room
-- vault). It seals the numbers of people in casework_part and ledger_body.
CREATE TABLE casework_seal (
    case_id TEXT PRIMARY KEY REFERENCES casework_case (id),
    wrapped TEXT NOT NULL
);

-- Keyed hashes of the numbers of parties: a case is found by a whole number, and
-- the table tells nobody the number.
CREATE TABLE casework_identifier (
    part_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES casework_case (id),
    PRIMARY KEY (part_id, hash)
);
CREATE INDEX casework_identifier_hash ON casework_identifier (hash, case_id);
CREATE INDEX casework_identifier_case ON casework_identifier (case_id);
