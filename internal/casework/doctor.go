package casework

import (
	"context"
	"encoding/json"
	"slices"

	"hemu/internal/ledger"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Finding is one thing wrong with a case, or with the counters when Case is "".
type Finding struct {
	Case ID
	No   string
	// Code: holder_missing, holder_closed, next_step_missing, clock_missing,
	// clock_orphaned (its organisation is closed or unknown),
	// number_missing, row_differs, projection_differs, ledger_missing,
	// ledger_behind, tally_differs, number_gap.
	Code  string
	About string // the projection, unit or sequence meant
}

// Report is what a check of all cases found. Findings are the first mostFindings
// of them; Totals counts all.
type Report struct {
	Cases    int64
	Open     int64
	Findings []Finding
	Totals   map[string]int64
}

const (
	mostFindings = 500
	checkPage    = 100
)

func (r *Report) add(c Case, code, about string) {
	r.Totals[code]++
	if len(r.Findings) < mostFindings {
		r.Findings = append(r.Findings, Finding{c.ID, c.No, code, about})
	}
}

// Check proves of every case that nothing falls through (casework.md §3): an
// open one has exactly one open organisation that answers for it, a next step
// and a clock; and that projections, counters, numbers and ledger agree with it.
// It reads page by page, each on a picture of its own, in constant memory.
func Check(ctx context.Context, db *sqldb.DB) (Report, error) {
	r := Report{Totals: map[string]int64{}}
	after := ""
	for more := true; more; {
		err := db.Read(ctx, func(tx *sqldb.Tx) error {
			ids, err := casesAfter(ctx, tx, after, checkPage)
			for _, id := range ids {
				if err == nil {
					err = r.check(ctx, tx, ID(id))
				}
			}
			if more = len(ids) == checkPage; len(ids) > 0 {
				after = ids[len(ids)-1]
			}
			return err
		})
		if err != nil {
			return r, err
		}
	}
	return r, db.Read(ctx, func(tx *sqldb.Tx) error { return r.checkTotals(ctx, tx) })
}

// checkTotals: counters and sequences of numbers, which are of no single case.
func (r *Report) checkTotals(ctx context.Context, tx *sqldb.Tx) error {
	for code, find := range map[string]func(context.Context, *sqldb.Tx, int) ([]string, error){
		"tally_differs": wrongTallies, "number_gap": numberGaps,
	} {
		wrong, err := find(ctx, tx, mostFindings)
		if err != nil {
			return err
		}
		for _, about := range wrong {
			r.add(Case{}, code, about)
		}
	}
	return nil
}

func (r *Report) check(ctx context.Context, tx *sqldb.Tx, id ID) error {
	c, err := load(ctx, tx, id)
	if err != nil {
		return err
	}
	r.Cases++
	units, err := unitsOfReach(ctx, tx, c)
	if err != nil {
		return err
	}
	if c.No == "" {
		r.add(c, "number_missing", "")
	}
	if c.State.Open() {
		r.Open++
		r.checkOpen(c, units)
	}
	paths := map[string]string{}
	for id, u := range units {
		paths[id] = u.Path
	}
	if same, err := sameRow(ctx, tx, c, paths); err != nil || !same {
		if err != nil {
			return err
		}
		r.add(c, "row_differs", "")
	}
	stored, err := readProjections(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, about := range stored.differences(project(c, paths)) {
		r.add(c, "projection_differs", about)
	}
	hashes, err := readIdentifiers(ctx, tx, id)
	if err != nil {
		return err
	}
	if want, err := c.identifiers(tx); err != nil || !slices.Equal(hashes, want) && !c.key.IsZero() {
		if err != nil {
			return err
		}
		r.add(c, "projection_differs", "identifier")
	}
	return r.checkLedger(ctx, tx, c)
}

func unitsOfReach(ctx context.Context, tx *sqldb.Tx, c Case) (map[string]org.Unit, error) {
	ids := []string{}
	for id := range c.reach() {
		ids = append(ids, id)
	}
	return org.ByID(ctx, tx, ids)
}

// checkOpen: somebody answers for the case, knows what to do, and by when.
func (r *Report) checkOpen(c Case, units map[string]org.Unit) {
	holder, known := units[c.Holder]
	if !known {
		r.add(c, "holder_missing", c.Holder)
	} else if holder.Closed() {
		r.add(c, "holder_closed", c.Holder)
	}
	if c.NextStep == "" {
		r.add(c, "next_step_missing", "")
	}
	if c.Foremost() == nil {
		r.add(c, "clock_missing", "")
	}
	for _, k := range c.Clocks {
		if u, known := units[k.Org]; k.Running() && k.Kind != Total && (!known || u.Closed()) {
			r.add(c, "clock_orphaned", string(k.Kind))
		}
	}
}

// checkLedger: the last entry of the case's history is of the case as it stands.
func (r *Report) checkLedger(ctx context.Context, tx *sqldb.Tx, c Case) error {
	last, err := ledger.List(ctx, tx, string(c.ID), 0, 1)
	if err != nil {
		return err
	}
	if len(last) == 0 {
		r.add(c, "ledger_missing", "")
		return nil
	}
	var e struct{ Version int64 }
	if last[0].Erased || last[0].Verb == ledger.EraseVerb {
		return nil // what it said is gone by law; ledger verify still holds it to account
	}
	if json.Unmarshal(last[0].Body, &e) != nil || e.Version != c.Version {
		r.add(c, "ledger_behind", "")
	}
	return nil
}

// differences names the projections in which p and o differ.
func (p projections) differences(o projections) (names []string) {
	for name, same := range map[string]bool{
		"clock": slices.Equal(p.clocks, o.clocks), "reach": slices.Equal(p.reach, o.reach),
		"named": slices.Equal(p.named, o.named), "party": slices.Equal(p.parties, o.parties),
	} {
		if !same {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
