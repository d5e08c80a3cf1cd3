package casework

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestRestrictedIsUsedForNothing: of somebody who asked for deletion no screen, history,
// paper or table tells more than what the file is found by, and no file is opened, until the
// case is taken up again. The other party is told of as before.
func TestRestrictedIsUsedForNothing(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		head := c.who("u1", "town0", access.Head, access.Subtree)
		in := told("甄一")
		in.Parties = []PartyInput{
			{Role: "applicant", Name: "甄一", Phone: "13911112222", Address: "甲路一号", Work: "木匠"},
			{Role: "respondent", Name: "贾二", Phone: "13733334444", BornOn: "1985-02-02", Address: "乙路二号", Work: "瓦匠", Reach: "晚上打侄女电话", LegalRep: "贾三", Agent: "贾四"},
		}
		k, _, err := c.s.Register(t.Context(), head, "", in)
		if err != nil {
			t.Fatal(err)
		}
		other := k.Parties[1].ID
		k = c.do(t, k, head, Correct{Field: "parties." + other + ".work", Old: "瓦匠", New: "泥瓦工", Reason: "写错了"})
		k = c.archived(t, k, clock.Now())
		k = c.do(t, k, head, AskData{Kind: "delete", Party: other, Identity: "known", Text: "请删掉"})

		secret := []string{"乙路二号", "瓦匠", "泥瓦工", "1985", "侄女", "贾三", "贾四", "13733334444"}
		found := func() (all string) {
			t.Helper()
			view, err := c.s.Get(t.Context(), head, k.ID)
			if err != nil {
				t.Fatal(err)
			}
			history, err := c.s.Events(t.Context(), head, k.ID, 0, 50)
			if err != nil {
				t.Fatal(err)
			}
			paper, err := c.s.Full(t.Context(), head, k.ID, "print")
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range []any{view, history, paper, paper.Parties} {
				raw, err := json.Marshal(v)
				if err != nil {
					t.Fatal(err)
				}
				all += string(raw)
			}
			return all
		}
		opens := func() error { _, err := c.s.File(t.Context(), head, k.ID, "f2", false); return err }
		names := func() (all []string) {
			t.Helper()
			if err := c.s.Walk(t.Context(), head, Selection{IDs: []ID{k.ID}}, true, func(int) error { return nil }, func(_ context.Context, _ *sqldb.Tx, page []Exported) error {
				for _, one := range page {
					all = append(append(all, one.Applicants...), one.Respondents...)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			return all
		}
		telling := func(when string, tells bool) {
			t.Helper()
			all := found()
			for _, word := range secret {
				if strings.Contains(all, word) != tells {
					t.Errorf("%s: told of %s: %v", when, word, !tells)
				}
			}
			for _, word := range []string{"甄一", "贾二", "甲路一号", "木匠"} {
				if !strings.Contains(all, word) {
					t.Errorf("%s: not told of %s", when, word)
				}
			}
		}

		twin := told("丁五")
		twin.Parties[0].Phone = "13733334444"
		if _, _, err := c.s.Register(t.Context(), head, "", twin); err != nil {
			t.Fatal(err)
		}
		searched := func(when string, found bool) {
			t.Helper()
			for _, text := range []string{"贾四", "贾三"} {
				if all, _, err := c.s.Suggest(t.Context(), head, text, 0); err != nil || len(all) > 0 != found {
					t.Errorf("%s: %s suggests %d, %v", when, text, len(all), err)
				}
			}
			all, err := c.s.AlikeTo(t.Context(), head, k.ID)
			if by := slices.ContainsFunc(all, func(a Alike) bool { return a.Number }); err != nil || by != found {
				t.Errorf("%s: alike by a number: %v, %v", when, by, err)
			}
		}
		telling("before", true)
		searched("before", true)
		if err := opens(); err != nil {
			t.Error(err)
		}
		k = c.do(t, k, head, AnswerData{Request: k.Requests[0].ID, Decision: "granted"})
		telling("restricted", false)
		searched("restricted", false)
		if err := opens(); fault.CodeOf(err) != "case.files_rest" {
			t.Errorf("a file: %v", err)
		}
		if got := strings.Join(names(), " "); got != "甄一 贾*" {
			t.Errorf("exported: %s", got)
		}
		k = c.do(t, k, head, Reopen{Reason: "又起争执", Handler: "u1"})
		telling("taken up again", true)
		searched("taken up again", true)
		if err := opens(); err != nil {
			t.Error(err)
		}
		if got := strings.Join(names(), " "); got != "甄一 贾二" {
			t.Errorf("exported: %s", got)
		}
	})
}
