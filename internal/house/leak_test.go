package house

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/golden"
	"hemu/internal/httpapi"
	"hemu/internal/httpapi/apitest"
	"hemu/internal/identity"
	"hemu/internal/org"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestLeakMatrix asks, as every person of a made-up county, for every case by every
// surface of the served product, and compares with an oracle that shares no code with
// the rules: it knows only who was put where and who did what. Then people are moved,
// posts ended, organisations moved, closed and merged, sessions revoked, and all is
// asked again. HEMU_LEAK is the least number of questions on each engine, HEMU_SEED
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

// county is a made-up county, served.
type county struct {
	t     *testing.T
	house *House
	web   *httptest.Server
	rand  *rand.Rand
	units map[string]*unitAt
	keys  []string // of units, in the order they were made
	folk  []*person
	cases []*dispute
	asked map[string]*tally
}

// unitAt is an organisation as the oracle knows it.
type unitAt struct {
	id, parent string // parent is a key
	closed     bool
}

type person struct {
	id, cookie string
	posts      []postAt
	gone       bool // session revoked or account closed
}

type postAt struct {
	id, unit, role, scope string
	custom                []string
}

// dispute is a case as the oracle knows it: what was done to it.
type dispute struct {
	id, no, clock, slip string
	title, party, phone string
	parts               map[string]bool // units
	registrar, handler  string
	secret              bool
	named               map[string]bool
	tied                *dispute // linked with it
}

const leakPassword = "Trust-2026-ok"

func newCounty(t *testing.T, dsn string, r *rand.Rand) *county {
	t.Helper()
	h, err := Open(t.Context(), Config{Data: t.TempDir(), DB: dsn, Version: "test", Limits: identity.DefaultLimits(), Timeout: time.Minute}, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close() })
	web := httptest.NewServer(apitest.Handler(t, httpapi.Describe(), h.Handler()))
	t.Cleanup(web.Close)
	w := &county{t: t, house: h, web: web, rand: r, units: map[string]*unitAt{}}
	for _, d := range [][2]string{{"37", "山东省"}, {"3702", "青岛市"}, {"370285", "莱西市"}, {"370285001", "水集街道"}, {"370285001001", "甲村"}, {"370285002", "望城街道"}, {"370285002001", "乙村"}} {
		if _, err := h.Regions.Put(t.Context(), "", "", d[0], d[1]); err != nil {
			t.Fatal(err)
		}
	}
	w.unit("bureau", "", org.JudicialBureau, "370285")
	w.unit("desk", "bureau", org.CoordinationOffice, "370285")
	w.unit("police", "bureau", org.Department, "370285")
	for _, town := range []string{"1", "2"} {
		w.unit("office"+town, "bureau", org.JudicialOffice, "37028500"+town)
		w.unit("town"+town, "office"+town, org.CommitteeTown, "37028500"+town)
		for _, village := range []string{"a", "b"} {
			w.unit("village"+town+village, "town"+town, org.CommitteeVillage, "37028500"+town+"001")
		}
	}
	w.people()
	for i := range 10 {
		w.arise(i)
	}
	w.pair()
	for i := range w.cases {
		w.tie(w.cases[i], w.cases[(i+1)%len(w.cases)])
	}
	return w
}

func (w *county) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *county) pick(list []string) string { return list[w.rand.IntN(len(list))] }

func (w *county) unit(key, parent string, kind org.Kind, region string) {
	w.t.Helper()
	up := ""
	if parent != "" {
		up = w.units[parent].id
	}
	u, err := w.house.Orgs.Create(w.t.Context(), "", "", org.Unit{ParentID: up, Name: key, Kind: kind, RegionCode: region})
	w.must(err)
	w.units[key] = &unitAt{id: u.ID, parent: parent}
	w.keys = append(w.keys, key)
}

// people puts at least a head and a mediator into every unit, and then others of any
// role and scope anywhere; some hold two posts, some none that reads cases.
func (w *county) people() {
	w.t.Helper()
	for _, key := range w.keys {
		w.hire(postAt{unit: key, role: "head", scope: "subtree"})
		if strings.HasPrefix(key, "village") {
			w.hire(postAt{unit: key, role: "mediator", scope: "unit"})
		}
	}
	for _, role := range []string{"system_admin", "security_admin", "audit_admin"} {
		w.hire(postAt{unit: "bureau", role: role, scope: "all"})
	}
	for range 8 {
		p := []postAt{w.anyPost()}
		if w.rand.IntN(2) == 0 {
			p = append(p, w.anyPost())
		}
		w.hire(p...)
	}
}

func (w *county) anyPost() postAt {
	roles := []string{"information_officer", "mediator", "liaison_officer", "head", "receptionist", "dispatcher", "supervisor", "archivist", "analyst"}
	p := postAt{unit: w.pick(w.keys), role: w.pick(roles), scope: w.pick([]string{"own", "unit", "subtree", "custom", "all"})}
	if p.scope == "custom" {
		p.custom = []string{w.pick(w.keys), w.pick(w.keys)}
	}
	return p
}

func (w *county) hire(posts ...postAt) {
	w.t.Helper()
	name := fmt.Sprintf("person-%d", len(w.folk))
	u, err := w.house.Identity.Bootstrap(w.t.Context(), identity.NewUser{Username: name, Name: name}, leakPassword, false)
	w.must(err)
	p := &person{id: u.ID}
	for _, post := range posts {
		custom := []string{}
		for _, key := range post.custom {
			custom = append(custom, w.units[key].id)
		}
		made, err := w.house.Identity.Grant(w.t.Context(), identity.By{}, identity.Grant{UserID: u.ID, OrgID: w.units[post.unit].id, Role: post.role, Scope: post.scope, Custom: custom})
		if err != nil {
			continue // two posts of one kind in one unit, or a scope the role may not have
		}
		post.id = made.ID
		p.posts = append(p.posts, post)
	}
	w.folk = append(w.folk, p)
	res, raw := w.do(p, "POST", "/api/session", map[string]string{"username": name, "password": leakPassword}, nil)
	if res.StatusCode != 200 {
		w.t.Fatal(res.StatusCode, raw)
	}
	for _, c := range res.Cookies() {
		p.cookie = c.Name + "=" + c.Value
	}
}

func (w *county) actor(p *person) (a access.Actor) {
	w.t.Helper()
	w.must(w.house.DB.Read(w.t.Context(), func(tx *sqldb.Tx) (err error) {
		a, err = access.Load(context.WithoutCancel(w.t.Context()), tx, p.id, "")
		return err
	}))
	return a
}

// headOf is the head that people put into every unit.
func (w *county) headOf(key string) *person {
	for _, p := range w.folk {
		if len(p.posts) > 0 && p.posts[0].unit == key && p.posts[0].role == "head" && p.posts[0].scope == "subtree" {
			return p
		}
	}
	return nil
}

// pair makes two cases of one handler that are tied, one of them known to another
// village too: whatever else comes by chance, somebody opens a case and not its twin.
func (w *county) pair() {
	w.t.Helper()
	const at, other = "village1a", "village2b"
	shared, do := w.register(10, at)
	do(w.headOf(at), casework.Assign{Lead: w.units[at].id, Goal: "settle", Leader: "x", Handler: w.headOf(at).id, Copy: []string{w.units[other].id}})
	shared.parts[other], shared.handler = true, w.headOf(at).id
	private, _ := w.register(11, at)
	w.tie(shared, private)
}

// arise makes a case anywhere, and does something with it by chance.
func (w *county) arise(i int) {
	w.t.Helper()
	at := w.pick([]string{"village1a", "village1b", "village2a", "village2b", "town1", "town2"})
	head := w.headOf(at)
	d, do := w.register(i, at)
	if w.rand.IntN(4) > 0 {
		in := casework.Assign{Lead: w.units[at].id, Goal: "settle", Leader: "x", Handler: head.id}
		for _, key := range []string{w.pick(w.keys), w.pick(w.keys)} {
			kind := strings.TrimRight(key, "12ab")
			if key == at || kind == "office" || kind == "desk" || kind == "bureau" || d.parts[key] {
				continue
			}
			if w.rand.IntN(2) == 0 {
				in.Assist = append(in.Assist, w.units[key].id)
			} else {
				in.Copy = append(in.Copy, w.units[key].id)
			}
			d.parts[key] = true
		}
		do(head, in)
		d.handler = head.id
	}
	if w.rand.IntN(3) == 0 {
		friend := w.folk[w.rand.IntN(len(w.folk))]
		do(head, casework.Confide{On: true, Named: []string{friend.id}})
		d.secret, d.named[friend.id], d.named[head.id] = true, true, true
	}
}

// register makes a case that nobody else's words or numbers resemble, accepted by the
// head of the unit; what it gives back does more with it.
func (w *county) register(i int, at string) (*dispute, func(*person, casework.Command)) {
	w.t.Helper()
	head := w.headOf(at)
	d := &dispute{parts: map[string]bool{at: true}, registrar: head.id, named: map[string]bool{}}
	d.title, d.party, d.phone = fmt.Sprintf("第%c桩水渠", rune('一'+i*37)), fmt.Sprintf("喆%c", rune('丙'+i*41)), fmt.Sprintf("1380000%04d", 1000+i*7)
	c, _, err := w.house.Cases.Register(w.t.Context(), w.actor(head), fmt.Sprint("leak", i), casework.RegisterInput{
		Title: d.title, Facts: "事情" + d.title, Cause: "0301", Channel: "visit", Region: "370285001001",
		Parties: []casework.PartyInput{{Role: "applicant", Kind: "person", Name: d.party, Phone: d.phone}, {Role: "respondent", Kind: "person", Name: "乙" + d.party}},
	})
	w.must(err)
	do := func(who *person, cmd casework.Command) {
		w.t.Helper()
		c, err = w.house.Cases.Do(w.t.Context(), w.actor(who), c.ID, c.Version, "", cmd)
		w.must(err)
	}
	do(head, casework.Accept{})
	d.id, d.no, d.clock, d.slip = string(c.ID), c.No, c.Clocks[0].ID, c.Slips[0].ID
	w.cases = append(w.cases, d)
	return d, do
}

// tie links two cases, if one person may do so.
func (w *county) tie(d, e *dispute) {
	w.t.Helper()
	if d.tied != nil || d.secret || e.secret || d.handler == "" {
		return
	}
	for _, p := range w.folk {
		if p.id != d.handler {
			continue
		}
		version := value[int64](w, `SELECT version FROM casework_case WHERE id = $1`, d.id)
		if _, err := w.house.Cases.Do(w.t.Context(), w.actor(p), casework.ID(d.id), version, "", casework.Link{Case: casework.ID(e.id), Kind: casework.SameRoot, Note: "x"}); err == nil {
			d.tied = e
		}
	}
}

// below reports whether a unit lies in the subtree of another, by parents.
func (w *county) below(key, top string) bool {
	for at := key; at != ""; at = w.units[at].parent {
		if at == top {
			return true
		}
	}
	return false
}

// sees is the oracle: casework.md §5 in plain loops.
func (w *county) sees(p *person, d *dispute) bool {
	reads := []postAt{}
	for _, post := range p.posts {
		if !strings.HasSuffix(post.role, "_admin") && !w.units[post.unit].closed {
			reads = append(reads, post)
		}
	}
	switch {
	case p.gone || len(reads) == 0:
		return false
	case d.secret:
		return d.named[p.id]
	case d.registrar == p.id || d.handler == p.id:
		return true
	}
	for _, post := range reads {
		for key := range d.parts {
			in := post.scope == "all" || post.scope == "unit" && key == post.unit || post.scope == "subtree" && w.below(key, post.unit)
			for _, top := range post.custom {
				in = in || post.scope == "custom" && w.below(key, top)
			}
			if in {
				return true
			}
		}
	}
	return false
}

// upset moves and closes organisations, ends posts, closes accounts, revokes sessions.
func (w *county) upset(t *testing.T) {
	t.Helper()
	version := func(key string) int64 {
		return value[int64](w, `SELECT version FROM org_unit WHERE id = $1`, w.units[key].id)
	}
	// A village goes over to the other town; what was below is below the other now.
	_, err := w.house.Orgs.Move(t.Context(), "", "", w.units["village1b"].id, version("village1b"), w.units["town2"].id)
	w.must(err)
	w.units["village1b"].parent = "town2"
	// Another is closed, and its open cases go to its neighbour, with the record of its part.
	_, err = w.house.Orgs.Close(t.Context(), "", "", w.units["village2a"].id, version("village2a"), w.units["village2b"].id)
	w.must(err)
	w.units["village2a"].closed = true
	w.followClosing(t, "village2a", "village2b")
	for i, p := range w.folk {
		switch {
		case len(p.posts) > 1 && i%2 == 0:
			w.must(w.house.Identity.End(t.Context(), identity.By{}, p.posts[0].id))
			p.posts = p.posts[1:]
		case i%9 == 5:
			w.must(w.house.Identity.RevokeAll(t.Context(), identity.By{}, p.id))
			p.gone = true
		}
	}
}

// value reads one value past the product.
func value[T any](w *county, query, arg string) (out T) {
	w.t.Helper()
	w.must(w.house.DB.Read(w.t.Context(), func(tx *sqldb.Tx) (err error) {
		out, err = sqldb.One(w.t.Context(), tx, sqldb.Scalar[T], query, arg)
		return err
	}))
	return out
}

// followClosing tells the oracle who holds now what a closed unit held: what the
// history of each case says, read as text.
func (w *county) followClosing(t *testing.T, from, to string) {
	t.Helper()
	for _, d := range w.cases {
		holder := value[string](w, `SELECT holder_org FROM casework_case WHERE id = $1`, d.id)
		if d.parts[from] {
			d.parts[to] = true // whatever the part was
		}
		if holder == w.units[to].id {
			d.handler = ""
			w.letIn(d, to)
		}
		if holder == w.units[from].id {
			t.Errorf("a closed unit holds %s", d.no)
		}
	}
}

// letIn follows who was named on a confidential case that another unit got: only
// people of that unit or of one above it may have been, so that somebody can act.
func (w *county) letIn(d *dispute, unit string) {
	w.t.Helper()
	for _, p := range w.folk {
		if d.named[p.id] || !d.secret || value[int](w, `SELECT COUNT(*) FROM casework_named WHERE case_id || user_id = $1`, d.id+p.id) == 0 {
			continue
		}
		d.named[p.id] = true
		if !slices.ContainsFunc(p.posts, func(post postAt) bool { return w.below(unit, post.unit) }) {
			w.t.Errorf("%+v was let into %s, which %s got", p.posts, d.no, unit)
		}
	}
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
	{"form", "GET", "/api/cases/{id}/forms/rights_notice.docx", nil}, {"reveal", "POST", "/api/cases/{id}/reveal", map[string]string{"partyId": "-", "reason": "核对"}},
	{"file", "GET", "/api/cases/{id}/files/none", nil}, {"alike", "GET", "/api/cases/{id}/alike", nil},
	{"file preview", "GET", "/api/cases/{id}/files/none/preview", nil},
	{"file text", "GET", "/api/cases/{id}/files/none/text", nil},
	{"command: accept", "POST", "/api/cases/{id}/accept", map[string]any{}}, {"command: resume", "POST", "/api/cases/{id}/resume", map[string]any{}},
	{"command: correct", "POST", "/api/cases/{id}/correct", map[string]string{"field": "title", "old": "-", "new": "-", "reason": "-"}},
	{"command: close", "POST", "/api/cases/{id}/close", map[string]any{"kind": "substantive"}}, {"command: confide", "POST", "/api/cases/{id}/confide", map[string]any{"on": false}},
	{"command: tag", "POST", "/api/cases/{id}/tag", map[string]any{"add": []string{"none"}}}, {"command: recall", "POST", "/api/cases/{id}/recall", map[string]string{"reason": ""}},
	{"command: link", "POST", "/api/cases/{id}/link", map[string]any{"case": "-", "kind": "repeat"}}, {"command: merge", "POST", "/api/cases/{id}/merge", map[string]any{"case": "-", "reason": "x"}},
	{"command: conceal", "POST", "/api/cases/{id}/conceal", map[string]any{"party": "-", "on": true, "reason": "x"}},
	{"command: screen", "POST", "/api/cases/{id}/screen", map[string]any{"harm": "yes", "harmed": "-"}},
	{"command: caucus", "POST", "/api/cases/{id}/caucus", map[string]any{"party": "-", "heard": "x"}},
	{"command: share_caucus", "POST", "/api/cases/{id}/share_caucus", map[string]any{"caucus": "-"}},
	{"command: report", "POST", "/api/cases/{id}/report", map[string]any{"report": "-", "to": "police", "office": "x", "way": "phone", "reportedAt": "2026-01-01T00:00:00Z", "reportedBy": "x"}},
}

// askAll asks everything of everybody.
func (w *county) askAll(t *testing.T, when string) {
	t.Helper()
	for _, p := range w.folk {
		lists := w.lists(p)
		for _, d := range w.cases {
			if w.rand.IntN(5) < 2 && d.tied == nil {
				continue // asked of others
			}
			want := w.sees(p, d)
			for _, s := range one {
				w.askOne(p, d, s.name, s.method, strings.NewReplacer("{id}", d.id, "{clock}", d.clock, "{slip}", d.slip).Replace(s.path), s.body, want, when)
			}
			if res, _ := w.do(p, "GET", "/api/ledger/streams/"+d.id, nil, nil); res.StatusCode != http.StatusUnauthorized || !p.gone {
				w.count("ledger stream", false, res.StatusCode == 200, p, d, when) // of no case, for no office
			}
			for name, holds := range lists {
				w.count(name, want && (name != "work" || holds[d.id]), holds[d.id], p, d, when)
			}
			for name, text := range map[string]string{"search: title": d.title, "search: party": d.party, "search: number": d.no} {
				w.count(name, want, w.finds(p, "text="+escape(text))[d.id], p, d, when)
				w.count(strings.Replace(name, "search", "suggestion", 1), want, w.suggests(p, d, text, want), p, d, when)
			}
			w.askTwin(p, d, want, when)
			if found := w.finds(p, "text="+d.phone)[d.id]; found || !want {
				w.count("search: telephone", want && found, found, p, d, when) // who sees it masked does not find it either
			}
		}
		w.askCounts(p, when)
		if t.Failed() {
			return
		}
	}
}

// askTwin asks for cases like a new one of the same person, and what a case somebody
// may see tells of the one it is tied to.
func (w *county) askTwin(p *person, d *dispute, want bool, when string) {
	w.t.Helper()
	if !p.gone && len(p.posts) > 0 {
		_, raw := w.do(p, "POST", "/api/alike", map[string]any{"region": "370285001001", "parties": []map[string]string{{"name": d.party, "phone": d.phone}}}, nil)
		w.count("alike, while typing", want, strings.Contains(raw, d.id), p, d, when)
	}
	if e := d.tied; e != nil && want {
		for _, at := range []string{"", "/events"} {
			_, raw := w.do(p, "GET", "/api/cases/"+d.id+at, nil, nil)
			told := strings.Contains(raw, e.id) || strings.Contains(raw, e.no) || strings.Contains(raw, e.title) || strings.Contains(raw, e.party)
			w.count("tied case", w.sees(p, e), told, p, e, when+at)
		}
	}
}

var refs = regexp.MustCompile(`"(ref|instance|requestId)":"[^"]*"`)

// askOne asks for one case. Who may not see it gets, to the byte, the answer that a
// case nobody ever made gets.
func (w *county) askOne(p *person, d *dispute, surface, method, path string, body any, want bool, when string) {
	w.t.Helper()
	header := map[string]string{"If-Match": `"1"`}
	res, raw := w.do(p, method, path, body, header)
	hidden := res.StatusCode == http.StatusNotFound && strings.Contains(raw, "case.not_found") || res.StatusCode == http.StatusUnauthorized
	w.count(surface, want, !hidden, p, d, when)
	if want || !hidden {
		return
	}
	for _, secret := range []string{d.no, d.title, d.party, d.phone} {
		if strings.Contains(raw, secret) {
			w.t.Errorf("%s: a refusal tells %s: %s", surface, secret, raw)
		}
	}
	none, other := w.do(p, method, strings.Replace(path, d.id, "01a00000-0000-7000-8000-000000000000", 1), body, header)
	if none.StatusCode != res.StatusCode || refs.ReplaceAllString(other, "") != refs.ReplaceAllString(raw, "") || none.Header.Get("ETag") != res.Header.Get("ETag") {
		w.t.Errorf("%s: what there is answers %d %s, what there is not %d %s", surface, res.StatusCode, raw, none.StatusCode, other)
	}
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

// lists are what the lists of somebody hold.
func (w *county) lists(p *person) map[string]map[string]bool {
	w.t.Helper()
	out := map[string]map[string]bool{"list": {}, "export": {}, "work": {}, "bulk": {}, "bulk: by id": {}}
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
	ids := []string{}
	for _, d := range w.cases {
		ids = append(ids, d.id)
	}
	for name, body := range map[string]map[string]any{"bulk": {}, "bulk: by id": {"ids": ids}} {
		body["tag"] = map[string]any{"add": []string{"water"}}
		res, raw := w.do(p, "POST", "/api/bulk/preview", body, nil)
		if err := json.Unmarshal([]byte(raw), &page); err != nil || res.StatusCode != 200 {
			w.t.Fatal(name, res.StatusCode, raw)
		}
		for _, row := range page.Items {
			out[name][row.ID] = true
		}
	}
	res, raw := w.do(p, "GET", "/api/cases/export.xlsx", nil, nil)
	book, err := excelize.OpenReader(strings.NewReader(raw))
	if err != nil {
		w.t.Fatal(res.StatusCode, err)
	}
	rows, err := book.GetRows(book.GetSheetName(0))
	w.must(err)
	text := fmt.Sprint(rows)
	for _, d := range w.cases {
		out["export"][d.id] = strings.Contains(text, d.title)
	}
	return out
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
made confidential, and asks as everybody for every case by every surface of the served product. An oracle that shares no code
with the rules says what is right: it knows only who was put where and who did what. Then a village goes over to another town, another
is closed, posts end, sessions are revoked, and all is asked again. At least 10,000 questions on each engine in ` + "`make test`" + `
(` + "`HEMU_LEAK=200000 go test ./internal/house -run LeakMatrix -v`" + ` asks more); one wrong answer fails it. Who may not see a case gets, to the
byte, the answer of a case that was never made.

The test itself was tried by breaking rules one by one, by hand; each break was found: a unit's scope reaching the units below;
confidential cases shown by unit, by unit with a filter, or to who registered them; administrators reading by their office; opening without asking;
a list by match without asking; a number found by everybody; ended posts that live on; moved organisations whose cases keep the old path.

| surface | asked of who may | asked of who may not |
|---|---|---|
`
