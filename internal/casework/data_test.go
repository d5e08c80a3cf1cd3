package casework

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/fault"
)

// ofOne and ofOther are words of the two people of twoPeople: nothing of one may reach the other.
var (
	ofOne   = []string{"甄一", "13911112222", "370285199001010016", "甲路一号", "木匠", "只要道歉", "一号要看"}
	ofOther = []string{"贾二", "13733334444", "370285198502020023", "乙路二号", "瓦匠", "钱已到账", "二号要看"}
)

// twoPeople is a case with two people; the first is concealed or not.
func twoPeople(state State, concealed bool) Case {
	at := dAt(dStart)
	person := func(id, role string, words []string) Party {
		return Party{ID: id, Role: role, Kind: "person", Name: words[0], Phone: words[1], IDNumber: words[2], Address: words[3], Work: words[4]}
	}
	c := Case{
		ID: "c", No: "莱〔2026〕1号", State: state, Holder: "village1", IntakeOrg: "village2", Registrar: "registrar", Facts: "一墙之隔", ReportedAt: at, ArchivedAt: at, ClosedAt: at, Retention: "long",
		Parties:  []Party{person("one", "applicant", ofOne), person("other", "respondent", ofOther)},
		Sessions: []Session{{ID: "s", State: "held", HeldAt: at, Place: "村委会", Record: "贾二说钱已到账", Present: []string{"one", "other"}}},
		Caucuses: []Caucus{{ID: "k", Party: "one", Heard: "私下说的"}},
		Visits:   []Visit{{ID: "v1", Party: "one", Words: ofOne[5], On: "2026-03-01"}, {ID: "v2", Party: "other", Words: ofOther[5], On: "2026-03-02"}},
		Agreements: []Agreement{{ID: "a", State: "concluded", Terms: []string{"贾二付甄一二百元"}, Duties: []Obligation{
			{ID: "o", Debtor: "other", Creditor: "one", Kind: "pay", AmountFen: 20_000, What: "贾二付甄一", State: "open"},
		}}},
	}
	if concealed {
		c.conceal(&c.Parties[0])
	}
	return c
}

// TestOwnDataIsForFewAndOfOne: everybody in every unit asks for the copy after every kind
// of request and every decision, about either party, concealed or not, of a case that
// goes on or rests. Who gets it is written down here anew; what they get holds
// everything of the one and nothing of the other.
func TestOwnDataIsForFewAndOfOne(t *testing.T) {
	w, asked, given := dNew(), 0, 0
	reveals := []access.Role{access.Mediator, access.Head, access.Receptionist, access.LiaisonOfficer, access.Dispatcher}
	eachRequest(t, w, func(c Case, party string, concealed bool) {
		r := c.Requests[0]
		opens := (r.Kind == "see" || r.Kind == "copy") && r.Decision != "refused"
		for _, unit := range []string{"village1", "village2", "village3", "town1", "coord"} {
			for _, role := range access.Roles() {
				who := w.who(unit, role)
				e := w.env(who)
				p, err := c.ownedBy(&e, r.ID)
				knows := !concealed || party == "other" || role == access.Head && unit == "village1"
				may := opens && knows && slices.Contains(reveals, role) && (unit == "village1" || unit == "village2")
				if asked++; may != (err == nil) {
					t.Fatalf("%s of %s, %+v of %s in %s: %v, must be %v", role, unit, r, party, c.State, err, may)
				}
				if err != nil {
					continue
				}
				given++
				raw, _ := json.Marshal(c.ownData(p))
				own, foreign := ofOne, ofOther
				if party == "other" {
					own, foreign = ofOther, ofOne
				}
				for _, word := range foreign {
					if strings.Contains(string(raw), word) {
						t.Fatalf("%s reads %s: %s", party, word, raw)
					}
				}
				for _, word := range own {
					if !strings.Contains(string(raw), word) {
						t.Fatalf("%s is not told %s: %s", party, word, raw)
					}
				}
				if strings.Contains(string(raw), "私下说的") {
					t.Fatalf("the copy holds a caucus note: %s", raw)
				}
			}
		}
	})
	if asked < 4000 || given < 200 {
		t.Errorf("%d asked, %d given", asked, given)
	}
}

// eachRequest answers every kind of request about either party in every way.
func eachRequest(t *testing.T, w *dWorld, fn func(c Case, party string, concealed bool)) {
	t.Helper()
	for _, state := range []State{Handling, Archived} {
		for _, concealed := range []bool{false, true} {
			for i, party := range []string{"one", "other"} {
				for _, kind := range []string{"see", "copy", "correct"} {
					for _, decision := range dataDecisions {
						text := []string{ofOne[6], ofOther[6]}[i]
						c := w.do(t, twoPeople(state, concealed), w.head("village1"), AskData{Kind: kind, Party: party, Identity: "paper", Text: text})
						work := c.party(party).Work
						c = w.do(t, c, w.head("village1"), AnswerData{
							Request: c.Requests[0].ID, Decision: decision, Reason: "核对过", Field: "parties." + party + ".work", Old: work, New: work,
						})
						fn(c, party, concealed)
					}
				}
			}
		}
	}
}

// TestDeletionIsBoundByKeeping: while the case goes on nothing can be deleted; once it
// rests the data is kept and used for nothing else until it is taken up again.
func TestDeletionIsBoundByKeeping(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	ask := AskData{Kind: "delete", Party: "other", Identity: "known", Text: "请删掉"}
	open := w.do(t, twoPeople(Handling, false), head, ask)
	w.refuse(t, open, head, AnswerData{Request: open.Requests[0].ID, Decision: "granted"}, "case.data_open")
	w.refuse(t, open, head, AnswerData{Request: open.Requests[0].ID, Decision: "refused"}, "case.reason_missing")

	c := w.do(t, twoPeople(Archived, false), head, ask)
	c = w.do(t, c, head, AnswerData{Request: c.Requests[0].ID, Decision: "granted"})
	if r := c.Requests[0]; r.KeptUntil != "2056-03-11" || !c.restricted(&c.Parties[1]) || c.restricted(&c.Parties[0]) {
		t.Errorf("restricted %+v, %+v", r, c.Parties)
	}
	e, paper := w.env(head), c.clone()
	paper.withhold(&e)
	if paper.Parties[1].Phone == ofOther[1] || paper.Parties[0].Phone != ofOne[1] {
		t.Errorf("on paper: %+v", paper.Parties)
	}
	c = w.do(t, c, head, Reopen{Reason: "又起争执", Handler: dUser("village1", access.Mediator)})
	if c.restricted(&c.Parties[1]) {
		t.Error("the case goes on, and nobody may call the party")
	}
}

// TestAskedOnTheTrackingPage: whoever holds the code asks; the unit that holds the case
// checks who it is, by its clock, before anything is granted.
func TestAskedOnTheTrackingPage(t *testing.T) {
	w := dNew()
	resident, head := access.Actor{System: true}, w.head("village1")
	c := w.do(t, twoPeople(Archived, false), resident, AskData{Kind: "copy", Party: "other", Identity: "paper", Text: "我是甄一"})
	r := c.Requests[0]
	k := c.running(DataClock)
	if r.Party != "" || r.Identity != "" || !r.Online || c.NextStep != StepData || k == nil || k.Org != "village1" || k.Subject != r.ID {
		t.Fatalf("asked %+v, next %q, clock %+v", r, c.NextStep, k)
	}
	w.refuse(t, c, head, AnswerData{Request: r.ID, Decision: "granted"}, "case.data_identity")
	w.refuse(t, c, head, AnswerData{Request: r.ID, Identity: unproven, Decision: "partly", Reason: "x"}, "case.data_identity")
	w.refuse(t, c, head, AnswerData{Request: r.ID, Identity: "known", Decision: "granted"}, "case.party_unknown")
	w.refuse(t, c, w.head("town1"), AnswerData{Request: r.ID, Identity: "known", Party: "one", Decision: "granted"}, "case.not_yours_relation")

	refused := w.do(t, c, head, AnswerData{Request: r.ID, Identity: unproven, Decision: "refused", Reason: "没有到场核实"})
	if refused.Requests[0].Party != "" || refused.running(DataClock) != nil || refused.NextStep != StepNone || refused.Slips[len(refused.Slips)-1].Subject != r.ID {
		t.Errorf("refused: %+v %+v", refused.Requests, refused.Slips)
	}
	w.refuse(t, refused, head, AnswerData{Request: r.ID, Decision: "granted"}, "case.data_unknown")

	for range maxSaid - 1 {
		c = w.do(t, c, resident, AskData{Kind: "see", Text: "再问"})
	}
	w.refuse(t, c, resident, AskData{Kind: "see", Text: "再问"}, "case.said_often")
	w.now = w.now.Add(25 * time.Hour)
	c = w.do(t, c, resident, AskData{Kind: "see", Text: "第二天再问"})
	if len(c.asked()) != maxSaid+1 || c.asked()[0].Due.IsZero() {
		t.Errorf("the page shows %+v", c.asked())
	}
}

// TestCorrectionIsOfWhoAsks: a granted correction changes a fact about who asked, and
// nothing about anybody else.
func TestCorrectionIsOfWhoAsks(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	c := w.do(t, twoPeople(Archived, false), head, AskData{Kind: "correct", Party: "one", Identity: "paper", Text: "电话写错了"})
	answer := AnswerData{Request: c.Requests[0].ID, Decision: "granted", Field: "parties.other.phone", Old: ofOther[1], New: "13900000000"}
	for _, field := range []string{"parties.other.phone", "facts", ""} {
		answer.Field = field
		w.refuse(t, c, head, answer, "case.data_field")
	}
	answer.Field, answer.Old = "parties.one.phone", "13900000001"
	w.refuse(t, c, head, answer, "case.corrected_meanwhile")
	answer.Old = ofOne[1]
	if c = w.do(t, c, head, answer); c.Parties[0].Phone != "13900000000" || c.Parties[1].Phone != ofOther[1] {
		t.Errorf("corrected: %+v", c.Parties)
	}
	if _, err := c.ownedBy(&Env{Actor: head, Units: w.units}, "none"); fault.CodeOf(err) != "case.data_unknown" {
		t.Errorf("a copy for nothing asked: %v", err)
	}
}
