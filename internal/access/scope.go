package access

import (
	"slices"

	"hemu/internal/sqldb"
)

// Reader is what an actor may see, worked out once from all live posts: the
// union of their scopes. It is the only source of both the SQL predicate over
// cases and the check of a single case, so the two cannot disagree.
type Reader struct {
	UserID string
	// Ranges are half-open ranges of organisation paths the actor sees whole:
	// [from, to) covers a unit, or a unit and all below it.
	Ranges []Range
	// Own is set when a post lets the actor see what they registered or handle.
	Own bool
	// Wide is set when a range covers more than a few units, so that a list
	// walks its sort index and tests each case, instead of collecting the
	// cases of the units and sorting them.
	Wide bool
	// Live leaves out what is at an end and has nothing due.
	Live bool
	// Shown is the organisation in whose cases, taken in or held, the reader may
	// have masked numbers revealed (Reveal); "" for none.
	Shown string
}

// Stepwise is r for a query that comes to its cases by another way, one case, a clock
// or a hit of a search after the other: each is looked at as it comes, whatever the
// reader may see beside it.
func (r Reader) Stepwise() Reader {
	r.Wide = true
	return r
}

// Lively is r for a query that collects the cases that are open or have something due.
func (r Reader) Lively() Reader {
	r.Wide, r.Live = false, true
	return r
}

// Range is a half-open range of organisation paths.
type Range struct{ From, To string }

// Holds reports whether path lies in r.
func (r Range) Holds(path string) bool { return r.From <= path && path < r.To }

// caseRoles are the roles whose office includes reading cases. The system,
// security and audit administrators are not among them (三员分立, standards.md
// §7.4): none reads case content by virtue of that office.
var caseRoles = map[Role]bool{
	InformationOfficer: true, Mediator: true, LiaisonOfficer: true, Head: true, Receptionist: true,
	Dispatcher: true, Supervisor: true, Archivist: true, Analyst: true,
}

// ReadsCases reports whether role reads cases at all.
func (r Role) ReadsCases() bool { return caseRoles[r] }

// ReaderOf works out what actor may see.
func ReaderOf(actor Actor) Reader {
	r := Reader{UserID: actor.UserID}
	if May(actor.Acting, Reveal, []Relation{Holder}).OK {
		r.Shown = actor.Acting.OrgID
	}
	for _, p := range actor.Posts {
		if !p.Role.ReadsCases() {
			continue
		}
		r.Own = true
		switch p.Scope {
		case Unit:
			r.Ranges = append(r.Ranges, unitRange(p.OrgPath))
		case Subtree:
			from, to := sqldb.Below(p.OrgPath)
			r.Ranges = append(r.Ranges, Range{from, to})
			r.Wide = r.Wide || p.OrgLevel != LevelVillage
		case Custom:
			for _, path := range p.Custom {
				from, to := sqldb.Below(path)
				r.Ranges = append(r.Ranges, Range{from, to})
			}
			r.Wide = true
		case All:
			r.Ranges = append(r.Ranges, Range{"/", "0"})
			r.Wide = true
		}
	}
	return r
}

// Holds reports whether the reader sees an organisation whole, by its path.
func (r Reader) Holds(path string) bool {
	return slices.ContainsFunc(r.Ranges, func(rg Range) bool { return rg.Holds(path) })
}

// Covers reports whether the reader sees a unit and all below it whole.
func (r Reader) Covers(path string) bool {
	from, to := sqldb.Below(path)
	return slices.ContainsFunc(r.Ranges, func(rg Range) bool { return rg.From <= from && to <= rg.To })
}

// Overlaps reports whether the reader sees a unit, or anything below it, whole.
func (r Reader) Overlaps(path string) bool {
	from, to := sqldb.Below(path)
	return slices.ContainsFunc(r.Ranges, func(rg Range) bool { return rg.From < to && from < rg.To })
}

// Holding adds to c the condition that the path in a column is that of an organisation
// the reader sees whole: every case it holds that is not confidential.
func (r Reader) Holding(c *sqldb.Cond, column string) {
	cond, args := r.pathCond(column)
	c.And(cond, args...)
}

// unitRange covers exactly one unit: no path lies between "/a/" and "/a/\x01".
func unitRange(path string) Range { return Range{path, path + "\x01"} }

// Cases adds to c the condition that the case c.id (table alias "c" of
// casework_case) is one the reader may see:
//
//   - a case that is not confidential, when an organisation that has a part in
//     it lies in one of the ranges, or when the reader registered or handles it;
//   - a confidential case, only when the reader is named on it.
//
// Without a live post that reads cases nothing is seen, named or not: whoever has
// left an office has left its cases.
func (r Reader) Cases(c *sqldb.Cond) {
	if !r.Own {
		c.And("FALSE")
		return
	}
	if r.Wide {
		cond, args := r.each()
		c.And(cond, args...)
		return
	}
	ranges, args := r.pathCond("r.org_path")
	// The set is read from indexes alone; what of it is confidential is told on the case.
	if r.Live {
		ranges = "r.live AND (" + ranges + ")"
	}
	cond := "c.id IN (SELECT r.case_id FROM casework_reach r WHERE " + ranges +
		" UNION SELECT o.id FROM casework_case o WHERE o.registrar_id = ?" +
		" UNION SELECT o.id FROM casework_case o WHERE o.handler_id = ?" +
		" UNION SELECT n.case_id FROM casework_named n JOIN casework_case o ON o.id = n.case_id WHERE o.confidential AND n.user_id = ?)" +
		" AND (NOT c.confidential OR EXISTS (SELECT 1 FROM casework_named n WHERE n.case_id = c.id AND n.user_id = ?))"
	args = append(args, r.UserID, r.UserID, r.UserID, r.UserID)
	c.And(cond, args...)
}

// each is the condition for one case as it comes. It is correlated, so that neither
// planner can drive the query from here and sort the whole table afterwards; OFFSET 0
// keeps PostgreSQL from reading every organisation's cases into memory to look a page of
// them up. Who holds a case has a part in it, and that stands on its row.
func (r Reader) each() (string, []any) {
	holding, args := r.pathCond("c.holder_path")
	reached, more := r.pathCond("r.org_path")
	args = append(append(append(args, r.UserID, r.UserID), more...), r.UserID)
	return "(NOT c.confidential AND (" + holding + " OR c.registrar_id = ? OR c.handler_id = ?" +
		" OR EXISTS (SELECT 1 FROM casework_reach r WHERE r.case_id = c.id AND (" + reached + ") LIMIT 1 OFFSET 0)))" +
		" OR (c.confidential AND EXISTS (SELECT 1 FROM casework_named n WHERE n.case_id = c.id AND n.user_id = ?))", args
}

// Clocks adds to c the condition that a clock (table alias "k" of casework_clock) is on a
// case the reader may see. Whoever has to act on a clock has a part in its case, so that
// most are told without looking at the case.
func (r Reader) Clocks(c *sqldb.Cond) {
	if !r.Own {
		c.And("FALSE")
		return
	}
	acting, args := r.pathCond("k.org_path")
	each, more := r.each()
	args = append(append(args, r.UserID), more...)
	c.And("(NOT k.secret AND ("+acting+" OR k.handler_id = ?)) OR EXISTS (SELECT 1 FROM casework_case c WHERE c.id = k.case_id AND ("+each+") LIMIT 1 OFFSET 0)", args...)
}

// pathCond is the condition that the path in a column lies in one of the ranges.
func (r Reader) pathCond(column string) (string, []any) {
	if len(r.Ranges) == 0 {
		return "FALSE", nil
	}
	cond, args := "", []any{}
	for i, rg := range r.Ranges {
		if i > 0 {
			cond += " OR "
		}
		cond += "(" + column + " >= ? AND " + column + " < ?)"
		args = append(args, rg.From, rg.To)
	}
	return cond, args
}
