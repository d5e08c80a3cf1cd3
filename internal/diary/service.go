package diary

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/ledger"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Service keeps rooms, absences, hours and addresses. Each exported method is one
// transaction.
type Service struct{ db *sqldb.DB }

// NewService returns a Service.
func NewService(db *sqldb.DB) *Service { return &Service{db} }

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// AddRoom enters a room of the unit acted for. Faults: access.no_right by the caller's
// check of keeps, diary.room_name, diary.room_twice, diary.room_seats.
func (s *Service) AddRoom(ctx context.Context, actor access.Actor, r Room) (Room, error) {
	r.ID, r.OrgID, r.Version = newID(), actor.Acting.OrgID, 1
	return r, s.keep(ctx, actor, "diary.add_room", &r, insertRoom)
}

// UpdateRoom changes a room of the unit acted for; r.Version is the one it was read at.
func (s *Service) UpdateRoom(ctx context.Context, actor access.Actor, r Room) (Room, error) {
	err := s.keep(ctx, actor, "diary.update_room", &r, func(ctx context.Context, tx *sqldb.Tx, r Room) error {
		old, err := getRoom(ctx, tx, r.ID)
		if err == nil && old.OrgID != actor.Acting.OrgID {
			err = ErrRoomNotFound
		}
		if err != nil {
			return err
		}
		return updateRoom(ctx, tx, r)
	})
	r.OrgID = actor.Acting.OrgID
	r.Version++
	return r, err
}

// keep checks a room and writes it with its entry in the record.
func (s *Service) keep(ctx context.Context, actor access.Actor, verb string, r *Room, write func(context.Context, *sqldb.Tx, Room) error) error {
	if !actor.Has(access.ManageRooms) {
		return fault.New(fault.Denied, "diary.not_yours")
	}
	r.Name, r.Place = strings.TrimSpace(r.Name), strings.TrimSpace(r.Place)
	var f fault.Form
	f.Require(r.Name != "" && utf8.RuneCountInString(r.Name) <= 40, "diary.room_name", "name")
	f.Require(utf8.RuneCountInString(r.Place) <= 200, "diary.room_place", "place")
	f.Require(r.Seats >= 0 && r.Seats <= 1000, "diary.room_seats", "seats")
	if err := f.Err(); err != nil {
		return err
	}
	err := s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if err := write(ctx, tx, *r); err != nil {
			return err
		}
		return record(ctx, tx, actor, verb, *r)
	})
	if sqldb.IsDuplicate(err) {
		return fault.BadField("diary.room_twice", "name")
	}
	return err
}

func record(ctx context.Context, tx *sqldb.Tx, actor access.Actor, verb string, said any) error {
	body, err := json.Marshal(said)
	if err != nil {
		return err
	}
	_, err = ledger.Append(ctx, tx, ledger.Entry{
		Stream: "org:" + actor.Acting.OrgID, Actor: actor.UserID, Org: actor.Acting.OrgID, Role: string(actor.Acting.Role), Verb: verb, Body: body,
	})
	return err
}

// Usable are the rooms a unit may plan in, its own first, then those of the units
// above it, each by name; retired ones are left out.
func (s *Service) Usable(ctx context.Context, id string) (out []Room, err error) {
	err = s.db.Read(ctx, func(tx *sqldb.Tx) error {
		unit, err := org.Get(ctx, tx, id)
		if err != nil {
			return err
		}
		above, err := org.Ancestors(ctx, tx, unit)
		if err != nil {
			return err
		}
		near := map[string]int{id: len(above)}
		ids := []string{id}
		for i, u := range above { // from the root down
			near[u.ID] = i
			ids = append(ids, u.ID)
		}
		if out, err = RoomsOf(ctx, tx, ids); err != nil {
			return err
		}
		out = slices.DeleteFunc(out, func(r Room) bool { return r.Retired })
		slices.SortStableFunc(out, func(a, b Room) int { return near[b.OrgID] - near[a.OrgID] })
		return nil
	})
	return out, err
}

// Block closes a room of the unit acted for, or says that a person is away: the actor
// or, said by the head, somebody with a post in the unit. What is planned in that
// time stays and shows that another room or person is needed. Faults:
// diary.not_yours, diary.block_span, diary.room_not_found, diary.person_elsewhere.
func (s *Service) Block(ctx context.Context, actor access.Actor, b Block) (Block, error) {
	b.ID, b.Note = newID(), strings.TrimSpace(b.Note)
	var f fault.Form
	f.Require(b.Span.From.Before(b.Span.Until) && b.Span.Until.Sub(b.Span.From) <= mostBlock, "diary.block_span", "until")
	f.Require(b.Kind == ARoom || b.Kind == APerson, "diary.block_kind", "kind")
	f.Require(utf8.RuneCountInString(b.Note) <= 100, "diary.block_note", "note")
	if err := f.Err(); err != nil {
		return b, err
	}
	if b.Kind == APerson {
		b.Note = ""
	}
	return b, s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if err := mayBlock(ctx, tx, actor, b); err != nil {
			return err
		}
		if err := insertBlock(ctx, tx, b); err != nil {
			return err
		}
		return record(ctx, tx, actor, "diary.block", b)
	})
}

// Unblock takes a block back; whoever may make it may.
func (s *Service) Unblock(ctx context.Context, actor access.Actor, id string) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		b, err := getBlock(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := mayBlock(ctx, tx, actor, b); err != nil {
			return err
		}
		if err := deleteBlock(ctx, tx, id); err != nil {
			return err
		}
		return record(ctx, tx, actor, "diary.unblock", b)
	})
}

func mayBlock(ctx context.Context, tx *sqldb.Tx, actor access.Actor, b Block) error {
	if b.Kind == ARoom {
		r, err := getRoom(ctx, tx, b.Subject)
		switch {
		case err != nil:
			return err
		case !actor.Has(access.ManageRooms) || r.OrgID != actor.Acting.OrgID:
			return fault.New(fault.Denied, "diary.not_yours")
		}
		return nil
	}
	return mayPlanFor(ctx, tx, actor, b.Subject)
}

// mayPlanFor: everybody says when they are there themselves, the head for the people
// of the unit.
func mayPlanFor(ctx context.Context, tx *sqldb.Tx, actor access.Actor, user string) error {
	if user == actor.UserID {
		return nil
	}
	if actor.Acting.Role != access.Head {
		return fault.New(fault.Denied, "diary.not_yours")
	}
	people, err := access.Officers(ctx, tx, []string{actor.Acting.OrgID})
	if err == nil && !slices.ContainsFunc(people[actor.Acting.OrgID], func(o access.Officer) bool { return o.UserID == user }) {
		err = fault.BadField("diary.person_elsewhere", "subject")
	}
	return err
}

// SetHours says when a person works, by the rule of Block.
func (s *Service) SetHours(ctx context.Context, actor access.Actor, user string, h Hours) error {
	if !h.valid() {
		return fault.BadField("diary.hours", "until")
	}
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if err := mayPlanFor(ctx, tx, actor, user); err != nil {
			return err
		}
		if err := putHours(ctx, tx, user, h); err != nil {
			return err
		}
		return record(ctx, tx, actor, "diary.set_hours", struct {
			User  string `json:"user"`
			Hours Hours  `json:"hours"`
		}{user, h})
	})
}

// Unit is what a unit's own people see of its rooms and people for a stretch of time.
type Unit struct {
	Rooms  []Room
	Blocks []Block // of rooms and of people
	People []access.Officer
	Hours  map[string]Hours // of those who gave some
}

// At is the unit acted for: its rooms, who is there, who is away and when.
func (s *Service) At(ctx context.Context, actor access.Actor, span Span) (u Unit, err error) {
	err = s.db.Read(ctx, func(tx *sqldb.Tx) error {
		unit := actor.Acting.OrgID
		if u.Rooms, err = RoomsOf(ctx, tx, []string{unit}); err != nil {
			return err
		}
		officers, err := access.Officers(ctx, tx, []string{unit})
		if err != nil {
			return err
		}
		var rooms, people []string
		for _, r := range u.Rooms {
			rooms = append(rooms, r.ID)
		}
		for _, o := range officers[unit] {
			if !slices.Contains(people, o.UserID) {
				people, u.People = append(people, o.UserID), append(u.People, o)
			}
		}
		p, err := Look(ctx, tx, rooms, people, span)
		u.Blocks, u.Hours = p.Blocks, p.Hours
		return err
	})
	return u, err
}

// Feed is the secret address of a calendar: of a person's own sessions, or of those of
// a unit as that person may see them.
type Feed struct {
	ID     string
	UserID string
	OrgID  string // "" for the person's own
	MadeAt time.Time
}

// mostFeeds is how many addresses one person may have at a time.
const mostFeeds = 10

// MakeFeed makes an address and tells its secret, which is shown this once and kept
// only as a hash. Fault: diary.feeds_many.
func (s *Service) MakeFeed(ctx context.Context, actor access.Actor, unit string) (f Feed, secret string, err error) {
	if unit != "" && unit != actor.Acting.OrgID {
		return f, "", fault.New(fault.Denied, "diary.not_yours")
	}
	secret = strings.ToLower(rand.Text())
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		all, err := feedsOf(ctx, tx, actor.UserID)
		if err == nil && len(all) >= mostFeeds {
			err = fault.New(fault.Conflict, "diary.feeds_many").With(fault.Args{"most": mostFeeds})
		}
		if err != nil {
			return err
		}
		f = Feed{newID(), actor.UserID, unit, tx.Now}
		if err := insertFeed(ctx, tx, f, hashOf(secret)); err != nil {
			return err
		}
		return record(ctx, tx, actor, "diary.make_feed", f)
	})
	return f, secret, err
}

// Feeds are the addresses of the actor that still work.
func (s *Service) Feeds(ctx context.Context, actor access.Actor) (out []Feed, err error) {
	err = s.db.Read(ctx, func(tx *sqldb.Tx) error {
		out, err = feedsOf(ctx, tx, actor.UserID)
		return err
	})
	return out, err
}

// EndFeed makes an address of the actor answer nothing from now on.
func (s *Service) EndFeed(ctx context.Context, actor access.Actor, id string) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		n, err := endFeed(ctx, tx, actor.UserID, id, tx.Now)
		if err == nil && n == 0 {
			err = ErrFeedNotFound
		}
		if err != nil {
			return err
		}
		return record(ctx, tx, actor, "diary.end_feed", Feed{ID: id, UserID: actor.UserID})
	})
}

// Fed is whose address a secret is, and that person as they may see cases today:
// whoever lost the post or the account reads nothing by it any more. Fault:
// ErrFeedNotFound.
func (s *Service) Fed(ctx context.Context, secret string) (f Feed, actor access.Actor, err error) {
	err = s.db.Read(ctx, func(tx *sqldb.Tx) error {
		if f, err = feedByHash(ctx, tx, hashOf(secret)); err != nil {
			return err
		}
		actor, err = access.Load(ctx, tx, f.UserID, "")
		if fault.KindOf(err) == fault.SignedOut {
			err = ErrFeedNotFound
		}
		// The sessions of a unit are for who holds a post in it.
		if err == nil && f.OrgID != "" && !slices.ContainsFunc(actor.Posts, func(p access.Post) bool { return p.OrgID == f.OrgID }) {
			err = ErrFeedNotFound
		}
		return err
	})
	return f, actor, err
}

// hashOf is what is kept of a secret of 128 bits and more: nothing has to slow down
// whoever guesses.
func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
