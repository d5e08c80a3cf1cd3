package casework

import (
	"context"
	"slices"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/diary"
	"hemu/internal/fault"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Whose says whose sessions an agenda shows.
type Whose string

// The agendas.
const (
	MySessions    Whose = "mine"    // the actor holds them, or answers for the case
	UnitSessions  Whose = "unit"    // the unit holds them
	BelowSessions Whose = "subtree" // the unit or one below it holds them
)

// MostAgenda is the most sessions one agenda shows.
const MostAgenda = 500

// mostDays is the longest stretch one agenda shows.
const mostDays = 430

// AgendaAsk is which sessions are wanted.
type AgendaAsk struct {
	Span      diary.Span
	Whose     Whose
	Org       string // of UnitSessions and BelowSessions; "" is the unit acted for
	Cancelled bool   // those called off too
}

// Appointment is a session as a calendar shows it. Nothing of it tells who the parties
// are but the title of the case, which lists show too.
type Appointment struct {
	Session      string
	Case         ID
	CaseNo       string
	Title        string
	Confidential bool
	Number       int // of the session within the case
	Kind         SessionKind
	State        string
	Separate     bool
	Span         diary.Span
	Place        string
	Room         string
	Org          string
	OrgName      string
	Mediators    []string
	People       []string // user ids
	Away         []string // those of People who are away at the time; names
	RoomClosed   bool     // its room is closed at the time
	DayOff       string   // name of the official holiday, "" for none
	Revision     int      // how often it changed
	ChangedAt    time.Time
}

// Agenda lists the sessions in a stretch of time that the actor may see, by their
// beginnings. more is set when there are more than MostAgenda. Faults: request.bad_span.
func (s *Service) Agenda(ctx context.Context, actor access.Actor, ask AgendaAsk) (out []Appointment, more bool, err error) {
	if !ask.Span.From.Before(ask.Span.Until) || ask.Span.Until.Sub(ask.Span.From) > mostDays*24*time.Hour {
		return nil, false, fault.BadField("request.bad_span", "until")
	}
	if ask.Org == "" {
		ask.Org = actor.Acting.OrgID
	}
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		rows, err := agenda(ctx, tx, access.ReaderOf(actor), actor.UserID, ask, MostAgenda+1)
		if err != nil {
			return err
		}
		if more = len(rows) > MostAgenda; more {
			rows = rows[:MostAgenda]
		}
		out, err = s.appointments(ctx, tx, rows, ask.Span)
		return err
	})
	return out, more, err
}

// agendaRow is a session with its case.
type agendaRow struct {
	Session
	id           ID
	no, title    string
	confidential bool
	ended        time.Time // when the case last changed
}

func (s *Service) appointments(ctx context.Context, tx *sqldb.Tx, rows []agendaRow, span diary.Span) ([]Appointment, error) {
	var rooms, people, units []string
	for _, r := range rows {
		rooms, people, units = append(rooms, r.Room), append(people, r.People...), append(units, r.Org)
	}
	names, err := s.Names(ctx, tx, distinct(people))
	if err != nil {
		return nil, err
	}
	orgs, err := org.ByID(ctx, tx, distinct(units))
	if err != nil {
		return nil, err
	}
	snapshot, err := s.Codes(ctx, tx)
	if err != nil {
		return nil, err
	}
	var known diary.Picture
	if s.Diary != nil && len(rows) > 0 {
		if known, err = s.Diary(ctx, tx, distinct(rooms), distinct(people), span); err != nil {
			return nil, err
		}
	}
	out := []Appointment{}
	for _, r := range rows {
		a := Appointment{
			Session: r.ID, Case: r.id, CaseNo: r.no, Title: r.title, Confidential: r.confidential, Number: r.No, Kind: r.Kind, State: r.State,
			Separate: r.Separate, Span: r.span(), Place: r.Place, Room: r.Room, Org: r.Org, OrgName: orgs[r.Org].Name, Mediators: r.Mediators,
			People: r.People, Revision: len(r.Moves),
		}
		if n := len(r.Moves); n > 0 {
			a.ChangedAt = r.Moves[n-1].At
		}
		if r.State == "cancelled" {
			a.Revision, a.ChangedAt = a.Revision+1, r.ended
		}
		if r.State == "planned" {
			a.strained(known, names, snapshot.Calendar)
		}
		out = append(out, a)
	}
	return out, nil
}

// strained says what has come in the way of a session since it was planned.
func (a *Appointment) strained(known diary.Picture, names map[string]string, days calendar.Calendar) {
	for _, user := range a.People {
		if known.Away(user, a.Span) {
			a.Away = append(a.Away, names[user])
		}
	}
	a.RoomClosed = slices.ContainsFunc(known.Blocks, func(b diary.Block) bool {
		return b.Kind == diary.ARoom && b.Subject == a.Room && b.Span.Overlaps(a.Span)
	})
	if day := calendar.DateOf(a.Span.From); days.Kind(day) == calendar.Holiday {
		a.DayOff = days.Name(day)
	}
}
