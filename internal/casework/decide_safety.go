package casework

import (
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/fault"
)

// Screen records the answer to the question about violence at home (反家庭暴力法 2, 13, 14).
// Asked again, the newest answer counts; who takes back a yes says why.
type Screen struct {
	Harm     string `json:"harm" enum:"none,yes,unsaid"`
	Harmed   string `json:"harmed,omitempty" doc:"party id of who is hurt; needed with yes"`
	HarmedBy string `json:"harmedBy,omitempty" doc:"party id, empty when it was not said"`
	Child    bool   `json:"child,omitempty" doc:"a minor is hurt or in danger"`
	Told     string `json:"told,omitempty" doc:"in the person's words; why, where a yes is taken back"`
}

// Act implements Command.
func (Screen) Act() access.Act { return access.Screen }

func (in Screen) apply(c *Case, e *Env) error {
	var f fault.Form
	c.screen(e, in, "", &f)
	return f.Err()
}

// naming is in with the ids of the parties it names by place.
func (in Screen) naming(c Case) Screen {
	in.Harmed, in.HarmedBy = c.at(in.Harmed), c.at(in.HarmedBy)
	return in
}

// screen takes down an answer and what it obliges to.
func (c *Case) screen(e *Env, in Screen, at string, f *fault.Form) {
	s := Screening{ID: e.NewID(), Harm: in.Harm, Child: in.Child, Told: strings.TrimSpace(in.Told), At: e.Now, By: e.Actor.UserID}
	f.Require(in.Harm == "none" || in.Harm == "yes" || in.Harm == "unsaid", "case.harm_unknown", at+"harm")
	tooLong(f, map[string]limited{at + "told": {s.Told, maxNote}})
	harmed := c.party(in.Harmed)
	if in.Harm == "yes" {
		s.Harmed, s.HarmedBy = in.Harmed, in.HarmedBy
		f.Require(harmed != nil && harmed.Kind == "person", "case.harmed_missing", at+"harmed")
		f.Require(in.HarmedBy == "" || c.party(in.HarmedBy) != nil && in.HarmedBy != in.Harmed, "case.harmed_by", at+"harmedBy")
	}
	f.Require(!c.violent() || in.Harm == "yes" || s.Told != "", "case.screening_why", at+"told")
	c.Screenings = append(c.Screenings, s)
	if f.Err() == nil {
		c.oblige(e, s, harmed)
	}
}

// oblige opens the duties to report that follow from an answer and lifts those that
// followed from one taken back. What was reported before for the same need not be again.
func (c *Case) oblige(e *Env, s Screening, harmed *Party) {
	owed := map[string]string{}
	if s.Harm == "yes" && harmed.guarded(e.Today()) {
		owed["violence"] = harmed.ID
	}
	if s.Child || s.Harm == "yes" && harmed.minorOn(e.Today()) {
		owed["child"] = s.Harmed
	}
	for i := range c.Reports {
		if r := &c.Reports[i]; r.Waits() && r.Ground != "offence" && owed[r.Ground] != r.Party {
			r.LiftedAt, r.LiftWhy = e.Now, s.Told
		}
	}
	for _, ground := range []string{"violence", "child"} {
		if party, ok := owed[ground]; ok && !c.hasReport(ground, party) {
			c.Reports = append(c.Reports, Reporting{ID: e.NewID(), Ground: ground, Party: party, DueSince: e.Now, By: e.Actor.UserID})
		}
	}
}

// hasReport reports whether a report of that ground about that party waits or was made.
func (c *Case) hasReport(ground, party string) bool {
	for _, r := range c.Reports {
		if r.Ground == ground && r.Party == party && r.LiftedAt.IsZero() {
			return true
		}
	}
	return false
}

// MakeReport records that the police or another department were told: to whom, when, by
// whom, and with what receipt.
type MakeReport struct {
	Report     string    `json:"report,omitempty" doc:"the duty it discharges; empty for a report nobody was obliged to"`
	Ground     string    `json:"ground,omitempty" enum:",violence,child,offence" doc:"of a report without a duty"`
	Party      string    `json:"party,omitempty" doc:"party id; of a report without a duty"`
	To         string    `json:"to" enum:"police,civil_affairs,education,other"`
	Office     string    `json:"office" doc:"by name"`
	Way        string    `json:"way" enum:"phone,visit,written,online"`
	ReportedAt time.Time `json:"reportedAt"`
	ReportedBy string    `json:"reportedBy" doc:"by name"`
	TakenBy    string    `json:"takenBy,omitempty" doc:"who took it there"`
	Receipt    string    `json:"receipt,omitempty" doc:"number of the receipt or of the call"`
	Note       string    `json:"note,omitempty"`
}

// Act implements Command.
func (MakeReport) Act() access.Act { return access.Report }

func (in MakeReport) apply(c *Case, e *Env) error {
	var f fault.Form
	r := byID(c.Reports, in.Report, func(r *Reporting) string { return r.ID })
	if in.Report == "" {
		c.Reports = append(c.Reports, Reporting{ID: e.NewID(), Ground: in.Ground, Party: in.Party})
		r = &c.Reports[len(c.Reports)-1]
		f.Require(takenBy[in.Ground] != nil, "case.ground_unknown", "ground")
		f.Require(in.Party == "" || c.party(in.Party) != nil, "case.party_unknown", "party")
	}
	if r == nil || !r.Waits() {
		return fault.BadField("case.report_unknown", "report")
	}
	f.Require(takenBy[r.Ground] == nil || contains(takenBy[r.Ground], in.To), "case.report_to", "to")
	f.Require(strings.TrimSpace(in.Office) != "", "case.report_office", "office")
	f.Require(contains(reportWays, in.Way), "case.way_unknown", "way")
	f.Require(strings.TrimSpace(in.ReportedBy) != "", "case.report_by", "reportedBy")
	f.Require(strings.TrimSpace(in.TakenBy) != "" || strings.TrimSpace(in.Receipt) != "", "case.report_receipt", "receipt")
	f.Require(!in.ReportedAt.IsZero() && !in.ReportedAt.After(e.Now), "case.report_when", "reportedAt")
	f.Require(in.ReportedAt.IsZero() || calendar.DateOf(in.ReportedAt).DaysUntil(e.Today()) <= mostReportAge, "case.report_when", "reportedAt")
	tooLong(&f, map[string]limited{"office": {in.Office, 100}, "reportedBy": {in.ReportedBy, maxName}, "takenBy": {in.TakenBy, maxName}, "receipt": {in.Receipt, 100}, "note": {in.Note, maxNote}})
	r.To, r.Office, r.Way, r.ReportedAt, r.ReportedBy = in.To, strings.TrimSpace(in.Office), in.Way, in.ReportedAt, strings.TrimSpace(in.ReportedBy)
	r.TakenBy, r.Receipt, r.Note, r.By = strings.TrimSpace(in.TakenBy), strings.TrimSpace(in.Receipt), in.Note, e.Actor.UserID
	return f.Err()
}

// mostReportAge is how many days back a report may lie that is put on record: a report
// may have been made before the dispute was brought.
const mostReportAge = 366
