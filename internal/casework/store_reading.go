package casework

import (
	"context"
	"strconv"
	"strings"
	"time"

	"hemu/internal/sqldb"
)

// eachKept reports whether each reading of a kind stands for itself.
func eachKept(what string) bool { return strings.HasPrefix(what, ReadOwnData) || what == PrintNamed }

// readingSlot numbers the times of which one reading each is kept: the hours since 1970. Of
// copies of own data and of papers with names each is kept: theirs are milliseconds.
func readingSlot(what string, at time.Time) int64 {
	if eachKept(what) {
		return at.UnixMilli()
	}
	return at.Unix() / 3600
}

func hasReading(ctx context.Context, tx *sqldb.Tx, id ID, r Reading) (bool, error) {
	n, err := sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM casework_reading
		WHERE case_id = $1 AND user_id = $2 AND what = $3 AND hour = $4`, string(id), r.User, r.What, readingSlot(r.What, r.At))
	return n > 0, err
}

// insertReadings notes the same reading of many cases.
func insertReadings(ctx context.Context, tx *sqldb.Tx, ids []ID, r Reading) error {
	if len(ids) == 0 {
		return nil
	}
	args, rows := []any{r.User, r.What, readingSlot(r.What, r.At), r.At.UnixMilli(), r.Org, r.Role, r.Reason}, ""
	for _, id := range ids {
		args = append(args, string(id))
		rows += ", ($" + strconv.Itoa(len(args)) + ", $1, $2, $3, $4, $5, $6, $7)"
	}
	_, err := tx.Exec(ctx, `INSERT INTO casework_reading (case_id, user_id, what, hour, at, org_id, role, reason) VALUES `+rows[2:]+`
		ON CONFLICT (case_id, user_id, what, hour) DO NOTHING`, args...)
	return err
}

func listReadings(ctx context.Context, tx *sqldb.Tx, id ID, limit int) ([]Reading, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (v Reading, err error) {
		return v, r.Scan(&v.User, &v.Org, &v.Role, &v.What, &v.Reason, sqldb.Time{T: &v.At})
	}, `SELECT user_id, org_id, role, what, reason, at FROM casework_reading WHERE case_id = $1 ORDER BY at DESC, user_id, what LIMIT $2`, string(id), limit)
}
