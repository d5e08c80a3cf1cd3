package access

import (
	"context"
	"encoding/json"

	"hemu/internal/calendar"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
)

func findUser(ctx context.Context, tx *sqldb.Tx, userID string) (u identity.User, err error) {
	err = tx.QueryRow(ctx, `SELECT id, name, lang FROM identity_user WHERE id = $1 AND disabled_at IS NULL`, userID).
		Scan(&u.ID, &u.Name, &u.Lang)
	if sqldb.IsNoRows(err) {
		return u, identity.ErrSignedOut
	}
	return u, err
}

// customPost is a post with the ids of a custom scope still to be looked up.
type customPost struct {
	Post
	custom []string
}

// livePosts are the posts a user holds today in organisations that are open, in
// the order they were granted.
func livePosts(ctx context.Context, tx *sqldb.Tx, userID string) ([]Post, error) {
	found, err := sqldb.All(ctx, tx, scanPost, `
		SELECT p.id, p.org_id, o.name, o.path, o.county, o.kind, o.level, p.role, p.scope, p.custom
		FROM identity_post p JOIN org_unit o ON o.id = p.org_id
		WHERE p.user_id = $1 AND p.from_on <= $2 AND (p.until_on IS NULL OR p.until_on > $2) AND o.closed_at IS NULL
		ORDER BY p.id`, userID, calendar.DateOf(tx.Now).String())
	if err != nil {
		return nil, err
	}
	posts := make([]Post, len(found))
	for i, p := range found {
		if p.Custom, err = pathsOf(ctx, tx, p.custom); err != nil {
			return nil, err
		}
		posts[i] = p.Post
	}
	return posts, nil
}

func scanPost(r sqldb.Row) (p customPost, err error) {
	var custom string
	if err := r.Scan(&p.ID, &p.OrgID, &p.OrgName, &p.OrgPath, &p.County, &p.OrgKind, &p.OrgLevel, &p.Role, &p.Scope, &custom); err != nil {
		return p, err
	}
	return p, json.Unmarshal([]byte(custom), &p.custom)
}

// pathsOf are the paths of units, closed ones too: their cases can still be seen.
func pathsOf(ctx context.Context, tx *sqldb.Tx, ids []string) ([]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	c := sqldb.NewCond().And("id IN (?)", ids)
	return sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT path FROM org_unit WHERE `+c.Where()+` ORDER BY path`, c.Args()...)
}
