package views

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/google/uuid"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/sqldb"
)

// place binds a filter, sealed since its words may name people, to its table.
const place = "views_saved.filter"

// Sealed is what a rotation of master keys brings under the new one.
var Sealed = sqldb.Sealed{Table: "views_saved", ID: "id", Column: "filter", Place: place}

// mostHad is how many views a person has before those of units are cut off.
const mostHad = 200

func insert(ctx context.Context, tx *sqldb.Tx, v View) error {
	raw, err := json.Marshal(v.Filter)
	if err != nil {
		return err
	}
	sealed, err := tx.Ring.Seal(place, string(raw))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO views_saved (id, user_id, org_id, reach, name, filter, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		v.ID, v.UserID, v.OrgID, string(v.Reach), v.Name, sealed, v.MadeAt.UnixMilli())
	return err
}

func countOf(ctx context.Context, tx *sqldb.Tx, user string) (int, error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM views_saved WHERE user_id = $1`, user)
}

// ofActor is the views somebody has: made, or shared with one of the units they hold a
// post in, or with one above; only the one of an id, where there is one.
func ofActor(ctx context.Context, tx *sqldb.Tx, actor access.Actor, id string) ([]View, error) {
	units, above := []string{""}, []string{""}
	for _, p := range actor.Posts {
		units = append(units, p.OrgID)
		above = append(above, strings.Split(strings.Trim(p.OrgPath, "/"), "/")...)
	}
	slices.Sort(above)
	c := sqldb.NewCond(actor.UserID).And("v.user_id = ? OR v.reach = 'unit' AND v.org_id IN (?) OR v.reach = 'below' AND v.org_id IN (?)",
		actor.UserID, units, slices.Compact(above))
	if id != "" {
		c.And("v.id = ?", id)
	}
	return sqldb.All(ctx, tx, func(r sqldb.Row) (v View, err error) {
		var sealed string
		if err := r.Scan(&v.ID, &v.UserID, &v.OrgID, &v.Reach, &v.Name, &sealed, sqldb.Time{T: &v.MadeAt}, &v.Rhythm); err != nil {
			return v, err
		}
		raw, err := tx.Ring.Open(place, sealed)
		if err != nil {
			return v, err
		}
		return v, json.Unmarshal([]byte(raw), &v.Filter)
	}, `SELECT v.id, v.user_id, v.org_id, v.reach, v.name, v.filter, v.made_at, COALESCE(s.rhythm, '')
		FROM views_saved v LEFT JOIN views_subscription s ON s.view_id = v.id AND s.user_id = $1
		WHERE `+c.Where()+` ORDER BY CASE WHEN v.user_id = $1 THEN 0 ELSE 1 END, v.made_at, v.id LIMIT `+c.Arg(mostHad), c.Args()...)
}

func remove(ctx context.Context, tx *sqldb.Tx, id string) error {
	for _, statement := range []string{
		`DELETE FROM views_digest WHERE view_id = $1`, `DELETE FROM views_subscription WHERE view_id = $1`, `DELETE FROM views_saved WHERE id = $1`,
	} {
		if _, err := tx.Exec(ctx, statement, id); err != nil {
			return err
		}
	}
	return nil
}

// subscription is one person's wish to be told.
type subscription struct {
	id, view, user, post string
	rhythm               Rhythm
}

func subscribe(ctx context.Context, tx *sqldb.Tx, view string, actor access.Actor, rhythm Rhythm, today calendar.Date) error {
	_, err := tx.Exec(ctx, `INSERT INTO views_subscription (id, view_id, user_id, post_id, rhythm, told_on) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (view_id, user_id) DO UPDATE SET post_id = excluded.post_id, rhythm = excluded.rhythm`,
		uuid.Must(uuid.NewV7()).String(), view, actor.UserID, actor.Acting.ID, string(rhythm), today.String())
	return err
}

func unsubscribe(ctx context.Context, tx *sqldb.Tx, view, user string) error {
	_, err := tx.Exec(ctx, `DELETE FROM views_subscription WHERE view_id = $1 AND user_id = $2`, view, user)
	return err
}

// dueOn is the subscriptions of a rhythm nobody was told by on a day, after an id.
func dueOn(ctx context.Context, tx *sqldb.Tx, rhythm Rhythm, day calendar.Date, after string, limit int) ([]subscription, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (s subscription, err error) {
		return s, r.Scan(&s.id, &s.view, &s.user, &s.post, &s.rhythm)
	}, `SELECT id, view_id, user_id, post_id, rhythm FROM views_subscription WHERE rhythm = $1 AND told_on < $2 AND id > $3 ORDER BY id LIMIT $4`,
		string(rhythm), day.String(), after, limit)
}

// tellOn notes that a subscriber is told on a day; false when somebody did before, or
// the subscription has ended.
func tellOn(ctx context.Context, tx *sqldb.Tx, id string, day calendar.Date) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE views_subscription SET told_on = $1 WHERE id = $2 AND told_on < $1`, day.String(), id)
	return n > 0, err
}

func insertDigest(ctx context.Context, tx *sqldb.Tx, user string, d Digest) error {
	_, err := tx.Exec(ctx, `INSERT INTO views_digest (view_id, user_id, day, post_id, rhythm, found, late, fresh, seen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, FALSE)
		ON CONFLICT (user_id, day, view_id) DO NOTHING`, d.View.ID, user, d.Day.String(), d.postID, string(d.Rhythm), d.Found, d.Late, d.Fresh)
	return err
}

func digestsOf(ctx context.Context, tx *sqldb.Tx, user string, limit int) ([]Digest, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (d Digest, err error) {
		var day string
		if err := r.Scan(&d.View.ID, &day, &d.postID, &d.Rhythm, &d.Found, &d.Late, &d.Fresh, &d.Seen); err != nil {
			return d, err
		}
		d.Day, err = calendar.ParseDate(day)
		return d, err
	}, `SELECT view_id, day, post_id, rhythm, found, late, fresh, seen FROM views_digest WHERE user_id = $1 ORDER BY day DESC, view_id LIMIT $2`, user, limit)
}

func saw(ctx context.Context, tx *sqldb.Tx, user string) error {
	_, err := tx.Exec(ctx, `UPDATE views_digest SET seen = TRUE WHERE user_id = $1 AND NOT seen`, user)
	return err
}

func forgetOf(ctx context.Context, tx *sqldb.Tx, users []string) error {
	c := sqldb.NewCond().And("user_id IN (?)", users)
	_, err := tx.Exec(ctx, `DELETE FROM views_digest WHERE `+c.Where(), c.Args()...)
	return err
}

// forget throws away what was told before a day.
func forget(ctx context.Context, tx *sqldb.Tx, day calendar.Date) error {
	_, err := tx.Exec(ctx, `DELETE FROM views_digest WHERE day < $1`, day.String())
	return err
}
