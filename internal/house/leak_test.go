package house

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hemu/internal/golden"
	"hemu/internal/sqldb/sqldbtest"
)

// TestLeakMatrix asks, as every person of a made-up county, for every case by every
// surface of the served product, and compares with an oracle that shares no code with
// the rules: it knows only who was put where and who did what. Then people are moved,
// posts ended, organisations moved, closed and merged, accounts closed, sessions
// revoked, and all is asked again. HEMU_LEAK is the least number of questions on each engine, HEMU_SEED
// repeats a run.
func TestLeakMatrix(t *testing.T) {
	least, seed := 10_000, rand.Uint64()
	for name, at := range map[string]*int{"HEMU_LEAK": &least} {
		if v := os.Getenv(name); v != "" {
			*at, _ = strconv.Atoi(v)
		}
	}
	if v := os.Getenv("HEMU_SEED"); v != "" {
		seed, _ = strconv.ParseUint(v, 10, 64)
	}
	for engine, dsn := range map[string]func(testing.TB) string{
		"sqlite":   func(t testing.TB) string { return filepath.Join(t.TempDir(), "hemu.db") },
		"postgres": sqldbtest.PostgresURL,
	} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			asked := map[string]*tally{}
			for round := uint64(0); sum(asked) < least; round++ {
				w := newCounty(t, dsn(t), rand.New(rand.NewPCG(seed, round)))
				w.asked = asked
				w.askAll(t, "at first")
				w.upset(t)
				w.askAll(t, "after the upset")
				if t.Failed() {
					t.Fatalf("seed %d, round %d", seed, round)
				}
			}
			t.Logf("%d questions, seed %d", sum(asked), seed)
			golden.Equal(t, "../../docs/security/leak-matrix.md", matrix(asked))
		})
	}
}

// tally counts the questions of a surface by the answer that is right.
type tally struct{ shown, hidden int }

func sum(asked map[string]*tally) (n int) {
	for _, one := range asked {
		n += one.shown + one.hidden
	}
	return n
}

func (w *county) do(p *person, method, path string, in any, header map[string]string) (*http.Response, string) {
	w.t.Helper()
	var raw io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		w.must(err)
		raw = bytes.NewReader(b)
	}
	req, err := http.NewRequest(method, w.web.URL+path, raw)
	w.must(err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Cookie", p.cookie)
	for k, v := range header {
		req.Header.Set(k, v)
	}
	res, err := http.DefaultClient.Do(req)
	w.must(err)
	defer func() { _ = res.Body.Close() }()
	out, err := io.ReadAll(res.Body)
	w.must(err)
	return res, string(out)
}

// count notes a question and says what went wrong.
func (w *county) count(surface string, want, got bool, p *person, d *dispute, about string) {
	w.t.Helper()
	if w.asked[surface] == nil {
		w.asked[surface] = &tally{}
	}
	if want {
		w.asked[surface].shown++
	} else {
		w.asked[surface].hidden++
	}
	if got != want {
		w.t.Errorf("%s: %s for %+v (gone %v) of %+v: shown %v, must be %v", surface, about, p.posts, p.gone, *d, got, want)
	}
}

// one are the surfaces of one case: an address, and what is sent.
var one = []struct {
	name, method, path string
	body               any
}{
	{"open", "GET", "/api/cases/{id}", nil}, {"history", "GET", "/api/cases/{id}/events", nil}, {"readers", "GET", "/api/cases/{id}/readers", nil},
	{"clock", "GET", "/api/cases/{id}/clocks/{clock}", nil}, {"paper", "GET", "/api/cases/{id}/slips/{slip}.docx", nil},
	{"form", "GET", "/api/cases/{id}/forms/rights_notice.docx", nil}, {"reveal", "POST", "/api/cases/{id}/reveal", map[string]string{"partyId": "{party}", "reason": "核对"}},
	{"file", "GET", "/api/cases/{id}/files/{text}", nil}, {"alike", "GET", "/api/cases/{id}/alike", nil},
	{"file preview", "GET", "/api/cases/{id}/files/{photo}/preview", nil},
	{"file text", "GET", "/api/cases/{id}/files/{text}/text", nil},
	{"command: accept", "POST", "/api/cases/{id}/accept", map[string]any{}}, {"command: resume", "POST", "/api/cases/{id}/resume", map[string]any{}},
	{"command: correct", "POST", "/api/cases/{id}/correct", map[string]string{"field": "title", "old": "-", "new": "-", "reason": "-"}},
	{"command: close", "POST", "/api/cases/{id}/close", map[string]any{"kind": "substantive"}}, {"command: confide", "POST", "/api/cases/{id}/confide", map[string]any{"on": false}},
	{"command: tag", "POST", "/api/cases/{id}/tag", map[string]any{"add": []string{"none"}}}, {"command: recall", "POST", "/api/cases/{id}/recall", map[string]string{"reason": ""}},
	{"command: link", "POST", "/api/cases/{id}/link", map[string]any{"case": "-", "kind": "repeat"}}, {"command: merge", "POST", "/api/cases/{id}/merge", map[string]any{"case": "-", "reason": "x"}},
	{"command: move session", "POST", "/api/cases/{id}/move_session", map[string]string{"session": "-", "reason": ""}},
	{"command: conceal", "POST", "/api/cases/{id}/conceal", map[string]any{"party": "-", "on": true, "reason": "x"}},
	{"command: name", "POST", "/api/cases/{id}/name", map[string]any{"named": []string{"-"}, "reason": "x"}},
	{"command: unname", "POST", "/api/cases/{id}/unname", map[string]any{"person": "-", "reason": "x"}},
	{"command: screen", "POST", "/api/cases/{id}/screen", map[string]any{"harm": "yes", "harmed": "-"}},
	{"command: caucus", "POST", "/api/cases/{id}/caucus", map[string]any{"party": "-", "heard": "x"}},
	{"command: share_caucus", "POST", "/api/cases/{id}/share_caucus", map[string]any{"caucus": "-"}},
	{"command: hold", "POST", "/api/cases/{id}/hold", map[string]any{"reason": "x"}},
	{"command: ask_data", "POST", "/api/cases/{id}/ask_data", map[string]any{"kind": "see", "party": "-", "identity": "paper", "text": "x"}},
	{"command: answer_data", "POST", "/api/cases/{id}/answer_data", map[string]any{"request": "-", "decision": "granted"}},
	{"own data", "GET", "/api/cases/{id}/data/{request}.json", nil},
	{"command: report", "POST", "/api/cases/{id}/report", map[string]any{"report": "-", "to": "police", "office": "x", "way": "phone", "reportedAt": "2026-01-01T00:00:00Z", "reportedBy": "x"}},
}

// askAll asks everything of everybody.
func (w *county) askAll(t *testing.T, when string) {
	t.Helper()
	fresh := when == "at first"
	if fresh {
		w.tellAll()
	}
	for _, p := range w.folk {
		lists := w.lists(p)
		w.askViews(p, fresh, when)
		for _, d := range w.cases {
			if w.rand.IntN(2) == 0 && d.tied == nil {
				continue // asked of others
			}
			want := w.sees(p, d)
			for _, s := range one {
				if s.name == "reveal" {
					s.body = map[string]string{"partyId": d.sealed.party, "reason": "核对"}
				}
				w.askOne(p, d, s.name, s.method, d.path(s.path), s.body, want, when)
			}
			if res, _ := w.do(p, "GET", "/api/ledger/streams/"+d.id, nil, nil); res.StatusCode != http.StatusUnauthorized || !p.gone {
				w.count("ledger stream", false, res.StatusCode == 200, p, d, when) // of no case, for no office
			}
			for name, holds := range lists {
				w.count(name, want && (!slices.Contains(choosy, name) || holds[d.id]), holds[d.id], p, d, when)
			}
			for name, text := range map[string]string{"search: title": d.title, "search: party": d.party, "search: number": d.no} {
				want := want && (text != d.party || !d.sealed.hidden) // nobody finds a case by who is hidden in it
				w.count(name, want, w.finds(p, "text="+escape(text))[d.id], p, d, when)
				w.count(strings.Replace(name, "search", "suggestion", 1), want, w.suggests(p, d, text, want), p, d, when)
			}
			w.askTwin(p, d, want, when)
			if want {
				w.askSealed(p, d, when)
			}
			if found := w.finds(p, "text="+d.phone)[d.id]; found || !want || d.sealed.hidden {
				w.count("search: telephone", want && found && !d.sealed.hidden, found, p, d, when) // who sees it masked does not find it either
			}
		}
		w.clashes(p, when)
		w.askWork(p, when)
		w.askTables(p, when)
		w.askCounts(p, when)
		w.askMonths(p, when)
		w.askKept(p, when)
		w.askRuns(p, when)
		if t.Failed() {
			return
		}
	}
	if !fresh {
		w.tellAll()
		for _, p := range w.folk {
			w.askViews(p, true, when+", told anew")
		}
	}
}

// askTwin asks for cases like a new one of the same person, and what a case somebody
// may see tells of the one it is tied to.
func (w *county) askTwin(p *person, d *dispute, want bool, when string) {
	w.t.Helper()
	if !p.gone && len(p.posts) > 0 {
		_, raw := w.do(p, "POST", "/api/alike", map[string]any{"region": "370285001001", "parties": []map[string]string{{"name": d.party, "phone": d.phone}}}, nil)
		w.count("alike, while typing", want && !d.sealed.hidden, strings.Contains(raw, d.id), p, d, when)
		_, raw = w.do(p, "POST", "/api/alike", map[string]any{"region": "370285001001", "address": d.place}, nil)
		w.count("alike: place", want, strings.Contains(raw, d.id), p, d, when)
	}
	if e := d.tied; e != nil && want {
		for _, at := range []string{"", "/events"} {
			_, raw := w.do(p, "GET", "/api/cases/"+d.id+at, nil, nil)
			told := strings.Contains(raw, e.id) || strings.Contains(raw, e.no) || strings.Contains(raw, e.title) || strings.Contains(raw, e.party)
			w.count("tied case", w.sees(p, e), told, p, e, when+at)
		}
	}
}

// noCase is the id of a case nobody ever made.
const noCase = "01a00000-0000-7000-8000-000000000000"

var refs = regexp.MustCompile(`"(ref|instance|requestId)":"[^"]*"`)

// askOne asks for one case. Who may not see it gets, to the byte, the answer that a
// case nobody ever made gets.
func (w *county) askOne(p *person, d *dispute, surface, method, path string, body any, want bool, when string) {
	w.t.Helper()
	res, raw := w.do(p, method, path, body, changing(method))
	hidden := res.StatusCode == http.StatusNotFound && strings.Contains(raw, "case.not_found") || res.StatusCode == http.StatusUnauthorized
	w.count(surface, want, !hidden, p, d, when)
	if want && !hidden {
		w.askGiven(p, d, surface, path, res, raw, when)
	}
	if want || !hidden {
		return
	}
	for _, secret := range []string{d.no, d.title, d.party, d.phone} {
		if strings.Contains(raw, secret) {
			w.t.Errorf("%s: a refusal tells %s: %s", surface, secret, raw)
		}
	}
	if got, none := answer(res, raw), w.none(p, surface, method, strings.Replace(path, d.id, noCase, 1), body, when); got != none {
		w.t.Errorf("%s: what there is answers %s, what there is not %s", surface, got, none)
	}
}

// changing is what a command says of what it was decided on.
func changing(method string) map[string]string {
	if method == "GET" {
		return nil
	}
	return map[string]string{"If-Match": `"1"`}
}

// answer is all that an answer tells: every header but those that no two answers share.
func answer(res *http.Response, raw string) string {
	head := res.Header.Clone()
	for _, own := range []string{"Date", "X-Request-Id", "Content-Length"} {
		head.Del(own)
	}
	return fmt.Sprint(res.StatusCode, head, len(refs.ReplaceAllString(raw, "")), refs.ReplaceAllString(raw, ""))
}

// none is what somebody is told of a case nobody ever made; asked once of a person and surface.
func (w *county) none(p *person, surface, method, path string, body any, when string) string {
	w.t.Helper()
	key := p.id + surface + when
	if _, asked := w.nones[key]; !asked {
		res, raw := w.do(p, method, path, body, changing(method))
		w.nones[key] = answer(res, raw)
	}
	return w.nones[key]
}

// finds are the ids of the first page of a list.
func (w *county) finds(p *person, query string) map[string]bool {
	w.t.Helper()
	out := map[string]bool{}
	res, raw := w.do(p, "GET", "/api/cases?sort=match&limit=200&"+query, nil, nil)
	if res.StatusCode == http.StatusUnauthorized && p.gone {
		return out
	}
	var page struct{ Items []struct{ ID string } }
	if err := json.Unmarshal([]byte(raw), &page); err != nil || res.StatusCode != 200 {
		w.t.Fatal(res.StatusCode, raw)
	}
	for _, row := range page.Items {
		out[row.ID] = true
	}
	return out
}

// suggests reports whether a text suggests a case; where it must not, nothing in the
// answer may tell of it.
func (w *county) suggests(p *person, d *dispute, text string, want bool) bool {
	w.t.Helper()
	res, raw := w.do(p, "GET", "/api/cases/suggest?limit=20&text="+url.QueryEscape(text), nil, nil)
	if res.StatusCode == http.StatusUnauthorized && p.gone {
		return false
	}
	if res.StatusCode != 200 {
		w.t.Fatal(res.StatusCode, raw)
	}
	for _, secret := range []string{d.no, d.title, d.party} {
		if !want && strings.Contains(raw, secret) {
			w.t.Errorf("a suggestion tells %s: %s", secret, raw)
		}
	}
	return strings.Contains(raw, d.id)
}

// choosy are the lists that hold some of what one may see.
var choosy = []string{"work", "diary", "calendar feed", "list of a day"}

// lists are what the lists of somebody hold.
func (w *county) lists(p *person) map[string]map[string]bool {
	w.t.Helper()
	out := map[string]map[string]bool{"list": {}, "export": {}, "work": {}, "bulk": {}, "bulk: by id": {}, "export: by id": {}, "diary": {}, "calendar feed": {}, "list of a day": {}}
	w.diaries(p, out)
	if p.gone {
		return out
	}
	var page struct {
		Items []struct {
			ID   string
			Case struct{ ID string }
		}
	}
	for name, path := range map[string]string{"list": "/api/cases?limit=200", "work": "/api/work?of=below&limit=200"} {
		res, raw := w.do(p, "GET", path, nil, nil)
		if err := json.Unmarshal([]byte(raw), &page); err != nil || res.StatusCode != 200 {
			w.t.Fatal(path, res.StatusCode, raw)
		}
		for _, row := range page.Items {
			out[name][row.ID], out[name][row.Case.ID] = true, true
		}
	}
	w.runs(p, out)
	w.exports(p, out)
	return out
}

// runs are the lines of commands for many cases, looked at and not begun: of all, and of
// named ones. The first is kept.
func (w *county) runs(p *person, out map[string]map[string]bool) {
	w.t.Helper()
	ids := []string{}
	for _, d := range w.cases {
		ids = append(ids, d.id)
	}
	for name, body := range map[string]map[string]any{"bulk": {}, "bulk: by id": {"ids": ids}} {
		body["tag"] = map[string]any{"add": []string{"water"}}
		res, raw := w.do(p, "POST", "/api/bulk", body, nil)
		var run struct{ ID string }
		if err := json.Unmarshal([]byte(raw), &run); err != nil || res.StatusCode != 200 {
			w.t.Fatal(name, res.StatusCode, raw)
		}
		w.must(w.house.Bulk.Work(w.t.Context(), run.ID))
		out[name] = w.runLines(p, run.ID)
		if p.run == "" {
			p.run, p.runCases = run.ID, out[name]
			continue
		}
		if res, raw = w.do(p, "POST", "/api/bulk/"+run.ID+"/stop", nil, nil); res.StatusCode != 200 {
			w.t.Fatal(name, res.StatusCode, raw)
		}
	}
}

// runLines are the cases that the lines of a run tell of, as many as it counts.
func (w *county) runLines(p *person, run string) map[string]bool {
	w.t.Helper()
	var page struct{ Items []struct{ Case string } }
	res, raw := w.do(p, "GET", "/api/bulk/"+run+"/lines", nil, nil)
	if err := json.Unmarshal([]byte(raw), &page); err != nil || res.StatusCode != 200 {
		w.t.Fatal(res.StatusCode, raw)
	}
	var seen struct{ Counts map[string]int }
	_, raw = w.do(p, "GET", "/api/bulk/"+run, nil, nil)
	w.must(json.Unmarshal([]byte(raw), &seen))
	counted := 0
	for _, n := range seen.Counts {
		counted += n
	}
	if counted != len(page.Items) {
		w.t.Errorf("a run counts %d of %d cases", counted, len(page.Items))
	}
	out := map[string]bool{}
	for _, l := range page.Items {
		out[l.Case] = true
	}
	return out
}

// askRuns asks for a run looked at before the upset: it tells only of cases that may still
// be seen, and nobody else of anything.
func (w *county) askRuns(p *person, when string) {
	w.t.Helper()
	if p.run == "" || p.gone {
		return
	}
	told := w.runLines(p, p.run)
	for _, d := range w.cases {
		w.count("bulk: looked at before", p.runCases[d.id] && w.sees(p, d), told[d.id], p, d, when)
	}
	for _, other := range w.folk {
		if other == p || other.run == "" {
			continue
		}
		for _, at := range [][2]string{{"GET", ""}, {"GET", "/lines"}, {"POST", "/start"}, {"POST", "/stop"}, {"POST", "/undo"}} {
			res, _ := w.do(p, at[0], "/api/bulk/"+other.run+at[1], nil, nil)
			w.count("bulk: another's", false, res.StatusCode != http.StatusNotFound, p, &dispute{}, when+at[1])
		}
		break
	}
}

// exports are what the tables hold that somebody has made: of all, and of named cases.
func (w *county) exports(p *person, out map[string]map[string]bool) {
	w.t.Helper()
	ids := []string{}
	for _, d := range w.cases {
		ids = append(ids, d.id)
	}
	for name, body := range map[string]map[string]any{"export": {}, "export: by id": {"ids": ids}} {
		body["format"], body["columns"] = "csv", []string{"title"}
		res, raw := w.do(p, "POST", "/api/exports", body, nil)
		var asked struct{ ID string }
		if err := json.Unmarshal([]byte(raw), &asked); err != nil || res.StatusCode != 200 {
			w.t.Fatal(res.StatusCode, raw)
		}
		w.must(w.house.Exports.Make(w.t.Context(), asked.ID))
		if res, raw = w.do(p, "GET", "/api/exports/"+asked.ID+"/file", nil, nil); res.StatusCode != 200 {
			w.t.Fatal(res.StatusCode, raw)
		}
		for _, d := range w.cases {
			out[name][d.id] = strings.Contains(raw, d.title)
		}
		if p.kept == "" {
			p.kept = asked.ID
			for _, d := range w.cases {
				p.keptCases = append(p.keptCases, keptCase{d, out[name][d.id]})
			}
		}
	}
}

// askKept asks for a table made before the upset: it is given only to who may still see
// every case in it.
func (w *county) askKept(p *person, when string) {
	w.t.Helper()
	if p.kept == "" || p.gone {
		return
	}
	want := !p.moved && !w.units[p.posts[0].unit].closed
	for _, k := range p.keptCases {
		want = want && (!k.in || w.sees(p, k.dispute) && !k.dispute.recalled)
	}
	res, _ := w.do(p, "GET", "/api/exports/"+p.kept+"/file", nil, nil)
	w.count("export: made before", want, res.StatusCode == 200, p, &dispute{}, when)
	for _, other := range w.folk {
		if other != p && other.kept != "" {
			res, _ := w.do(p, "GET", "/api/exports/"+other.kept+"/file", nil, nil)
			w.count("export: another's", false, res.StatusCode == 200, p, &dispute{}, when)
			break
		}
	}
}

// askCounts compares the counts above the list with the number of cases to be seen.
func (w *county) askCounts(p *person, when string) {
	w.t.Helper()
	if p.gone {
		return
	}
	want := 0
	for _, d := range w.cases {
		if w.sees(p, d) {
			want++
		}
	}
	_, raw := w.do(p, "GET", "/api/cases/counts", nil, nil)
	var counts struct{ States map[string]int }
	w.must(json.Unmarshal([]byte(raw), &counts))
	got := 0
	for _, n := range counts.States {
		got += n
	}
	w.count("counts", true, got == want, p, &dispute{}, fmt.Sprintf("%s: %d for %d", when, got, want))
}

func escape(text string) string { return strings.ReplaceAll(fmt.Sprintf("%q", text), `"`, "") }

// matrix is the table of docs/security/leak-matrix.md: what is asked, not how often,
// which differs from run to run.
func matrix(asked map[string]*tally) string {
	var b strings.Builder
	b.WriteString(leakIntro)
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		b.WriteString("| " + name + " | " + yes(asked[name].shown > 0) + " | " + yes(asked[name].hidden > 0) + " |\n")
	}
	return b.String()
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "–"
}

const leakIntro = `# Leak matrix

` + "`TestLeakMatrix`" + ` (internal/house) makes up a county, puts people of every role and scope into it, lets cases begin, be assigned and be
made confidential, puts names on them, hides applicants, writes down what they say in confidence, lets views of the ledger be kept, shared and
told of, and asks as everybody for every case by every surface of the served product. An oracle that shares no code with the rules
says what is right: it knows only who was put where and who did what. Then names are taken off and others put on, applicants are shown
again, notes shared with others, a village goes over to another town, another is closed, a town is merged into another, posts end, people get
posts elsewhere, accounts are closed, sessions are revoked, and all is asked again. At least 10,000 questions on each engine in ` + "`make test`" + `
(` + "`HEMU_LEAK=200000 go test ./internal/house -run LeakMatrix -v`" + ` asks more); one wrong answer fails it. Who may not see a case gets, to the
byte and in every header, the answer of a case that was never made, after the same statements of the database (` + "`statements:`" + `). Files,
numbers and copies of own data are asked for by ids there are (` + "`: given`" + `): who may have them gets them, and others who open the case do not.

The path of a village begins with that of its sibling, but for the last slash: ids the product makes never do, so rows are set by hand.

The test itself was tried by breaking rules one by one, by hand; each break was found: a unit's scope reaching the units below;
confidential cases shown by unit, by unit with a filter, or to who registered them; administrators reading by their office; opening without asking;
a list by match without asking; a number found by everybody; ended posts that live on; moved organisations whose cases keep the old path; caucus notes read by the head; names taken off that open still;
applicants known to their unit; numbers of digests left after a name is taken off; views shared with all below seen from beside.

| surface | asked of who may | asked of who may not |
|---|---|---|
`

// askMonths compares the month table of everything, row by row, with the cases to be
// seen that are held in the scope of an office.
func (w *county) askMonths(p *person, when string) {
	w.t.Helper()
	if p.gone {
		return
	}
	want, got := map[string]int{}, map[string]int{}
	for _, d := range w.cases {
		holder := value[string](w, `SELECT holder_org FROM casework_case WHERE id = $1`, d.id)
		for key, unit := range w.units {
			if unit.id != holder || !w.sees(p, d) || !slices.ContainsFunc(p.posts, func(post postAt) bool {
				return !strings.HasSuffix(post.role, "_admin") && !w.units[post.unit].closed && w.covers(post, key)
			}) {
				continue
			}
			for w.units[key].parent != "" && w.units[key].parent != "bureau" {
				key = w.units[key].parent
			}
			want[w.units[key].id]++
		}
	}
	_, raw := w.do(p, "GET", "/api/months?unit="+w.units["bureau"].id, nil, nil)
	var table struct {
		Cells []struct {
			Row string
			N   int
		}
	}
	w.must(json.Unmarshal([]byte(raw), &table))
	for _, cell := range table.Cells {
		got[cell.Row] += cell.N
	}
	w.count("month table", len(want) > 0, maps.Equal(got, want) == (len(want) > 0), p, &dispute{}, fmt.Sprintf("%s: %v for %v", when, got, want))
}
