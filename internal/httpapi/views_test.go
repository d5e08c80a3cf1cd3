package httpapi_test

import (
	"net/http"
	"testing"
	"time"

	"hemu/internal/httpapi"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// views are the names of the views somebody has.
func (s *session) views() map[string]httpapi.SavedViewOut {
	s.t.Helper()
	out := map[string]httpapi.SavedViewOut{}
	for _, v := range ask[struct{ Items []httpapi.SavedViewOut }](s, "GET", "/api/views", nil, nil).Items {
		out[v.Name] = v
	}
	return out
}

// tell tells the subscribers and says how many were told.
func (h *house) tell() int {
	h.t.Helper()
	n, err := h.server.Views.Tell(h.t.Context())
	must(h.t, err)
	return n
}

func saved(name, reach string, filter map[string]any) map[string]any {
	return map[string]any{"name": name, "reach": reach, "address": "scope=below", "filter": filter}
}

func TestViews(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		chief, wang, zhao, desk := h.as("chief"), h.as("wang"), h.as("zhao"), h.as("desk")

		// A head shares with the unit, or with all below it; others keep for themselves.
		below := ask[httpapi.SavedViewOut](chief, "POST", "/api/views", saved("各单位", "below", map[string]any{"unit": "below"}), nil)
		ask[httpapi.SavedViewOut](chief, "POST", "/api/views", saved("局里", "unit", nil), nil)
		ask[httpapi.SavedViewOut](chief, "POST", "/api/views", saved("局长的", "own", nil), nil)
		mine := ask[httpapi.SavedViewOut](wang, "POST", "/api/views", saved("老王的", "own", map[string]any{"text": "通行"}), nil)
		wang.refused(403, "views.share", "POST", "/api/views", saved("大家的", "unit", nil), nil)
		wang.refused(422, "case.region_unknown", "POST", "/api/views", saved("没有的地方", "own", map[string]any{"region": "999999"}), nil)
		got := wang.views()
		if v := got["各单位"]; len(got) != 2 || v.Unit != "莱西市司法局" || v.Removable || v.Address != "scope=below" || !got["老王的"].Removable || got["老王的"].Unit != "" {
			t.Errorf("wang has %+v", got)
		}
		if len(chief.views()) != 3 || len(desk.views()) != 1 || len(zhao.views()) != 1 {
			t.Errorf("%v, %v, %v", chief.views(), desk.views(), zhao.views())
		}
		wang.refused(403, "views.share", "DELETE", "/api/views/"+below.ID, nil, nil)
		zhao.refused(404, "views.not_found", "DELETE", "/api/views/"+mine.ID, nil, nil)
		zhao.refused(404, "views.not_found", "PUT", "/api/views/"+mine.ID+"/subscription", map[string]any{"rhythm": "daily"}, nil)

		// Words of a filter may name people: they do not lie in the database in plain.
		must(t, db.Read(t.Context(), func(tx *sqldb.Tx) error {
			plain, err := sqldb.One(t.Context(), tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM views_saved WHERE filter LIKE '%通行%'`)
			if plain > 0 {
				t.Error("a filter lies in plain")
			}
			return err
		}))

		// Each subscriber is told of the cases they may see themselves, once a day.
		follow := func(s *session, rhythm string) {
			ask[struct{}](s, "PUT", "/api/views/"+below.ID+"/subscription", map[string]any{"rhythm": rhythm}, nil)
		}
		follow(wang, "daily")
		follow(zhao, "daily")
		follow(chief, "weekly")
		wang.titled("通行道路")
		wang.titled("通行便道")
		if n := h.tell(); n != 0 {
			t.Errorf("%d were told on the day they subscribed", n)
		}
		clock.Advance(24 * time.Hour) // a Tuesday
		wang, zhao = h.as("wang"), h.as("zhao")
		if n, again := h.tell(), h.tell(); n != 2 || again != 0 {
			t.Errorf("%d were told, then %d", n, again)
		}
		for s, want := range map[*session]int{wang: 2, zhao: 0} {
			told := ask[httpapi.DigestsOut](s, "GET", "/api/digests", nil, nil)
			if len(told.Items) != 1 || told.Unseen != 1 || told.Items[0].Found != want || told.Items[0].Fresh != want || told.Items[0].Day != "2026-03-03" ||
				told.Items[0].View.Name != "各单位" || told.Items[0].View.Rhythm != "daily" || !told.Items[0].Unseen {
				t.Errorf("told %+v, %d are to be seen", told, want)
			}
		}
		ask[struct{}](wang, "POST", "/api/digests/seen", nil, nil)
		if told := ask[httpapi.DigestsOut](wang, "GET", "/api/digests", nil, nil); told.Unseen != 0 || told.Items[0].Unseen {
			t.Errorf("seen, but %+v", told)
		}

		// The week ends on Monday; the limits of what was registered have passed.
		clock.Advance(6 * 24 * time.Hour)
		wang = h.as("wang")
		follow(wang, "never")
		if n := h.tell(); n != 2 {
			t.Errorf("%d were told on Monday", n)
		}
		told := ask[httpapi.DigestsOut](h.as("chief"), "GET", "/api/digests", nil, nil).Items
		if len(told) != 1 || !told[0].Weekly || told[0].Found != 2 || told[0].Fresh != 2 || told[0].Late != 2 {
			t.Errorf("the chief is told %+v", told)
		}

		// Whoever leaves the post has neither the view nor what was told of it.
		post := ""
		must(t, db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
			post, err = sqldb.One(t.Context(), tx, sqldb.Scalar[string],
				`SELECT p.id FROM identity_post p JOIN identity_user u ON u.id = p.user_id WHERE u.username = 'zhao-user'`)
			return err
		}))
		must(t, h.server.Identity.End(t.Context(), identity.By{}, post))
		clock.Advance(24 * time.Hour)
		if n := h.tell(); n != 0 {
			t.Errorf("%d were told, one has left", n)
		}
		zhao = h.as("zhao")
		if told := ask[httpapi.DigestsOut](zhao, "GET", "/api/digests", nil, nil); len(told.Items) != 0 || told.Unseen != 0 || len(zhao.views()) != 0 {
			t.Errorf("who left is told %+v of %v", told, zhao.views())
		}

		// Taken away, it is gone for all.
		ask[struct{}](h.as("chief"), "DELETE", "/api/views/"+below.ID, nil, nil)
		if got := h.as("wang").views(); len(got) != 1 {
			t.Errorf("wang still has %v", got)
		}
	})
}

// TestOneWhoCannotBeTold keeps nobody else from it, and is told when it works again. And
// the calendar of a unit ends for whoever leaves the post there.
func TestOneWhoCannotBeTold(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		wang, zhao := h.as("wang"), h.as("zhao")
		own := ask[httpapi.SavedViewOut](wang, "POST", "/api/views", saved("自己的", "own", map[string]any{}), nil)
		other := ask[httpapi.SavedViewOut](zhao, "POST", "/api/views", saved("另一个", "own", map[string]any{}), nil)
		ask[struct{}](wang, "PUT", "/api/views/"+own.ID+"/subscription", map[string]any{"rhythm": "daily"}, nil)
		ask[struct{}](zhao, "PUT", "/api/views/"+other.ID+"/subscription", map[string]any{"rhythm": "daily"}, nil)
		swap := func(filter string) (was string) {
			must(t, db.Write(t.Context(), func(tx *sqldb.Tx) (err error) {
				if was, err = sqldb.One(t.Context(), tx, sqldb.Scalar[string], `SELECT filter FROM views_saved WHERE id = $1`, own.ID); err == nil {
					_, err = tx.Exec(t.Context(), `UPDATE views_saved SET filter = $1 WHERE id = $2`, filter, own.ID)
				}
				return err
			}))
			return was
		}
		whole := swap("broken")
		clock.Advance(24 * time.Hour)
		if n, err := h.server.Views.Tell(t.Context()); n != 1 || err == nil {
			t.Errorf("%d were told beside one who cannot be, %v", n, err)
		}
		swap(whole)
		if n := h.tell(); n != 1 {
			t.Errorf("%d were told when it worked again", n)
		}

		zhao = h.as("zhao")
		made := ask[httpapi.FeedOut](zhao, "POST", "/api/me/feeds", map[string]bool{"unit": true}, nil)
		reads := func() int {
			res, _ := (&session{house: h}).do("GET", made.Address, nil, nil)
			return res.StatusCode
		}
		if got := reads(); got != http.StatusOK {
			t.Errorf("the calendar of the unit answers %d", got)
		}
		must(t, db.Write(t.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE identity_post SET org_id = (SELECT MIN(id) FROM org_unit WHERE id <> identity_post.org_id AND closed_at IS NULL)
				WHERE user_id = (SELECT id FROM identity_user WHERE username = 'zhao-user')`)
			return err
		}))
		if got := reads(); got != http.StatusNotFound {
			t.Errorf("who works elsewhere now is answered %d", got)
		}
	})
}
