package access

import (
	"context"

	"hemu/internal/calendar"
	"hemu/internal/sqldb"
)

// Officer is a person with a live post that reads cases, in one organisation.
type Officer struct {
	UserID string
	Name   string
	Role   Role
}

// Officers are who can act in organisations today: live posts of accounts that are
// not switched off, by organisation, in the order of user ids. Organisations
// without any are missing: their posts are vacant. The day is Shanghai's.
func Officers(ctx context.Context, tx *sqldb.Tx, orgs []string) (map[string][]Officer, error) {
	out := map[string][]Officer{}
	if len(orgs) == 0 {
		return out, nil
	}
	today := calendar.DateOf(tx.Now).String()
	c := sqldb.NewCond().And("p.org_id IN (?)", orgs).And("p.from_on <= ? AND (p.until_on IS NULL OR p.until_on > ?)", today, today)
	_, err := sqldb.All(ctx, tx, func(r sqldb.Row) (o Officer, err error) {
		var unit string
		if err = r.Scan(&unit, &o.UserID, &o.Name, &o.Role); err == nil && o.Role.ReadsCases() {
			out[unit] = append(out[unit], o)
		}
		return o, err
	}, `SELECT p.org_id, p.user_id, u.name, p.role FROM identity_post p JOIN identity_user u ON u.id = p.user_id
		WHERE u.disabled_at IS NULL AND `+c.Where()+` ORDER BY p.user_id, p.id`, c.Args()...)
	return out, err
}
