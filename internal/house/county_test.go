package house

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/httpapi"
	"hemu/internal/httpapi/apitest"
	"hemu/internal/identity"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

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
	sits  map[string]time.Time // when sessions begin, by case
	views []shared
	lost  []*person         // whose name was taken off a case
	ran   *statements       // of the database
	nones map[string]string // what somebody is told of a case nobody made
}

// unitAt is an organisation as the oracle knows it.
type unitAt struct {
	id, parent string // parent is a key
	closed     bool
}

type person struct {
	id, cookie string
	name       string
	view       string   // kept by them, of watched
	watched    *dispute // a case
	feed       string   // address of the calendar of the unit acted for at first
	posts      []postAt
	gone       bool   // session revoked or account closed
	shut       bool   // account closed
	moved      bool   // has lost the first post, which exports were asked for in
	kept       string // the first export made, and the cases there were then
	keptCases  []keptCase
	run        string // the first command for many cases looked at, and those it told of then
	runCases   map[string]bool
}

type keptCase struct {
	dispute *dispute
	in      bool // the table holds it
}

type postAt struct {
	id, unit, role, scope string
	custom                []string
}

// dispute is a case as the oracle knows it: what was done to it.
type dispute struct {
	id, no, clock, slip string
	title, party, phone string
	place               string
	parts               map[string]bool // units
	registrar, handler  string
	works               map[string]bool // units that took it in, hold it or assist
	secret              bool
	hung                hung
	named               map[string]bool
	tied                *dispute // linked with it
	recalled            bool     // tables with it in are, since the first questions
	sealed              sealed
}

const leakPassword = "Trust-2026-ok"

func newCounty(t *testing.T, dsn string, r *rand.Rand) *county {
	t.Helper()
	ran := &statements{}
	h, err := Open(t.Context(), Config{Data: t.TempDir(), DB: dsn, Version: "test", Limits: identity.DefaultLimits(), Timeout: time.Minute, Trace: ran.note}, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close() })
	web := httptest.NewServer(apitest.Handler(t, httpapi.Describe(), h.Handler()))
	t.Cleanup(web.Close)
	w := &county{t: t, house: h, web: web, rand: r, units: map[string]*unitAt{}, nones: map[string]string{}, ran: ran, sits: map[string]time.Time{}}
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
	w.kept()
	for i, d := range w.cases {
		w.hang(i, d)
		w.seal(i, d)
	}
	for i := range w.cases {
		w.tie(w.cases[i], w.cases[(i+1)%len(w.cases)])
	}
	w.keepViews()
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
	if first, second := strings.CutSuffix(key, "b"); second {
		w.likeSibling(key, w.units[first+"a"].id+"0")
	}
	w.keys = append(w.keys, key)
}

// likeSibling gives a new unit an id that begins with that of its sibling, which the
// product never makes: what takes paths for texts without their last slash mixes them up.
func (w *county) likeSibling(key, id string) {
	w.t.Helper()
	unit := w.units[key]
	w.must(w.house.DB.Write(w.t.Context(), func(tx *sqldb.Tx) error {
		if _, err := tx.Exec(w.t.Context(), `DELETE FROM org_breach WHERE org_id = $1`, unit.id); err != nil {
			return err // what is lacking is found anew with the next member
		}
		_, err := tx.Exec(w.t.Context(), `UPDATE org_unit SET id = $1, path = REPLACE(path, $2, $1) WHERE id = $2`, id, unit.id)
		return err
	}))
	unit.id = id
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
	p := &person{id: u.ID, name: name}
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
	c := do(w.headOf(at), casework.Assign{Lead: w.units[at].id, Goal: "settle", Leader: "x", Handler: w.headOf(at).id, Copy: []string{w.units[other].id}})
	w.sit(10, w.headOf(at), c, do)
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
				in.Assist, d.works[key] = append(in.Assist, w.units[key].id), true
			} else {
				in.Copy = append(in.Copy, w.units[key].id)
			}
			d.parts[key] = true
		}
		w.sit(i, head, do(head, in), do)
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
func (w *county) register(i int, at string) (*dispute, func(*person, casework.Command) casework.Case) {
	w.t.Helper()
	head := w.headOf(at)
	d := &dispute{parts: map[string]bool{at: true}, works: map[string]bool{at: true}, registrar: head.id, named: map[string]bool{}}
	d.title, d.party, d.phone = fmt.Sprintf("第%c桩水渠", rune('一'+i*37)), fmt.Sprintf("喆%c", rune('丙'+i*41)), fmt.Sprintf("1380000%04d", 1000+i*7)
	d.place = fmt.Sprintf("%c家老井旁", rune('戊'+i*47))
	c, _, err := w.house.Cases.Register(w.t.Context(), w.actor(head), fmt.Sprint("leak", i), casework.RegisterInput{
		Title: d.title, Facts: "事情" + d.title, Address: d.place, Cause: "0301", Channel: "visit", Region: "370285001001",
		Parties: []casework.PartyInput{{Role: "applicant", Kind: "person", Name: d.party, Phone: d.phone}, {Role: "respondent", Kind: "person", Name: fmt.Sprintf("邻%c", rune('丁'+i*43))}},
	})
	w.must(err)
	do := func(who *person, cmd casework.Command) casework.Case {
		w.t.Helper()
		c, err = w.house.Cases.Do(w.t.Context(), w.actor(who), c.ID, c.Version, "", cmd)
		w.must(err)
		return c
	}
	do(head, casework.Accept{})
	d.id, d.no, d.clock, d.slip = string(c.ID), c.No, c.Clocks[0].ID, c.Slips[0].ID
	d.sealed = sealed{at: at, party: c.Parties[0].ID}
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
			if w.covers(post, key) {
				return true
			}
		}
	}
	return false
}

// covers reports whether a unit lies in the scope of a post.
func (w *county) covers(post postAt, key string) bool {
	in := post.scope == "all" || post.scope == "unit" && key == post.unit || post.scope == "subtree" && w.below(key, post.unit)
	for _, top := range post.custom {
		in = in || post.scope == "custom" && w.below(key, top)
	}
	return in
}

// upset moves and closes organisations, ends posts, closes accounts, revokes sessions.
func (w *county) upset(t *testing.T) {
	t.Helper()
	version := func(key string) int64 {
		return value[int64](w, `SELECT version FROM org_unit WHERE id = $1`, w.units[key].id)
	}
	w.reseal()
	// A village goes over to the other town; what was below is below the other now.
	_, err := w.house.Orgs.Move(t.Context(), "", "", w.units["village1b"].id, version("village1b"), w.units["town2"].id)
	w.must(err)
	w.units["village1b"].parent = "town2"
	// Another is closed, and its open cases go to its neighbour, with the record of its part.
	_, err = w.house.Orgs.Close(t.Context(), "", "", w.units["village2a"].id, version("village2a"), w.units["village2b"].id)
	w.must(err)
	w.units["village2a"].closed = true
	w.followClosing(t, "village2a", "village2b")
	// A town is merged into the other, with the villages below it.
	_, err = w.house.Orgs.Merge(t.Context(), "", "", w.units["town2"].id, version("town2"), w.units["town1"].id)
	w.must(err)
	for _, key := range []string{"village1b", "village2b"} {
		w.units[key].parent = "town1"
	}
	w.units["town2"].closed = true
	w.followClosing(t, "town2", "town1")
	went := w.folk[slices.IndexFunc(w.folk, func(p *person) bool { return p.posts[0].role == "mediator" && p.posts[0].unit == "village1a" })]
	w.goOver(went, 0, "village2b")
	for i, p := range w.folk {
		switch {
		case p == went:
		case len(p.posts) > 1 && i%2 == 0:
			w.goOver(p, 0, w.pick([]string{"village1a", "village1b", "village2b", "police"}))
		case i%9 == 5:
			w.must(w.house.Identity.RevokeAll(t.Context(), identity.By{}, p.id))
			p.gone = true
		case i%9 == 7:
			w.shut(p)
		}
	}
}

// goOver ends one post of somebody and gives them another elsewhere.
func (w *county) goOver(p *person, ended int, to string) {
	w.t.Helper()
	w.must(w.house.Identity.End(w.t.Context(), identity.By{}, p.posts[ended].id))
	p.posts, p.moved = slices.Delete(slices.Clone(p.posts), ended, ended+1), true
	made, err := w.house.Identity.Grant(w.t.Context(), identity.By{}, identity.Grant{UserID: p.id, OrgID: w.units[to].id, Role: "mediator", Scope: "unit"})
	if err != nil && len(p.posts) > 0 {
		return // they hold it already, or one that goes with no other
	}
	w.must(err)
	p.posts = append(p.posts, postAt{id: made.ID, unit: to, role: "mediator", scope: "unit"})
}

// shut closes an account: nobody signs in by it any more.
func (w *county) shut(p *person) {
	w.t.Helper()
	version := value[int64](w, `SELECT version FROM identity_user WHERE id = $1`, p.id)
	w.must(w.house.Identity.Disable(w.t.Context(), identity.By{}, p.id, version, true))
	p.gone, p.shut = true, true
	if res, raw := w.do(&person{}, "POST", "/api/session", map[string]string{"username": p.name, "password": leakPassword}, nil); res.StatusCode == http.StatusOK {
		w.t.Errorf("a closed account lets in: %s", raw)
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
			d.works[to] = d.works[to] || d.works[from]
		}
		if d.sealed.at == from && holder == w.units[to].id {
			d.handler = ""
		}
		for key, unit := range w.units {
			if unit.id == holder {
				w.letIn(d, key) // also where nobody who was named can act any more
			}
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
