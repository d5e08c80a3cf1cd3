package casework

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// draftPlace binds a sealed draft to its table.
const draftPlace = "casework_draft.payload"

func insertDraft(ctx context.Context, tx *sqldb.Tx, user string, d Draft) error {
	payload, err := tx.Ring.Seal(draftPlace, string(d.Payload))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO casework_draft (id, user_id, kind, payload, updated_at, version) VALUES ($1, $2, $3, $4, $5, 1)`,
		d.ID, user, d.Kind, payload, d.UpdatedAt.UnixMilli())
	return err
}

// updateDraft writes over the version that was read.
func updateDraft(ctx context.Context, tx *sqldb.Tx, user string, d Draft) error {
	payload, err := tx.Ring.Seal(draftPlace, string(d.Payload))
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `UPDATE casework_draft SET kind = $1, payload = $2, updated_at = $3, version = version + 1
		WHERE id = $4 AND user_id = $5 AND version = $6`, d.Kind, payload, d.UpdatedAt.UnixMilli(), d.ID, user, d.Version)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, "casework.draft_changed")
	}
	return err
}

func countDrafts(ctx context.Context, tx *sqldb.Tx, user string) (int, error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM casework_draft WHERE user_id = $1`, user)
}

func listDrafts(ctx context.Context, tx *sqldb.Tx, user, kind string) ([]Draft, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (d Draft, err error) {
		return d, r.Scan(&d.ID, &d.Kind, sqldb.Time{T: &d.UpdatedAt}, &d.Version)
	}, `SELECT id, kind, updated_at, version FROM casework_draft WHERE user_id = $1 AND (CAST($2 AS TEXT) = '' OR kind = $2)
		ORDER BY updated_at DESC, id LIMIT 200`, user, kind)
}

func findDraft(ctx context.Context, tx *sqldb.Tx, user, id string) (d Draft, err error) {
	var payload string
	err = tx.QueryRow(ctx, `SELECT id, kind, payload, updated_at, version FROM casework_draft WHERE id = $1 AND user_id = $2`, id, user).
		Scan(&d.ID, &d.Kind, &payload, sqldb.Time{T: &d.UpdatedAt}, &d.Version)
	if sqldb.IsNoRows(err) {
		return d, fault.New(fault.NotFound, "casework.draft_not_found")
	}
	if err != nil {
		return d, err
	}
	plain, err := tx.Ring.Open(draftPlace, payload)
	d.Payload = json.RawMessage(plain)
	return d, err
}

func deleteDraft(ctx context.Context, tx *sqldb.Tx, user, id string) error {
	_, err := tx.Exec(ctx, `DELETE FROM casework_draft WHERE id = $1 AND user_id = $2`, id, user)
	return err
}

var digestInText = regexp.MustCompile(`[0-9a-f]{64}`)

// DraftsNaming are those of some digests of files that a draft of anybody names. It
// reads all drafts, page by page, so it is for the night.
func DraftsNaming(ctx context.Context, tx *sqldb.Tx, digests []string) (map[string]bool, error) {
	const page = 100
	named := map[string]bool{}
	for after := ""; ; {
		rows, err := sqldb.All(ctx, tx, scanPair, `SELECT id, payload FROM casework_draft WHERE id > $1 ORDER BY id LIMIT $2`, after, page)
		if err != nil || len(rows) == 0 {
			return named, err
		}
		for _, r := range rows {
			plain, err := tx.Ring.Open(draftPlace, r.text)
			if err != nil {
				return named, err
			}
			for _, d := range digestInText.FindAllString(plain, -1) {
				named[d] = named[d] || slices.Contains(digests, d)
			}
			after = r.id
		}
	}
}
