package house

import (
	"archive/zip"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"hemu/internal/calendar"
)

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
	if p.gone {
		return // the address outlives a session: its owner ends it, or loses post or account
	}
	_, raw := w.do(&person{}, "GET", p.feed, nil, nil)
	for _, d := range w.cases {
		out["calendar feed"][d.id] = strings.Contains(strings.ReplaceAll(raw, "\r\n ", ""), d.no)
		if d.secret && out["calendar feed"][d.id] || strings.Contains(raw, d.party) || strings.Contains(raw, d.title) {
			w.t.Errorf("a calendar tells of %s", d.no)
		}
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
		file, err := zip.NewReader(strings.NewReader(raw), int64(len(raw)))
		if res.StatusCode != http.StatusOK || err != nil {
			w.t.Fatal(res.StatusCode, err)
		}
		body, err := fs.ReadFile(file, "word/document.xml")
		w.must(err)
		for _, d := range w.cases {
			told := strings.Contains(string(body), d.no)
			out["list of a day"][d.id] = out["list of a day"][d.id] || told
			if d.secret && told || strings.Contains(string(body), d.party) || strings.Contains(string(body), d.title) {
				w.t.Errorf("the list of a day tells of %s", d.no)
			}
		}
	}
}
