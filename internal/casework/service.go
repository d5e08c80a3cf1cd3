package casework

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/google/uuid"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/diary"
	"hemu/internal/fault"
	"hemu/internal/job"
	"hemu/internal/ledger"
	"hemu/internal/once"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Deps are what a Service works with. Functions stand for single questions to
// other rooms, so that a test can answer them itself.
type Deps struct {
	DB   *sqldb.DB
	Jobs *job.Client
	// Codes is the present picture of lists, policies and official days.
	Codes func(context.Context, *sqldb.Tx) (codes.Snapshot, error)
	// Names maps user ids to names; unknown ids are missing.
	Names func(context.Context, *sqldb.Tx, []string) (map[string]string, error)
	// Region is the path of a division in the tree, "" for one that is unknown.
	Region func(ctx context.Context, tx *sqldb.Tx, code string) (path string, err error)
	// Officers are who holds a post that reads cases in organisations today, by
	// organisation (access.Officers).
	Officers func(ctx context.Context, tx *sqldb.Tx, orgs []string) (map[string][]access.Officer, error)
	// Hang notes that a case names files (blob.Hang); nil where none are swept.
	Hang func(ctx context.Context, tx *sqldb.Tx, digests []string) error
	// Stored are those of some files that a user has uploaded, by digest (blob.Given).
	Stored func(ctx context.Context, tx *sqldb.Tx, user string, digests []string) (map[string]blob.Blob, error)
	// Unscanned are those of some files that no scanner has looked at yet, by digest
	// (blob.Unscanned); nil where none are kept so.
	Unscanned func(ctx context.Context, tx *sqldb.Tx, digests []string) (map[string]bool, error)
	// Pages are how many pages each paper of a case is printed on: by slip id, and by
	// kind for a form without a number (Case.Papers). nil where nothing is printed: the
	// contents of an archived file then have no page numbers.
	Pages func(ctx context.Context, tx *sqldb.Tx, c Case) (map[string]int, error)
	// Diary is what is known of some rooms and people for a stretch of time
	// (diary.Look). nil where no diary is kept: then only sessions stand in the way.
	Diary func(ctx context.Context, tx *sqldb.Tx, rooms, people []string, s diary.Span) (diary.Picture, error)
	// Reckoning are the deployment's choices about limits.
	Reckoning calendar.Options
	// Few is how many cases a list is gathered of at most before it is put in order,
	// where one of its conditions has no more; 0 for 2000.
	Few int
	// Key makes tracking and confirmation codes: 32 random bytes that belong to
	// this installation. Codes on paper already given out die with it.
	Key []byte
}

// Service does what people ask of cases. Each exported method is one transaction.
type Service struct{ Deps }

// New returns a Service.
func New(d Deps) *Service { return &Service{d} }

// Changed tells later work (documents, notices, search) that a case has changed.
type Changed struct {
	Case ID         `json:"case"`
	Act  access.Act `json:"act"`
}

// Kind implements job.Args. It is stored, so it is never renamed.
func (Changed) Kind() string { return "casework.changed" }

// done is what a repeated request finds: no personal data, only which case.
type done struct {
	Case    ID    `json:"case"`
	Version int64 `json:"version"`
}

// attempt is what tells a repeated request from another under the same key.
type attempt struct {
	Case    ID         `json:"case"`
	Version int64      `json:"version"`
	Act     access.Act `json:"act"`
	Input   any        `json:"input"`
}

// cases are those the attempt may write, in one order for everybody, so that no two
// wait for each other.
func (a attempt) cases() []string {
	ids := []string{string(a.Case)}
	if p, two := a.Input.(paired); two {
		ids = append(ids, string(p.other()))
	}
	return distinct(ids)
}

// Do has actor do cmd to case id, which the actor last read at version. The same
// key again gives the same answer and does nothing. Errors: case.not_found also
// when the actor may not see the case, case.changed with the current version,
// and whatever the decision refuses with.
func (s *Service) Do(ctx context.Context, actor access.Actor, id ID, version int64, key string, cmd Command) (Case, error) {
	return s.do(ctx, actor, attempt{id, version, cmd.Act(), cmd}, key, cmd, func(context.Context, *sqldb.Tx, Case) error { return nil })
}

// DoWith is Do for a command that is a part of something larger: with writes down, in
// the same transaction, what the case is now. Its error takes the command back. It needs
// no key: what with writes tells whether it was done.
func (s *Service) DoWith(
	ctx context.Context, actor access.Actor, id ID, version int64, cmd Command, with func(context.Context, *sqldb.Tx, Case) error,
) (Case, error) {
	return s.do(ctx, actor, attempt{id, version, cmd.Act(), cmd}, "", cmd, with)
}

func (s *Service) do(
	ctx context.Context, actor access.Actor, in attempt, key string, cmd Command, with func(context.Context, *sqldb.Tx, Case) error,
) (Case, error) {
	pages, err := s.pages(ctx, actor, in.Case, cmd)
	if err != nil {
		return Case{}, err
	}
	return s.write(ctx, actor, key, in, func(tx *sqldb.Tx) (Case, error) {
		c, err := s.open(ctx, tx, actor, in.Case)
		if err != nil {
			return c, err
		}
		if in.Version != c.Version && !actor.System {
			return c, changed(c.Version)
		}
		e, err := s.env(ctx, tx, actor, c, cmd)
		if err != nil {
			return c, err
		}
		e.Pages = pages
		if err := s.meet(ctx, tx, actor, c, cmd, &e); err != nil {
			return c, err
		}
		if err := s.book(ctx, tx, c, cmd, &e, true); err != nil {
			return c, err
		}
		after, events, err := Decide(c, cmd, e)
		if err != nil {
			return c, c.veilFor(actor).fault(err)
		}
		if err := s.pair(ctx, tx, actor, cmd, after, e); err != nil {
			return c, err
		}
		if after, err = s.record(ctx, tx, c, after, events, e); err != nil {
			return after, err
		}
		return after, with(ctx, tx, after)
	})
}

// pages prints the papers of a case about to be archived to count their pages. It
// does so before the transaction that writes, which it would hold for seconds; that
// one refuses when the case has changed since.
func (s *Service) pages(ctx context.Context, actor access.Actor, id ID, cmd Command) (pages map[string]int, err error) {
	if _, archives := cmd.(Archive); !archives || s.Pages == nil {
		return nil, nil
	}
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		c, err := s.open(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		pages, err = s.Pages(ctx, tx, c)
		return err
	})
	return pages, err
}

// Register takes a dispute in and returns it with the tracking code for whoever
// brought it.
func (s *Service) Register(ctx context.Context, actor access.Actor, key string, in RegisterInput) (Case, string, error) {
	return s.takeIn(ctx, actor, key, attempt{Act: access.Register, Input: in}, in, func(path string, e Env) (Case, []Event, error) {
		return Register(in, path, e)
	})
}

// Immediate takes in and settles a simple dispute on the spot (即时调处), with
// every step on record as if they had been taken one by one.
func (s *Service) Immediate(ctx context.Context, actor access.Actor, key string, in ImmediateInput) (Case, string, error) {
	return s.takeIn(ctx, actor, key, attempt{Act: access.Immediate, Input: in}, in.Register, func(path string, e Env) (Case, []Event, error) {
		return Immediately(in, path, e)
	})
}

// takeIn writes the case that decide makes of what was told, and returns it with its
// tracking code. path is that of the division named, "" for none.
func (s *Service) takeIn(
	ctx context.Context, actor access.Actor, key string, in attempt, told RegisterInput, decide func(path string, e Env) (Case, []Event, error),
) (Case, string, error) {
	c, err := s.write(ctx, actor, key, in, func(tx *sqldb.Tx) (Case, error) { return s.begin(ctx, tx, actor, told, decide) })
	if err != nil {
		return c, "", err
	}
	return c, s.trackingCode(c.ID), nil
}

// begin decides on a new case, which the organisation acted for takes in, and writes it.
func (s *Service) begin(
	ctx context.Context, tx *sqldb.Tx, actor access.Actor, told RegisterInput, decide func(path string, e Env) (Case, []Event, error),
) (Case, error) {
	me := actor.Acting
	e, err := s.env(ctx, tx, actor, Case{County: me.County, IntakeOrg: me.OrgID, Holder: me.OrgID, Registrar: actor.UserID, Handler: actor.UserID}, told)
	if err != nil {
		return Case{}, err
	}
	c, events, err := decide(e.RegionPath, e)
	if err != nil {
		return c, err
	}
	c.TrackHash = hashCode(s.trackingCode(c.ID))
	return s.record(ctx, tx, Case{}, c, events, e)
}

// write runs fn under an idempotency key and gives the case as it then stands.
// Writers of one case take turns, so that the later sees the earlier's version
// and not its half-written rows.
func (s *Service) write(ctx context.Context, actor access.Actor, key string, in attempt, fn func(*sqldb.Tx) (Case, error)) (c Case, err error) {
	err = s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		ran := false
		answer, err := once.Do(ctx, tx, actor.UserID, key, in, func() (done, error) {
			ran = true
			if err := lock(ctx, tx, in.cases()...); err != nil {
				return done{}, err
			}
			var err error
			c, err = fn(tx)
			return done{c.ID, c.Version}, err
		})
		if err == nil && !ran {
			c, err = s.open(ctx, tx, actor, answer.Case)
		}
		return err
	})
	if err != nil {
		return Case{}, err
	}
	return c, nil
}

// lock makes writers of the same cases take turns, and keeps units in their place, which
// is written down with a case. In that order, which is also that of who moves a unit.
func lock[T ~string](ctx context.Context, tx *sqldb.Tx, ids ...T) error {
	if err := org.Still(ctx, tx); err != nil {
		return err
	}
	for _, id := range ids {
		if err := tx.Lock(ctx, "case:"+string(id)); err != nil {
			return err
		}
	}
	return nil
}

// open loads a case the actor may see.
func (s *Service) open(ctx context.Context, tx *sqldb.Tx, actor access.Actor, id ID) (Case, error) {
	if !actor.System {
		if ok, err := visible(ctx, tx, access.ReaderOf(actor), id); err != nil || !ok {
			return Case{}, notFoundOr(err)
		}
	}
	return load(ctx, tx, id)
}

func notFoundOr(err error) error {
	if err != nil {
		return err
	}
	return ErrNotFound
}

// record writes a decision: numbers, case, one ledger entry for each event, and
// word of it to the rooms that work later.
func (s *Service) record(ctx context.Context, tx *sqldb.Tx, before, after Case, events []Event, e Env) (Case, error) {
	numbers, err := allot(ctx, tx, before, &after, e)
	if err != nil {
		return after, err
	}
	paths, err := s.paths(ctx, tx, before, after, e)
	if err != nil {
		return after, err
	}
	if after, err = save(ctx, tx, before, after, paths); err != nil {
		return after, err
	}
	if err := s.hang(ctx, tx, before, after); err != nil {
		return after, err
	}
	if err := tell(ctx, tx, before, after, e.Actor.UserID); err != nil {
		return after, err
	}
	if err := insertNumbers(ctx, tx, after.ID, numbers); err != nil {
		return after, err
	}
	for _, event := range events {
		if err := note(ctx, tx, e.Actor, after, event); err != nil {
			return after, err
		}
	}
	return after, s.Jobs.Enqueue(ctx, tx, Changed{after.ID, events[0].Act})
}

// hang keeps files that the case names from now on from being swept.
func (s *Service) hang(ctx context.Context, tx *sqldb.Tx, before, after Case) error {
	var more []string
	for _, f := range after.Files {
		if before.file(f.ID) == nil {
			more = append(more, f.Digest)
		}
	}
	if s.Hang == nil || len(more) == 0 {
		return nil
	}
	return s.Hang(ctx, tx, distinct(more))
}

// paths are the places in the tree of every organisation in either case.
func (s *Service) paths(ctx context.Context, tx *sqldb.Tx, before, after Case, e Env) (map[string]string, error) {
	paths, missing := map[string]string{}, []string{}
	for _, c := range []Case{before, after} {
		for id := range c.reach() {
			if u, ok := e.Units[id]; ok {
				paths[id] = u.Path
			} else if !slices.Contains(missing, id) {
				missing = append(missing, id)
			}
		}
	}
	more, err := org.ByID(ctx, tx, missing)
	for id, u := range more {
		paths[id] = u.Path
	}
	if err == nil && len(more) < len(missing) {
		err = fault.BadField("case.unit_unknown", "org")
	}
	return paths, err
}

// entry is the body of a ledger entry of a case. Version is that of the case
// after the command: doctor compares it with the row.
type entry struct {
	Version int64 `json:"version"`
	State   State `json:"state"`
	Said    any   `json:"said"`
}

func note(ctx context.Context, tx *sqldb.Tx, actor access.Actor, c Case, event Event) error {
	body, err := json.Marshal(entry{c.Version, c.State, event.Body})
	if err == nil {
		body, err = c.sealed(body)
	}
	if err != nil {
		return err
	}
	_, err = ledger.Append(ctx, tx, ledger.Entry{
		Stream: string(c.ID), Actor: actor.UserID, Org: actor.Acting.OrgID, Role: string(actor.Acting.Role),
		Verb: "case." + string(event.Act), Body: body,
	})
	return err
}

// env gathers everything a decision about c depends on. asked is the command, or
// what is told of a new case; nil for none. What it names (units, people, files, a
// division) is looked up.
func (s *Service) env(ctx context.Context, tx *sqldb.Tx, actor access.Actor, c Case, asked any) (Env, error) {
	snapshot, err := s.Codes(ctx, tx)
	if err != nil {
		return Env{}, err
	}
	e := Env{
		Now: tx.Now, Actor: actor, Codes: snapshot, Policies: snapshot.Policies, Calendar: snapshot.Calendar, Reckoning: s.Reckoning,
		NewID: newID, CodeOK: s.codeOK, Up: map[string]string{},
	}
	if err := s.units(ctx, tx, &e, c, asked); err != nil {
		return e, err
	}
	if e.People, err = s.Names(ctx, tx, peopleOf(actor, c, asked)); err != nil {
		return e, err
	}
	if named, ok := asked.(interface{ region() string }); ok && named.region() != "" {
		if e.RegionPath, err = s.Region(ctx, tx, named.region()); err != nil {
			return e, err
		}
	}
	if named, ok := asked.(interface{ files() []FileInput }); ok {
		if e.Stored, err = s.Stored(ctx, tx, actor.UserID, digestsOf(named.files())); err != nil {
			return e, err
		}
	}
	if _, names := asked.(interface{ people() []string }); names || c.Confidential {
		e.Officers, err = s.Officers(ctx, tx, slices.Sorted(maps.Keys(e.Units)))
	}
	return e, err
}

func digestsOf(files []FileInput) []string {
	digests := make([]string, len(files))
	for i, f := range files {
		digests[i] = f.Digest
	}
	return distinct(digests)
}

// units loads the organisations of the case and of what is asked, those above them,
// and where a case of theirs escalates to.
func (s *Service) units(ctx context.Context, tx *sqldb.Tx, e *Env, c Case, asked any) error {
	ids := []string{actorOrg(e.Actor)}
	for id := range c.reach() {
		ids = append(ids, id)
	}
	rising := []string{c.Holder}
	if named, ok := asked.(interface{ units() []string }); ok {
		ids, rising = append(ids, named.units()...), append(rising, named.units()...)
	}
	var err error
	if e.Units, err = org.ByID(ctx, tx, distinct(ids)); err != nil {
		return err
	}
	heir, err := heirs(ctx, tx, e, c.Holder)
	if err != nil {
		return err
	}
	rising = slices.DeleteFunc(distinct(append(rising, heir)), func(id string) bool {
		_, known := e.Units[id]
		return !known // the decision says which unit is unknown
	})
	if err := org.AddAbove(ctx, tx, e.Units, rising...); err != nil {
		return err
	}
	for _, id := range rising {
		if up, ok := org.Up(e.Units, id); ok {
			e.Up[id] = up.ID
		}
	}
	offices, err := org.List(ctx, tx, org.Filter{Kinds: []org.Kind{org.CoordinationOffice}, Region: c.County}, "", 1)
	if err != nil || c.County == "" || len(offices.Units) == 0 {
		return err
	}
	e.Coordinator = offices.Units[0].ID
	e.Units[e.Coordinator] = offices.Units[0]
	return nil
}

// heirs adds the units that took over from one that has been closed, one after the
// other, and returns the last.
func heirs(ctx context.Context, tx *sqldb.Tx, e *Env, id string) (string, error) {
	for u := e.Units[id]; u.Closed() && u.ClosedInto != ""; u = e.Units[id] {
		id = u.ClosedInto
		if _, known := e.Units[id]; known {
			continue
		}
		next, err := org.Get(ctx, tx, id)
		if err != nil {
			return id, err
		}
		e.Units[id] = next
	}
	return id, nil
}

func actorOrg(a access.Actor) string { return a.Acting.OrgID }

// peopleOf are the users whose names a decision may need.
func peopleOf(actor access.Actor, c Case, asked any) []string {
	ids := append([]string{actor.UserID, c.Registrar, c.Handler}, c.Named...)
	for _, a := range c.Assignments {
		ids = append(ids, a.Handler)
	}
	if named, ok := asked.(interface{ people() []string }); ok {
		ids = append(ids, named.people()...)
	}
	return distinct(ids)
}

// distinct drops empty and repeated ids and sorts the rest.
func distinct(ids []string) []string {
	out := slices.Clone(ids)
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(out, func(id string) bool { return id == "" })
}

// newID makes a UUIDv7: ids of one case lie together in every index.
func newID() string { return uuid.Must(uuid.NewV7()).String() }
