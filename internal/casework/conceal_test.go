package casework

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// afraid is an applicant who must not be known, and what would give her away.
var afraid = PartyInput{
	Role: "applicant", Kind: "person", Name: "祎昇堃", Phone: "13856785678", IDNumber: "11010519491231002X", Address: "望城街道石桥村东头", Work: "养鸡场会计",
	Agent: "祎昇镕", AgentAs: "agent", AgentTel: "13956785678", Conceal: true,
}

var givesAway = []string{afraid.Name, afraid.Phone, "5678", afraid.IDNumber, "002X", afraid.Address, afraid.Work, afraid.Agent, afraid.AgentTel, "祎昇喆", "1949", "收据.jpg"}

// drawn are ids and digests: they are drawn, or computed of what is drawn, and have any
// four digits in them at times.
var drawn = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}`)

// TestConcealed follows a case whose applicant is concealed, with the name in every
// text there is: whoever may open the case and may not know the person learns nothing
// of her by any way of reading; who may know reads all.
func TestConcealed(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		head, handler := c.who("u1", "town0", access.Head, access.Subtree), c.who("u2", "town0", access.Mediator, access.Unit)
		k := c.concealedLife(t, clock, head, handler)
		for name, who := range map[string]access.Actor{
			"a colleague": c.who("u3", "town0", access.Mediator, access.Unit), "the assisting village": c.who("u4", "village01", access.Head, access.Unit),
			"above": c.who("u5", "bureau", access.Head, access.Subtree), "for figures": c.who("u6", "bureau", access.Analyst, access.All),
			"of the file": c.who("u7", "town0", access.Archivist, access.Unit),
		} {
			c.learnsNothing(t, name, who, k)
		}
		for name, who := range map[string]access.Actor{"the head": head, "the handler": handler} {
			told := c.everything(t, who, k)
			for _, want := range []string{afraid.Name, afraid.Agent, "收据.jpg", afraid.Address} {
				if !strings.Contains(told, want) {
					t.Errorf("%s does not read %s", name, want)
				}
			}
			if _, err := c.s.Reveal(t.Context(), who, k.ID, k.Parties[0].ID, "通知"); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			veiled, err := c.s.Full(t.Context(), who, k.ID, Print)
			if raw, _ := json.Marshal(bare(veiled)); err != nil || strings.Contains(string(raw), afraid.Name) {
				t.Errorf("%s prints the name unasked: %s %v", name, raw, err)
			}
		}
		open, err := c.s.Do(t.Context(), head, k.ID, k.Version, "", Conceal{Party: k.Parties[0].ID, Reason: "本人同意公开"})
		if err != nil || open.Parties[0].Alias != "" {
			t.Fatal(open.Parties[0].Alias, err)
		}
		if told := c.everything(t, c.who("u8", "town0", access.Mediator, access.Unit), k); !strings.Contains(told, afraid.Name) {
			t.Error("shown again, and not to be read")
		}
	})
}

// concealedLife is the life of the case, the name in everything that was written.
func (c *city) concealedLife(t *testing.T, clock *sqldbtest.Clock, head, handler access.Actor) Case {
	t.Helper()
	in := told("x", "李喆")
	said := func(where string) string {
		return where + "：" + afraid.Name + "（曾写作祎昇喆，电话" + afraid.Phone + "）住" + afraid.Address
	}
	in.Parties[0], in.Facts, in.UnitName, in.Measures, in.Title = afraid, said("事情"), said("单位"), said("措施"), said("标题")
	in.Parties[0].Name = "祎昇喆"
	in.Files = []FileInput{{Digest: "d1", Name: "收据.jpg", Type: "image/png", Size: 7, Kind: "evidence"}}
	k, _, err := c.s.Register(t.Context(), head, "", in)
	if err != nil {
		t.Fatal(err)
	}
	do := func(who access.Actor, cmd Command) {
		t.Helper()
		if k, err = c.s.Do(t.Context(), who, k.ID, k.Version, "", cmd); err != nil {
			t.Fatal(cmd.Act(), dFaults(err))
		}
	}
	do(head, Correct{Field: "parties." + k.Parties[0].ID + ".name", Old: "祎昇喆", New: afraid.Name, Reason: said("更正")})
	do(head, Accept{Note: said("受理")})
	do(head, Assign{Lead: "town0", Assist: []string{"village01"}, Goal: said("目标"), Leader: "姓名u1", Handler: handler.UserID})
	if k.State == Assigned {
		do(handler, Sign{Handler: handler.UserID})
	}
	do(handler, Contact{Party: k.Parties[0].ID, Way: first(codes.ListContactWay), Note: said("联系"), Consent: "given"})
	do(handler, RecordSession{Kind: SessionOrdinary, HeldAt: clock.Now(), Place: said("地点"), Mediators: []string{"姓名u2"}, Present: []string{k.Parties[0].ID, k.Parties[1].ID},
		RightsTold: true, Record: said("记录"), Outcome: "continue"})
	if err := c.s.Say(t.Context(), c.s.trackingCode(k.ID), "not_settled", said("群众")); err != nil {
		t.Fatal(err)
	}
	if err := c.db.Read(t.Context(), func(tx *sqldb.Tx) (err error) { k, err = load(t.Context(), tx, k.ID); return err }); err != nil {
		t.Fatal(err)
	}
	return k
}

// bare is a case as JSON with its parts, which Case itself leaves out.
func bare(c Case) any {
	return []any{c, c.Parties, c.Assignments, c.Sessions, c.Agreements, c.Visits, c.Clocks, c.Slips, c.Contacts, c.Hazards, c.Extensions, c.Files, c.Voices}
}

// everything is all that somebody can read of a case, in one text.
func (c *city) everything(t *testing.T, who access.Actor, k Case) string {
	t.Helper()
	v, err := c.s.Get(t.Context(), who, k.ID)
	if err != nil {
		t.Fatal(who.UserID, err)
	}
	full, err := c.s.FullNamed(t.Context(), who, k.ID, "本人要一份")
	if fault.CodeOf(err) == "case.concealed" {
		full, err = c.s.Full(t.Context(), who, k.ID, Print)
	}
	if err != nil {
		t.Fatal(err)
	}
	events, err := c.s.Events(t.Context(), who, k.ID, 0, 200)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := c.s.List(t.Context(), who, Filter{}, Sort{By: ByReported}, Ask{Limit: 10})
	if err != nil || len(rows.Items) != 1 {
		t.Fatal(rows, err)
	}
	suggested := []Suggestion{}
	for _, typed := range []string{"事情", "标题", "单位", "申请人甲", "李喆", afraid.Name, afraid.Phone} {
		found, _, err := c.s.Suggest(t.Context(), who, typed, 0)
		if err != nil {
			t.Fatal(err)
		}
		suggested = append(suggested, found...)
	}
	refused := []string{}
	for _, cmd := range []Command{Close{}, Settle{}, Correct{Field: "parties." + k.Parties[0].ID + ".phone", Old: afraid.Phone, New: "13856785679", Reason: "猜"}, Archive{}, Withdraw{}} {
		_, err := c.s.Do(t.Context(), who, k.ID, 1, "", cmd)
		raw, _ := json.Marshal(err)
		refused = append(refused, string(raw))
	}
	raw, err := json.Marshal([]any{v, bare(v.Case), bare(full), events, rows, suggested, refused})
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func (c *city) learnsNothing(t *testing.T, name string, who access.Actor, k Case) {
	t.Helper()
	told := drawn.ReplaceAllString(c.everything(t, who, k), "")
	for _, secret := range givesAway {
		if at := strings.Index(told, secret); at >= 0 {
			t.Errorf("%s reads %s: …%s…", name, secret, told[max(0, at-60):min(len(told), at+60)])
		}
		page, err := c.s.List(t.Context(), who, Filter{Text: secret}, Sort{By: ByMatch}, Ask{Limit: 10})
		if err != nil || len(page.Items) > 0 {
			t.Errorf("%s finds the case by %s, %v", name, secret, err)
		}
	}
	if !strings.Contains(told, "申请人甲") {
		t.Errorf("%s reads no alias", name)
	}
	if _, err := c.s.Reveal(t.Context(), who, k.ID, k.Parties[0].ID, "猜测"); fault.KindOf(err) != fault.Denied {
		t.Errorf("%s: revealed, %v", name, err)
	}
	if _, err := c.s.Do(t.Context(), who, k.ID, k.Version, "", Conceal{Party: k.Parties[0].ID, Reason: "猜"}); err == nil {
		t.Errorf("%s shows who it is", name)
	}
}

// TestNamesOnPaper: a paper has the name of a concealed party only where who prints it may
// know it, asks for it and says why; the reason stands on the list of readers each time,
// proven by the ledger, and without the name for who may not know it.
func TestNamesOnPaper(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		head, handler := c.who("u1", "town0", access.Head, access.Subtree), c.who("u2", "town0", access.Mediator, access.Unit)
		k := c.concealedLife(t, clock, head, handler)
		for reason, code := range map[string]string{"": "casework.print_reason", " 啊 ": "casework.print_reason"} {
			if _, err := c.s.FullNamed(t.Context(), handler, k.ID, reason); fault.CodeOf(err) != code {
				t.Errorf("for %q: %v", reason, err)
			}
		}
		above := c.who("u5", "bureau", access.Head, access.Subtree)
		if _, err := c.s.FullNamed(t.Context(), above, k.ID, "看看是谁"); fault.CodeOf(err) != "case.concealed" {
			t.Errorf("who may not know prints the name: %v", err)
		}
		for _, reason := range []string{"交" + afraid.Name + "本人", "移送法院"} {
			full, err := c.s.FullNamed(t.Context(), handler, k.ID, reason)
			if err != nil || full.Parties[0].Name != afraid.Name {
				t.Errorf("asked for, %s is printed: %v", full.Parties[0].Name, err)
			}
			clock.Advance(time.Second)
		}
		for who, want := range map[*access.Actor][]string{&head: {"移送法院", "交" + afraid.Name + "本人"}, &above: {"移送法院", "交" + k.Parties[0].Alias + "本人"}} {
			all, err := c.s.Readings(t.Context(), *who, k.ID, 200)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range all {
				if r.What == PrintNamed {
					got = append(got, r.Reason)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s reads %q, want %q", who.UserID, got, want)
			}
		}
		c.write(t, func(tx *sqldb.Tx) error {
			entries, err := ledger.List(t.Context(), tx, "user:u2", 0, 100)
			rows, errRows := listReadings(t.Context(), tx, k.ID, 100)
			for _, r := range rows {
				if r.What == PrintNamed && !slices.ContainsFunc(entries, func(e ledger.Entry) bool { return strings.Contains(string(e.Body), r.digest(k.ID)) }) {
					t.Errorf("nothing proves %+v", r)
				}
			}
			return errors.Join(err, errRows)
		})
		open, err := c.s.Do(t.Context(), head, k.ID, k.Version, "", Conceal{Party: k.Parties[0].ID, Reason: "本人同意公开"})
		if err != nil {
			t.Fatal(err)
		}
		if full, err := c.s.FullNamed(t.Context(), above, open.ID, ""); err != nil || full.Parties[0].Name != afraid.Name {
			t.Errorf("where nobody is concealed a reason is asked for: %v", err)
		}
	})
}
