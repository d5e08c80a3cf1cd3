package org

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"hemu/internal/calendar"
	"hemu/internal/sqldb"
)

const memberColumns = `id, org_id, name, sex, COALESCE(birth_year, 0), functions, origin, full_time, education, elected_by,
	elected_on, term_from, term_until, phone, COALESCE(user_id, ''), left_on, version`

func scanMember(r sqldb.Row) (m Member, err error) {
	var functions string
	err = r.Scan(&m.ID, &m.OrgID, &m.Name, &m.Sex, &m.BirthYear, &functions, &m.Origin, &m.FullTime, &m.Education,
		&m.ElectedBy, &m.ElectedOn, &m.TermFrom, &m.TermUntil, &m.Phone, &m.UserID, &m.LeftOn, &m.Version)
	for _, f := range strings.Fields(functions) {
		m.Functions = append(m.Functions, Function(f))
	}
	return m, err
}

// GetMember reads one member, former ones too; ErrMemberNotFound when there is
// none.
func GetMember(ctx context.Context, tx *sqldb.Tx, id string) (Member, error) {
	m, err := sqldb.One(ctx, tx, scanMember, `SELECT `+memberColumns+` FROM org_member WHERE id = $1`, id)
	if sqldb.IsNoRows(err) {
		return m, ErrMemberNotFound
	}
	return m, err
}

// Members reads everybody who is or was a member of an organisation, in the
// order they were entered. Whether they still belong, Member.On tells.
func Members(ctx context.Context, tx *sqldb.Tx, orgID string) ([]Member, error) {
	return sqldb.All(ctx, tx, scanMember, `SELECT `+memberColumns+` FROM org_member WHERE org_id = $1 ORDER BY id`, orgID)
}

// membersOf reads the present members of several organisations.
func membersOf(ctx context.Context, tx *sqldb.Tx, orgIDs []string) (map[string][]Member, error) {
	out := map[string][]Member{}
	for part := range slices.Chunk(orgIDs, maxIn) {
		c := sqldb.NewCond().And("org_id IN (?)", part).And("left_on IS NULL OR left_on > ?", calendar.DateOf(tx.Now))
		list, err := sqldb.All(ctx, tx, scanMember, `SELECT `+memberColumns+` FROM org_member WHERE `+c.Where()+` ORDER BY id`, c.Args()...)
		if err != nil {
			return nil, err
		}
		for _, m := range list {
			out[m.OrgID] = append(out[m.OrgID], m)
		}
	}
	return out, nil
}

func insertMember(ctx context.Context, tx *sqldb.Tx, m Member) error {
	_, err := tx.Exec(ctx, `INSERT INTO org_member (id, org_id, name, sex, birth_year, functions, origin, full_time,
		education, elected_by, elected_on, term_from, term_until, phone, user_id, left_on, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1)`,
		m.ID, m.OrgID, m.Name, m.Sex, yearOrNull(m.BirthYear), strings.Join(texts(m.Functions), " "), string(m.Origin), m.FullTime,
		m.Education, m.ElectedBy, m.ElectedOn, m.TermFrom, m.TermUntil, m.Phone, orNull(m.UserID), m.LeftOn)
	return err
}

// saveMember writes m over the version it was read at; ErrChanged when somebody
// was faster.
func saveMember(ctx context.Context, tx *sqldb.Tx, m Member) (Member, error) {
	n, err := tx.Exec(ctx, `UPDATE org_member SET name = $1, sex = $2, birth_year = $3, functions = $4, origin = $5,
		full_time = $6, education = $7, elected_by = $8, elected_on = $9, term_from = $10, term_until = $11, phone = $12,
		user_id = $13, left_on = $14, version = version + 1 WHERE id = $15 AND version = $16`,
		m.Name, m.Sex, yearOrNull(m.BirthYear), strings.Join(texts(m.Functions), " "), string(m.Origin), m.FullTime, m.Education,
		m.ElectedBy, m.ElectedOn, m.TermFrom, m.TermUntil, m.Phone, orNull(m.UserID), m.LeftOn, m.ID, m.Version)
	if err == nil && n == 0 {
		return m, ErrChanged
	}
	m.Version++
	return m, err
}

// leaveAll ends every membership of a unit on a day.
func leaveAll(ctx context.Context, tx *sqldb.Tx, orgID string, on calendar.Date) (int64, error) {
	return tx.Exec(ctx, `UPDATE org_member SET left_on = $1, version = version + 1
		WHERE org_id = $2 AND (left_on IS NULL OR left_on > $3)`, on, orgID, on)
}

func yearOrNull(year int) any {
	if year == 0 {
		return nil
	}
	return year
}

// recheck brings the kept breaches of units up to the day of tx. A breach that
// lasts keeps the day it was found on. It returns how many units changed.
func recheck(ctx context.Context, tx *sqldb.Tx, units []Unit) (changed int, err error) {
	ids := make([]string, len(units))
	for i, u := range units {
		ids[i] = u.ID
	}
	members, err := membersOf(ctx, tx, ids)
	if err != nil {
		return 0, err
	}
	kept, err := keptBreaches(ctx, tx, ids)
	if err != nil {
		return 0, err
	}
	for _, u := range units {
		now := Breaches(u, members[u.ID], calendar.DateOf(tx.Now))
		for i := range now {
			now[i].FoundOn = since(kept[u.ID], now[i])
		}
		if sameBreaches(kept[u.ID], now) {
			continue
		}
		changed++
		if _, err := tx.Exec(ctx, `DELETE FROM org_breach WHERE org_id = $1`, u.ID); err != nil {
			return changed, err
		}
		for _, b := range now {
			if err := insertBreach(ctx, tx, b); err != nil {
				return changed, err
			}
		}
	}
	return changed, nil
}

func since(kept []Breach, b Breach) calendar.Date {
	for _, k := range kept {
		if k.Code == b.Code && k.Subject == b.Subject {
			return k.FoundOn
		}
	}
	return b.FoundOn
}

func sameBreaches(a, b []Breach) bool {
	key := func(list []Breach) []string {
		var keys []string
		for _, x := range list {
			keys = append(keys, x.Code+" "+x.Subject+" "+argsText(x.Args))
		}
		slices.Sort(keys)
		return keys
	}
	return slices.Equal(key(a), key(b))
}

func insertBreach(ctx context.Context, tx *sqldb.Tx, b Breach) error {
	_, err := tx.Exec(ctx, `INSERT INTO org_breach (org_id, code, subject, args, citation, found_on)
		VALUES ($1, $2, $3, $4, $5, $6)`, b.OrgID, b.Code, b.Subject, argsText(b.Args), b.Citation, b.FoundOn)
	return err
}

func argsText(args map[string]any) string {
	if len(args) == 0 {
		return ""
	}
	raw, _ := json.Marshal(args) // numbers and texts only: cannot fail
	return string(raw)
}

const breachColumns = `b.org_id, b.code, b.subject, b.args, b.citation, b.found_on`

func scanBreach(r sqldb.Row) (b Breach, err error) {
	err = scanBreachAnd(r, &b)
	return b, err
}

func scanBreachAnd(r sqldb.Row, b *Breach, more ...any) error {
	var args string
	err := r.Scan(append([]any{&b.OrgID, &b.Code, &b.Subject, &args, &b.Citation, &b.FoundOn}, more...)...)
	if err == nil && args != "" {
		err = json.Unmarshal([]byte(args), &b.Args)
	}
	return err
}

func keptBreaches(ctx context.Context, tx *sqldb.Tx, ids []string) (map[string][]Breach, error) {
	out := map[string][]Breach{}
	for part := range slices.Chunk(ids, maxIn) {
		c := sqldb.NewCond().And("b.org_id IN (?)", part)
		list, err := sqldb.All(ctx, tx, scanBreach, `SELECT `+breachColumns+` FROM org_breach b WHERE `+c.Where(), c.Args()...)
		if err != nil {
			return nil, err
		}
		for _, b := range list {
			out[b.OrgID] = append(out[b.OrgID], b)
		}
	}
	return out, nil
}

// Listed is a breach with the committee it is about.
type Listed struct {
	Breach
	OrgName string
	OrgPath string
}

// cursor of a listing of breaches: everything up to here has been shown.
func (l Listed) cursor() string { return l.OrgPath + "|" + l.Code + "|" + l.Subject }

// ListBreaches reads a page of the kept breaches in the subtree of path ("" for
// all) in the order of the tree, and the cursor of the next page, "" for none.
func ListBreaches(ctx context.Context, tx *sqldb.Tx, path, after string, limit int) ([]Listed, string, error) {
	limit = min(max(limit, 1), MaxPage)
	c := sqldb.NewCond()
	if path != "" {
		cond, from, to := Within("u.path", path)
		c.And(cond, from, to)
	}
	if at := strings.SplitN(after, "|", 3); len(at) == 3 {
		c.And("u.path > ? OR (u.path = ? AND (b.code > ? OR (b.code = ? AND b.subject > ?)))", at[0], at[0], at[1], at[1], at[2])
	}
	where := c.Where()
	list, err := sqldb.All(ctx, tx, func(r sqldb.Row) (l Listed, err error) {
		err = scanBreachAnd(r, &l.Breach, &l.OrgName, &l.OrgPath)
		return l, err
	}, `SELECT `+breachColumns+`, u.name, u.path FROM org_breach b JOIN org_unit u ON u.id = b.org_id
		WHERE `+where+` ORDER BY u.path, b.code, b.subject LIMIT `+c.Arg(limit+1), c.Args()...)
	if err != nil || len(list) <= limit {
		return list, "", err
	}
	return list[:limit], list[limit-1].cursor(), nil
}
