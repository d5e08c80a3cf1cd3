package casework

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/org"
	"hemu/internal/search"
	"hemu/internal/sqldb"
)

// SortBy is what a list is in the order of. Ties are broken by id.
type SortBy string

// The orders of a list.
const (
	ByDue      SortBy = "due"      // what is due first; nothing due last
	ByReported SortBy = "reported" // when it was registered
	ByUpdated  SortBy = "updated"  // when it last changed
	ByNo       SortBy = "no"       // official number
	ByMatch    SortBy = "match"    // what a text finds: number, name, title, text, in each the newest first
)

// Sort is the order of a list.
type Sort struct {
	By   SortBy
	Desc bool
}

// Reach says how far below a unit a filter looks (本级/直属下辖/下辖全部).
type Reach string

// The reaches of a filter.
const (
	OwnUnit  Reach = "unit"
	Children Reach = "children"
	Subtree  Reach = "subtree"
)

// Filter narrows a list. The zero Filter is everything the actor may see.
type Filter struct {
	States       []State
	Level        Level
	Batch        Batch
	Difficulty   Difficulty
	Channel      string
	Cause        string // a code, or the beginning of codes
	Region       string // code of a division; what lies in it or below
	Unit         string // organisation that holds, see Reach
	Reach        Reach  // OwnUnit when empty
	Mine         bool   // handled by the actor
	Colour       calendar.Light
	Paused       bool
	ReportedFrom calendar.Date // first day, Shanghai
	ReportedTo   calendar.Date // last day
	UpdatedFrom  calendar.Date // something was done last on or after
	UpdatedTo    calendar.Date
	PeopleMin    int
	PeopleMax    int   // 0 for any
	AmountMin    int64 // fen
	AmountMax    int64 // fen, 0 for any
	Handler      string
	Intake       string    // organisation that registered it
	Assist       string    // organisation that assists or assisted
	Party        string    // any part of the name of somebody in it
	Clock        ClockKind // runs; Colour and Paused are then of that clock
	Tags         []string  // all of them
	Has          []Trait   // all of them
	Lacks        []Trait   // none of them
	Court        string    // state of the judicial confirmation
	Outcome      string
	Closing      string
	Reached      Milestone
	ReachedFrom  calendar.Date
	ReachedTo    calendar.Date
	Confidential bool   // only confidential ones
	Text         string // a number, initials of a name, or any part of names, title or text
}

// Row is a case as a list shows it.
type Row struct {
	ID           ID
	No           string
	Title        string
	State        State
	Level        Level
	Batch        Batch
	Difficulty   Difficulty
	Cause        string
	Channel      string
	Region       string
	People       int
	AmountFen    int64
	Confidential bool
	Intake       string
	IntakeName   string
	Holder       string
	HolderName   string
	Handler      string
	HandlerName  string
	Outcome      string
	Closing      string
	NextStep     string
	NextKind     ClockKind
	NextDue      time.Time // zero when nothing is due
	Colour       calendar.Light
	Paused       bool
	Tags         []string
	ReportedAt   time.Time
	AcceptedAt   time.Time
	ClosedAt     time.Time
	UpdatedAt    time.Time
	Version      int64

	due, yellow int64
	tier        search.Tier // where a text was found, and the place in it
	seq         int64
}

// Ask is which page of a list is wanted: a cursor of the page before, "" for the
// first, and how many items, 0 for 50, at most 200.
type Ask struct {
	Cursor string
	Limit  int
}

func (a Ask) limit() int {
	if a.Limit <= 0 {
		return 50
	}
	return min(a.Limit, 200)
}

// Page is one page of a list with the cursors of its neighbours, "" for none.
type Page[T any] struct {
	Items []T
	Next  string
	Prev  string
}

// cursor is where a page begins: behind the item with this key and id, or
// before it when Back.
type cursor struct {
	By   SortBy `json:"s"`
	Desc bool   `json:"d,omitempty"`
	Back bool   `json:"b,omitempty"`
	Key  string `json:"k"`
	ID   string `json:"i"`
}

// key is the value the sort column is compared with.
func (c cursor) key() any {
	if c.By == ByNo {
		return c.Key
	}
	n, _ := strconv.ParseInt(c.Key, 10, 64) // parseCursor has checked it
	return n
}

// place is the tier and the place in it that a page of what a text finds begins at.
func (c cursor) place() (search.Tier, int64) {
	tier, seq, _ := strings.Cut(c.Key, " ")
	t, _ := strconv.Atoi(tier) // parseCursor has checked both
	n, _ := strconv.ParseInt(seq, 10, 64)
	return search.Tier(t), n
}

func (c cursor) String() string {
	raw, _ := json.Marshal(c) // texts only: cannot fail
	return base64.RawURLEncoding.EncodeToString(raw)
}

// parseCursor reads a cursor made for a list in the same order.
func parseCursor(text string, sort Sort) (c cursor, err error) {
	if text == "" {
		return cursor{By: sort.By}, nil
	}
	bad := fault.BadField("request.bad_cursor", "cursor")
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || json.Unmarshal(raw, &c) != nil || c.By != sort.By || c.Desc != sort.Desc || c.ID == "" {
		return c, bad
	}
	numbers := []string{c.Key}
	if c.By == ByMatch {
		if numbers = strings.Split(c.Key, " "); len(numbers) != 2 {
			return c, bad
		}
	}
	for _, number := range numbers {
		if _, err := strconv.ParseInt(number, 10, 64); err != nil && c.By != ByNo {
			return c, bad
		}
	}
	return c, nil
}

// paged cuts the extra item off, turns a page that was walked backwards round,
// and makes the cursors of its neighbours.
func paged[T any](items []T, from cursor, sort Sort, limit int, at func(T) (key, id string)) Page[T] {
	more := len(items) > limit
	if more {
		items = items[:limit]
	}
	if from.Back {
		slices.Reverse(items)
	}
	p := Page[T]{Items: items}
	if len(items) == 0 {
		return p
	}
	cut := func(v T, back bool) string {
		key, id := at(v)
		return cursor{sort.By, sort.Desc, back, key, id}.String()
	}
	if more || from.Back {
		p.Next = cut(items[len(items)-1], false)
	}
	if from.ID != "" && (more || !from.Back) {
		p.Prev = cut(items[0], true)
	}
	return p
}

// List is a page of the cases the actor may see.
func (s *Service) List(ctx context.Context, actor access.Actor, f Filter, sort Sort, ask Ask) (page Page[Row], err error) {
	if sort.By == "" {
		sort.By = ByDue
	}
	if sort.By == ByMatch {
		sort.Desc = false // one order only
	}
	if _, ok := sortColumns[sort.By]; !ok && sort.By != ByMatch {
		return page, fault.BadField("case.sort_unknown", "sort")
	}
	from, err := parseCursor(ask.Cursor, sort)
	if err != nil {
		return page, err
	}
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		found, err := s.filter(ctx, tx, actor, f)
		if err != nil {
			return err
		}
		reader, err := found.readerOf(ctx, tx, actor)
		if err == nil && sort.By != ByMatch {
			err = found.weigh(ctx, tx)
		}
		if err != nil {
			return err
		}
		rows, err := list(ctx, tx, reader, found, sort, from, ask.limit())
		if err != nil {
			return err
		}
		page = paged(rows, from, sort, ask.limit(), func(r Row) (string, string) { return r.sortKey(sort.By), string(r.ID) })
		return s.dress(ctx, tx, page.Items)
	})
	return page, err
}

func (r Row) sortKey(by SortBy) string {
	switch by {
	case ByReported:
		return strconv.FormatInt(r.ReportedAt.UnixMilli(), 10)
	case ByUpdated:
		return strconv.FormatInt(r.UpdatedAt.UnixMilli(), 10)
	case ByNo:
		return r.No
	case ByMatch:
		return strconv.Itoa(int(r.tier)) + " " + strconv.FormatInt(r.seq, 10)
	}
	return strconv.FormatInt(r.due, 10)
}

// filter looks up what a Filter names: unknown units and divisions are faults
// of the filter, not empty lists.
func (s *Service) filter(ctx context.Context, tx *sqldb.Tx, actor access.Actor, f Filter) (out filter, err error) {
	out = filter{Filter: f, me: actor.UserID, now: tx.Now, few: s.Few}
	if out.few == 0 {
		out.few = 2000
	}
	if f.Region != "" {
		if out.regionPath, err = s.Region(ctx, tx, f.Region); err == nil && out.regionPath == "" {
			err = fault.BadField("case.region_unknown", "region")
		}
	}
	if err == nil && f.Unit != "" {
		err = out.lookUpUnit(ctx, tx)
	}
	if err == nil {
		err = f.check()
	}
	if out.Text = strings.TrimSpace(f.Text); err == nil {
		err = out.lookUpText(ctx, tx, access.ReaderOf(actor))
	}
	if err == nil {
		err = out.lookUpParty(ctx, tx)
	}
	if err == nil {
		err = out.grasp(ctx, tx)
	}
	return out, err
}

func (f *filter) lookUpUnit(ctx context.Context, tx *sqldb.Tx) error {
	u, err := org.Get(ctx, tx, f.Unit)
	if err != nil {
		return fault.BadField("case.unit_unknown", "unit")
	}
	f.unitPath, f.narrow = u.Path, u.Level == org.Village
	if f.Reach != Children {
		return nil
	}
	below, err := org.List(ctx, tx, org.Filter{Parent: u.ID, IncludeClosed: true}, "", org.MaxPage)
	for _, child := range below.Units {
		f.children = append(f.children, child.Path)
	}
	return err
}

// dress puts names and colours to rows.
func (s *Service) dress(ctx context.Context, tx *sqldb.Tx, rows []Row) error {
	var units, people, ids []string
	for i := range rows {
		r := &rows[i]
		ids = append(ids, string(r.ID))
		units, people = append(units, r.Intake, r.Holder), append(people, r.Handler)
	}
	orgs, err := org.ByID(ctx, tx, distinct(units))
	if err != nil {
		return err
	}
	tags, err := tagsOf(ctx, tx, ids)
	if err != nil {
		return err
	}
	names, err := s.Names(ctx, tx, distinct(people))
	for i := range rows {
		r := &rows[i]
		r.IntakeName, r.HolderName, r.HandlerName = orgs[r.Intake].Name, orgs[r.Holder].Name, names[r.Handler]
		r.NextDue, r.Tags = instant(r.due), tags[string(r.ID)]
		r.Colour = calendar.LightAt(tx.Now, instant(r.yellow), r.NextDue)
	}
	return err
}

// WorkOf says whose work is meant.
type WorkOf string

// Whose work.
const (
	WorkMine  WorkOf = "mine"  // of the cases the actor handles
	WorkUnit  WorkOf = "unit"  // of the organisations of the actor's posts
	WorkBelow WorkOf = "below" // of those and all below them
)

// Task is one thing to do (待办): a running clock and the case it is on.
type Task struct {
	Clock    string    // id
	Kind     ClockKind // what has to be done
	Unit     string    // organisation that has to
	UnitName string
	Due      time.Time // while paused the end of the day on which it should go on
	YellowAt time.Time
	Colour   calendar.Light
	Paused   bool
	Case     Row

	due int64
}

// workQuery is whose clocks are looked for.
type workQuery struct {
	handler string
	ranges  []access.Range // nil for all
}

// workOf is whose clocks are meant.
func workOf(actor access.Actor, of WorkOf) (q workQuery, err error) {
	switch of {
	case WorkMine:
		q.handler = actor.UserID
	case WorkUnit, WorkBelow:
		q.ranges = unitsOfPosts(actor, of == WorkBelow)
	default:
		err = fault.BadField("case.work_unknown", "of")
	}
	return q, err
}

// Work is a page of what has to be done, the earliest due first; a paused clock
// stands by the day on which it should go on.
func (s *Service) Work(ctx context.Context, actor access.Actor, of WorkOf, ask Ask) (page Page[Task], err error) {
	sort := Sort{By: ByDue}
	from, err := parseCursor(ask.Cursor, sort)
	if err != nil {
		return page, err
	}
	q, err := workOf(actor, of)
	if err != nil {
		return page, err
	}
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		tasks, err := work(ctx, tx, access.ReaderOf(actor), q, from, ask.limit())
		if err != nil {
			return err
		}
		page = paged(tasks, from, sort, ask.limit(), func(t Task) (string, string) { return strconv.FormatInt(t.due, 10), t.Clock })
		return s.dressTasks(ctx, tx, page.Items)
	})
	return page, err
}

// WorkCount is how many things there are to do: in all, late, and nearly late.
// MostCounted+1 in all means more than MostCounted; the others are of those counted.
type WorkCount struct{ All, Late, Near int }

// CountWork counts what Work lists, for the chips above it and the rail.
func (s *Service) CountWork(ctx context.Context, actor access.Actor) (map[WorkOf]WorkCount, error) {
	out := map[WorkOf]WorkCount{}
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		for _, of := range []WorkOf{WorkMine, WorkUnit, WorkBelow} {
			q, err := workOf(actor, of)
			if err != nil {
				return err
			}
			if out[of], err = countWork(ctx, tx, access.ReaderOf(actor), q, MostCounted+1); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func (s *Service) dressTasks(ctx context.Context, tx *sqldb.Tx, tasks []Task) error {
	rows, units := make([]Row, len(tasks)), make([]string, len(tasks))
	for i, t := range tasks {
		rows[i], units[i] = t.Case, t.Unit
	}
	if err := s.dress(ctx, tx, rows); err != nil {
		return err
	}
	orgs, err := org.ByID(ctx, tx, distinct(units))
	for i := range tasks {
		t := &tasks[i]
		t.Case, t.UnitName, t.Colour = rows[i], orgs[t.Unit].Name, calendar.LightAt(tx.Now, t.YellowAt, t.Due)
	}
	return err
}

// unitsOfPosts are the organisations whose work an actor shares in.
func unitsOfPosts(actor access.Actor, below bool) []access.Range {
	ranges := []access.Range{}
	for _, p := range actor.Posts {
		if !p.Role.ReadsCases() {
			continue
		}
		from, to := p.OrgPath, p.OrgPath+"\x01"
		if below {
			from, to = sqldb.Below(p.OrgPath)
		}
		ranges = append(ranges, access.Range{From: from, To: to})
	}
	return ranges
}
