package codes

import (
	"context"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"hemu/internal/calendar"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
)

// The first content of a deployment. Every value may be changed afterwards by an
// administrator; where it comes from and how sure we are stands beside it.
var (
	//go:embed seed/lists.csv
	seedLists string
	//go:embed seed/items.csv
	seedItems string
	//go:embed seed/policies.csv
	seedPolicies string
)

// Seeds are the built-in lists, items and policies.
func Seeds() ([]List, []Item, Policies) {
	var lists []List
	from := map[string]calendar.Date{}
	for _, r := range records(seedLists) {
		l := List{ID: r["id"], NameZH: r["name_zh"], NameEN: r["name_en"], Levels: number(r["levels"]),
			Editable: r["editable"] == "true", Citation: r["citation"], Status: Status(r["status"]), Version: 1}
		lists, from[l.ID] = append(lists, l), day(r["from"])
	}
	var items []Item
	order := map[string]int{}
	for _, r := range records(seedItems) {
		list := r["list"]
		order[list] += 10 // room to put something between
		items = append(items, Item{List: list, Code: r["code"], Parent: r["parent"], NameZH: r["name_zh"],
			NameEN: r["name_en"], Order: order[list], From: from[list], Mapping: pairs(r["mapping"])})
	}
	var policies Policies
	for _, r := range records(seedPolicies) {
		policies = append(policies, seedPolicy(r))
	}
	return lists, items, policies
}

func seedPolicy(r map[string]string) ClockRule {
	p := ClockRule{
		ID: r["id"], Kind: Kind(r["kind"]), Level: r["level"], Category: r["category"], Difficulty: r["difficulty"],
		Batch: r["batch"], OrgLevel: r["org_level"], Length: number(r["length"]), Unit: calendar.Unit(r["unit"]),
		Starts: r["starts"], Pausable: r["pausable"] == "true", PauseReasons: strings.Fields(r["pause_reasons"]),
		YellowPercent: number(r["yellow_percent"]), Count: number(r["count"]), Outcome: r["outcome"],
		From: day(r["from"]), Status: Status(r["status"]), Citation: r["citation"], Version: 1,
	}
	for _, d := range strings.Fields(r["visit_days"]) {
		p.VisitDays = append(p.VisitDays, number(d))
	}
	return p
}

// records reads a built-in table. It is part of the program, so a fault in it is
// the program's, and TestSeedsAreSound finds it before anybody else.
func records(text string) []map[string]string {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		panic("codes: built-in table: " + err.Error())
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		r := map[string]string{}
		for i, cell := range row {
			r[rows[0][i]] = cell
		}
		out = append(out, r)
	}
	return out
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(fmt.Sprintf("codes: built-in table: %q is no number", s))
	}
	return n
}

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(fmt.Sprintf("codes: built-in table: %q is no day", s))
	}
	return d
}

// pairs reads a=1;b=2.
func pairs(s string) map[string]string {
	if s == "" {
		return nil
	}
	out := map[string]string{}
	for _, pair := range strings.Split(s, ";") {
		k, v, _ := strings.Cut(pair, "=")
		out[k] = v
	}
	return out
}

// seeded counts what a Seed added; it is the body of its ledger entry.
type seeded struct {
	Lists    int `json:"lists"`
	Items    int `json:"items"`
	Policies int `json:"policies"`
	Days     int `json:"days"`
}

// Seed adds what of the built-in lists, items, policies and official days the
// database has never had. It changes nothing an administrator has touched: a
// retired item stays retired, a replaced notice stays replaced. Run it at every
// start; it is idempotent.
func Seed(ctx context.Context, tx *sqldb.Tx) error {
	if err := tx.Lock(ctx, lockName); err != nil {
		return err
	}
	had, err := loadKeys(ctx, tx)
	if err != nil {
		return err
	}
	var n seeded
	lists, items, policies := Seeds()
	for _, l := range lists {
		if had.lists[l.ID] {
			continue
		}
		if err := insertList(ctx, tx, l); err != nil {
			return err
		}
		n.Lists++
	}
	for _, i := range items {
		if had.items[i.List+"/"+i.Code] {
			continue
		}
		if err := insertItem(ctx, tx, i); err != nil {
			return err
		}
		n.Items++
	}
	for _, p := range policies {
		if had.policies[p.ID] {
			continue
		}
		if err := insertPolicy(ctx, tx, p); err != nil {
			return err
		}
		n.Policies++
	}
	for _, d := range calendar.Official() {
		if had.notices[d.Notice] {
			continue
		}
		if err := putDay(ctx, tx, d, builtIn); err != nil {
			return err
		}
		n.Days++
	}
	if n == (seeded{}) {
		return nil
	}
	return record(ctx, tx, "", "", "codes.seed", n)
}

// builtIn is the source of days that came with the program.
const builtIn = "built-in"

// lockName makes those who change codes take turns.
const lockName = "codes"

// record writes what was done to the ledger and turns the revision, so that
// every reader sees it.
func record(ctx context.Context, tx *sqldb.Tx, by, actingOrg, verb string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	if err := turnRevision(ctx, tx); err != nil {
		return err
	}
	_, err = ledger.Append(ctx, tx, ledger.Entry{Stream: "codes", Actor: by, Org: actingOrg, Verb: verb, Body: raw})
	return err
}
