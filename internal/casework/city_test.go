package casework

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/codes"
	"hemu/internal/job"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// city is a small tree of organisations and a service over it: a bureau, its
// coordination office and a department; towns, each with an office, below it a
// committee, below that villages.
type city struct {
	db    *sqldb.DB
	s     *Service
	units []org.Unit
	byID  map[string]org.Unit
	staff map[string][]access.Officer // by unit; everybody who ever was somebody there
}

const county = "370285"

func newCity(t testing.TB, db *sqldb.DB, towns, villages int) *city {
	t.Helper()
	jobs, err := job.NewClient(db)
	if err != nil {
		t.Fatal(err)
	}
	c := &city{db: db, byID: map[string]org.Unit{}, staff: map[string][]access.Officer{}}
	c.s = New(Deps{
		DB: db, Jobs: jobs, Codes: codes.NewService(db).Snapshot, Key: []byte("a key for tests, 32 bytes long.."),
		Names: func(_ context.Context, _ *sqldb.Tx, ids []string) (map[string]string, error) {
			names := map[string]string{}
			for _, id := range ids {
				if strings.HasPrefix(id, "u") {
					names[id] = "姓名" + id
				}
			}
			return names, nil
		},
		Region: func(_ context.Context, _ *sqldb.Tx, code string) (string, error) {
			if !strings.HasPrefix(code, county) {
				return "", nil
			}
			return "/37/3702/370285/" + code + "/", nil
		},
		Officers: func(_ context.Context, _ *sqldb.Tx, orgs []string) (map[string][]access.Officer, error) {
			out := map[string][]access.Officer{}
			for _, id := range orgs {
				if len(c.staff[id]) > 0 {
					out[id] = c.staff[id]
				}
			}
			return out, nil
		},
		Stored: func(_ context.Context, _ *sqldb.Tx, _ string, digests []string) (map[string]blob.Blob, error) {
			out := map[string]blob.Blob{}
			for _, d := range digests {
				if d != "never sent" {
					out[d] = blob.Blob{Digest: blob.Digest(d), Size: 7, Type: "image/png"}
				}
			}
			return out, nil
		},
		Pages: func(_ context.Context, _ *sqldb.Tx, k Case) (map[string]int, error) {
			slips, kinds := k.Papers()
			pages := map[string]int{}
			for _, s := range slips {
				pages[s.ID] = 2
			}
			for _, kind := range kinds {
				pages[kind] = 1
			}
			return pages, nil
		},
	})
	c.write(t, func(tx *sqldb.Tx) error { return codes.Seed(t.Context(), tx) })
	bureau := c.add(t, "bureau", "", org.JudicialBureau, org.City)
	c.add(t, "coord", bureau, org.CoordinationOffice, org.City)
	c.add(t, "dept", bureau, org.Department, org.City)
	for i := range towns {
		office := c.add(t, fmt.Sprintf("office%d", i), bureau, org.JudicialOffice, org.Town)
		town := c.add(t, fmt.Sprintf("town%d", i), office, org.CommitteeTown, org.Town)
		for j := range villages {
			c.add(t, fmt.Sprintf("village%d%d", i, j), town, org.CommitteeVillage, org.Village)
		}
	}
	return c
}

func (c *city) write(t testing.TB, fn func(*sqldb.Tx) error) {
	t.Helper()
	if err := c.db.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

// add puts a unit into the tree; its id is its name, so that failures read well.
func (c *city) add(t testing.TB, id, parent string, kind org.Kind, level org.Level) string {
	t.Helper()
	u := org.Unit{
		ID: id, ParentID: parent, Path: c.byID[parent].Path + id + "/", Name: "单位" + id, ShortName: id, Kind: kind, Level: level,
		RegionCode: county, County: county, Phone: "0532-88880000",
	}
	if parent == "" {
		u.Path = "/" + u.Path
	}
	c.write(t, func(tx *sqldb.Tx) error {
		var up any
		if parent != "" {
			up = parent
		}
		_, err := tx.Exec(t.Context(), `INSERT INTO org_unit (id, parent_id, path, code, name, short_name, kind, level, region_code,
			area_code, county, initials, phone, address, number_pattern, created_at, version)
			VALUES ($1, $2, $3, '', $4, $5, $6, $7, $8, '', $9, '', $10, '', '', 0, 1)`,
			u.ID, up, u.Path, u.Name, u.ShortName, string(u.Kind), string(u.Level), u.RegionCode, u.County, u.Phone)
		return err
	})
	c.units, c.byID[id] = append(c.units, u), u
	return id
}

// paths are the places of all units in the tree.
func (c *city) paths() map[string]string {
	out := map[string]string{}
	for id, u := range c.byID {
		out[id] = u.Path
	}
	return out
}

func (c *city) post(unit string, role access.Role, scope access.Scope) access.Post {
	u := c.byID[unit]
	return access.Post{
		ID: unit + string(role), OrgID: u.ID, OrgName: u.Name, OrgPath: u.Path, County: u.County, OrgKind: u.Kind, OrgLevel: u.Level,
		Role: role, Scope: scope,
	}
}

// who is a person with one post.
func (c *city) who(user, unit string, role access.Role, scope access.Scope) access.Actor {
	p := c.post(unit, role, scope)
	c.staff[unit] = append(c.staff[unit], access.Officer{UserID: user, Role: role})
	return access.Actor{UserID: user, Name: "姓名" + user, Posts: []access.Post{p}, Acting: p}
}

// told is a dispute that can be registered as it stands.
func told(names ...string) RegisterInput {
	in := RegisterInput{Facts: "为排水沟争执", Cause: aCause(), Channel: first(codes.ListChannel), Region: county + "001001"}
	for i, name := range names {
		role := "respondent"
		if i == 0 {
			role = "applicant"
		}
		in.Parties = append(in.Parties, PartyInput{Role: role, Kind: "person", Name: name, Phone: "13800001234"})
	}
	return in
}

// first is the first code of a built-in list that holds now; of a list of two
// levels, the first item below a group.
func first(list string) string {
	_, items, _ := codes.Seeds()
	groups := map[string]bool{}
	for _, i := range items {
		if i.List == list && i.Parent != "" {
			groups[i.Parent] = true
		}
	}
	for _, i := range items {
		if i.List == list && !groups[i.Code] && i.Until.IsZero() {
			return i.Code
		}
	}
	return ""
}

func aCause() string { return first(codes.ListCause) }

// aCase is a case as if somebody had brought it to the state, to be saved
// directly by tests of storage and permission.
func (c *city) aCase(id, holder string, at time.Time) Case {
	return Case{
		ID: ID(id), No: "号" + id, County: county, State: Handling, Title: "题" + id, Cause: "0101", Region: county + "001", IntakeOrg: holder, Holder: holder,
		RegionPath: "/37/3702/370285/370285001/", Channel: "walk_in", NextStep: StepMediate, TrackHash: "hash" + id, ReportedAt: at, UpdatedAt: at,
		Clocks: []Clock{{ID: "clock" + id, Kind: HandlingClock, Org: holder, StartAt: at, Due: at.Add(48 * time.Hour), YellowAt: at.Add(24 * time.Hour)}},
	}
}

func (c *city) save(t testing.TB, before, after Case) Case {
	t.Helper()
	c.write(t, func(tx *sqldb.Tx) (err error) {
		after, err = save(context.Background(), tx, before, after, c.paths())
		return err
	})
	return after
}
