package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/ident"
	"hemu/internal/ledger"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// View is a case as one actor may see it: telephone and identity numbers are
// masked, and notes of separate sessions are left out for who did not hold them.
type View struct {
	Case      Case // without Parties, see below
	Parties   []PartyView
	Relations []access.Relation
	Acts      []Possible
	Missing   []fault.Detail    // what the closing gate still asks for
	Cautions  []fault.Detail    // what to know before anybody is called or invited
	Sealed    []string          // ids of sessions whose record is withheld
	Units     map[string]string // names by id
	People    map[string]string // names by id
	Tied      []Tied            // the other cases of its ties that the actor may open

	Unscanned    []string // ids of files that no scanner has looked at yet
	TrackingCode string   // of whoever brought it; "" for units that do not hand it out
	// What its clocks were reckoned by.
	Calendar calendar.Calendar
	Policies codes.Policies
}

// Tied is another case a case is tied to or merged into.
type Tied struct {
	ID    ID
	No    string
	Title string
	State State
}

// PartyView is a Party whose numbers are masked. The fields of the same names
// in Party are empty.
type PartyView struct {
	Party
	Phone    ident.Masked `json:"phone"`
	IDNumber ident.Masked `json:"idNumber"`
	AgentTel ident.Masked `json:"agentPhone,omitempty"`
	BornOn   ident.Masked `json:"bornOn,omitempty"`
	Guarded  bool         `json:"guarded,omitempty"` // cannot agree without a guardian today
}

// Possible is an act the state of a case allows, and whether the actor may do
// it; if not, Lack says what is missing ("role" or "relation") and Need which
// roles or relations would do.
type Possible struct {
	Act  access.Act
	OK   bool
	Lack string
	Need []string
}

// Get is one case as the actor may see it. That it was read is recorded, once
// an hour for each reader.
func (s *Service) Get(ctx context.Context, actor access.Actor, id ID) (v View, err error) {
	err = s.reading(ctx, actor, id, "view", func(tx *sqldb.Tx, c Case) error {
		e, err := s.env(ctx, tx, actor, c, nil)
		if err != nil {
			return err
		}
		v = viewOf(c, e)
		v.Calendar, v.Policies = e.Calendar, e.Policies
		if c.handsOut(actor) {
			v.TrackingCode = s.trackingCode(id)
		}
		if err := v.tie(ctx, tx, actor); err != nil {
			return err
		}
		if v.Unscanned, err = s.unscanned(ctx, tx, v.Case.Files); err != nil {
			return err
		}
		return s.nameAll(ctx, tx, &v, e)
	})
	return v, err
}

// Full is a case for papers and files; what says for which ("print", "file"), and
// is on record with the reader. Numbers are in plain for whoever may have them
// revealed and masked for all others, and the records View withholds are withheld:
// a paper tells nobody more than the screen does. It names concealed parties by their
// aliases, whoever prints it: a paper is read by whoever holds it (FullNamed).
func (s *Service) Full(ctx context.Context, actor access.Actor, id ID, what string) (c Case, err error) {
	err = s.reading(ctx, actor, id, what, func(tx *sqldb.Tx, found Case) error {
		if !found.Anonymised.IsZero() { // its papers and files are gone
			return fault.New(fault.Conflict, "case.anonymised").With(fault.Args{"certificate": found.Certificate})
		}
		e, err := s.env(ctx, tx, actor, found, nil)
		hidden := found.veilFor(actor)
		if what == Print {
			hidden = found.veil()
		}
		c = hidden.over(found.clone())
		c.withhold(&e)
		return err
	})
	return c, err
}

// What a paper is put on record as: with aliases where there are any, or with names.
const (
	Print      = "print"
	PrintNamed = "print_named"
)

// FullNamed is Full for a paper with the names of concealed parties on it, for a reason
// that stands on the list of readers beside it, each time. Where nobody is concealed it is
// Full. Faults: case.concealed for who may not know, casework.print_reason.
func (s *Service) FullNamed(ctx context.Context, actor access.Actor, id ID, reason string) (c Case, err error) {
	reason, plain := strings.TrimSpace(reason), false
	err = s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		if c, err = s.open(ctx, tx, actor, id); err != nil {
			return err
		}
		if plain = !c.concealed(); plain || !c.Anonymised.IsZero() {
			plain = true
			return nil
		}
		if !c.mayKnow(actor) {
			return fault.New(fault.Denied, "case.concealed")
		}
		if utf8.RuneCountInString(reason) < 2 {
			return fault.BadField("casework.print_reason", "reason")
		}
		e, err := s.env(ctx, tx, actor, c, nil)
		if err != nil {
			return err
		}
		c = c.clone()
		c.withhold(&e)
		r := readingBy(actor, PrintNamed, tx.Now)
		r.Reason = clip(reason, maxNote)
		return putReading(ctx, tx, r, id)
	})
	if err == nil && plain {
		return s.Full(ctx, actor, id, Print)
	}
	return c, err
}

// withhold takes out of c what the actor of e may not read on paper.
func (c *Case) withhold(e *Env) {
	reveals := access.May(e.Actor.Acting, access.Reveal, c.Relations(e)).OK
	c.rest()
	for i := range c.Parties {
		if p := &c.Parties[i]; !reveals && !c.restricted(p) {
			p.Phone, p.IDNumber = string(ident.MaskPhone(p.Phone)), string(ident.MaskCitizen(p.IDNumber))
			p.AgentTel = string(ident.MaskPhone(p.AgentTel))
		}
	}
	if !reveals {
		for i := range c.Files {
			c.Files[i].Original = false // a copy without place and device is given out
		}
	}
	for i := range c.Sessions {
		if s := &c.Sessions[i]; s.sealedFrom(e.Actor, *c) {
			s.Record = ""
		}
	}
	c.withholdHarm(e.Actor)
	c.withholdCaucus(e.Actor)
}

// Load is a case for work that no person asked for (documents, notices): what it
// yields is shown only to people who may see the case.
func Load(ctx context.Context, tx *sqldb.Tx, id ID) (Case, error) { return load(ctx, tx, id) }

// reading lets fn read a case the actor may see and puts the reading on record.
// The record is a transaction of its own, and only for the first in an hour, so
// that readers don't queue for the writer of SQLite; of copies of own data each is.
func (s *Service) reading(ctx context.Context, actor access.Actor, id ID, what string, fn func(*sqldb.Tx, Case) error) error {
	known := false
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		c, err := s.open(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if known, err = hasReading(ctx, tx, id, readingBy(actor, what, tx.Now)); err != nil {
			return err
		}
		return fn(tx, c)
	})
	if err != nil || known && !strings.HasPrefix(what, ReadOwnData) {
		return err
	}
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		return keepReading(ctx, tx, actor, id, what)
	})
}

func readingBy(actor access.Actor, what string, at time.Time) Reading {
	return Reading{User: actor.UserID, Org: actor.Acting.OrgID, Role: string(actor.Acting.Role), What: what, At: at}
}

// readingKept is what the ledger keeps of a reading, in the stream of who read: that it was
// done, and a digest by which the row of the list of readers is proven. It names no case,
// as whoever reads these streams may not know which there are.
type readingKept struct {
	What   string `json:"what"`
	Digest string `json:"digest" doc:"hex SHA-256 of case, user, what, hour (where each is kept: millisecond), unit and role, and a reason that was given"`
}

// keepReading puts on record that actor read of a case, once an hour for each what, and
// each copy of own data.
func keepReading(ctx context.Context, tx *sqldb.Tx, actor access.Actor, id ID, what string) error {
	return putReading(ctx, tx, readingBy(actor, what, tx.Now), id)
}

// putReading puts a reading on the list and its digest into the ledger.
func putReading(ctx context.Context, tx *sqldb.Tx, r Reading, id ID) error {
	stream := "user:" + r.User
	if err := tx.Lock(ctx, stream); err != nil {
		return err
	}
	for {
		known, err := hasReading(ctx, tx, id, r)
		if err != nil {
			return err
		}
		if !known {
			break
		}
		if !eachKept(r.What) {
			return nil // another request of the same hour was quicker
		}
		r.At = r.At.Add(time.Millisecond) // two copies at one instant are two
	}
	if err := insertReadings(ctx, tx, []ID{id}, r); err != nil {
		return err
	}
	body, err := json.Marshal(readingKept{r.What, r.digest(id)})
	if err != nil {
		return err
	}
	_, err = ledger.Append(ctx, tx, ledger.Entry{Stream: stream, Actor: r.User, Org: r.Org, Role: r.Role, Verb: "case.read", Body: body})
	return err
}

// digest tells one reading from every other.
func (r Reading) digest(id ID) string {
	parts := []string{string(id), r.User, r.What, strconv.FormatInt(readingSlot(r.What, r.At), 10), r.Org, r.Role}
	if r.Reason != "" {
		parts = append(parts, r.Reason)
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])
}

func viewOf(c Case, e Env) View {
	hidden := c.veilFor(e.Actor)
	c = hidden.over(c).clone()
	v := View{Relations: c.Relations(&e), Cautions: c.Cautions(e.Actor, e.Today())}
	c.withholdHarm(e.Actor)
	c.withholdCaucus(e.Actor)
	c.rest()
	v.Case, v.Missing = c.clone(), c.Missing()
	for _, p := range c.Parties {
		m := PartyView{Party: p, Phone: ident.MaskPhone(p.Phone), IDNumber: ident.MaskCitizen(p.IDNumber), AgentTel: ident.MaskPhone(p.AgentTel), BornOn: ident.MaskBirth(p.BornOn), Guarded: p.guarded(e.Today())}
		m.Party.Phone, m.Party.IDNumber, m.Party.AgentTel, m.Party.BornOn = "", "", "", ""
		if m.Restricted = c.restricted(&p); m.Restricted {
			m.Phone, m.IDNumber = ident.Masked(p.Phone), ident.Masked(p.IDNumber) // masked already
		}
		v.Parties = append(v.Parties, m)
	}
	v.Case.Parties = nil
	for i := range v.Case.Sessions {
		if s := &v.Case.Sessions[i]; s.sealedFrom(e.Actor, c) {
			s.Record = ""
			v.Sealed = append(v.Sealed, s.ID)
		}
	}
	for _, act := range append(c.State.Acts(), access.Reveal) {
		if BySystem(act) || OtherHalf(act) || !c.Anonymised.IsZero() {
			continue // said by residents, found by the program, or the other half of an act: no officer's own
		}
		may := access.May(e.Actor.Acting, act, v.Relations)
		v.Acts = append(v.Acts, Possible{act, may.OK, may.Lack, may.Need})
	}
	return v
}

// tie keeps of the ties those whose other case the actor may open: that there is
// another is not theirs to know.
func (v *View) tie(ctx context.Context, tx *sqldb.Tx, actor access.Actor) error {
	ids := each(v.Case.Ties, func(t Tie) string { return string(t.Case) })
	if v.Case.Merged != nil {
		ids = append(ids, string(v.Case.Merged.Into))
	}
	open := map[ID]bool{}
	for _, id := range distinct(ids) {
		ok, err := visible(ctx, tx, access.ReaderOf(actor), ID(id))
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		t, err := tiedCase(ctx, tx, ID(id))
		if err != nil {
			return err
		}
		open[t.ID], v.Tied = true, append(v.Tied, t)
	}
	v.Case.Ties = slices.DeleteFunc(v.Case.Ties, func(t Tie) bool { return !open[t.Case] })
	if m := v.Case.Merged; m != nil && !open[m.Into] {
		hidden := *m
		hidden.Into = ""
		v.Case.Merged = &hidden
	}
	return nil
}

// withoutOther takes out of what was said about two cases which the other is, if the
// actor may not open it.
func withoutOther(ctx context.Context, tx *sqldb.Tx, actor access.Actor, said json.RawMessage) (json.RawMessage, error) {
	var m map[string]json.RawMessage
	var other ID
	if json.Unmarshal(said, &m) != nil || json.Unmarshal(m["case"], &other) != nil || other == "" {
		return said, nil // not of two cases
	}
	ok, err := visible(ctx, tx, access.ReaderOf(actor), other)
	if ok || err != nil {
		return said, err
	}
	delete(m, "case")
	return json.Marshal(m)
}

// sealedFrom reports whether the record of a separate session (背靠背) is kept
// from actor: it is for those who held it and the person responsible only.
func (s Session) sealedFrom(actor access.Actor, c Case) bool {
	if !s.Separate || s.Record == "" || actor.UserID == c.Handler {
		return false
	}
	return actor.Name == "" || actor.Name != s.Chair && actor.Name != s.Clerk && !slices.Contains(s.Mediators, actor.Name)
}

// nameAll gives the names of every unit and person that is shown of the case.
func (s *Service) nameAll(ctx context.Context, tx *sqldb.Tx, v *View, e Env) error {
	v.Units = map[string]string{}
	for id, u := range e.Units {
		v.Units[id] = u.Name
	}
	units, people := v.Case.Mentions() // of what is shown: a name alone would tell who wrote what is withheld
	more, err := org.ByID(ctx, tx, units)
	for id, u := range more {
		v.Units[id] = u.Name
	}
	if err != nil {
		return err
	}
	v.People, err = s.Names(ctx, tx, distinct(append(people, e.Actor.UserID)))
	return err
}

// Mentions are the ids of every organisation and every user the case names.
func (c Case) Mentions() (units, people []string) {
	units = slices.Concat(slices.Collect(maps.Keys(c.reach())), each(c.Slips, func(v Slip) string { return v.Org }))
	for _, session := range c.Sessions {
		units = append(units, session.Units...)
	}
	return distinct(units), distinct(append(c.doers(), peopleOf(access.Actor{}, c, nil)...))
}

// doers are the users who did what is on record in the parts of the case.
func (c *Case) doers() []string {
	return slices.Concat(
		each(c.Assignments, func(v Assignment) string { return v.IssuedBy }),
		each(c.Slips, func(v Slip) string { return v.IssuedBy }),
		each(c.Visits, func(v Visit) string { return v.By }),
		each(c.Contacts, func(v Contacting) string { return v.By }),
		each(c.Screenings, func(v Screening) string { return v.By }),
		each(c.Reports, func(v Reporting) string { return v.By }),
		each(c.Caucuses, func(v Caucus) string { return v.By }),
		slices.Concat(each(c.Caucuses, func(v Caucus) []string { return v.Named })...),
		each(c.Files, func(v File) string { return v.By }),
		each(c.Hazards, func(v Hazard) string { return v.By }),
		each(c.Voices, func(v Voice) string { return v.AnsweredBy }),
		each(c.Holds, func(v Holding) string { return v.By }),
		each(c.Requests, func(v DataRequest) string { return v.By }),
		each(c.Requests, func(v DataRequest) string { return v.DecidedBy }),
		each(c.Holds, func(v Holding) string { return v.ReleasedBy }),
		each(c.Extensions, func(v Extension) string { return v.AskedBy }),
		each(c.Extensions, func(v Extension) string { return v.DecidedBy }),
		each(c.Ties, func(v Tie) string { return v.By }),
		c.Unnamed,
	)
}

// each is what of gives for every item of a list.
func each[T, V any](list []T, of func(T) V) []V {
	out := make([]V, len(list))
	for i, v := range list {
		out[i] = of(v)
	}
	return out
}

// Happening is one entry of a case's history as a reader may see it.
type Happening struct {
	Seq       int64
	At        time.Time
	Actor     string // user id, "" for the system
	ActorName string
	Org       string
	OrgName   string
	Role      string
	Act       access.Act
	Version   int64
	State     State           // after it
	Said      json.RawMessage // numbers masked; null once erased by law
	Hash      string
}

// Withheld stands for an act whose very name would tell the reader too much: somebody did
// something on record, and what it was is for others.
const Withheld access.Act = "withheld"

// keeps reports whether the reader may not learn what was done: acts about violence, and
// about caucus notes that are for others.
func (c *Case) keeps(h Happening, actor access.Actor) bool {
	if slices.Contains(ofCaucus, h.Act) {
		return !c.toldCaucus(h.Said, actor)
	}
	return slices.Contains(ofHarm, h.Act) && !c.mayKnowOfHarm(actor)
}

// Events is a page of a case's history, newest first, below before (0: from the
// newest). limit is at most 200.
func (s *Service) Events(ctx context.Context, actor access.Actor, id ID, before int64, limit int) (out []Happening, err error) {
	err = s.reading(ctx, actor, id, "view", func(tx *sqldb.Tx, c Case) error {
		entries, err := ledger.List(ctx, tx, string(id), before, Ask{Limit: limit}.limit())
		if err != nil {
			return err
		}
		out, err = s.happenings(ctx, tx, actor, c, entries)
		return err
	})
	return out, err
}

func (s *Service) happenings(ctx context.Context, tx *sqldb.Tx, actor access.Actor, c Case, entries []ledger.Entry) ([]Happening, error) {
	var users, units []string
	for _, e := range entries {
		users, units = append(users, e.Actor), append(units, e.Org)
	}
	names, err := s.Names(ctx, tx, distinct(users))
	if err != nil {
		return nil, err
	}
	orgs, err := org.ByID(ctx, tx, distinct(units))
	if err != nil {
		return nil, err
	}
	out, hidden := []Happening{}, c.veilFor(actor)
	for _, e := range entries {
		h := Happening{
			Seq: e.Seq, At: e.At, Actor: e.Actor, ActorName: names[e.Actor], Org: e.Org, OrgName: orgs[e.Org].Name, Role: e.Role,
			Act: access.Act(strings.TrimPrefix(e.Verb, "case.")), Hash: e.Hash,
		}
		if !e.Erased {
			body, err := c.unseal(e.Body)
			if err != nil {
				return nil, err
			}
			h.Version, h.State, h.Said = redact(body, actor, c, hidden)
			if h.Said, err = withoutOther(ctx, tx, actor, h.Said); err != nil {
				return nil, err
			}
		}
		if c.keeps(h, actor) {
			h.Act, h.Said = Withheld, nil
		}
		out = append(out, h)
	}
	return out, nil
}

// redact opens the body of an entry and masks what View masks: the history
// must not tell what the case itself withholds.
func redact(body json.RawMessage, actor access.Actor, c Case, v veil) (int64, State, json.RawMessage) {
	var e struct {
		Version int64
		State   State
		Said    any
	}
	if json.Unmarshal(body, &e) != nil {
		return 0, "", nil
	}
	if !c.mayKnowOfHarm(actor) {
		stripHarm(e.Said)
	}
	c.restTree(e.Said)
	masked, err := json.Marshal(v.tree(maskTree(e.Said, actor, c)))
	if err != nil {
		return e.Version, e.State, nil
	}
	return e.Version, e.State, masked
}

// maskTree masks the personal fields of a body, and the records that are kept
// from actor. It changes v in place.
func maskTree(v any, actor access.Actor, c Case) any {
	// Masking cannot fail: the error is that of whoever seals.
	_ = eachPersonal(v, func(field, text string) (string, error) {
		if mask := personal[field]; mask != nil {
			return string(mask(text)), nil
		}
		return text, nil
	})
	withholdRecords(v, actor, c)
	return v
}

func withholdRecords(v any, actor access.Actor, c Case) {
	switch v := v.(type) {
	case []any:
		for i := range v {
			withholdRecords(v[i], actor, c)
		}
	case map[string]any:
		session, _ := v["session"].(string)
		if record, _ := v["record"].(string); record != "" && sealedRecord(v, session, actor, c) {
			v["record"] = ""
		}
		for k := range v {
			withholdRecords(v[k], actor, c)
		}
	}
}

// hidden masks a whole text.
func hidden(s string) ident.Masked {
	return ident.Masked(strings.Repeat("*", utf8.RuneCountInString(s)))
}

// sealedRecord reports whether the record in a ledger body is of a separate
// session that is kept from actor. A planned session says so itself.
func sealedRecord(m map[string]any, session string, actor access.Actor, c Case) bool {
	for _, s := range c.Sessions {
		if s.ID == session || session == "" && s.Separate && s.Record == strings.TrimSpace(m["record"].(string)) {
			return s.sealedFrom(actor, c)
		}
	}
	return m["separate"] == true && actor.UserID != c.Handler
}

// Revealed are the plain numbers of one party.
type Revealed struct {
	Phone    string
	IDNumber string
	AgentTel string
	BornOn   string // YYYY-MM-DD
}

// revealing is what the ledger keeps of a look at masked numbers.
type revealing struct {
	Party  string `json:"party"`
	Reason string `json:"reason"`
}

// Reveal gives the masked numbers of a party in plain, for a reason that is on
// record (mission R1).
func (s *Service) Reveal(ctx context.Context, actor access.Actor, id ID, party, reason string) (out Revealed, err error) {
	reason = strings.TrimSpace(reason)
	if utf8.RuneCountInString(reason) < 2 {
		return out, fault.BadField("casework.reveal_reason", "reason")
	}
	err = s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		if err := lock(ctx, tx, id); err != nil {
			return err
		}
		c, err := s.open(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		e, err := s.env(ctx, tx, actor, c, nil)
		if err != nil {
			return err
		}
		if err := c.allow(access.Reveal, &e); err != nil {
			return err
		}
		p := c.party(party)
		if p == nil {
			return fault.BadField("case.party_unknown", "party")
		}
		if p.Alias != "" && !c.mayKnow(actor) {
			return fault.New(fault.Denied, "case.concealed")
		}
		if c.restricted(p) {
			return fault.New(fault.Conflict, "case.data_restricted")
		}
		out = Revealed{p.Phone, p.IDNumber, p.AgentTel, p.BornOn}
		if err := keepReading(ctx, tx, actor, id, "reveal"); err != nil {
			return err
		}
		return note(ctx, tx, actor, c, Event{access.Reveal, revealing{party, clip(reason, maxNote)}})
	})
	if err != nil {
		return Revealed{}, err
	}
	return out, nil
}

// Reading is that somebody looked at a case: at most once an hour for each what, but each
// copy of own data.
type Reading struct {
	User     string
	UserName string
	Org      string // organisation acted for
	OrgName  string
	Role     string // acted in, "" where it was not kept yet
	What     string // "view", or the paper or export made
	Reason   string // of a paper with the name of a concealed party on it
	At       time.Time
}

// Readings lists who looked at a case last, newest first, for those who answer
// for it: the unit that holds it and those above.
func (s *Service) Readings(ctx context.Context, actor access.Actor, id ID, limit int) (out []Reading, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		c, err := s.open(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		e, err := s.env(ctx, tx, actor, c, nil)
		if err != nil {
			return err
		}
		relations := c.Relations(&e)
		if !slices.Contains(relations, access.Holder) && !slices.Contains(relations, access.Superior) {
			return fault.New(fault.Denied, "casework.readings_denied")
		}
		if out, err = listReadings(ctx, tx, id, Ask{Limit: limit}.limit()); err != nil {
			return err
		}
		hidden := c.veilFor(actor)
		for i := range out {
			out[i].Reason = hidden.text(out[i].Reason)
		}
		return s.nameReadings(ctx, tx, out)
	})
	return out, err
}

func (s *Service) nameReadings(ctx context.Context, tx *sqldb.Tx, readings []Reading) error {
	var users, units []string
	for _, r := range readings {
		users, units = append(users, r.User), append(units, r.Org)
	}
	names, err := s.Names(ctx, tx, distinct(users))
	if err != nil {
		return err
	}
	orgs, err := org.ByID(ctx, tx, distinct(units))
	for i := range readings {
		r := &readings[i]
		r.UserName, r.OrgName = names[r.User], orgs[r.Org].Name
	}
	return err
}
