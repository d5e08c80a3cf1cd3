package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The ways a request is spoilt. may says that it may yet be accepted: odd
// characters are no fault in every field.
var spoilings = []struct {
	name string
	may  bool
	do   func(in fields, head map[string]string) []byte
}{
	{"no body", true, func(fields, map[string]string) []byte { return nil }}, // resume and the like need none
	{"no json", false, func(fields, map[string]string) []byte { return []byte(`{"reason": "`) }},
	{"not utf-8", true, func(fields, map[string]string) []byte { return []byte("{\"note\": \"\xff\xfe\xc0\"}") }},
	{"array", false, func(fields, map[string]string) []byte { return []byte(`[1,2,3]`) }},
	{"unknown field", true, func(in fields, _ map[string]string) []byte { in["bogus"] = 1; return raw(in) }},
	{"huge text", true, strings0(strings.Repeat("很长的话", 30_000))},
	{"beyond the body", false, func(fields, map[string]string) []byte {
		return []byte(`{"note":"` + strings.Repeat("x", 3<<20) + `"}`)
	}},
	{"nul", true, strings0("甲\x00乙")},
	{"odd characters", true, strings0("\u202e\u0007𠮷👨‍👩‍👧\ufffd\u2028'; DROP TABLE x;--")},
	{"wrong type", false, func(in fields, _ map[string]string) []byte { return raw(changed(in, map[string]int{"no": 1})) }},
	{"empty strings", true, strings0("")},
	{"stale version", false, func(in fields, head map[string]string) []byte { head["If-Match"] = `"999999"`; return raw(in) }},
	{"no version", false, func(in fields, head map[string]string) []byte { delete(head, "If-Match"); return raw(in) }},
	{"odd version", false, func(in fields, head map[string]string) []byte { head["If-Match"] = `*`; return raw(in) }},
	{"long key", false, func(in fields, head map[string]string) []byte {
		head["Idempotency-Key"] = strings.Repeat("k", 5000)
		return raw(in)
	}},
}

func raw(in fields) []byte {
	out, _ := json.Marshal(in)
	return out
}

// strings0 puts text into every field that is a string or a list of them.
func strings0(text string) func(fields, map[string]string) []byte {
	return func(in fields, _ map[string]string) []byte { return raw(changed(in, text)) }
}

func changed(in fields, to any) fields {
	out := maps.Clone(in)
	for k, v := range in {
		switch v.(type) {
		case string:
			out[k] = to
		case []string:
			out[k] = []any{to}
		}
	}
	return out
}

// spoil sends one spoilt request before the good one. It must not end in a
// server's fault; where it can't be right it must be refused. With a stale
// version whatever it did would show at once, so the good one follows unchanged.
func (s *run) spoil(d desk, path string, in any, head map[string]string, act string) error {
	good, ok := in.(fields)
	if !ok {
		return nil
	}
	how := spoilings[s.r.IntN(len(spoilings))]
	versioned := slices.Contains([]string{"stale version", "no version", "odd version"}, how.name)
	if act == "register" && versioned || how.name == "wrong type" && len(changedKeys(good)) == 0 {
		return nil
	}
	h := map[string]string{}
	maps.Copy(h, head)
	body := how.do(maps.Clone(good), h)
	a, err := s.send(d, "POST", path, h, body, act+", "+how.name)
	if err != nil {
		return fmt.Errorf("%s, %s: %w", act, how.name, err)
	}
	s.dirty[how.name]++
	if a.code < 300 && !how.may {
		s.wrong[act+": accepted "+how.name]++
	}
	return nil
}

func changedKeys(in fields) (out []string) {
	for k, v := range in {
		switch v.(type) {
		case string, []string:
			out = append(out, k)
		}
	}
	return out
}
