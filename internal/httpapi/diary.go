package httpapi

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/diary"
	"hemu/internal/document"
	"hemu/internal/fault"
	"hemu/internal/message"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// diaryRoutes are the sessions of a stretch of time, and who and what can be had.
func (s *Server) diaryRoutes(api huma.API, mux *http.ServeMux) {
	signed(api, op("GET", "/api/diary", "listDiary", "Sessions in a stretch of time"), s.listDiary)
	plain(api, mux, withQuery(op("GET", "/api/diary/days/{file}", "getDayList", "Sessions of a day on paper; file is the day with .pdf or .docx"), "whose", "org"), papers, s.person(s.dayList))
	signed(api, op("GET", "/api/diary/unit", "getDiaryUnit", "Rooms and people of the unit acted for, and when they cannot be had"), s.getDiaryUnit)
	signed(api, op("GET", "/api/rooms", "listRooms", "Meeting rooms that an organisation may use: its own and those of the units above"), s.listRooms)
	keeping(api, op("POST", "/api/rooms", "addRoom", "Add a meeting room"), access.ManageRooms, s.addRoom)
	keeping(api, op("PUT", "/api/rooms/{id}", "updateRoom", "Change a meeting room"), access.ManageRooms, s.updateRoom)
	signed(api, op("POST", "/api/blocks", "addBlock", "Close a room, or say that somebody is away, for a time"), s.addBlock)
	signed(api, op("DELETE", "/api/blocks/{id}", "deleteBlock", "Take that back"), s.deleteBlock)
	signed(api, op("PUT", "/api/hours/{user}", "putHours", "When somebody works"), s.putHours)
	signed(api, op("GET", "/api/me/feeds", "listFeeds", "One's addresses for calendar programs"), s.listFeeds)
	signed(api, op("POST", "/api/me/feeds", "makeFeed", "Make a secret address for a calendar program"), s.makeFeed)
	signed(api, op("DELETE", "/api/me/feeds/{id}", "endFeed", "End an address"), s.endFeed)
	o := op("GET", "/api/feeds/{file}", "readFeed", "Sessions for a calendar program; file is the secret with .ics")
	o.Parameters = append(o.Parameters, &huma.Param{Name: "file", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}})
	o.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: bytesOf("text/calendar")}}
	o = described(o, false)
	api.OpenAPI().AddOperation(&o)
	mux.HandleFunc(o.Method+" "+o.Path, s.readFeed)
}

// SpanIn is a stretch of time.
type SpanIn struct {
	From  time.Time `query:"from" required:"true"`
	Until time.Time `query:"until" required:"true"`
}

func (in SpanIn) span() diary.Span { return diary.Span{From: in.From, Until: in.Until} }

// AppointmentOut is a session as a calendar shows it.
type AppointmentOut struct {
	Session      string    `json:"session"`
	Case         string    `json:"case"`
	CaseNo       string    `json:"caseNo"`
	Title        string    `json:"title"`
	Confidential bool      `json:"confidential"`
	Number       int       `json:"number" doc:"of the session within the case"`
	Kind         string    `json:"kind" enum:"immediate,ordinary,panel,joint"`
	State        string    `json:"state" enum:"planned,held,cancelled"`
	Separate     bool      `json:"separate"`
	From         time.Time `json:"from"`
	Until        time.Time `json:"until"`
	Place        string    `json:"place"`
	Room         string    `json:"room,omitempty"`
	Org          string    `json:"org"`
	OrgName      string    `json:"orgName"`
	Mediators    []string  `json:"mediators" nullable:"false"`
	Away         []string  `json:"away" nullable:"false" doc:"who of them is away at the time: somebody else is needed"`
	RoomClosed   bool      `json:"roomClosed"`
	DayOff       string    `json:"dayOff,omitempty" doc:"the official holiday on that day"`
	Moved        bool      `json:"moved"`
}

// AgendaOut are the sessions of a stretch of time.
type AgendaOut struct {
	Items []AppointmentOut `json:"items" nullable:"false"`
	More  bool             `json:"more" doc:"there are more than are shown"`
}

func (s *Server) listDiary(ctx context.Context, actor access.Actor, in *struct {
	SpanIn
	Whose string `query:"whose" enum:"mine,unit,subtree" default:"mine"`
	Org   string `query:"org" doc:"the acting organisation when empty"`
},
) (*body[AgendaOut], error) {
	found, more, err := s.Cases.Agenda(ctx, actor, casework.AgendaAsk{Span: in.span(), Whose: casework.Whose(in.Whose), Org: in.Org})
	out := AgendaOut{Items: []AppointmentOut{}, More: more}
	for _, a := range found {
		out.Items = append(out.Items, AppointmentOut{
			a.Session, string(a.Case), a.CaseNo, a.Title, a.Confidential, a.Number, string(a.Kind), a.State, a.Separate, a.Span.From, a.Span.Until,
			a.Place, a.Room, a.Org, a.OrgName, list(a.Mediators), list(a.Away), a.RoomClosed, a.DayOff, a.Revision > 0 && a.State == "planned",
		})
	}
	return &body[AgendaOut]{out}, err
}

// dayList prints the sessions of one day: of the unit acted for, or of the one asked
// for, and with whose=subtree of those below it too.
func (s *Server) dayList(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	name, format, err := splitName(r.PathValue("file"))
	if err != nil {
		return err
	}
	on, err := calendar.ParseDate(name)
	if err != nil {
		return fault.BadField("request.bad_span", "file")
	}
	ask := casework.AgendaAsk{Span: diary.Span{From: on.Start(), Until: on.End()}, Whose: casework.UnitSessions, Org: r.URL.Query().Get("org")}
	if r.URL.Query().Get("whose") == string(casework.BelowSessions) {
		ask.Whose = casework.BelowSessions
	}
	if ask.Org == "" {
		ask.Org = actor.Acting.OrgID
	}
	found, more, err := s.Cases.Agenda(r.Context(), actor, ask)
	if err != nil {
		return err
	}
	units, err := s.unitsByID(r.Context(), []string{ask.Org})
	if err != nil {
		return err
	}
	snap, err := s.Codes.Read(r.Context())
	if err != nil {
		return err
	}
	doc := document.DayList(units[ask.Org].Name, on, found, more, document.Context{Codes: snap, Now: s.DB.Now()})
	return s.send(w, doc, document.FileName(on.String(), doc.Name, format), format)
}

// RoomOut is a meeting room.
type RoomOut struct {
	ID         string `json:"id"`
	Org        string `json:"org"`
	Name       string `json:"name"`
	Place      string `json:"place"`
	Seats      int    `json:"seats"`
	Accessible bool   `json:"accessible"`
	Retired    bool   `json:"retired"`
	Version    int64  `json:"version"`
}

func roomOut(r diary.Room) RoomOut {
	return RoomOut{r.ID, r.OrgID, r.Name, r.Place, r.Seats, r.Accessible, r.Retired, r.Version}
}

// BlockOut is a time in which a room is closed or a person away.
type BlockOut struct {
	ID      string    `json:"id"`
	Kind    string    `json:"kind" enum:"room,person"`
	Subject string    `json:"subject"`
	From    time.Time `json:"from"`
	Until   time.Time `json:"until"`
	Note    string    `json:"note,omitempty"`
}

func blockOut(b diary.Block) BlockOut {
	return BlockOut{b.ID, string(b.Kind), b.Subject, b.Span.From, b.Span.Until, b.Note}
}

// HoursOut is when somebody works.
type HoursOut struct {
	Days  []int `json:"days" nullable:"false" doc:"weekdays, 0 is Sunday"`
	From  int   `json:"from" minimum:"0" maximum:"1439" doc:"minutes of the day, Shanghai"`
	Until int   `json:"until" minimum:"1" maximum:"1440"`
}

func hoursOut(h diary.Hours) HoursOut {
	out := HoursOut{Days: []int{}, From: h.From, Until: h.Until}
	for day := range 7 {
		if h.Days>>day&1 == 1 {
			out.Days = append(out.Days, day)
		}
	}
	return out
}

// PersonOut is somebody of a unit with their hours.
type PersonOut struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Hours HoursOut `json:"hours"`
}

// DiaryUnitOut is a unit with its rooms and people.
type DiaryUnitOut struct {
	Rooms  []RoomOut   `json:"rooms" nullable:"false"`
	Blocks []BlockOut  `json:"blocks" nullable:"false"`
	People []PersonOut `json:"people" nullable:"false"`
}

func (s *Server) getDiaryUnit(ctx context.Context, actor access.Actor, in *SpanIn) (*body[DiaryUnitOut], error) {
	u, err := s.Diary.At(ctx, actor, in.span())
	out := DiaryUnitOut{Rooms: []RoomOut{}, Blocks: []BlockOut{}, People: []PersonOut{}}
	for _, r := range u.Rooms {
		out.Rooms = append(out.Rooms, roomOut(r))
	}
	for _, b := range u.Blocks {
		out.Blocks = append(out.Blocks, blockOut(b))
	}
	for _, p := range u.People {
		h, ok := u.Hours[p.UserID]
		if !ok {
			h = diary.UsualHours
		}
		out.People = append(out.People, PersonOut{p.UserID, p.Name, hoursOut(h)})
	}
	return &body[DiaryUnitOut]{out}, err
}

func (s *Server) listRooms(ctx context.Context, actor access.Actor, in *struct {
	Org string `query:"org" doc:"the acting organisation when empty"`
},
) (*body[listOf[RoomOut]], error) {
	if in.Org == "" {
		in.Org = actor.Acting.OrgID
	}
	found, err := s.Diary.Usable(ctx, in.Org)
	out := listOf[RoomOut]{Items: []RoomOut{}}
	for _, r := range found {
		out.Items = append(out.Items, roomOut(r))
	}
	return &body[listOf[RoomOut]]{out}, err
}

type roomIn struct {
	ID   string `path:"id" maxLength:"64"`
	Body RoomOut
}

func (in RoomOut) room(id string) diary.Room {
	return diary.Room{ID: id, Name: in.Name, Place: in.Place, Seats: in.Seats, Accessible: in.Accessible, Retired: in.Retired, Version: in.Version}
}

func (s *Server) addRoom(ctx context.Context, actor access.Actor, in *struct{ Body RoomOut }) (*body[RoomOut], error) {
	r, err := s.Diary.AddRoom(ctx, actor, in.Body.room(""))
	return &body[RoomOut]{roomOut(r)}, err
}

func (s *Server) updateRoom(ctx context.Context, actor access.Actor, in *roomIn) (*body[RoomOut], error) {
	r, err := s.Diary.UpdateRoom(ctx, actor, in.Body.room(in.ID))
	return &body[RoomOut]{roomOut(r)}, err
}

func (s *Server) addBlock(ctx context.Context, actor access.Actor, in *struct{ Body BlockOut }) (*body[BlockOut], error) {
	b, err := s.Diary.Block(ctx, actor, diary.Block{
		Kind: diary.Kind(in.Body.Kind), Subject: in.Body.Subject, Span: diary.Span{From: in.Body.From, Until: in.Body.Until}, Note: in.Body.Note,
	})
	return &body[BlockOut]{blockOut(b)}, err
}

func (s *Server) deleteBlock(ctx context.Context, actor access.Actor, in *struct {
	ID string `path:"id" maxLength:"64"`
},
) (*none, error) {
	return nil, s.Diary.Unblock(ctx, actor, in.ID)
}

func (s *Server) putHours(ctx context.Context, actor access.Actor, in *struct {
	User string `path:"user" maxLength:"64"`
	Body HoursOut
},
) (*none, error) {
	h := diary.Hours{From: in.Body.From, Until: in.Body.Until}
	for _, day := range in.Body.Days {
		if day < 0 || day > 6 {
			return nil, fault.BadField("diary.hours", "days")
		}
		h.Days |= 1 << day
	}
	return nil, s.Diary.SetHours(ctx, actor, in.User, h)
}

// FeedOut is an address for calendar programs.
type FeedOut struct {
	ID      string    `json:"id"`
	Org     string    `json:"org,omitempty" doc:"the unit whose sessions it shows; none for one's own"`
	OrgName string    `json:"orgName,omitempty"`
	MadeAt  time.Time `json:"madeAt"`
	Address string    `json:"address,omitempty" doc:"path of the address; told once, when it is made"`
}

func (s *Server) listFeeds(ctx context.Context, actor access.Actor, _ *none) (*body[listOf[FeedOut]], error) {
	found, err := s.Diary.Feeds(ctx, actor)
	if err != nil {
		return nil, err
	}
	units := []string{}
	for _, f := range found {
		units = append(units, f.OrgID)
	}
	names, err := s.unitsByID(ctx, units)
	out := listOf[FeedOut]{Items: []FeedOut{}}
	for _, f := range found {
		out.Items = append(out.Items, FeedOut{ID: f.ID, Org: f.OrgID, OrgName: names[f.OrgID].Name, MadeAt: f.MadeAt})
	}
	return &body[listOf[FeedOut]]{out}, err
}

func (s *Server) unitsByID(ctx context.Context, ids []string) (units map[string]org.Unit, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		units, err = org.ByID(ctx, tx, ids)
		return err
	})
	return units, err
}

const feedsAt = "/api/feeds/"

func (s *Server) makeFeed(ctx context.Context, actor access.Actor, in *struct {
	Body struct {
		Unit bool `json:"unit" doc:"the sessions of the unit acted for instead of one's own"`
	}
},
) (*body[FeedOut], error) {
	unit := ""
	if in.Body.Unit {
		unit = actor.Acting.OrgID
	}
	f, secret, err := s.Diary.MakeFeed(ctx, actor, unit)
	return &body[FeedOut]{FeedOut{ID: f.ID, Org: f.OrgID, MadeAt: f.MadeAt, Address: feedsAt + secret + ".ics"}}, err
}

func (s *Server) endFeed(ctx context.Context, actor access.Actor, in *struct {
	ID string `path:"id" maxLength:"64"`
},
) (*none, error) {
	return nil, s.Diary.EndFeed(ctx, actor, in.ID)
}

// What a feed shows, in days before and after today.
const feedBefore, feedAfter = 30, 366

// readFeed answers a calendar program, which brings nothing but the secret.
func (s *Server) readFeed(w http.ResponseWriter, r *http.Request) {
	secret, ok := strings.CutSuffix(r.PathValue("file"), ".ics")
	if !ok {
		fail(w, r, diary.ErrFeedNotFound)
		return
	}
	f, actor, err := s.Diary.Fed(r.Context(), secret)
	if err != nil {
		fail(w, r, err)
		return
	}
	now := s.DB.Now()
	ask := casework.AgendaAsk{Span: diary.Span{From: now.AddDate(0, 0, -feedBefore), Until: now.AddDate(0, 0, feedAfter)}, Whose: casework.MySessions, Cancelled: true}
	name := message.Text(actor.Lang, "diary.feed_own", fault.Args{"name": actor.Name})
	if f.OrgID != "" {
		ask.Whose, ask.Org = casework.UnitSessions, f.OrgID
		units, err := s.unitsByID(r.Context(), []string{f.OrgID})
		if err != nil {
			fail(w, r, err)
			return
		}
		name = message.Text(actor.Lang, "diary.feed_unit", fault.Args{"name": units[f.OrgID].Name})
	}
	found, err := s.allSessions(r.Context(), actor, ask)
	if err != nil {
		fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Content-Disposition", `inline; filename="sessions.ics"`)
	_, _ = w.Write(diary.Calendar(name, events(found, actor.Lang), now))
}

// mostFed is the most sessions of one feed: forty a day for a year.
const mostFed = 15_000

// allSessions are those of an agenda of any length: a calendar program takes for called
// off what a feed leaves out.
func (s *Server) allSessions(ctx context.Context, actor access.Actor, ask casework.AgendaAsk) (all []casework.Appointment, err error) {
	known := map[string]bool{}
	for {
		page, more, err := s.Cases.Agenda(ctx, actor, ask)
		if err != nil {
			return nil, err
		}
		before := len(all)
		for _, a := range page {
			if !known[a.Session] {
				known[a.Session] = true
				all = append(all, a)
			}
		}
		if !more || len(all) == before || len(all) >= mostFed {
			return all, nil
		}
		ask.Span.From = all[len(all)-1].Span.From
	}
}

// events are sessions as a calendar program, and whoever looks at its screen, may
// have them: number of the case and place, of a confidential one neither.
func events(found []casework.Appointment, lang message.Lang) []diary.Event {
	out := []diary.Event{}
	for _, a := range found {
		e := diary.Event{
			UID: a.Session + "@hemu", Span: a.Span, Summary: message.Text(lang, "diary.event_sealed", nil), Sequence: a.Revision,
			Cancelled: a.State == "cancelled", Changed: a.ChangedAt,
		}
		if !a.Confidential {
			e.Summary, e.Location = message.Text(lang, "diary.event", fault.Args{"no": a.CaseNo}), a.Place
		}
		out = append(out, e)
	}
	return out
}
