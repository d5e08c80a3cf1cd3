package org

import (
	"context"
	"maps"
	"slices"
	"strings"

	"hemu/internal/hanzi"
	"hemu/internal/sqldb"
)

// unitColumns are the columns scanUnit reads, in its order.
const unitColumns = `id, COALESCE(parent_id, ''), path, code, name, short_name, kind, level, region_code, area_code,
	county, initials, phone, address, number_pattern, created_at, closed_at, COALESCE(closed_into, ''), version`

func scanUnit(r sqldb.Row) (u Unit, err error) {
	err = r.Scan(&u.ID, &u.ParentID, &u.Path, &u.Code, &u.Name, &u.ShortName, &u.Kind, &u.Level, &u.RegionCode,
		&u.AreaCode, &u.County, &u.Initials, &u.Phone, &u.Address, &u.NumberPattern,
		sqldb.Time{T: &u.CreatedAt}, sqldb.Time{T: &u.ClosedAt}, &u.ClosedInto, &u.Version)
	return u, err
}

// Get reads one unit, closed ones too; ErrNotFound when there is none.
func Get(ctx context.Context, tx *sqldb.Tx, id string) (Unit, error) {
	u, err := sqldb.One(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE id = $1`, id)
	if sqldb.IsNoRows(err) {
		return u, ErrNotFound
	}
	return u, err
}

// maxIn keeps the number of placeholders below every engine's limit.
const maxIn = 500

// ByID reads the units of ids, closed ones too. Ids without a unit are missing
// from the map.
func ByID(ctx context.Context, tx *sqldb.Tx, ids []string) (map[string]Unit, error) {
	out := make(map[string]Unit, len(ids))
	for part := range slices.Chunk(ids, maxIn) {
		c := sqldb.NewCond().And("id IN (?)", part)
		units, err := sqldb.All(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE `+c.Where(), c.Args()...)
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			out[u.ID] = u
		}
	}
	return out, nil
}

// Ancestors are the units above u, the root first, u itself not among them.
func Ancestors(ctx context.Context, tx *sqldb.Tx, u Unit) ([]Unit, error) {
	ids := pathIDs(u.Path)
	byID, err := ByID(ctx, tx, ids[:len(ids)-1])
	if err != nil {
		return nil, err
	}
	out := make([]Unit, 0, len(byID))
	for _, id := range ids[:len(ids)-1] {
		out = append(out, byID[id])
	}
	return out, nil
}

// AddAbove adds to units what lies above those of ids among them.
func AddAbove(ctx context.Context, tx *sqldb.Tx, units map[string]Unit, ids ...string) error {
	missing := map[string]bool{}
	for _, id := range ids {
		for _, above := range pathIDs(units[id].Path) {
			if _, known := units[above]; !known && above != "" {
				missing[above] = true
			}
		}
	}
	above, err := ByID(ctx, tx, slices.Sorted(maps.Keys(missing)))
	maps.Copy(units, above)
	return err
}

// Up is the unit to which cases of unit id escalate: the nearest open ancestor on a
// higher level that takes escalated cases. units holds the unit and what lies above
// it (AddAbove). ok is false at the top.
func Up(units map[string]Unit, id string) (up Unit, ok bool) {
	u := units[id]
	for _, above := range slices.Backward(pathIDs(u.Path)) {
		a, known := units[above]
		if known && a.Level.Rank() > u.Level.Rank() && a.Kind.TakesEscalation() && !a.Closed() {
			return a, true
		}
	}
	return Unit{}, false
}

// Within is the condition that column, which holds unit paths, lies in the
// subtree of path, path itself included; add it with c.And(cond, from, to).
func Within(column, path string) (cond, from, to string) {
	from, to = sqldb.Below(path)
	return column + " >= ? AND " + column + " < ?", from, to
}

// pathIDs takes a path /a/b/ apart into a, b.
func pathIDs(path string) []string { return strings.Split(strings.Trim(path, "/"), "/") }

// Filter narrows a listing of units. The zero Filter is every open unit.
type Filter struct {
	Under         string   // path of the unit whose subtree is meant, "" for all
	Parent        string   // only direct children of this unit id
	Kinds         []Kind   // nil for all
	Levels        []Level  // nil for all
	Area          string   // area code
	Region        string   // only units in this division or below
	Text          string   // part of the name, or pinyin initials
	IncludeClosed bool     // closed units are left out otherwise
	IDs           []string // nil for all
}

// Page is one page of units. Next is the cursor of the page after it, "" when
// this is the last.
type Page struct {
	Units []Unit
	Next  string
}

// MaxPage is the longest page a listing gives.
const MaxPage = 500

// List reads one page of units in the order of the tree (parents before their
// children). after is the cursor of the page before, "" for the first.
func List(ctx context.Context, tx *sqldb.Tx, f Filter, after string, limit int) (Page, error) {
	limit = min(max(limit, 1), MaxPage)
	c := f.cond()
	if after != "" {
		c.And("path > ?", after)
	}
	where := c.Where()
	query := `SELECT ` + unitColumns + ` FROM org_unit WHERE ` + where + ` ORDER BY path LIMIT ` + c.Arg(limit+1)
	units, err := sqldb.All(ctx, tx, scanUnit, query, c.Args()...)
	if err != nil {
		return Page{}, err
	}
	if len(units) <= limit {
		return Page{Units: units}, nil
	}
	units = units[:limit]
	return Page{units, units[limit-1].Path}, nil
}

func (f Filter) cond() *sqldb.Cond {
	c := sqldb.NewCond()
	if f.Under != "" {
		cond, from, to := Within("path", f.Under)
		c.And(cond, from, to)
	}
	if f.Parent != "" {
		c.And("parent_id = ?", f.Parent)
	}
	if f.Kinds != nil {
		c.And("kind IN (?)", texts(f.Kinds))
	}
	if f.Levels != nil {
		c.And("level IN (?)", texts(f.Levels))
	}
	if f.Area != "" {
		c.And("area_code = ?", f.Area)
	}
	if f.Region != "" {
		from, to := sqldb.Below(f.Region)
		c.And("region_code >= ? AND region_code < ?", from, to)
	}
	if f.IDs != nil {
		c.And("id IN (?)", f.IDs)
	}
	if !f.IncludeClosed {
		c.And("closed_at IS NULL")
	}
	if text := strings.Join(strings.Fields(hanzi.Fold(f.Text)), ""); text != "" {
		like := sqldb.Containing(text)
		c.And(`name LIKE ? ESCAPE '\' OR initials LIKE ? ESCAPE '\'`, like, like)
	}
	return c
}

func texts[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, v := range in {
		out[i] = string(v)
	}
	return out
}

func insertUnit(ctx context.Context, tx *sqldb.Tx, u Unit) error {
	_, err := tx.Exec(ctx, `INSERT INTO org_unit (id, parent_id, path, code, name, short_name, kind, level, region_code,
		area_code, county, initials, phone, address, number_pattern, created_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		u.ID, orNull(u.ParentID), u.Path, u.Code, u.Name, u.ShortName, u.Kind, u.Level, u.RegionCode,
		u.AreaCode, u.County, u.Initials, u.Phone, u.Address, u.NumberPattern, u.CreatedAt.UnixMilli(), u.Version)
	return err
}

// saveUnit writes everything of u but its place in the tree over the version it
// was read at; ErrChanged when somebody was faster.
func saveUnit(ctx context.Context, tx *sqldb.Tx, u Unit) (Unit, error) {
	n, err := tx.Exec(ctx, `UPDATE org_unit SET code = $1, name = $2, short_name = $3, kind = $4, level = $5,
		region_code = $6, area_code = $7, county = $8, initials = $9, phone = $10, address = $11, number_pattern = $12,
		closed_at = $13, closed_into = $14, version = version + 1 WHERE id = $15 AND version = $16`,
		u.Code, u.Name, u.ShortName, u.Kind, u.Level, u.RegionCode, u.AreaCode, u.County, u.Initials,
		u.Phone, u.Address, u.NumberPattern, sqldb.Millis(u.ClosedAt), orNull(u.ClosedInto), u.ID, u.Version)
	if err == nil && n == 0 {
		return u, ErrChanged
	}
	u.Version++
	return u, err
}

// movePath hangs the subtree of u under another parent; every unit below
// keeps its place relative to u.
func movePath(ctx context.Context, tx *sqldb.Tx, u Unit, parentID, path string) error {
	_, err := tx.Exec(ctx, `UPDATE org_unit SET parent_id = $1, version = version + 1 WHERE id = $2`, parentID, u.ID)
	if err != nil {
		return err
	}
	from, to := sqldb.Below(u.Path)
	_, err = tx.Exec(ctx, `UPDATE org_unit SET path = CAST($1 AS TEXT) || substr(path, CAST($2 AS INTEGER))
		WHERE path >= $3 AND path < $4`, path, len(u.Path)+1, from, to)
	return err
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// twins tells what of a unit another open one already has, and whether its area
// exists.
type twins struct{ name, code, short, area bool }

func twinsOf(ctx context.Context, tx *sqldb.Tx, u Unit) (t twins, err error) {
	for _, q := range []struct {
		found *bool
		where *sqldb.Cond
		table string
	}{
		{&t.name, sqldb.NewCond().And("COALESCE(parent_id, '') = ?", u.ParentID).And("name = ?", u.Name).And("id <> ?", u.ID).And("closed_at IS NULL"), "org_unit"},
		{&t.code, sqldb.NewCond().And("code = ? AND code <> ''", u.Code).And("id <> ?", u.ID).And("closed_at IS NULL"), "org_unit"},
		{&t.short, sqldb.NewCond().And("short_name = ?", u.ShortName).And("county = ?", u.County).And("id <> ?", u.ID).And(stillNumbers), "org_unit"},
		{&t.area, sqldb.NewCond().And("county = ? AND code = ?", u.County, u.AreaCode).And("closed_on IS NULL"), "org_area"},
	} {
		n, err := sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM `+q.table+` WHERE `+q.where.Where(), q.where.Args()...)
		if err != nil {
			return t, err
		}
		*q.found = n > 0
	}
	return t, nil
}

// stillNumbers is the condition that the short name of a unit is taken: numbers
// carry it, so a closed unit that allotted any keeps it.
const stillNumbers = `closed_at IS NULL OR EXISTS (SELECT 1 FROM org_number n WHERE n.issuer = org_unit.id)`

// shortNames are the short names taken in a county.
func shortNames(ctx context.Context, tx *sqldb.Tx, county string) (map[string]bool, error) {
	names, err := sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT short_name FROM org_unit
		WHERE county = $1 AND (`+stillNumbers+`)`, county)
	out := make(map[string]bool, len(names))
	for _, n := range names {
		out[n] = true
	}
	return out, err
}

// tallestChild is the highest rank of level right below a unit.
func tallestChild(ctx context.Context, tx *sqldb.Tx, id string) (int, error) {
	levels, err := sqldb.All(ctx, tx, sqldb.Scalar[Level], `SELECT DISTINCT level FROM org_unit
		WHERE parent_id = $1 AND closed_at IS NULL`, id)
	tallest := 0
	for _, l := range levels {
		tallest = max(tallest, l.Rank())
	}
	return tallest, err
}

// Areas reads the areas of a county in their order, "" for every county; those
// out of use too.
func Areas(ctx context.Context, tx *sqldb.Tx, county string) ([]Area, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (a Area, err error) {
		err = r.Scan(&a.County, &a.Code, &a.Name, &a.Position, &a.ClosedOn)
		return a, err
	}, `SELECT county, code, name, position, closed_on FROM org_area
		WHERE county = $1 OR $2 = 0 ORDER BY county, position, code`, county, len(county))
}

func putArea(ctx context.Context, tx *sqldb.Tx, a Area) error {
	_, err := tx.Exec(ctx, `INSERT INTO org_area (county, code, name, position, closed_on) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (county, code) DO UPDATE SET name = excluded.name, position = excluded.position,
		closed_on = excluded.closed_on`, a.County, a.Code, a.Name, a.Position, a.ClosedOn)
	return err
}

// allOpen reads every open unit in the order of the tree.
func allOpen(ctx context.Context, tx *sqldb.Tx) ([]Unit, error) {
	return sqldb.All(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE closed_at IS NULL ORDER BY path`)
}
