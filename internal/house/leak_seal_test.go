package house

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"hemu/internal/casework"
	"hemu/internal/sqldb"
)

// sealed is what the oracle knows of who is kept from whom in a case.
type sealed struct {
	at     string // key of the unit that took it in
	party  string // id of the applicant
	hidden bool   // who the applicant is
	knows  map[string]bool
	note   string // what was said in confidence
	by     string // who wrote it
	named  map[string]bool
}

// seal does by chance what keeps things of a case from some who may open it.
func (w *county) seal(i int, d *dispute) {
	w.t.Helper()
	head, friend := w.headOf(d.sealed.at), w.folk[w.rand.IntN(len(w.folk))]
	if i%3 == 0 {
		w.act(head, d, casework.Conceal{Party: d.sealed.party, On: true, Knows: []string{friend.id}, Reason: "怕报复"})
		d.sealed.hidden, d.sealed.knows = true, map[string]bool{friend.id: true, head.id: true}
	}
	if i%2 == 0 && d.handler != "" {
		d.sealed.note, d.sealed.by, d.sealed.named = fmt.Sprintf("私语%c", rune('万'+i*31)), head.id, map[string]bool{friend.id: true}
		w.act(head, d, casework.NoteCaucus{Party: d.sealed.party, Heard: d.sealed.note, Named: []string{friend.id}})
	}
	if d.secret && w.rand.IntN(3) > 0 {
		w.name(head, d, friend)
	}
}

// act does something to a case as it is now.
func (w *county) act(who *person, d *dispute, cmd casework.Command) {
	w.t.Helper()
	version := value[int64](w, `SELECT version FROM casework_case WHERE id = $1`, d.id)
	_, err := w.house.Cases.Do(w.t.Context(), w.actor(who), casework.ID(d.id), version, "", cmd)
	w.must(err)
	w.must(w.house.changed(w.t.Context(), casework.Changed{Case: casework.ID(d.id), Act: cmd.Act()}))
}

func (w *county) name(head *person, d *dispute, friend *person) {
	w.t.Helper()
	if !d.named[friend.id] {
		w.act(head, d, casework.NamePeople{Named: []string{friend.id}, Reason: "一起办"})
		d.named[friend.id] = true
	}
}

// reseal turns round what was done: names are taken off and others put on, who was
// hidden is shown and the reverse, notes are shared with others.
func (w *county) reseal() {
	w.t.Helper()
	for i, d := range w.cases {
		head, friend := w.headOf(d.sealed.at), w.folk[w.rand.IntN(len(w.folk))]
		for _, p := range w.folk {
			if d.secret && d.named[p.id] && p != head && p.id != d.handler {
				d.recalled = true
				w.act(head, d, casework.Unname{Person: p.id, Reason: "不再需要"})
				delete(d.named, p.id)
				delete(d.sealed.named, p.id)
				w.letIn(d, d.sealed.at)
				w.lost = append(w.lost, p)
			}
		}
		switch {
		case d.secret && i%2 == 0:
			w.name(head, d, friend)
		case d.sealed.hidden && i%2 == 0:
			w.act(head, d, casework.Conceal{Party: d.sealed.party, Reason: "本人同意"})
			d.sealed.hidden, d.recalled = false, true
		case d.sealed.note != "" && !d.sealed.named[friend.id]:
			id := value[string](w, `SELECT id FROM casework_part WHERE case_id = $1 AND kind = 'caucus'`, d.id)
			w.act(head, d, casework.ShareCaucus{Caucus: id, Named: []string{friend.id}})
			d.sealed.named = map[string]bool{friend.id: true}
		}
	}
}

// knows is the oracle of who a hidden applicant is.
func (w *county) knows(p *person, d *dispute) bool {
	first := p.posts[0]
	head := !p.moved && first.role == "head" && !w.units[first.unit].closed &&
		w.units[first.unit].id == value[string](w, `SELECT holder_org FROM casework_case WHERE id = $1`, d.id)
	return !d.sealed.hidden || head || d.registrar == p.id || d.handler == p.id || d.sealed.knows[p.id]
}

// askSealed asks what a case tells who may open it of what is kept from some of them.
func (w *county) askSealed(p *person, d *dispute, when string) {
	w.t.Helper()
	told := ""
	for _, at := range []string{"", "/events"} {
		_, raw := w.do(p, "GET", "/api/cases/"+d.id+at, nil, nil)
		told += raw
	}
	for _, ask := range []string{"", "?alias=false&reason=" + url.QueryEscape("核对")} {
		res, raw := w.do(p, "GET", "/api/cases/"+d.id+"/slips/"+d.slip+".docx"+ask, nil, nil)
		shown := res.StatusCode == 200 && strings.Contains(w.words(raw), d.party)
		if ask == "" {
			w.count("concealed: paper", !d.sealed.hidden, shown, p, d, when)
		} else {
			w.count("concealed: paper with names", w.knows(p, d), shown, p, d, when)
		}
	}
	if !w.knows(p, d) {
		w.askPapers(p, d, when)
	}
	w.count("concealed: name", w.knows(p, d), strings.Contains(told, d.party), p, d, when)
	if d.sealed.note != "" {
		w.count("caucus note", p.id == d.sealed.by || d.sealed.named[p.id], strings.Contains(told, d.sealed.note), p, d, when)
	}
}

// shared is a view of the ledger that a unit shares.
type shared struct {
	id, unit string
	below    bool
}

// keepViews has heads share views of everything, and everybody keep one of a case and be
// told of it and of what is shared with all.
func (w *county) keepViews() {
	w.t.Helper()
	for _, v := range []shared{{unit: "bureau", below: true}, {unit: "town1", below: true}, {unit: "village1a"}} {
		reach := "unit"
		if v.below {
			reach = "below"
		}
		v.id = w.keep(w.headOf(v.unit), v.unit, reach, "")
		w.views = append(w.views, v)
	}
	for _, p := range w.folk {
		p.watched = w.cases[w.rand.IntN(len(w.cases))]
		p.view = w.keep(p, "自己的", "own", p.watched.title)
		for _, id := range []string{w.views[0].id, p.view} {
			res, raw := w.do(p, "PUT", "/api/views/"+id+"/subscription", map[string]string{"rhythm": "daily"}, nil)
			if res.StatusCode >= 300 {
				w.t.Fatal(res.StatusCode, raw)
			}
		}
	}
}

func (w *county) keep(p *person, name, reach, text string) string {
	w.t.Helper()
	res, raw := w.do(p, "POST", "/api/views", map[string]any{"name": name, "address": "?q=x", "reach": reach, "filter": map[string]string{"text": text}}, nil)
	var made struct{ ID string }
	if res.StatusCode != 200 || json.Unmarshal([]byte(raw), &made) != nil {
		w.t.Fatal(res.StatusCode, raw)
	}
	return made.ID
}

// tellAll tells every subscriber what the views count now.
func (w *county) tellAll() {
	w.t.Helper()
	w.must(w.house.DB.Write(w.t.Context(), func(tx *sqldb.Tx) error {
		for _, statement := range []string{`DELETE FROM views_digest`, `UPDATE views_subscription SET told_on = '2000-01-01'`} {
			if _, err := tx.Exec(w.t.Context(), statement); err != nil {
				return err
			}
		}
		return nil
	}))
	_, err := w.house.Views.Tell(w.t.Context())
	w.must(err)
}

// askViews asks somebody for the views they have, for what theirs counts, and for what
// they were told; fresh is set when that was just now.
func (w *county) askViews(p *person, fresh bool, when string) {
	w.t.Helper()
	if p.gone {
		return
	}
	_, raw := w.do(p, "GET", "/api/views", nil, nil)
	for _, v := range w.views {
		want := slices.ContainsFunc(p.posts, func(post postAt) bool {
			return !w.units[post.unit].closed && (post.unit == v.unit || v.below && w.below(post.unit, v.unit))
		}) || p == w.headOf(v.unit)
		w.count("shared view", want, strings.Contains(raw, v.id), p, &dispute{}, when)
	}
	all := 0
	for _, d := range w.cases {
		if w.sees(p, d) {
			all++
		}
	}
	_, raw = w.do(p, "GET", "/api/cases/counts?text="+url.QueryEscape(p.watched.title), nil, nil)
	var counts struct{ States map[string]int }
	w.must(json.Unmarshal([]byte(raw), &counts))
	n := 0
	for _, some := range counts.States {
		n += some
	}
	w.count("count of a saved view", w.sees(p, p.watched), n > 0, p, p.watched, when)
	w.digests(p, all, fresh, when)
}

func (w *county) digests(p *person, all int, fresh bool, when string) {
	w.t.Helper()
	_, raw := w.do(p, "GET", "/api/digests", nil, nil)
	var page struct {
		Items []struct {
			View  struct{ ID string }
			Found int
		}
		Named []struct{ Case string }
	}
	w.must(json.Unmarshal([]byte(raw), &page))
	for _, item := range page.Items {
		switch {
		case slices.Contains(w.lost, p) && !fresh:
			w.count("digest told before", false, true, p, p.watched, when+": counts what was lost")
		case !fresh: // what it counted they could open then
		case item.View.ID == p.view:
			w.count("digest of a saved view", w.sees(p, p.watched), item.Found > 0, p, p.watched, when)
		default:
			w.count("digest of a shared view", all > 0, item.Found == all && all > 0, p, &dispute{}, fmt.Sprintf("%s: %d for %d", when, item.Found, all))
		}
	}
	if slices.Contains(w.lost, p) && !fresh && len(page.Items) == 0 {
		w.count("digest told before", false, false, p, p.watched, when)
	}
	for _, d := range w.cases {
		if told := slices.ContainsFunc(page.Named, func(n struct{ Case string }) bool { return n.Case == d.id }); told || d.secret {
			w.count("message of naming", told && w.sees(p, d), told, p, d, when)
		}
		for _, secret := range []string{d.no, d.title, d.party} {
			if strings.Contains(raw, secret) {
				w.t.Errorf("a message tells %s: %s", secret, raw)
			}
		}
	}
}
