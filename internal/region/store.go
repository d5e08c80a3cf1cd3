package region

import (
	"context"
	"slices"
	"strings"

	"hemu/internal/calendar"
	"hemu/internal/hanzi"
	"hemu/internal/sqldb"
)

const columns = `code, code12, level, name, parent_code, path, initials, closed_on`

func scan(r sqldb.Row) (d Division, err error) {
	return d, r.Scan(&d.Code, &d.Code12, &d.Level, &d.Name, &d.Parent, &d.Path, &d.Initials, &d.ClosedOn)
}

// Get reads a division, abolished ones too. code is a Division.Code or, since
// people and other systems write them so, the same with its zeros. ErrNotFound
// when there is none.
func Get(ctx context.Context, tx *sqldb.Tx, code string) (Division, error) {
	if short, ok := Normal(code); ok && len(code) == codeWidth {
		code = short
	}
	d, err := sqldb.One(ctx, tx, scan, `SELECT `+columns+` FROM region_division WHERE code = $1`, code)
	if sqldb.IsNoRows(err) {
		return d, ErrNotFound
	}
	return d, err
}

// maxIn keeps the number of placeholders below every engine's limit.
const maxIn = 500

// ByCode reads divisions by their Code; codes without a division are missing
// from the map.
func ByCode(ctx context.Context, tx *sqldb.Tx, codes []string) (map[string]Division, error) {
	out := make(map[string]Division, len(codes))
	for part := range slices.Chunk(codes, maxIn) {
		c := sqldb.NewCond().And("code IN (?)", part)
		list, err := sqldb.All(ctx, tx, scan, `SELECT `+columns+` FROM region_division WHERE `+c.Where(), c.Args()...)
		if err != nil {
			return nil, err
		}
		for _, d := range list {
			out[d.Code] = d
		}
	}
	return out, nil
}

// Names gives divisions in words: the county and above by their own name, what
// lies below it as town and village. Keys are the codes as asked; unknown ones are
// missing.
func Names(ctx context.Context, tx *sqldb.Tx, codes []string) (map[string]string, error) {
	wanted := []string{}
	for _, code := range codes {
		if short, ok := Normal(code); ok {
			wanted = append(wanted, short, short[:min(len(short), Town.width())])
		}
	}
	slices.Sort(wanted)
	found, err := ByCode(ctx, tx, slices.Compact(wanted))
	names := map[string]string{}
	for _, code := range codes {
		short, _ := Normal(code)
		d, ok := found[short]
		switch {
		case !ok:
		case d.Level == Village:
			names[code] = strings.TrimSpace(found[d.Parent].Name + " " + d.short())
		default:
			names[code] = d.Name
		}
	}
	return names, err
}

// Ancestors are the divisions above d, the province first.
func Ancestors(ctx context.Context, tx *sqldb.Tx, d Division) ([]Division, error) {
	codes := strings.Split(strings.Trim(d.Path, "/"), "/")
	byCode, err := ByCode(ctx, tx, codes[:len(codes)-1])
	if err != nil {
		return nil, err
	}
	out := []Division{}
	for _, code := range codes[:len(codes)-1] {
		out = append(out, byCode[code])
	}
	return out, nil
}

// Children are the existing divisions right below a Code, in order of codes; ""
// gives the roots.
func Children(ctx context.Context, tx *sqldb.Tx, parent string) ([]Division, error) {
	return sqldb.All(ctx, tx, scan, `SELECT `+columns+` FROM region_division
		WHERE parent_code = $1 AND closed_on IS NULL ORDER BY code`, parent)
}

// Subtree reads a page of the existing divisions at and below path, parents
// before their children. after is the Path of the last one before the page.
func Subtree(ctx context.Context, tx *sqldb.Tx, path, after string, limit int) ([]Division, error) {
	from, to := sqldb.Below(path)
	return sqldb.All(ctx, tx, scan, `SELECT `+columns+` FROM region_division
		WHERE path >= $1 AND path < $2 AND path > $3 AND closed_on IS NULL ORDER BY path LIMIT $4`, from, to, after, limit)
}

// Search finds existing divisions at and below path ("" for everywhere) by part
// of their name or of its pinyin initials, higher levels first.
func Search(ctx context.Context, tx *sqldb.Tx, path, text string, limit int) ([]Division, error) {
	text = strings.Join(strings.Fields(hanzi.Fold(text)), "")
	c := sqldb.NewCond().And("closed_on IS NULL")
	if path != "" {
		from, to := sqldb.Below(path)
		c.And("path >= ? AND path < ?", from, to)
	}
	like := sqldb.Containing(text)
	c.And(`name LIKE ? ESCAPE '\' OR initials LIKE ? ESCAPE '\' OR code LIKE ? ESCAPE '\'`, like, like, like[1:])
	where := c.Where()
	return sqldb.All(ctx, tx, scan, `SELECT `+columns+` FROM region_division WHERE `+where+
		` ORDER BY level, code LIMIT `+c.Arg(limit), c.Args()...)
}

// all reads every division, abolished ones too, parents before their children.
func all(ctx context.Context, tx *sqldb.Tx) ([]Division, error) {
	return sqldb.All(ctx, tx, scan, `SELECT `+columns+` FROM region_division ORDER BY path`)
}

// put writes a division, whether or not it was there.
func put(ctx context.Context, tx *sqldb.Tx, d Division) error {
	_, err := tx.Exec(ctx, `INSERT INTO region_division (code, code12, level, name, parent_code, path, initials, closed_on)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (code) DO UPDATE SET name = excluded.name, initials = excluded.initials, closed_on = excluded.closed_on`,
		d.Code, d.Code12, int(d.Level), d.Name, d.Parent, d.Path, d.Initials, d.ClosedOn)
	return err
}

// abolish ends an existing division and everything below it on a day.
func abolish(ctx context.Context, tx *sqldb.Tx, d Division, on calendar.Date) (int64, error) {
	from, to := sqldb.Below(d.Path)
	return tx.Exec(ctx, `UPDATE region_division SET closed_on = $1 WHERE path >= $2 AND path < $3 AND closed_on IS NULL`,
		on, from, to)
}
