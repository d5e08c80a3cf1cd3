-- +goose Up
-- Number of cases a unit holds, or (whole) it and all below it, by the month they were registered
-- in, the first level of their kind, where they stand, and whether they are confidential. Derived;
-- doctor recounts. A month is year * 12 + month - 1, of Shanghai. A unit with none above it has no
-- whole rows: nobody asks for them, and every command would wait for them.
CREATE TABLE casework_month (
    unit_id TEXT NOT NULL,
    whole BOOLEAN NOT NULL,
    month BIGINT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    secret BOOLEAN NOT NULL,
    org_path TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (unit_id, whole, month, kind, state, secret)
);
CREATE INDEX casework_month_path ON casework_month (month, org_path);

-- The civil calendar from days since 1970, in whole numbers, for both engines.
INSERT INTO casework_month (unit_id, whole, month, kind, state, secret, org_path, n)
SELECT org, FALSE, (era * 400 + yoe) * 12 + mp + 2, kind, state, secret, path, COUNT(*) FROM (
    SELECT org, kind, state, secret, path, era, yoe, (5 * (doe - (365 * yoe + yoe / 4 - yoe / 100)) + 2) / 153 AS mp FROM (
        SELECT org, kind, state, secret, path, era, doe, (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365 AS yoe FROM (
            SELECT org, kind, state, secret, path, z / 146097 AS era, z - z / 146097 * 146097 AS doe FROM (
                SELECT holder_org AS org, substr(cause, 1, 2) AS kind, state, confidential AS secret, holder_path AS path,
                    (reported_at + 28800000) / 86400000 + 719468 AS z FROM casework_case
            ) AS days
        ) AS eras
    ) AS years
) AS months GROUP BY org, (era * 400 + yoe) * 12 + mp + 2, kind, state, secret, path;

-- An id in a path has 36 characters and a slash behind it; the path of a unit at the top has 38.
INSERT INTO casework_month (unit_id, whole, month, kind, state, secret, org_path, n)
WITH RECURSIVE up (path, month, kind, state, secret, n) AS (
    SELECT org_path, month, kind, state, secret, n FROM casework_month
    UNION ALL
    SELECT substr(path, 1, length(path) - 37), month, kind, state, secret, n FROM up WHERE length(path) > 75
)
SELECT substr(path, length(path) - 36, 36), TRUE, month, kind, state, secret, path, CAST(SUM(n) AS BIGINT)
FROM up WHERE length(path) > 38 GROUP BY path, month, kind, state, secret;
