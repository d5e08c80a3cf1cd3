package codes

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"hemu/internal/calendar"
	"hemu/internal/sqldb"
)

// Load reads the whole picture. Service.Snapshot does the same and reads only
// when something has changed; use that on request paths.
func Load(ctx context.Context, tx *sqldb.Tx) (Snapshot, error) {
	lists, err := sqldb.All(ctx, tx, scanList, `SELECT id, name_zh, name_en, levels, editable, citation, status, version
		FROM codes_list ORDER BY id`)
	if err != nil {
		return Snapshot{}, err
	}
	items, err := sqldb.All(ctx, tx, scanItem, `SELECT list, code, parent, name_zh, name_en, position, valid_from,
		valid_until, mapping FROM codes_item`)
	if err != nil {
		return Snapshot{}, err
	}
	policies, err := sqldb.All(ctx, tx, scanPolicy, `SELECT `+policyColumns+` FROM codes_policy ORDER BY kind, id`)
	if err != nil {
		return Snapshot{}, err
	}
	days, err := Days(ctx, tx, 0)
	if err != nil {
		return Snapshot{}, err
	}
	return NewSnapshot(lists, items, policies, days), nil
}

// Days reads the official days of the notice for one year, 0 for all, in order.
func Days(ctx context.Context, tx *sqldb.Tx, notice int) ([]calendar.OfficialDay, error) {
	return sqldb.All(ctx, tx, scanDay, `SELECT date, kind, name, notice_year FROM codes_calendar_day
		WHERE $1 = 0 OR notice_year = $2 ORDER BY date`, int64(notice), int64(notice))
}

func scanDay(r sqldb.Row) (d calendar.OfficialDay, err error) {
	return d, r.Scan(&d.Date, &d.Kind, &d.Name, &d.Notice)
}

func scanList(r sqldb.Row) (l List, err error) {
	return l, r.Scan(&l.ID, &l.NameZH, &l.NameEN, &l.Levels, &l.Editable, &l.Citation, &l.Status, &l.Version)
}

func scanItem(r sqldb.Row) (i Item, err error) {
	var mapping string
	err = r.Scan(&i.List, &i.Code, &i.Parent, &i.NameZH, &i.NameEN, &i.Order, &i.From, &i.Until, &mapping)
	if err == nil && mapping != "" {
		err = json.Unmarshal([]byte(mapping), &i.Mapping)
	}
	return i, err
}

const policyColumns = `id, kind, level, category_prefix, difficulty, batch, org_level, length, unit, starts, pausable,
	pause_reasons, yellow_percent, visit_days, count, outcome, valid_from, valid_until, citation, status,
	COALESCE(replaces, ''), version`

func scanPolicy(r sqldb.Row) (p ClockRule, err error) {
	var reasons, visits string
	err = r.Scan(&p.ID, &p.Kind, &p.Level, &p.Category, &p.Difficulty, &p.Batch, &p.OrgLevel, &p.Length, &p.Unit,
		&p.Starts, &p.Pausable, &reasons, &p.YellowPercent, &visits, &p.Count, &p.Outcome, &p.From, &p.Until,
		&p.Citation, &p.Status, &p.Replaces, &p.Version)
	p.PauseReasons = strings.Fields(reasons)
	for _, d := range strings.Fields(visits) {
		n, err := strconv.Atoi(d)
		if err != nil {
			return p, fmt.Errorf("policy %s: visit days: %w", p.ID, err)
		}
		p.VisitDays = append(p.VisitDays, n)
	}
	return p, err
}

func insertList(ctx context.Context, tx *sqldb.Tx, l List) error {
	_, err := tx.Exec(ctx, `INSERT INTO codes_list (id, name_zh, name_en, levels, editable, citation, status, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		l.ID, l.NameZH, l.NameEN, l.Levels, l.Editable, l.Citation, string(l.Status), l.Version)
	return err
}

// turnList counts one more change of a list; errChanged when the caller read an
// older version of it.
func turnList(ctx context.Context, tx *sqldb.Tx, list string, version int64) error {
	n, err := tx.Exec(ctx, `UPDATE codes_list SET version = version + 1 WHERE id = $1 AND version = $2`, list, version)
	if err == nil && n == 0 {
		return errChanged
	}
	return err
}

func insertItem(ctx context.Context, tx *sqldb.Tx, i Item) error {
	_, err := tx.Exec(ctx, `INSERT INTO codes_item (list, code, parent, name_zh, name_en, position, valid_from,
		valid_until, mapping) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		i.List, i.Code, i.Parent, i.NameZH, i.NameEN, i.Order, i.From, i.Until, mappingText(i.Mapping))
	return err
}

// saveItem writes one version of an item anew.
func saveItem(ctx context.Context, tx *sqldb.Tx, i Item) error {
	_, err := tx.Exec(ctx, `UPDATE codes_item SET parent = $1, name_zh = $2, name_en = $3, position = $4,
		valid_until = $5, mapping = $6 WHERE list = $7 AND code = $8 AND valid_from = $9`,
		i.Parent, i.NameZH, i.NameEN, i.Order, i.Until, mappingText(i.Mapping), i.List, i.Code, i.From)
	return err
}

func mappingText(m map[string]string) string {
	if len(m) == 0 {
		return ""
	}
	raw, _ := json.Marshal(m) // texts only: cannot fail
	return string(raw)
}

func insertPolicy(ctx context.Context, tx *sqldb.Tx, p ClockRule) error {
	visits := make([]string, len(p.VisitDays))
	for i, d := range p.VisitDays {
		visits[i] = strconv.Itoa(d)
	}
	var replaces any
	if p.Replaces != "" {
		replaces = p.Replaces
	}
	_, err := tx.Exec(ctx, `INSERT INTO codes_policy (id, kind, level, category_prefix, difficulty, batch, org_level,
		length, unit, starts, pausable, pause_reasons, yellow_percent, visit_days, count, outcome, valid_from,
		valid_until, citation, status, replaces, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
		p.ID, string(p.Kind), p.Level, p.Category, p.Difficulty, p.Batch, p.OrgLevel, p.Length, string(p.Unit), p.Starts,
		p.Pausable, strings.Join(p.PauseReasons, " "), p.YellowPercent, strings.Join(visits, " "), p.Count, p.Outcome,
		p.From, p.Until, p.Citation, string(p.Status), replaces, p.Version)
	return err
}

// endPolicy closes a policy; errChanged when the caller read an older version.
func endPolicy(ctx context.Context, tx *sqldb.Tx, id string, version int64, until calendar.Date) error {
	n, err := tx.Exec(ctx, `UPDATE codes_policy SET valid_until = $1, version = version + 1
		WHERE id = $2 AND version = $3`, until, id, version)
	if err == nil && n == 0 {
		return errChanged
	}
	return err
}

func putDay(ctx context.Context, tx *sqldb.Tx, d calendar.OfficialDay, source string) error {
	_, err := tx.Exec(ctx, `INSERT INTO codes_calendar_day (date, kind, name, notice_year, source)
		VALUES ($1, $2, $3, $4, $5) ON CONFLICT (date) DO UPDATE SET kind = excluded.kind, name = excluded.name,
		notice_year = excluded.notice_year, source = excluded.source`, d.Date, d.Kind, d.Name, d.Notice, source)
	return err
}

func dropNotice(ctx context.Context, tx *sqldb.Tx, year int) (int64, error) {
	return tx.Exec(ctx, `DELETE FROM codes_calendar_day WHERE notice_year = $1`, year)
}

// Revision marks the state of lists, policies and days; each change gives it a
// value it never had. It is random, so that a change rolled back and another one
// made after it are not taken for the same.
func Revision(ctx context.Context, tx *sqldb.Tx) (int64, error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int64], `SELECT revision FROM codes_revision WHERE id = 1`)
}

func turnRevision(ctx context.Context, tx *sqldb.Tx) error {
	_, err := tx.Exec(ctx, `UPDATE codes_revision SET revision = $1 WHERE id = 1`, rand.Int64())
	return err
}

// keys are what the database has, or ever had: nothing is deleted.
type keys struct {
	lists, items, policies map[string]bool
	notices                map[int]bool
}

func loadKeys(ctx context.Context, tx *sqldb.Tx) (k keys, err error) {
	k = keys{notices: map[int]bool{}}
	for _, part := range []struct {
		into  *map[string]bool
		query string
	}{
		{&k.lists, `SELECT id FROM codes_list`},
		{&k.items, `SELECT DISTINCT list || '/' || code FROM codes_item`},
		{&k.policies, `SELECT id FROM codes_policy`},
	} {
		names, err := sqldb.All(ctx, tx, sqldb.Scalar[string], part.query)
		if err != nil {
			return k, err
		}
		*part.into = make(map[string]bool, len(names))
		for _, name := range names {
			(*part.into)[name] = true
		}
	}
	years, err := sqldb.All(ctx, tx, sqldb.Scalar[int], `SELECT DISTINCT notice_year FROM codes_calendar_day`)
	for _, y := range years {
		k.notices[y] = true
	}
	return k, err
}
