package casework

import (
	"context"
	"strconv"

	"hemu/internal/sqldb"
)

func casesAfter(ctx context.Context, tx *sqldb.Tx, after string, limit int) ([]string, error) {
	return sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT id FROM casework_case WHERE id > $1 ORDER BY id LIMIT $2`, after, limit)
}

// sameRow reports whether every column of the case says what the case says. The
// columns are compared where they lie, so that none is forgotten here.
func sameRow(ctx context.Context, tx *sqldb.Tx, c Case, paths map[string]string) (bool, error) {
	values, err := caseValues(c, paths)
	if err != nil {
		return false, err
	}
	n, err := sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM casework_case WHERE
		no = $1 AND county = $2 AND state = $3 AND level = $4 AND batch = $5 AND difficulty = $6 AND cause = $7 AND gb_type = $8
		AND moj_type = $9 AND channel = $10 AND region_code = $11 AND region_path = $12 AND title = $13 AND people = $14
		AND amount_fen = $15 AND confidential = $16 AND intake_org = $17 AND holder_org = $18 AND holder_path = $19
		AND handler_id = $20 AND registrar_id = $21 AND outcome = $22 AND closing_kind = $23 AND next_step = $24
		AND next_kind = $25 AND next_due_at = $26 AND next_yellow_at = $27 AND paused = $28 AND reported_at = $29
		AND COALESCE(accepted_at, 0) = COALESCE(CAST($30 AS BIGINT), 0) AND COALESCE(closed_at, 0) = COALESCE(CAST($31 AS BIGINT), 0)
		AND COALESCE(archived_at, 0) = COALESCE(CAST($32 AS BIGINT), 0) AND updated_at = $33 AND track_hash = $34 AND version = $35
		AND data = $36 AND id = $37`, append(values, string(c.ID))...)
	return n == 1, err
}

func readProjections(ctx context.Context, tx *sqldb.Tx, id ID) (p projections, err error) {
	if p.clocks, err = sqldb.All(ctx, tx, func(r sqldb.Row) (k clockRow, err error) {
		return k, r.Scan(&k.id, &k.kind, &k.org, &k.path, &k.handler, &k.due, &k.yellow, &k.paused, &k.secret)
	}, `SELECT id, kind, org_id, org_path, handler_id, due_at, yellow_at, paused, secret FROM casework_clock WHERE case_id = $1 ORDER BY id`, string(id)); err != nil {
		return p, err
	}
	if p.reach, err = sqldb.All(ctx, tx, func(r sqldb.Row) (v reachRow, err error) {
		return v, r.Scan(&v.org, &v.path, &v.how, &v.live)
	}, `SELECT org_id, org_path, how, live FROM casework_reach WHERE case_id = $1 ORDER BY org_id`, string(id)); err != nil {
		return p, err
	}
	if p.named, err = sqldb.All(ctx, tx, sqldb.Scalar[string],
		`SELECT user_id FROM casework_named WHERE case_id = $1 ORDER BY user_id`, string(id)); err != nil {
		return p, err
	}
	p.parties, err = sqldb.All(ctx, tx, func(r sqldb.Row) (v partyRow, err error) {
		return v, r.Scan(&v.id, &v.name, &v.initials, &v.role)
	}, `SELECT part_id, name, initials, role FROM casework_party WHERE case_id = $1 ORDER BY part_id`, string(id))
	return p, err
}

// wrongTallies names the counters that are not what counting the cases gives.
func wrongTallies(ctx context.Context, tx *sqldb.Tx, most int) ([]string, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (string, error) {
		var org, state string
		err := r.Scan(&org, &state)
		return org + " " + state, err
	}, `
		WITH counted AS (SELECT holder_org AS org_id, state, confidential AS secret, holder_path AS org_path, COUNT(*) AS n
			FROM casework_case GROUP BY holder_org, state, confidential, holder_path)
		SELECT t.org_id, t.state FROM casework_tally t LEFT JOIN counted c ON c.org_id = t.org_id AND c.state = t.state AND c.secret = t.secret
		WHERE t.n <> COALESCE(c.n, 0) OR t.org_path <> COALESCE(c.org_path, t.org_path)
		UNION ALL
		SELECT c.org_id, c.state FROM counted c LEFT JOIN casework_tally t ON t.org_id = c.org_id AND t.state = c.state AND t.secret = c.secret
		WHERE t.org_id IS NULL
		LIMIT $1`, most)
}

// numberGaps names the sequences of official numbers that have gaps.
func numberGaps(ctx context.Context, tx *sqldb.Tx, most int) ([]string, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (string, error) {
		var issuer, kind string
		var year int
		err := r.Scan(&issuer, &kind, &year)
		return issuer + " " + kind + " " + strconv.Itoa(year), err
	}, `SELECT issuer, kind, year FROM casework_number GROUP BY issuer, kind, year HAVING COUNT(*) <> MAX(seq) OR MIN(seq) <> 1 LIMIT $1`, most)
}
