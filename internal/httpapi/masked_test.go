package httpapi_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/httpapi"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// kept are the personal numbers of a party that are shown masked, and what one is.
var kept = map[string]string{"phone": "13800138000", "idNumber": "11010519491231002X", "bornOn": "1949-12-31", "agentPhone": "13912345678"}

// TestMaskedIsNeverWrittenBack: what is shown masked is refused by every field of every
// request about a case that takes such a thing, found in the contract; and what was on
// record stays what it was (mission R2).
func TestMaskedIsNeverWrittenBack(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		wang := newHouse(t, db, clock).as("wang")
		party := func() map[string]any {
			p := map[string]any{"role": "applicant", "kind": "person", "name": "王玥", "agent": "王强", "agentAs": "agent"}
			for field, number := range kept {
				p[field] = number
			}
			return p
		}
		filing := func(p map[string]any) map[string]any {
			return map[string]any{
				"facts": "两家因排水沟堵塞争吵。", "cause": wang.anyCause(), "channel": "visit", "region": "370285001001",
				"parties": []any{p, map[string]any{"role": "respondent", "kind": "person", "name": "李喆"}},
			}
		}
		begun := ask[httpapi.BegunOut](wang, "POST", "/api/cases", filing(party()), nil)
		at := "/api/cases/" + begun.ID
		view := ask[httpapi.ViewOut](wang, "GET", at, nil, nil)
		raw, err := json.Marshal(view.Parties[0])
		must(t, err)
		var shown map[string]any
		must(t, json.Unmarshal(raw, &shown))

		bodies := map[string]func(map[string]any) any{
			"POST /api/cases":                func(p map[string]any) any { return filing(p) },
			"POST /api/cases/{id}/add_party": func(p map[string]any) any { return map[string]any{"party": p} },
			"POST /api/immediate":            func(p map[string]any) any { return onTheSpot(filing(p)) },
		}
		asked := map[string]bool{}
		for where, fields := range takesNumbers(t) {
			body := bodies[where]
			if body == nil {
				t.Errorf("%s takes %v of people and is not tried here", where, fields)
				continue
			}
			method, path, _ := strings.Cut(where, " ")
			for _, field := range fields {
				masked, _ := shown[field].(string)
				if masked == "" || masked == kept[field] {
					t.Fatalf("%s is shown as %q", field, masked)
				}
				p := party()
				p[field] = masked
				if field == "bornOn" {
					delete(p, "idNumber") // which says the day by itself
				}
				res, said := wang.do(method, strings.Replace(path, "{id}", begun.ID, 1), body(p), map[string]string{"If-Match": `"1"`})
				if res.StatusCode != 422 || !strings.Contains(said, "."+field+`"`) {
					t.Errorf("%s with %s %s: %d %s", where, field, masked, res.StatusCode, said)
				}
				asked[field] = true
			}
		}
		if got, want := slices.Sorted(maps.Keys(asked)), slices.Sorted(maps.Keys(kept)); !slices.Equal(got, want) {
			t.Errorf("tried %v of %v", got, want)
		}
		for field := range kept {
			in := map[string]any{"field": fmt.Sprintf("parties.%s.%s", view.Parties[0].ID, field), "old": shown[field], "new": shown[field], "reason": "x"}
			if res, said := wang.do("POST", at+"/correct", in, map[string]string{"If-Match": `"1"`}); res.StatusCode/100 == 2 {
				t.Errorf("corrected to %v: %s", shown[field], said)
			}
		}
		plain := ask[httpapi.RevealedOut](wang, "POST", at+"/reveal", map[string]string{"partyId": view.Parties[0].ID, "reason": "核对"}, nil)
		if plain.Phone != kept["phone"] || plain.IDNumber != kept["idNumber"] || plain.AgentPhone != kept["agentPhone"] || plain.BornOn != kept["bornOn"] {
			t.Errorf("%+v", plain)
		}
	})
}

// onTheSpot is a dispute settled as soon as it is told.
func onTheSpot(filing map[string]any) map[string]any {
	return map[string]any{
		"register": filing, "settled": true, "words": "好了",
		"session":   map[string]any{"heldAt": "2026-02-02T09:00:00+08:00", "minutes": 30, "place": "村委会", "mediators": []string{"王"}, "present": []string{"0", "1"}, "rightsTold": true, "record": "当场说清。", "outcome": "agreed"},
		"agreement": map[string]any{"form": "oral", "facts": "排水沟堵塞。", "issues": "谁清沟。", "terms": []string{"一起清沟。"}, "mediators": []string{"王"}},
	}
}

// takesNumbers are the requests that change cases and take numbers of people, with
// the fields for them, out of the contract.
func takesNumbers(t *testing.T) map[string][]string {
	t.Helper()
	api := httpapi.Describe()
	out := map[string][]string{}
	for path, item := range api.Paths {
		if path == "/api/alike" || !strings.HasPrefix(path, "/api/cases") && path != "/api/immediate" {
			continue // the first only looks; the others take the numbers of offices and their staff
		}
		for method, op := range map[string]*huma.Operation{"POST": item.Post, "PUT": item.Put, "PATCH": item.Patch} {
			if op == nil || op.RequestBody == nil {
				continue
			}
			for _, media := range op.RequestBody.Content {
				fields := map[string]bool{}
				numbersIn(api.Components.Schemas, media.Schema, fields, 0)
				if len(fields) > 0 {
					out[method+" "+path] = slices.Sorted(maps.Keys(fields))
				}
			}
		}
	}
	if len(out) < 3 {
		t.Fatalf("only %v", out)
	}
	return out
}

func numbersIn(all huma.Registry, s *huma.Schema, found map[string]bool, depth int) {
	if s == nil || depth > 8 {
		return
	}
	if s.Ref != "" {
		s = all.SchemaFromRef(s.Ref)
	}
	for name, sub := range s.Properties {
		if _, ok := kept[name]; ok {
			found[name] = true
		}
		numbersIn(all, sub, found, depth+1)
	}
	numbersIn(all, s.Items, found, depth+1)
}
