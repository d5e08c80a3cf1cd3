package access

import (
	"slices"
	"strings"
	"testing"

	"hemu/internal/sqldb"
)

// What a Reader lets through a database is proved against an oracle where cases
// are kept; here only what it is made of.
func TestReaderOf(t *testing.T) {
	village := Post{OrgPath: "/b/t/v/", OrgLevel: LevelVillage, Role: Mediator}
	post := func(role Role, scope Scope) Post {
		p := village
		p.Role, p.Scope = role, scope
		return p
	}
	custom := post(Dispatcher, Custom)
	custom.Custom = []string{"/b/t/", "/b/x/"}
	tests := map[string]struct {
		posts   []Post
		in, out []string // paths the reader sees, and does not
		own     bool
		wide    bool
	}{
		"no post":                 {nil, nil, []string{"/b/t/v/", "/"}, false, false},
		"administrators see none": {[]Post{post(SystemAdmin, All), post(SecurityAdmin, Subtree), post(AuditAdmin, Unit)}, nil, []string{"/b/t/v/"}, false, false},
		"own":                     {[]Post{post(Mediator, Own)}, nil, []string{"/b/t/v/"}, true, false},
		"unit":                    {[]Post{post(Mediator, Unit)}, []string{"/b/t/v/"}, []string{"/b/t/v/w/", "/b/t/", "/b/t/va/"}, true, false},
		"subtree of a village":    {[]Post{post(Mediator, Subtree)}, []string{"/b/t/v/", "/b/t/v/w/"}, []string{"/b/t/va/", "/b/t/"}, true, false},
		"custom":                  {[]Post{custom}, []string{"/b/t/", "/b/t/v/", "/b/x/y/"}, []string{"/b/", "/b/u/"}, true, true},
		"all":                     {[]Post{post(Analyst, All)}, []string{"/b/", "/z/"}, nil, true, true},
		"the union of posts":      {[]Post{post(SystemAdmin, All), post(Mediator, Unit), custom}, []string{"/b/t/v/", "/b/x/"}, []string{"/b/"}, true, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := ReaderOf(Actor{UserID: "u", Posts: tt.posts})
			sees := func(path string) bool {
				return slices.ContainsFunc(r.Ranges, func(rg Range) bool { return rg.Holds(path) })
			}
			for _, path := range tt.in {
				if !sees(path) {
					t.Errorf("does not see %s", path)
				}
			}
			for _, path := range tt.out {
				if sees(path) {
					t.Errorf("sees %s", path)
				}
			}
			if r.Own != tt.own || r.Wide != tt.wide {
				t.Errorf("own %v, wide %v", r.Own, r.Wide)
			}
		})
	}
}

// TestCasesAsksForConfidentiality: whatever the posts, no branch of the predicate
// forgets confidential cases, and every argument has its place.
func TestCasesAsksForConfidentiality(t *testing.T) {
	for _, scope := range []Scope{Own, Unit, Subtree, Custom, All} {
		p := Post{OrgPath: "/b/", OrgLevel: LevelCity, Role: Head, Scope: scope, Custom: []string{"/b/"}}
		for _, posts := range [][]Post{{p}, {p, p}} {
			c := sqldb.NewCond("fixed")
			ReaderOf(Actor{UserID: "u", Posts: posts}).Cases(c)
			where := c.Where()
			// Where cases are collected, the case itself is asked once for all branches.
			asked := strings.Contains(where, ") AND (NOT c.confidential OR EXISTS (SELECT 1 FROM casework_named n WHERE n.case_id = c.id AND n.user_id = $")
			for _, branch := range strings.Split(where, "UNION") {
				if !asked && !strings.Contains(branch, "confidential") {
					t.Errorf("%s: %s", scope, branch)
				}
			}
			if strings.Contains(where, "?") || strings.Count(where, "$") != len(c.Args())-1 {
				t.Errorf("%s: %d arguments in %s", scope, len(c.Args())-1, where)
			}
		}
	}
}

// TestCasesOfNobody: whoever has no post that reads cases sees none, not even as
// one of the people named on a confidential one.
func TestCasesOfNobody(t *testing.T) {
	for name, posts := range map[string][]Post{"no post": nil, "administrator": {{OrgPath: "/b/", Role: SystemAdmin, Scope: All}}} {
		c := sqldb.NewCond()
		ReaderOf(Actor{UserID: "u", Posts: posts}).Cases(c)
		if c.Where() != "(FALSE)" || len(c.Args()) != 0 {
			t.Errorf("%s: %s %v", name, c.Where(), c.Args())
		}
	}
}
