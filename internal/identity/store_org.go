package identity

import (
	"context"

	"hemu/internal/sqldb"
)

// unit is what this room reads of an organisation; the table is room org's.
type unit struct {
	id, parent, path, code, name string
	closed                       bool
}

const unitColumns = `id, COALESCE(parent_id, ''), path, code, name, closed_at IS NOT NULL`

func scanUnit(r sqldb.Row) (u unit, err error) {
	return u, r.Scan(&u.id, &u.parent, &u.path, &u.code, &u.name, &u.closed)
}

// findUnit reads one unit; found is false when there is none.
func findUnit(ctx context.Context, tx *sqldb.Tx, id string) (u unit, found bool, err error) {
	u, err = sqldb.One(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE id = $1`, id)
	if sqldb.IsNoRows(err) {
		return u, false, nil
	}
	return u, err == nil, err
}

// openUnits reads every unit that is not closed, for an import to find its
// organisations in.
func openUnits(ctx context.Context, tx *sqldb.Tx) ([]unit, error) {
	return sqldb.All(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE closed_at IS NULL ORDER BY path`)
}

// Listed is one line of the list of users.
type Listed struct {
	User
	Posts []Post
}

// listUsers gives users whose username sorts after a cursor, matching text by
// name, username or initials, and holding a live post in a range of units.
func listUsers(ctx context.Context, tx *sqldb.Tx, f Filter, today string) ([]User, error) {
	c := sqldb.NewCond().And("identity_user.username > ?", f.After)
	if text := Fold(f.Text); text != "" {
		like := sqldb.Containing(text)
		c.And(`identity_user.username LIKE ? ESCAPE '\' OR identity_user.name LIKE ? ESCAPE '\' OR identity_user.initials LIKE ? ESCAPE '\'`, like, like, like)
	}
	if f.OrgPath != "" {
		from, to := sqldb.Below(f.OrgPath)
		c.And(`EXISTS (SELECT 1 FROM identity_post p JOIN org_unit o ON o.id = p.org_id
			WHERE p.user_id = identity_user.id AND o.path >= ? AND o.path < ? AND (p.until_on IS NULL OR p.until_on > ?))`, from, to, today)
	}
	if !f.Disabled {
		c.And("identity_user.disabled_at IS NULL")
	}
	where := c.Where()
	return sqldb.All(ctx, tx, scanUser, `SELECT `+userColumns+` FROM identity_user WHERE `+where+`
		ORDER BY identity_user.username LIMIT `+c.Arg(f.Limit), c.Args()...)
}

// Colleague is somebody who works for an organisation now.
type Colleague struct {
	UserID string
	Name   string
	Roles  []string // those held in the organisation, in order of granting
}

// Colleagues are the people with a live post in an organisation and a working
// account, by name: those a case can be given to.
func Colleagues(ctx context.Context, tx *sqldb.Tx, orgID string) ([]Colleague, error) {
	rows, err := tx.Query(ctx, `
		SELECT u.id, u.name, p.role FROM identity_post p JOIN identity_user u ON u.id = p.user_id
		WHERE p.org_id = $1 AND p.from_on <= $2 AND (p.until_on IS NULL OR p.until_on > $2) AND u.disabled_at IS NULL
		ORDER BY u.name, u.id, p.id`, orgID, today(tx))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := []Colleague{}
	for rows.Next() {
		var id, name, role string
		if err := rows.Scan(&id, &name, &role); err != nil {
			return nil, err
		}
		if n := len(out); n > 0 && out[n-1].UserID == id {
			out[n-1].Roles = append(out[n-1].Roles, role)
			continue
		}
		out = append(out, Colleague{id, name, []string{role}})
	}
	return out, rows.Err()
}
