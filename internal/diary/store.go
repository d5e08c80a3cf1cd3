package diary

import (
	"context"
	"slices"
	"time"

	"hemu/internal/sqldb"
)

const roomColumns = `id, org_id, name, place, seats, accessible, retired, version`

func scanRoom(r sqldb.Row) (v Room, err error) {
	return v, r.Scan(&v.ID, &v.OrgID, &v.Name, &v.Place, &v.Seats, &v.Accessible, &v.Retired, &v.Version)
}

func getRoom(ctx context.Context, tx *sqldb.Tx, id string) (Room, error) {
	v, err := sqldb.One(ctx, tx, scanRoom, `SELECT `+roomColumns+` FROM diary_room WHERE id = $1`, id)
	if sqldb.IsNoRows(err) {
		return v, ErrRoomNotFound
	}
	return v, err
}

// RoomsOf are the rooms of units, retired ones too, by name.
func RoomsOf(ctx context.Context, tx *sqldb.Tx, orgs []string) ([]Room, error) {
	c := sqldb.NewCond().And("org_id IN (?)", orgs)
	return sqldb.All(ctx, tx, scanRoom, `SELECT `+roomColumns+` FROM diary_room WHERE `+c.Where()+` ORDER BY org_id, name`, c.Args()...)
}

func insertRoom(ctx context.Context, tx *sqldb.Tx, v Room) error {
	_, err := tx.Exec(ctx, `INSERT INTO diary_room (`+roomColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)`,
		v.ID, v.OrgID, v.Name, v.Place, v.Seats, v.Accessible, v.Retired)
	return err
}

// updateRoom writes over the version that was read.
func updateRoom(ctx context.Context, tx *sqldb.Tx, v Room) error {
	n, err := tx.Exec(ctx, `UPDATE diary_room SET name = $1, place = $2, seats = $3, accessible = $4, retired = $5, version = version + 1
		WHERE id = $6 AND version = $7`, v.Name, v.Place, v.Seats, v.Accessible, v.Retired, v.ID, v.Version)
	if err == nil && n == 0 {
		return errChanged
	}
	return err
}

const blockColumns = `id, kind, subject, from_at, until_at, note`

func scanBlock(r sqldb.Row) (b Block, err error) {
	return b, r.Scan(&b.ID, &b.Kind, &b.Subject, sqldb.Time{T: &b.Span.From}, sqldb.Time{T: &b.Span.Until}, &b.Note)
}

func getBlock(ctx context.Context, tx *sqldb.Tx, id string) (Block, error) {
	b, err := sqldb.One(ctx, tx, scanBlock, `SELECT `+blockColumns+` FROM diary_block WHERE id = $1`, id)
	if sqldb.IsNoRows(err) {
		return b, ErrBlockNotFound
	}
	return b, err
}

func insertBlock(ctx context.Context, tx *sqldb.Tx, b Block) error {
	_, err := tx.Exec(ctx, `INSERT INTO diary_block (`+blockColumns+`) VALUES ($1, $2, $3, $4, $5, $6)`,
		b.ID, string(b.Kind), b.Subject, b.Span.From.UnixMilli(), b.Span.Until.UnixMilli(), b.Note)
	return err
}

func deleteBlock(ctx context.Context, tx *sqldb.Tx, id string) error {
	_, err := tx.Exec(ctx, `DELETE FROM diary_block WHERE id = $1`, id)
	return err
}

// blocksOf are the blocks of some subjects that overlap s.
func blocksOf(ctx context.Context, tx *sqldb.Tx, kind Kind, subjects []string, s Span) ([]Block, error) {
	c := sqldb.NewCond().And("kind = ? AND subject IN (?) AND until_at > ? AND from_at < ?", string(kind), subjects, s.From.UnixMilli(), s.Until.UnixMilli())
	return sqldb.All(ctx, tx, scanBlock, `SELECT `+blockColumns+` FROM diary_block WHERE `+c.Where()+` ORDER BY from_at, id`, c.Args()...)
}

func putHours(ctx context.Context, tx *sqldb.Tx, user string, h Hours) error {
	_, err := tx.Exec(ctx, `INSERT INTO diary_hours (user_id, days, from_minute, until_minute) VALUES ($1, $2, $3, $4)
		ON CONFLICT (user_id) DO UPDATE SET days = excluded.days, from_minute = excluded.from_minute, until_minute = excluded.until_minute`,
		user, h.Days, h.From, h.Until)
	return err
}

// hoursOf are the hours of those of some people who gave any.
func hoursOf(ctx context.Context, tx *sqldb.Tx, users []string) (map[string]Hours, error) {
	out := map[string]Hours{}
	c := sqldb.NewCond().And("user_id IN (?)", users)
	_, err := sqldb.All(ctx, tx, func(r sqldb.Row) (h Hours, err error) {
		var user string
		err = r.Scan(&user, &h.Days, &h.From, &h.Until)
		out[user] = h
		return h, err
	}, `SELECT user_id, days, from_minute, until_minute FROM diary_hours WHERE `+c.Where(), c.Args()...)
	return out, err
}

// maxIn is how many ids one query names.
const maxIn = 500

// Look is what the diary knows of some rooms and people for a stretch of time.
func Look(ctx context.Context, tx *sqldb.Tx, rooms, people []string, s Span) (p Picture, err error) {
	p = Picture{Rooms: map[string]Room{}, Hours: map[string]Hours{}}
	for part := range slices.Chunk(rooms, maxIn) {
		c := sqldb.NewCond().And("id IN (?)", part)
		found, err := sqldb.All(ctx, tx, scanRoom, `SELECT `+roomColumns+` FROM diary_room WHERE `+c.Where(), c.Args()...)
		if err != nil {
			return p, err
		}
		for _, r := range found {
			p.Rooms[r.ID] = r
		}
		if err := p.addBlocks(ctx, tx, ARoom, part, s); err != nil {
			return p, err
		}
	}
	for part := range slices.Chunk(people, maxIn) {
		hours, err := hoursOf(ctx, tx, part)
		if err != nil {
			return p, err
		}
		for user, h := range hours {
			p.Hours[user] = h
		}
		if err := p.addBlocks(ctx, tx, APerson, part, s); err != nil {
			return p, err
		}
	}
	slices.SortStableFunc(p.Blocks, func(a, b Block) int { return a.Span.From.Compare(b.Span.From) })
	return p, nil
}

func (p *Picture) addBlocks(ctx context.Context, tx *sqldb.Tx, kind Kind, subjects []string, s Span) error {
	blocks, err := blocksOf(ctx, tx, kind, subjects, s)
	p.Blocks = append(p.Blocks, blocks...)
	return err
}

func scanFeed(r sqldb.Row) (f Feed, err error) {
	return f, r.Scan(&f.ID, &f.UserID, &f.OrgID, sqldb.Time{T: &f.MadeAt})
}

const feedColumns = `id, user_id, org_id, made_at`

func insertFeed(ctx context.Context, tx *sqldb.Tx, f Feed, hash string) error {
	_, err := tx.Exec(ctx, `INSERT INTO diary_feed (`+feedColumns+`, hash) VALUES ($1, $2, $3, $4, $5)`, f.ID, f.UserID, f.OrgID, f.MadeAt.UnixMilli(), hash)
	return err
}

func feedsOf(ctx context.Context, tx *sqldb.Tx, user string) ([]Feed, error) {
	return sqldb.All(ctx, tx, scanFeed, `SELECT `+feedColumns+` FROM diary_feed WHERE user_id = $1 AND ended_at IS NULL ORDER BY made_at, id`, user)
}

func feedByHash(ctx context.Context, tx *sqldb.Tx, hash string) (Feed, error) {
	f, err := sqldb.One(ctx, tx, scanFeed, `SELECT `+feedColumns+` FROM diary_feed WHERE hash = $1 AND ended_at IS NULL`, hash)
	if sqldb.IsNoRows(err) {
		return f, ErrFeedNotFound
	}
	return f, err
}

func endFeed(ctx context.Context, tx *sqldb.Tx, user, id string, now time.Time) (int64, error) {
	return tx.Exec(ctx, `UPDATE diary_feed SET ended_at = $1 WHERE id = $2 AND user_id = $3 AND ended_at IS NULL`, now.UnixMilli(), id, user)
}
