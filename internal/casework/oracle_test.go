package casework

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// The oracle says who may see and do what in the words of casework.md §3 and §5,
// by parents in the tree and the parts of the case. It shares no code with
// package access, nor with reach, Relations or the queries.

// mayDo is who does what: role by role, the acts and the parts a unit must have.
// h holder, a assigned and not signed, s sender, i assisting, u above the holder,
// k coordination office, r registered it, d a resident's word waits for its answer.
const mayDo = `
information_officer  contact:h visit:hu add_hazard:hi attach_file:hi
mediator             caucus:hi share_caucus:hi accept:h decline:h triage:h assign:hk sign:a return:a escalate:h opine:i contact:h plan_session:h cancel_session:h move_session:h record_session:h draft_agreement:h confirm_party:h settle:h fail:h withdraw:h refer:h apply_court:h waive_court:h record_court:h perform:h breach:h pause:h resume:h ask_extension:h visit:hu add_hazard:hi remove_hazard:hi add_party:h attach_file:hi close:h reopen:hu correct:h conceal:h screen:h report:h reveal:hisr answer:d tag:hukr recall:s link:hukrs unlink:hukrs merge:huk absorb:hukrs unmerge:huk release:hukrs ask_data:hr answer_data:h
liaison_officer      accept:h triage:h sign:a return:a opine:i contact:h perform:h visit:hu add_hazard:hi remove_hazard:hi attach_file:hi screen:h report:h reveal:hisr answer:d link:hukrs unlink:hukrs merge:huk absorb:hukrs unmerge:huk release:hukrs ask_data:hr
head                 caucus:hi share_caucus:hi accept:h decline:h triage:h assign:hk designate:k sign:a return:a escalate:h join:ukh opine:i contact:h plan_session:h cancel_session:h move_session:h record_session:h draft_agreement:h confirm_party:h settle:h fail:h withdraw:h refer:h apply_court:h waive_court:h record_court:h perform:h breach:h pause:h resume:h ask_extension:h decide_extension:uk visit:hu add_hazard:hi remove_hazard:hi add_party:h confide:h name:h unname:h attach_file:hi close:h reopen:hu correct:h handover:hu reveal:hisr answer:d conceal:h screen:h report:h tag:hukr recall:s link:hukrs unlink:hukrs merge:huk absorb:hukrs unmerge:huk release:hukrs hold:huk unhold:huk ask_data:hr answer_data:h
receptionist         accept:h decline:h triage:h assign:hk sign:a return:a opine:i contact:h confirm_party:h withdraw:h apply_court:h waive_court:h record_court:h perform:h breach:h visit:hu add_hazard:hi add_party:h attach_file:hi correct:h reveal:hisr answer:d conceal:h screen:h report:h tag:hukr recall:s link:hukrs unlink:hukrs merge:huk absorb:hukrs unmerge:huk release:hukrs ask_data:hr answer_data:h
dispatcher           accept:h decline:h triage:h assign:hk designate:k join:ukh decide_extension:uk add_hazard:hi attach_file:hi reveal:hisr answer:d tag:hukr recall:s link:hukrs unlink:hukrs merge:huk absorb:hukrs unmerge:huk release:hukrs
supervisor           decide_extension:uk visit:hu reopen:hu answer:d tag:hukr hold:huk unhold:huk
archivist            archive:hu tag:hukr hold:huk unhold:huk ask_data:hr answer_data:h
analyst
system_admin
security_admin
audit_admin
`

// allowed reads mayDo: role → act → letters.
func allowed() map[string]map[string]string {
	out := map[string]map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(mayDo)) {
		words := strings.Fields(line)
		acts := map[string]string{}
		for _, w := range words[1:] {
			act, letters, _ := strings.Cut(w, ":")
			acts[act] = letters
		}
		out[words[0]] = acts
	}
	return out
}

// above reports whether unit a stands above b, by parents.
func (c *city) above(a, b string) bool {
	for at := c.byID[b].ParentID; at != ""; at = c.byID[at].ParentID {
		if at == a {
			return true
		}
	}
	return false
}

// hasPart: the unit registered, holds, sent, leads, assists, is copied, or has to
// act by a clock.
func hasPart(k Case, unit string) bool {
	if k.IntakeOrg == unit || k.Holder == unit || k.Sender == unit {
		return true
	}
	for _, a := range k.Assignments {
		if a.To == unit || a.From == unit {
			return true
		}
	}
	for _, v := range k.Voices {
		if v.To == unit {
			return true
		}
	}
	for _, clock := range k.Clocks {
		if clock.Org == unit {
			return true
		}
	}
	return false
}

// mustSee is whether somebody may see a case.
func (c *city) mustSee(who access.Actor, k Case) bool {
	if k.Confidential {
		inOffice := slices.ContainsFunc(who.Posts, func(p access.Post) bool { return !strings.HasSuffix(string(p.Role), "_admin") })
		return inOffice && slices.Contains(k.Named, who.UserID)
	}
	for _, p := range who.Posts {
		if strings.HasSuffix(string(p.Role), "_admin") {
			continue
		}
		if k.Registrar == who.UserID || k.Handler == who.UserID {
			return true
		}
		for _, u := range c.units {
			covered := false
			switch p.Scope {
			case "unit":
				covered = u.ID == p.OrgID
			case "subtree":
				covered = u.ID == p.OrgID || c.above(p.OrgID, u.ID)
			case "custom":
				for _, other := range c.units {
					covered = covered || slices.Contains(p.Custom, other.Path) && (u.ID == other.ID || c.above(other.ID, u.ID))
				}
			case "all":
				covered = true
			}
			if covered && hasPart(k, u.ID) {
				return true
			}
		}
	}
	return false
}

// letters are the parts the unit somebody acts for has in a case, as in mayDo.
func (c *city) letters(unit string, k Case) string {
	out := ""
	add := func(on bool, letter string) {
		if on {
			out += letter
		}
	}
	add(k.Holder == unit, "h")
	add(c.above(unit, k.Holder), "u")
	add(unit == "coord", "k")
	add(k.IntakeOrg == unit, "r")
	add(k.Sender == unit, "s")
	for _, v := range k.Voices {
		add(v.To == unit && v.Kind != "settled" && v.AnsweredAt.IsZero(), "d")
	}
	waiting := false
	for _, a := range k.Assignments {
		live := a.State == "issued" || a.State == "signed"
		if a.Role == "lead" && a.State == "issued" && !waiting {
			waiting = true
			add(a.To == unit, "a")
			add(a.From == unit, "s")
		}
		add(a.Role == "assist" && live && a.To == unit, "i")
	}
	return out
}

func drawActor(rt *rapid.T, c *city, user string) access.Actor {
	a := access.Actor{UserID: user, Name: "姓名" + user}
	for range rapid.IntRange(0, 2).Draw(rt, "posts") {
		unit := c.units[rapid.IntRange(0, len(c.units)-1).Draw(rt, "unit")].ID
		p := c.post(unit, rapid.SampledFrom(access.Roles()).Draw(rt, "role"),
			rapid.SampledFrom([]access.Scope{access.Own, access.Unit, access.Subtree, access.Custom, access.All}).Draw(rt, "scope"))
		if p.Scope == access.Custom {
			for range rapid.IntRange(0, 2).Draw(rt, "customs") {
				p.Custom = append(p.Custom, c.units[rapid.IntRange(0, len(c.units)-1).Draw(rt, "custom")].Path)
			}
		}
		a.Posts = append(a.Posts, p)
	}
	if len(a.Posts) > 0 {
		a.Acting = a.Posts[0]
	}
	return a
}

// TestWhoSeesAndDoesWhat compares list, counts, open and every act with the
// oracle, over random people, posts and cases.
func TestWhoSeesAndDoesWhat(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 2, 2)
		acts := allowed()
		rapid.Check(t, func(rt *rapid.T) {
			cases := map[ID]Case{}
			c.write(t, func(tx *sqldb.Tx) error {
				w := writer{ctx: t.Context(), tx: tx}
				for _, table := range []string{"clock", "reach", "named", "party", "mark", "measure", "session", "engaged", "identifier", "seal", "tally", "month", "part", "case"} {
					w.exec(`DELETE FROM casework_` + table)
				}
				for i := range rapid.IntRange(1, 8).Draw(rt, "cases") {
					if w.err != nil {
						break
					}
					var k Case
					k, w.err = save(t.Context(), tx, Case{}, drawCase(rt, c, fmt.Sprintf("c%d", i), 0, clock.Now()), c.paths())
					cases[k.ID] = k
				}
				return w.err
			})
			c.s.Few = rapid.SampledFrom([]int{1, 3, 0}).Draw(rt, "few")
			for _, user := range users {
				who := drawActor(rt, c, user)
				see := map[ID]bool{}
				for id, k := range cases {
					if c.mustSee(who, k) {
						see[id] = true
					}
				}
				c.compareReading(rt, t, who, cases, see)
				c.compareActs(rt, t, who, cases[ID(fmt.Sprintf("c%d", rapid.IntRange(0, len(cases)-1).Draw(rt, "acted on")))], acts)
			}
		})
	})
}

func (c *city) compareReading(rt *rapid.T, t *testing.T, who access.Actor, cases map[ID]Case, see map[ID]bool) {
	sort := Sort{rapid.SampledFrom([]SortBy{ByDue, ByReported, ByUpdated, ByNo}).Draw(rt, "sort"), rapid.Bool().Draw(rt, "desc")}
	limit := rapid.IntRange(1, 4).Draw(rt, "limit")
	c.compareMonths(rt, t, who, cases, see)
	want := slices.Sorted(maps.Keys(see))
	if got := slices.Sorted(slices.Values(c.walk(rt, t, who, Filter{}, sort, limit))); !slices.Equal(got, want) {
		rt.Fatalf("%+v\nlists %v instead of %v", who, got, want)
	}
	// Every case has the character in its title, some have it in a name.
	text := rapid.SampledFrom([]string{"题", "c", "號 題"}).Draw(rt, "text")
	if got := slices.Sorted(slices.Values(c.walk(rt, t, who, Filter{Text: text}, Sort{By: ByMatch}, limit))); !slices.Equal(got, want) {
		rt.Fatalf("%+v\nfinds %v by %s instead of %v", who, got, text, want)
	}
	counts, err := c.s.Counts(t.Context(), who, Filter{})
	if err != nil {
		rt.Fatal(err)
	}
	for colour, n := range counts.Colours {
		if found := c.walk(rt, t, who, Filter{Colour: colour}, sort, limit); n != len(found) {
			rt.Fatalf("%+v\ncounts %d %s instead of %d", who, n, colour, len(found))
		}
	}
	if found := c.walk(rt, t, who, Filter{Paused: true}, sort, limit); counts.Paused != len(found) {
		rt.Fatalf("%+v\ncounts %d paused instead of %d", who, counts.Paused, len(found))
	}
	work, err := c.s.CountWork(t.Context(), who)
	if err != nil {
		rt.Fatal(err)
	}
	for of, n := range work {
		page, err := c.s.Work(t.Context(), who, of, Ask{Limit: 200})
		if err != nil || n.All != len(page.Items) {
			rt.Fatalf("%+v\ncounts %d to do (%s) instead of %d, %v", who, n.All, of, len(page.Items), err)
		}
	}
	byState := map[State]int{}
	for id := range see {
		byState[cases[id].State]++
	}
	for _, state := range States() {
		if counts.States[state] != byState[state] {
			rt.Fatalf("%+v\ncounts %d %s instead of %d", who, counts.States[state], state, byState[state])
		}
	}
	for id := range cases {
		var err error
		if readErr := c.db.Read(t.Context(), func(tx *sqldb.Tx) error {
			_, err = c.s.open(t.Context(), tx, who, id)
			return nil
		}); readErr != nil {
			rt.Fatal(readErr)
		}
		if (err == nil) != see[id] || err != nil && fault.CodeOf(err) != "case.not_found" {
			rt.Fatalf("%+v\nopens %s: %v", who, id, err)
		}
	}
}

// walk goes through all pages forwards, then back to the first, and requires
// both ways to show the same.
func (c *city) walk(rt *rapid.T, t *testing.T, who access.Actor, f Filter, sort Sort, limit int) []ID {
	var there, back [][]ID
	ask := Ask{Limit: limit}
	page := Page[Row]{}
	for {
		var err error
		if page, err = c.s.List(t.Context(), who, f, sort, ask); err != nil {
			rt.Fatal(err)
		}
		if there = append(there, idsOf(page)); len(there) > 50 {
			rt.Fatalf("pages without end: %v", there)
		}
		if page.Next == "" {
			break
		}
		ask.Cursor = page.Next
	}
	back = append(back, idsOf(page))
	for page.Prev != "" {
		ask.Cursor = page.Prev
		var err error
		if page, err = c.s.List(t.Context(), who, f, sort, ask); err != nil {
			rt.Fatal(err)
		}
		if back = append(back, idsOf(page)); len(back) > 50 {
			rt.Fatalf("pages without end: %v", back)
		}
	}
	slices.Reverse(back)
	if !slices.Equal(slices.Concat(there...), slices.Concat(back...)) {
		rt.Fatalf("forwards %v, backwards %v", there, back)
	}
	return slices.Concat(there...)
}

func idsOf(p Page[Row]) (ids []ID) {
	for _, r := range p.Items {
		ids = append(ids, r.ID)
	}
	return ids
}

func (c *city) compareActs(rt *rapid.T, t *testing.T, who access.Actor, k Case, acts map[string]map[string]string) {
	var e Env
	if err := c.db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
		e, err = c.s.env(t.Context(), tx, who, k, nil)
		return err
	}); err != nil {
		rt.Fatal(err)
	}
	letters := c.letters(who.Acting.OrgID, k)
	for _, act := range allActs() {
		need := acts[string(who.Acting.Role)][string(act)]
		want := need != "" && strings.ContainsAny(letters, need)
		if err := k.allow(act, &e); (err == nil) != want {
			rt.Fatalf("%+v\ndoes %s to %s (parts %q): %v", who.Acting, act, k.ID, letters, err)
		}
	}
}

// allActs are the acts of every state, and the look at masked numbers.
func allActs() []access.Act {
	acts := []access.Act{access.Reveal}
	for _, s := range States() {
		acts = append(acts, s.Acts()...)
	}
	slices.Sort(acts)
	return slices.Compact(acts)
}
