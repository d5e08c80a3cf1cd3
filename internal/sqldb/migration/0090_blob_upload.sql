-- +goose Up
-- Who handed a file over: a digest is a name, and only who sent the bytes may hang
-- them on a case.
CREATE TABLE blob_giver (
    digest TEXT NOT NULL,
    uploader TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (digest, uploader)
);
INSERT INTO blob_giver (digest, uploader, at) SELECT digest, uploader, at FROM blob_file;

-- Files on their way, part by part. The bytes of the parts lie on disk (DATA/uploads).
CREATE TABLE blob_upload (
    id TEXT PRIMARY KEY,
    uploader TEXT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL,
    at BIGINT NOT NULL,
    result TEXT NOT NULL
);
CREATE INDEX blob_upload_at ON blob_upload (at);
CREATE INDEX blob_upload_uploader ON blob_upload (uploader, result);
CREATE TABLE blob_part (
    upload TEXT NOT NULL,
    start BIGINT NOT NULL,
    size BIGINT NOT NULL,
    file TEXT NOT NULL,
    PRIMARY KEY (upload, start)
);
