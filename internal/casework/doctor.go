package casework

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"hemu/internal/calendar"
	"hemu/internal/ledger"
	"hemu/internal/org"
	"hemu/internal/search"
	"hemu/internal/sqldb"
)

// Finding is one thing wrong with a case, or with the counters when Case is "".
type Finding struct {
	Case ID
	No   string
	// Code: holder_missing, holder_closed, holder_vacant (nobody holds a post there),
	// handler_left (the person responsible holds none there), next_step_missing,
	// clock_missing, clock_orphaned (its organisation is closed or unknown),
	// nobody_admitted (confidential: nobody who could act may open it), voice_unclocked
	// (a resident's word that nobody has to answer), session_left (planned, and nothing
	// left to hold it for), page_gap (in an archived file), number_missing, unreadable
	// (what is stored cannot be read or opened), row_differs, projection_differs, ledger_missing,
	// ledger_behind, tally_differs, month_differs, number_gap.
	Code  string
	About string // the projection, unit or sequence meant
}

// Report is what a check of all cases found. Findings are the first mostFindings
// of them; Totals counts all.
type Report struct {
	Cases int64
	Open  int64
	// Unanswered counts the clocks that ran out while somebody was asked something:
	// to sign, to designate, to decide, to give an opinion, to answer a resident. They
	// are overdue work, red in the lists of their units and those above, and no
	// finding: nothing has fallen through.
	Unanswered int64
	Findings   []Finding
	Totals     map[string]int64
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

// Recount makes the counters anew by counting the cases, all or nothing: what mends
// tally_differs and month_differs. Where units lie is written down anew before. Commands
// wait meanwhile.
func (s *Service) Recount(ctx context.Context) error {
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		if err := org.StillForOne(ctx, tx); err != nil {
			return err
		}
		return recount(ctx, tx)
	})
}

// Check proves of every case that nothing falls through (casework.md §3): an
// open one has exactly one open organisation that answers for it, a next step
// and a clock; and that projections, counters, numbers and ledger agree with it.
// It reads page by page, each on a picture of its own, in constant memory.
func (s *Service) Check(ctx context.Context) (Report, error) {
	db, r := s.DB, Report{Totals: map[string]int64{}}
	after := ""
	for more := true; more; {
		err := db.Read(ctx, func(tx *sqldb.Tx) error {
			ids, err := casesAfter(ctx, tx, after, checkPage)
			for _, id := range ids {
				if err == nil {
					err = s.check(ctx, tx, &r, ID(id))
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
		"tally_differs": wrongTallies, "month_differs": wrongMonths, "number_gap": numberGaps,
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

func (s *Service) check(ctx context.Context, tx *sqldb.Tx, r *Report, id ID) error {
	c, err := load(ctx, tx, id)
	r.Cases++
	switch {
	case err != nil && (ctx.Err() != nil || sqldb.IsUnavailable(err)):
		return err
	case err != nil: // its own rows are at fault: the others are still looked at
		r.add(Case{ID: id}, "unreadable", err.Error())
		return nil
	}
	units, err := unitsAround(ctx, tx, c)
	if err != nil {
		return err
	}
	if c.No == "" {
		r.add(c, "number_missing", "")
	}
	officers, err := s.Officers(ctx, tx, slices.Sorted(maps.Keys(units)))
	if err != nil {
		return err
	}
	e := Env{Now: tx.Now, Units: units, Officers: officers}
	if c.State.Open() {
		r.Open++
		r.checkOpen(c, e)
	}
	r.checkRunning(c, e)
	r.checkLeft(c)
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
	if same, err := marksAgree(ctx, tx, c); err != nil || !same {
		if err != nil {
			return err
		}
		r.add(c, "projection_differs", "mark")
	}
	if same, err := bookingsAgree(ctx, tx, c); err != nil || !same {
		if err != nil {
			return err
		}
		r.add(c, "projection_differs", "session")
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
	if found, err := search.Current(ctx, tx, c.document()); err != nil || !found {
		if err != nil {
			return err
		}
		r.add(c, "projection_differs", "search")
	}
	return r.checkLedger(ctx, tx, c)
}

// unitsAround are the organisations with a part in c, and of a confidential case those
// above them, whose heads may have been let in.
func unitsAround(ctx context.Context, tx *sqldb.Tx, c Case) (map[string]org.Unit, error) {
	ids := slices.Sorted(maps.Keys(c.reach()))
	units, err := org.ByID(ctx, tx, ids)
	if err != nil || !c.Confidential {
		return units, err
	}
	return units, org.AddAbove(ctx, tx, units, ids...)
}

// checkOpen: somebody answers for the case, knows what to do, and by when.
func (r *Report) checkOpen(c Case, e Env) {
	holder, known := e.Units[c.Holder]
	switch at := e.Officers[c.Holder]; {
	case !known:
		r.add(c, "holder_missing", c.Holder)
	case holder.Closed():
		r.add(c, "holder_closed", c.Holder)
	case len(at) == 0:
		r.add(c, "holder_vacant", c.Holder)
	case c.Handler != "" && !e.serves(c.Handler, c.Holder):
		r.add(c, "handler_left", c.Handler)
	}
	if c.NextStep == "" {
		r.add(c, "next_step_missing", "")
	}
	if c.Foremost() == nil {
		r.add(c, "clock_missing", "")
	}
}

// asks are the clocks of those who were asked something.
var asks = []ClockKind{SignIn, Designation, ExtensionReply, OpinionClock, VoiceClock, ComplaintClock, DataClock}

// checkRunning: whoever has to act by a clock exists, and can open the case.
func (r *Report) checkRunning(c Case, e Env) {
	for _, k := range c.Clocks {
		if !k.Running() || k.Kind == Total {
			continue
		}
		if u, known := e.Units[k.Org]; !known || u.Closed() {
			r.add(c, "clock_orphaned", string(k.Kind))
		}
		if c.Confidential && !c.admits(&e, k) {
			r.add(c, "nobody_admitted", string(k.Kind))
		}
		if slices.Contains(asks, k.Kind) && k.Light(e.Now) == calendar.Red {
			r.Unanswered++
		}
	}
	for _, v := range c.Voices {
		if v.Waits() && !slices.ContainsFunc(c.Clocks, func(k Clock) bool { return k.Subject == v.ID && k.Running() && k.Org == v.To }) {
			r.add(c, "voice_unclocked", v.ID)
		}
	}
	for _, q := range c.Requests {
		if q.Waits() && !slices.ContainsFunc(c.Clocks, func(k Clock) bool { return k.Subject == q.ID && k.Running() }) {
			r.add(c, "request_unclocked", q.ID)
		}
	}
}

// checkLeft: nothing is left over from what has ended, and the pages of an archived
// file are numbered through.
func (r *Report) checkLeft(c Case) {
	for _, s := range c.Sessions {
		if s.State == "planned" && c.State != Handling {
			r.add(c, "session_left", s.ID)
		}
	}
	next := 1
	for _, f := range c.volume() {
		if f.First != 0 && (f.First != next || f.Pages < 1) {
			r.add(c, "page_gap", f.Kind)
		}
		next = f.Last() + 1
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
