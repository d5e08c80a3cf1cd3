package casework

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/ledger"
	"hemu/internal/message"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Keeping says until when a case is kept whole, and under which policy.
type Keeping struct {
	Rule codes.ClockRule
	From calendar.Date // the day the file was archived or the matter declined
	Due  calendar.Date // first day on which it may be anonymised
}

// keptSince is the instant the time of keeping runs from, zero while the case is not
// at an end or when nothing is left to keep.
func (c *Case) keptSince() time.Time {
	switch {
	case !c.Anonymised.IsZero():
	case c.State == Archived:
		return c.ArchivedAt
	case c.State == Declined:
		return c.ClosedAt
	}
	return time.Time{}
}

// declinedPeriod stands for the retention period of matters that were declined, which
// nobody archives.
const declinedPeriod = "declined"

func (c *Case) period() string {
	if c.State == Declined {
		return declinedPeriod
	}
	return c.Retention
}

// periodOf is the retention period a policy is for.
func periodOf(r codes.ClockRule) string {
	if r.Kind == codes.RetentionDeclined {
		return declinedPeriod
	}
	return r.Outcome
}

// keeps reports whether r is about how long files are kept.
func keeps(r codes.ClockRule) bool {
	return r.Kind == codes.Retention || r.Kind == codes.RetentionDeclined
}

// Keeping decides until when c is kept; ok is false for a case that is not at an end
// and for one that no policy lets go (a file kept for ever). The policy is the one that
// holds on the day asked: a longer period set meanwhile counts for old files too.
func (c *Case) Keeping(all codes.Policies, on calendar.Date) (k Keeping, ok bool) {
	since := c.keptSince()
	if since.IsZero() {
		return k, false
	}
	kind := codes.Retention
	if c.State == Declined {
		kind = codes.RetentionDeclined
	}
	fitting := slices.DeleteFunc(slices.Clone(all), func(r codes.ClockRule) bool { return !keeps(r) || periodOf(r) != c.period() })
	k.Rule, ok = fitting.Pick(kind, codes.Facts{Level: string(c.Level), Category: c.GBType, Difficulty: string(c.Difficult), Batch: string(c.Batch), On: on})
	k.From = calendar.DateOf(since)
	k.Due = k.From.AddMonths(12 * k.Rule.Count).AddDays(1)
	return k, ok
}

// Destruction says on whose decision and under which rule a case is anonymised. It
// becomes the body of the ledger's entry.
type Destruction struct {
	Certificate string `json:"certificate"`
	Rule        string `json:"rule,omitempty"`
	Proposer    string `json:"proposer,omitempty"` // user id
}

// Destroyed is what went when a case was anonymised.
type Destroyed struct {
	Files   int      // attachments that the case no longer has
	Entries int      // of the ledger, whose bodies were erased
	Digests []string // of those files: their bytes have to go where no other case has them (Hung)
}

// Anonymise destroys all that tells who the people of a case were, and keeps what is
// counted (mission R5, PIPL 47): parties, texts, papers and attachments go, the bodies
// of the ledger's entries are erased by an entry that says so, the key of the case is
// destroyed, and search, numbers and the tracking code find nothing any more. actor is
// whoever decided. What was merged into the case goes with it. also runs in the same
// transaction. Faults: case.anonymised, case.not_due, case.held, case.person_waits.
func (s *Service) Anonymise(
	ctx context.Context, actor access.Actor, id ID, why Destruction, also func(*sqldb.Tx, Destroyed) error,
) (gone Destroyed, err error) {
	err = s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		if err := lock(ctx, tx, id); err != nil {
			return err
		}
		c, err := load(ctx, tx, id)
		if err != nil {
			return err
		}
		e, err := s.env(ctx, tx, actor, c, nil)
		if err != nil {
			return err
		}
		after, err := c.anonymise(&e, &why)
		if err != nil {
			return err
		}
		if gone, err = s.destroy(ctx, tx, c, after, why, e); err != nil {
			return err
		}
		if err := s.destroyAbsorbed(ctx, tx, actor, c, why, &gone); err != nil {
			return err
		}
		return also(tx, gone)
	})
	return gone, err
}

// anonymise decides: the case as it stays, or why it may not be.
func (c *Case) anonymise(e *Env, why *Destruction) (Case, error) {
	keeping, ok := c.Keeping(e.Policies, e.Today())
	switch {
	case !c.Anonymised.IsZero():
		return *c, fault.New(fault.Conflict, "case.anonymised").With(fault.Args{"certificate": c.Certificate})
	case !ok || keeping.Due.After(e.Today()):
		return *c, fault.New(fault.Conflict, "case.not_due")
	}
	if err := c.mayGo(e.Today()); err != nil {
		return *c, err
	}
	why.Rule = keeping.Rule.ID
	return c.counted(e, why.Certificate), nil
}

// mayGo tells what keeps a case beyond its time: a hold, or somebody who still waits for
// an answer that could not be given any more (个人信息保护法 45, 50).
func (c *Case) mayGo(on calendar.Date) error {
	switch {
	case c.Held(on):
		return fault.New(fault.Conflict, "case.held")
	case c.waitingData() || slices.ContainsFunc(c.Voices, Voice.Waits):
		return fault.New(fault.Conflict, "case.person_waits")
	}
	return nil
}

// destroyAbsorbed destroys the cases that were merged into c with it: they are about the
// same people, have no time of keeping of their own, and could not be taken apart again.
func (s *Service) destroyAbsorbed(ctx context.Context, tx *sqldb.Tx, actor access.Actor, c Case, why Destruction, gone *Destroyed) error {
	for _, t := range c.Ties {
		if t.Kind != Absorbed {
			continue
		}
		if err := lock(ctx, tx, t.Case); err != nil {
			return err
		}
		a, err := load(ctx, tx, t.Case)
		if err != nil {
			return err
		}
		if a.State != Merged || !a.Anonymised.IsZero() {
			continue
		}
		e, err := s.env(ctx, tx, actor, a, nil)
		if err != nil {
			return err
		}
		if err := a.mayGo(e.Today()); err != nil {
			return err
		}
		more, err := s.destroy(ctx, tx, a, a.counted(&e, why.Certificate), why, e)
		if err != nil {
			return err
		}
		gone.Files, gone.Entries, gone.Digests = gone.Files+more.Files, gone.Entries+more.Entries, append(gone.Digests, more.Digests...)
	}
	return nil
}

// destroy writes what stays of a case over what it was.
func (s *Service) destroy(ctx context.Context, tx *sqldb.Tx, c, after Case, why Destruction, e Env) (gone Destroyed, err error) {
	body, err := json.Marshal(why)
	if err != nil {
		return gone, err
	}
	by := ledger.Entry{Actor: e.Actor.UserID, Org: e.Actor.Acting.OrgID, Role: string(e.Actor.Acting.Role), Body: body}
	if gone.Entries, err = ledger.EraseAll(ctx, tx, string(c.ID), by); err != nil {
		return gone, err
	}
	if after, err = s.record(ctx, tx, c, after, []Event{{access.Anonymise, why}}, e); err != nil {
		return gone, err
	}
	if err := destroySeal(ctx, tx, after.ID); err != nil {
		return gone, err
	}
	if err := blankReasons(ctx, tx, after.ID); err != nil {
		return gone, err
	}
	if err := deleteDraftsOf(ctx, tx, after.ID); err != nil {
		return gone, err
	}
	gone.Files = len(c.Files)
	gone.Digests = distinct(each(c.Files, func(f File) string { return f.Digest }))
	return gone, nil
}

// counted is all that stays of an anonymised case: what is counted, by whom and when
// things were done, and the numbers of its papers. Every field is listed by itself: one
// that a later version adds goes, unless somebody decides here that it stays.
func (c *Case) counted(e *Env, certificate string) Case {
	return Case{
		ID: c.ID, No: c.No, County: c.County, Version: c.Version, State: c.State, Title: c.nameless(e),
		Cause: c.Cause, GBType: c.GBType, MOJType: c.MOJType, Inducing: c.Inducing, Channel: c.Channel, Region: c.Region, RegionPath: c.RegionPath,
		People: c.People, AmountFen: c.AmountFen, Urgent: c.Urgent, Batch: c.Batch, Level: c.Level, Difficult: c.Difficult, Tags: c.Tags,
		Confidential: c.Confidential, Named: c.Named, Unnamed: c.Unnamed, Registrar: c.Registrar, IntakeOrg: c.IntakeOrg, Holder: c.Holder, Sender: c.Sender, Handler: c.Handler,
		Returns: c.Returns, Designated: c.Designated, AwaitsDesg: c.AwaitsDesg, Attempts: c.Attempts, Exhausted: c.Exhausted,
		Outcome: c.Outcome, Closing: c.Closing, EndReason: c.EndReason, Routes: c.Routes, NextStep: c.NextStep, Retention: c.Retention, ArchiveNo: c.ArchiveNo,
		ReportedAt: c.ReportedAt, AcceptedAt: c.AcceptedAt, ClosedAt: c.ClosedAt, ArchivedAt: c.ArchivedAt, UpdatedAt: e.Now,
		Anonymised: e.Now, Certificate: certificate,
		TrackHash:   "gone:" + string(c.ID), // no code has this hash
		Parties:     c.nameParties(),
		Assignments: eachOf(c.Assignments, countedAssignment), Sessions: eachOf(c.Sessions, countedSession),
		Agreements: eachOf(c.Agreements, countedAgreement), Visits: eachOf(c.Visits, countedVisit), Clocks: c.Clocks,
		Slips: eachOf(c.Slips, countedSlip),
		Contacts: eachOf(c.Contacts, func(v Contacting) Contacting {
			return Contacting{ID: v.ID, Party: v.Party, Way: v.Way, At: v.At, By: v.By}
		}),
		Hazards: eachOf(c.Hazards, func(v Hazard) Hazard { return Hazard{ID: v.ID, RemovedAt: v.RemovedAt, At: v.At, By: v.By} }),
		Extensions: eachOf(c.Extensions, func(v Extension) Extension {
			v.Reason, v.Note = "", ""
			return v
		}),
		Voices: eachOf(c.Voices, func(v Voice) Voice {
			return Voice{ID: v.ID, Kind: v.Kind, At: v.At, To: v.To, How: v.How, AnsweredAt: v.AnsweredAt, AnsweredBy: v.AnsweredBy}
		}),
		Ties:     eachOf(c.Ties, func(v Tie) Tie { return Tie{ID: v.ID, Case: v.Case, Kind: v.Kind, At: v.At, By: v.By} }),
		Merged:   countedMerging(c.Merged),
		Requests: eachOf(c.Requests, countedData),
		Holds: eachOf(c.Holds, func(v Holding) Holding {
			return Holding{ID: v.ID, Until: v.Until, At: v.At, By: v.By, ReleasedAt: v.ReleasedAt, ReleasedBy: v.ReleasedBy}
		}),
	}
}

// nameless is the title of a case whose people nobody knows any more.
func (c *Case) nameless(e *Env) string {
	cause := e.Codes.Name(codes.ListCause, c.Cause, "zh-CN", e.Today())
	return message.Text(message.Chinese, "case.title_anonymised", fault.Args{"cause": cause})
}

// nameParties gives every party the alias of its part: 申请人甲, 被申请人甲.
func (c *Case) nameParties() (out []Party) {
	n := map[string]int{}
	for _, p := range c.Parties {
		alias := message.Text(message.Chinese, "case.alias_"+p.Role, fault.Args{"n": nth(n[p.Role])})
		n[p.Role]++
		out = append(out, Party{ID: p.ID, Role: p.Role, Kind: p.Kind, Name: alias, Main: p.Main, Consent: p.Consent, Count: p.Count})
	}
	return out
}

func countedMerging(m *Merging) *Merging {
	if m == nil {
		return nil
	}
	return &Merging{Into: m.Into, Holder: m.Holder, State: m.State, At: m.At, By: m.By}
}

func countedAssignment(a Assignment) Assignment {
	return Assignment{
		ID: a.ID, Kind: a.Kind, Role: a.Role, State: a.State, From: a.From, To: a.To, ToName: a.ToName, Handler: a.Handler, DueOn: a.DueOn,
		Duties: a.Duties, IssuedAt: a.IssuedAt, IssuedBy: a.IssuedBy, SignedAt: a.SignedAt, EndedAt: a.EndedAt, OpinionAt: a.OpinionAt,
	}
}

func countedSession(s Session) Session {
	return Session{
		ID: s.ID, No: s.No, Kind: s.Kind, State: s.State, Separate: s.Separate, Org: s.Org, PlannedAt: s.PlannedAt, Units: s.Units, Open: s.Open,
		HeldAt: s.HeldAt, Minutes: s.Minutes, RightsTold: s.RightsTold, Means: s.Means, Ways: s.Ways, Outcome: s.Outcome, EndedBy: s.EndedBy,
	}
}

func countedAgreement(a Agreement) Agreement {
	out := Agreement{
		ID: a.ID, No: a.No, Form: a.Form, State: a.State, SealedOn: a.SealedOn, Effective: a.Effective, CreatedAt: a.CreatedAt, Concluded: a.Concluded,
		Duties: eachOf(a.Duties, func(o Obligation) Obligation {
			return Obligation{
				ID: o.ID, Debtor: o.Debtor, Creditor: o.Creditor, Kind: o.Kind, AmountFen: o.AmountFen, DueOn: o.DueOn, State: o.State, DoneOn: o.DoneOn, ChangedAt: o.ChangedAt,
			}
		}),
	}
	if a.Court != nil {
		out.Court = &Court{State: a.Court.State, On: a.Court.On, ResultOn: a.Court.ResultOn}
	}
	return out
}

func countedVisit(v Visit) Visit {
	return Visit{
		ID: v.ID, Way: v.Way, Party: v.Party, Performed: v.Performed, Satisfied: v.Satisfied, Settled: v.Settled, Escalating: v.Escalating,
		On: v.On, By: v.By, Org: v.Org, At: v.At,
	}
}

func countedSlip(s Slip) Slip {
	return Slip{ID: s.ID, Kind: s.Kind, No: s.No, Org: s.Org, Subject: s.Subject, IssuedAt: s.IssuedAt, IssuedBy: s.IssuedBy}
}

// eachOf is what of makes of every item; nil for an empty list, as it is read back.
func eachOf[T any](list []T, of func(T) T) []T {
	if len(list) == 0 {
		return nil
	}
	return each(list, of)
}

// Kept is a file whose time of keeping ends, as somebody who may open it sees it.
type Kept struct {
	ID           ID
	No, Title    string
	State        State
	Category     string // GB/T 31000
	Period       string // 保管期限, "" for a matter that was declined
	Holder       string
	HolderPath   string
	Keeping      Keeping
	Held         bool
	Confidential bool
}

// keptPage is how many files are looked at in one reading.
const keptPage = 200

// Ending lists the files the actor may open whose time of keeping ends by a day, in
// the order of the days they were archived; at most limit. more says that there are
// others. Files that some day may be anonymised stand in it with whatever keeps them
// (Held), so that nobody wonders where they are.
func (s *Service) Ending(ctx context.Context, actor access.Actor, by calendar.Date, limit int) (list []Kept, more bool, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		list, more, err = s.ending(ctx, tx, ending{visible: access.ReaderOf(actor).Cases, by: by, limit: limit})
		return err
	})
	return list, more, err
}

// EndingNow lists files that may be anonymised today, for the job that proposes them;
// also narrows the list by conditions on c. What is held, or has somebody wait for an
// answer, is neither in it nor counted towards limit. Confidential files, which only named
// people may know of, are not among them.
func (s *Service) EndingNow(ctx context.Context, tx *sqldb.Tx, also func(*sqldb.Cond), limit int) ([]Kept, bool, error) {
	return s.ending(ctx, tx, ending{visible: func(c *sqldb.Cond) {
		c.And("NOT c.confidential")
		also(c)
	}, by: calendar.DateOf(tx.Now), limit: limit, free: true})
}

// ending says which files whose time of keeping ends are asked for.
type ending struct {
	visible func(*sqldb.Cond)
	by      calendar.Date // the time ends by this day
	limit   int
	free    bool // only what nothing keeps beyond its time
}

// Among is what is to be known of some cases whose time of keeping ends by a day.
// Faults: ErrNotFound for one the actor may not open, case.not_due.
func (s *Service) Among(ctx context.Context, actor access.Actor, ids []ID, by calendar.Date) (list []Kept, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		snapshot, err := s.Codes(ctx, tx)
		if err != nil {
			return err
		}
		list = nil
		for _, id := range ids {
			c, err := s.open(ctx, tx, actor, id)
			if err != nil {
				return err
			}
			k, err := c.kept(ctx, tx, snapshot.Policies)
			if err != nil || k.Keeping.Due.IsZero() || k.Keeping.Due.After(by) {
				return errors.Join(err, fault.New(fault.Conflict, "case.not_due"))
			}
			list = append(list, k)
		}
		return nil
	})
	return list, err
}

// kept is what is to be known of c, without a day where no policy lets it go.
func (c *Case) kept(ctx context.Context, tx *sqldb.Tx, all codes.Policies) (Kept, error) {
	today := calendar.DateOf(tx.Now)
	k, ok := c.Keeping(all, today)
	if !ok {
		return Kept{}, nil
	}
	holder, err := org.Get(ctx, tx, c.Holder)
	return Kept{
		ID: c.ID, No: c.No, Title: c.veil().text(c.Title), State: c.State, Category: c.GBType, Period: c.Retention, Holder: c.Holder, HolderPath: holder.Path,
		Keeping: k, Held: c.Held(today), Confidential: c.Confidential,
	}, err
}

func (s *Service) ending(ctx context.Context, tx *sqldb.Tx, q ending) (list []Kept, more bool, err error) {
	snapshot, err := s.Codes(ctx, tx)
	if err != nil {
		return nil, false, err
	}
	for _, period := range slices.Sorted(maps.Keys(shortestYears(snapshot.Policies))) {
		some, rest, err := q.in(ctx, tx, snapshot.Policies, period)
		if err != nil {
			return nil, false, err
		}
		list, more = append(list, some...), more || rest
	}
	slices.SortStableFunc(list, func(a, b Kept) int {
		return cmp.Or(a.Keeping.Due.Compare(b.Keeping.Due), strings.Compare(string(a.ID), string(b.ID)))
	})
	return list[:min(len(list), q.limit)], more || len(list) > q.limit, nil
}

// in lists those of one retention period; a policy for a category may keep some of them
// longer than the shortest.
func (q ending) in(ctx context.Context, tx *sqldb.Tx, all codes.Policies, period string) (list []Kept, more bool, err error) {
	before := q.by.AddMonths(-12 * shortestYears(all)[period]).Start()
	for after := (keptRow{}); ; {
		rows, err := keptBefore(ctx, tx, q.visible, period, before, after, keptPage)
		if err != nil {
			return nil, false, err
		}
		for _, row := range rows {
			c, err := load(ctx, tx, ID(row.id))
			if err != nil {
				return nil, false, err
			}
			k, err := c.kept(ctx, tx, all)
			switch {
			case err != nil:
				return nil, false, err
			case k.Keeping.Due.IsZero() || k.Keeping.Due.After(q.by) || q.free && c.mayGo(calendar.DateOf(tx.Now)) != nil:
				continue
			case len(list) == q.limit:
				return list, true, nil
			}
			list = append(list, k)
		}
		if len(rows) < keptPage {
			return list, false, nil
		}
		after = rows[len(rows)-1]
	}
}

// shortestYears is, for every retention period with a policy, the fewest years that
// one keeps a file.
func shortestYears(all codes.Policies) map[string]int {
	out := map[string]int{}
	for _, r := range all {
		if !keeps(r) {
			continue
		}
		if n, known := out[periodOf(r)]; !known || r.Count < n {
			out[periodOf(r)] = r.Count
		}
	}
	return out
}

// Visible reports of cases which the actor may open.
func (s *Service) Visible(ctx context.Context, tx *sqldb.Tx, actor access.Actor, ids []ID) (map[ID]bool, error) {
	out := map[ID]bool{}
	for _, id := range ids {
		ok, err := visible(ctx, tx, access.ReaderOf(actor), id)
		if err != nil {
			return nil, err
		}
		out[id] = ok
	}
	return out, nil
}

// draftOf is the end of the kind of every draft about a case.
func draftOf(id ID) string { return ":" + strings.ToLower(string(id)) }
