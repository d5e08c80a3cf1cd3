package org

import (
	"context"
	"slices"
	"strings"

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

// Up is the unit to which cases of unit id escalate: the nearest open ancestor
// on a higher level that takes escalated cases. ok is false at the top.
func Up(ctx context.Context, tx *sqldb.Tx, id string) (up Unit, ok bool, err error) {
	u, err := Get(ctx, tx, id)
	if err != nil {
		return Unit{}, false, err
	}
	above, err := Ancestors(ctx, tx, u)
	if err != nil {
		return Unit{}, false, err
	}
	for _, a := range slices.Backward(above) {
		if a.Level.Rank() > u.Level.Rank() && a.Kind.TakesEscalation() && !a.Closed() {
			return a, true, nil
		}
	}
	return Unit{}, false, nil
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
	if text := strings.TrimSpace(f.Text); text != "" {
		c.And(`name LIKE ? ESCAPE '\' OR initials LIKE ? ESCAPE '\'`,
			"%"+escapeLike(text)+"%", "%"+escapeLike(strings.ToLower(text))+"%")
	}
	return c
}

// escapeLike lets people search for % and _ themselves.
func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
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
