package house

import (
	"archive/zip"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"hemu/internal/calendar"
	"hemu/internal/casework"
)

// sit plans a session of a case that is handled, at a time of its own.
func (w *county) sit(i int, head *person, c casework.Case, do func(*person, casework.Command) casework.Case) {
	if c.State != casework.Handling {
		return
	}
	at := time.Now().Add(time.Duration(24+2*i) * time.Hour).Truncate(time.Minute)
	do(head, casework.PlanSession{Kind: casework.SessionOrdinary, At: at, Place: "室", Mediators: []string{head.name}, Invited: []string{c.Parties[0].ID}})
	w.sits[string(c.ID)] = at
}

// kept makes a confidential case whose session takes up the head of a village:
// whatever else comes by chance, somebody there plans against it who may not know it.
func (w *county) kept() {
	w.t.Helper()
	const at = "village1a"
	head := w.headOf(at)
	d, do := w.register(12, at)
	w.sit(12, head, do(head, casework.Assign{Lead: w.units[at].id, Goal: "settle", Leader: "x", Handler: head.id}), do)
	do(head, casework.Confide{On: true, Named: []string{head.id}})
	d.handler, d.secret, d.named[head.id] = head.id, true, true
	w.name(head, d, w.headOf("village2b"))
}

// clashes plans, in a case that somebody may plan in, a session with a mediator whom
// the session of another case takes up: the refusal names that case only to who may see it.
func (w *county) clashes(p *person, when string) {
	w.t.Helper()
	for _, d := range w.cases {
		own := slices.IndexFunc(w.cases, func(e *dispute) bool { return e != d && e.handler == d.handler && w.sees(p, e) })
		begin, sits := w.sits[d.id]
		if p.gone || own < 0 || !sits || d.handler == "" {
			continue
		}
		at := "/api/cases/" + w.cases[own].id
		var view struct {
			Version int
			Parties []struct{ ID string }
		}
		_, raw := w.do(p, "GET", at, nil, nil)
		w.must(json.Unmarshal([]byte(raw), &view))
		lead := w.folk[slices.IndexFunc(w.folk, func(q *person) bool { return q.id == d.handler })].name
		in := map[string]any{"kind": "ordinary", "at": begin, "place": "室", "mediators": []string{lead}, "invited": []string{view.Parties[1].ID}}
		if _, raw = w.do(p, "POST", at+"/plan_session", in, map[string]string{"If-Match": strconv.Quote(strconv.Itoa(view.Version))}); strings.Contains(raw, "case.person_") {
			w.count("clash of sessions", w.sees(p, d), strings.Contains(raw, d.no), p, d, when)
			if strings.Contains(raw, d.party) || strings.Contains(raw, d.title) {
				w.t.Errorf("a refusal tells of %s: %s", d.no, raw)
			}
		}
	}
}

// diaries asks for every session of the county, and by a secret address made once at
// first: it goes on to tell what its owner may see and no more, signed in or not.
func (w *county) diaries(p *person, out map[string]map[string]bool) {
	w.t.Helper()
	if p.feed == "" {
		res, raw := w.do(p, "POST", "/api/me/feeds", map[string]bool{"unit": true}, nil)
		var made struct{ Address string }
		if res.StatusCode != http.StatusOK || json.Unmarshal([]byte(raw), &made) != nil {
			w.t.Fatal(res.StatusCode, raw)
		}
		p.feed = made.Address
	}
	if p.gone && !p.shut {
		return // the address outlives a session: its owner ends it, or loses post or account
	}
	_, raw := w.do(&person{}, "GET", p.feed, nil, nil)
	for _, d := range w.cases {
		out["calendar feed"][d.id] = strings.Contains(strings.ReplaceAll(raw, "\r\n ", ""), d.no)
		if d.secret && out["calendar feed"][d.id] || strings.Contains(raw, d.party) || strings.Contains(raw, d.title) {
			w.t.Errorf("a calendar tells of %s", d.no)
		}
	}
	if p.shut {
		return
	}
	now := time.Now()
	ask := url.Values{"whose": {"subtree"}, "org": {w.units["bureau"].id}, "from": {now.Format(time.RFC3339)}, "until": {now.AddDate(0, 1, 0).Format(time.RFC3339)}}
	res, raw := w.do(p, "GET", "/api/diary?"+ask.Encode(), nil, nil)
	var page struct{ Items []struct{ Case string } }
	if res.StatusCode != http.StatusOK || json.Unmarshal([]byte(raw), &page) != nil {
		w.t.Fatal(res.StatusCode, raw)
	}
	for _, a := range page.Items {
		out["diary"][a.Case] = true
	}
	w.dayLists(p, now, out)
}

// dayLists reads the printed lists of the days on which there are sessions.
func (w *county) dayLists(p *person, now time.Time, out map[string]map[string]bool) {
	w.t.Helper()
	for day := range 3 {
		at := calendar.DateOf(now).AddDays(day + 1).String()
		res, raw := w.do(p, "GET", "/api/diary/days/"+at+".docx?whose=subtree&org="+w.units["bureau"].id, nil, nil)
		if res.StatusCode != http.StatusOK {
			w.t.Fatal(res.StatusCode, raw)
		}
		body := w.words(raw)
		for _, d := range w.cases {
			told := strings.Contains(body, d.no)
			out["list of a day"][d.id] = out["list of a day"][d.id] || told
			if d.secret && told || strings.Contains(body, d.party) || strings.Contains(body, d.title) {
				w.t.Errorf("the list of a day tells of %s", d.no)
			}
		}
	}
}

// words are those of a paper.
func (w *county) words(docx string) string {
	w.t.Helper()
	file, err := zip.NewReader(strings.NewReader(docx), int64(len(docx)))
	w.must(err)
	body, err := fs.ReadFile(file, "word/document.xml")
	w.must(err)
	return string(body)
}
