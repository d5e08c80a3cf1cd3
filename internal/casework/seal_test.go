package casework

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"hemu/internal/access"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// everything is all that a database holds, as one text: what a thief reads.
func everything(t *testing.T, db *sqldb.DB) string {
	t.Helper()
	var all strings.Builder
	err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
		for _, column := range []string{
			"casework_case.data", "casework_part.data", "casework_draft.payload", "casework_party.name", "casework_identifier.hash",
			"casework_seal.wrapped", "ledger_body.body", "ledger_entry.verb", "once_request.input", "once_request.output", "river_job.args",
		} {
			table, name, _ := strings.Cut(column, ".")
			texts, err := sqldb.All(t.Context(), tx, sqldb.Scalar[string], `SELECT CAST(`+name+` AS TEXT) FROM `+table)
			if err != nil {
				return fmt.Errorf("%s: %w", column, err)
			}
			for _, text := range texts {
				all.WriteString(text + "\n")
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// secrets are the numbers of a busy story; none may lie in the database in plain.
var secrets = []string{"13812341234", "13900001111", "11010519491231002X", "1949-12-31", "月湖街88号", "13700002222", "0532-88990011", "晚七点后打，不要上门"}

// withNumbers is a dispute whose first party has every number there is.
func withNumbers() RegisterInput {
	in := told("王玥", "李祎")
	p := &in.Parties[0]
	p.Phone, p.Agent, p.AgentAs, p.AgentTel, p.IDNumber, p.Address, p.Reach = secrets[0], "张某", "agent", secrets[1], secrets[2], secrets[4], secrets[7]
	return in
}

func TestNumbersLieNowhereInPlain(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		k, _, err := c.s.Register(t.Context(), village, "a key", withNumbers())
		if err != nil {
			t.Fatal(err)
		}
		if k.Parties[0].BornOn != secrets[3] {
			t.Fatal("born on", k.Parties[0].BornOn)
		}
		k = c.do(t, k, village, Accept{}, AddParty{Party: PartyInput{Role: "third", Kind: "person", Name: "李昇", Phone: secrets[5]}},
			Correct{Field: "parties." + k.Parties[0].ID + ".phone", Old: secrets[0], New: secrets[6], Reason: "号码写错"})
		if _, err := c.s.SaveDraft(t.Context(), village, Draft{Kind: "register", Payload: json.RawMessage(`{"phone":"` + secrets[0] + `"}`)}); err != nil {
			t.Fatal(err)
		}
		stored := everything(t, db)
		for _, secret := range secrets {
			if strings.Contains(stored, secret) {
				t.Errorf("%s lies in the database in plain", secret)
			}
		}
		if !strings.Contains(stored, "sealed:1:") || !strings.Contains(stored, "李昇") {
			t.Error("the test looks in the wrong place")
		}
		c.stillSays(t, village, k)
		c.healthy(t)
	})
}

// stillSays: those who may read the case read the numbers, and the history tells
// them masked.
func (c *city) stillSays(t *testing.T, who access.Actor, k Case) {
	t.Helper()
	got, err := c.s.Reveal(t.Context(), who, k.ID, k.Parties[0].ID, "核对身份")
	if err != nil || got.Phone != secrets[6] || got.AgentTel != secrets[1] || got.IDNumber != secrets[2] {
		t.Error("revealed", got, err)
	}
	events, err := c.s.Events(t.Context(), who, k.ID, 0, 50)
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := json.Marshal(events)
	for _, wrong := range []string{"sealed:1:", secrets[0], secrets[1], secrets[2], secrets[5], secrets[6]} {
		if strings.Contains(string(raw), wrong) {
			t.Errorf("the history shows %s", wrong)
		}
	}
	if !strings.Contains(string(raw), "138****1234") {
		t.Error("the history does not show the masked number")
	}
}

// TestEveryPersonalFieldIsKnown: a new field of Party that could tell who
// somebody is has to be thought about here.
func TestEveryPersonalFieldIsKnown(t *testing.T) {
	plain := map[string]bool{
		"id": true, "role": true, "kind": true, "name": true, "sex": true, "idType": true, "noIdReason": true, "work": true, "legalRep": true,
		"agent": true, "agentAs": true, "agentRelation": true, "agentAuthority": true, "main": true, "consent": true, "count": true,
		"alias": true, "former": true, "from": true, "restricted": true,
	}
	fields := reflect.TypeFor[Party]()
	for i := range fields.NumField() {
		name, _, _ := strings.Cut(fields.Field(i).Tag.Get("json"), ",")
		if _, sealed := personal[name]; sealed == plain[name] {
			t.Errorf("field %s of a party is neither sealed nor known to stay in plain", name)
		}
	}
}

// TestRewrap: after a rotation every case is under the new master, also one from
// before the vault, and says what it said.
func TestRewrap(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		k, _, err := c.s.Register(t.Context(), village, "", withNumbers())
		if err != nil {
			t.Fatal(err)
		}
		old, _, err := c.s.Register(t.Context(), village, "", withNumbers())
		if err != nil {
			t.Fatal(err)
		}
		c.unvault(t, old)
		// The next command seals such a case too.
		next, _, err := c.s.Register(t.Context(), village, "", withNumbers())
		if err != nil {
			t.Fatal(err)
		}
		c.unvault(t, next)
		c.do(t, next, village, Accept{})
		done := int64(0)
		if err := Rewrap(t.Context(), db, func(n int64) { done = n }); err != nil || done != 1 {
			t.Fatal("rewrapped", done, err)
		}
		err = db.Read(t.Context(), func(tx *sqldb.Tx) error {
			for _, id := range []ID{k.ID, old.ID, next.ID} {
				got, err := load(t.Context(), tx, id)
				if err != nil || got.Parties[0].Phone != secrets[0] || got.key.IsZero() {
					t.Errorf("case %s has the phone %q, %v", id, got.Parties[0].Phone, err)
				}
			}
			used, err := SealedUnder(t.Context(), tx)
			if used[tx.Ring.Current()] != 3 {
				t.Error("under the master:", used)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		c.healthy(t)
	})
}

// TestFoundByWholeNumber: the keyed hash finds a case by a number however it is
// written, by no part of it, and only for who may see the case.
func TestFoundByWholeNumber(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		neighbour := c.who("u2", "village01", access.Mediator, access.Unit)
		above := c.who("u3", "town0", access.Head, access.Subtree) // sees the case with its numbers masked
		clerk := c.who("u4", "village00", access.Archivist, access.Unit)
		k, _, err := c.s.Register(t.Context(), village, "", withNumbers())
		if err != nil {
			t.Fatal(err)
		}
		for text, want := range map[string]bool{
			secrets[0]: true, "+86 138-1234-1234": true, secrets[1]: true, "11010519491231002x": true, "1381234123": false, "13812341235": false, "110105": false,
		} {
			page, err := c.s.List(t.Context(), village, Filter{Text: text}, Sort{By: ByReported}, Ask{Limit: 10})
			if err != nil {
				t.Fatal(err)
			}
			if found := len(page.Items) == 1 && page.Items[0].ID == k.ID; found != want || len(page.Items) > 1 {
				t.Errorf("%q finds %d cases, want %v", text, len(page.Items), want)
			}
			if page, err := c.s.List(t.Context(), neighbour, Filter{Text: text}, Sort{By: ByReported}, Ask{Limit: 10}); err != nil || len(page.Items) > 0 {
				t.Errorf("%q tells the neighbours of a case, %v", text, err)
			}
			for _, masked := range []access.Actor{above, clerk} {
				for _, by := range []SortBy{ByReported, ByMatch} {
					if page, err := c.s.List(t.Context(), masked, Filter{Text: text}, Sort{By: by}, Ask{Limit: 10}); err != nil || len(page.Items) > 0 {
						t.Errorf("%q tells the %s of %s a number that is masked for them, %v", text, masked.Acting.Role, masked.Acting.OrgID, err)
					}
				}
			}
		}
	})
}

// unvault leaves a case as a version without a vault left it.
func (c *city) unvault(t *testing.T, old Case) {
	t.Helper()
	c.write(t, func(tx *sqldb.Tx) error {
		w := writer{ctx: t.Context(), tx: tx}
		for _, p := range old.Parties {
			plain, _ := json.Marshal(p)
			w.exec(`UPDATE casework_part SET data = $1 WHERE id = $2`, string(plain), p.ID)
		}
		w.exec(`UPDATE ledger_body SET body = '{"version":1}' WHERE entry_id IN (SELECT id FROM ledger_entry WHERE stream = $1)`, string(old.ID))
		w.exec(`DELETE FROM casework_identifier WHERE case_id = $1`, string(old.ID))
		w.exec(`DELETE FROM casework_seal WHERE case_id = $1`, string(old.ID))
		return w.err
	})
}
