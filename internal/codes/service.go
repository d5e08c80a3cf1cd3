package codes

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

var (
	errChanged     = fault.New(fault.Conflict, "codes.changed")
	errNoList      = fault.New(fault.NotFound, "codes.list_not_found")
	errNoItem      = fault.New(fault.NotFound, "codes.item_not_found")
	errListFixed   = fault.New(fault.Conflict, "codes.list_fixed")
	errItemRetired = fault.New(fault.Conflict, "codes.item_retired")
)

// Service is what administrators do with lists, policies and official days, and
// how everybody reads them. It is safe for concurrent use.
type Service struct {
	db     *sqldb.DB
	cached atomic.Pointer[cached]
}

type cached struct {
	revision int64
	snapshot Snapshot
}

// NewService returns a Service on db.
func NewService(db *sqldb.DB) *Service { return &Service{db: db} }

// Snapshot is the picture that holds in tx. It is read anew only after a change,
// so a command may ask for it each time.
func (s *Service) Snapshot(ctx context.Context, tx *sqldb.Tx) (Snapshot, error) {
	revision, err := Revision(ctx, tx)
	if err != nil {
		return Snapshot{}, err
	}
	if c := s.cached.Load(); c != nil && c.revision == revision {
		return c.snapshot, nil
	}
	snapshot, err := Load(ctx, tx)
	if err != nil {
		return Snapshot{}, err
	}
	s.cached.Store(&cached{revision, snapshot})
	return snapshot, nil
}

// Read is the present picture.
func (s *Service) Read(ctx context.Context) (snapshot Snapshot, err error) {
	err = s.db.Read(ctx, func(tx *sqldb.Tx) (err error) {
		snapshot, err = s.Snapshot(ctx, tx)
		return err
	})
	return snapshot, err
}

// change runs an edit with everything it must read, one editor at a time.
func (s *Service) change(ctx context.Context, edit func(tx *sqldb.Tx, now Snapshot) error) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if err := tx.Lock(ctx, lockName); err != nil {
			return err
		}
		now, err := Load(ctx, tx)
		if err != nil {
			return err
		}
		return edit(tx, now)
	})
}

// AddItem adds an entry at the end of an editable list, or takes a retired one
// back into use under its old code. version is that of the list as the
// administrator saw it. From may lie ahead and is today when zero.
func (s *Service) AddItem(ctx context.Context, by, actingOrg string, version int64, item Item) (Item, error) {
	err := s.change(ctx, func(tx *sqldb.Tx, now Snapshot) error {
		list, ok := now.List(item.List)
		if !ok {
			return errNoList
		}
		today := calendar.DateOf(tx.Now)
		if item.From.IsZero() {
			item.From = today
		}
		item.Until = calendar.Date{}
		if err := checkItem(now, list, item, today); err != nil {
			return err
		}
		item.Order = nextOrder(now.items[list.ID])
		if old, had := now.newest(list.ID, item.Code); had {
			if old.Until.IsZero() || item.From.Before(old.Until) {
				return fault.BadField("codes.code_taken", "code")
			}
			if item.From == old.From { // retired on its first day
				old.Until = calendar.Date{}
				item.Order = old.Order
				if err := saveItem(ctx, tx, item); err != nil {
					return err
				}
				return s.done(ctx, tx, by, actingOrg, "codes.add_item", version, item)
			}
		}
		if err := insertItem(ctx, tx, item); err != nil {
			return err
		}
		return s.done(ctx, tx, by, actingOrg, "codes.add_item", version, item)
	})
	return item, err
}

// ReviseItem gives an entry other names, another group or another mapping from
// a day on (today when From is zero). What was decided before that day keeps
// the old version. Of lists that are not editable only the mapping may change.
func (s *Service) ReviseItem(ctx context.Context, by, actingOrg string, version int64, item Item) (Item, error) {
	err := s.change(ctx, func(tx *sqldb.Tx, now Snapshot) error {
		list, ok := now.List(item.List)
		if !ok {
			return errNoList
		}
		old, ok := now.newest(item.List, item.Code)
		if !ok {
			return errNoItem
		}
		if !old.Until.IsZero() {
			return errItemRetired
		}
		today := calendar.DateOf(tx.Now)
		if item.From.IsZero() {
			item.From = today
		}
		item.Order, item.Until = old.Order, calendar.Date{}
		sameWords := item.NameZH == old.NameZH && item.NameEN == old.NameEN && item.Parent == old.Parent
		list.Editable = list.Editable || sameWords
		if err := checkItem(now, list, item, today); err != nil {
			return err
		}
		if item.From.Before(old.From) {
			return fault.BadField("codes.from_too_early", "from")
		}
		if err := supersede(ctx, tx, old, item); err != nil {
			return err
		}
		return s.done(ctx, tx, by, actingOrg, "codes.revise_item", version, item)
	})
	return item, err
}

// supersede ends the old version where the new one begins. A version that would
// not have held a single day is overwritten instead.
func supersede(ctx context.Context, tx *sqldb.Tx, old, item Item) error {
	if item.From == old.From {
		return saveItem(ctx, tx, item)
	}
	old.Until = item.From
	if err := saveItem(ctx, tx, old); err != nil {
		return err
	}
	return insertItem(ctx, tx, item)
}

// RetireItem takes an entry out of use from a day on (today when zero). It stays
// readable for ever, and cases that carry it keep it. A group goes only after
// its entries.
func (s *Service) RetireItem(ctx context.Context, by, actingOrg string, version int64, list, code string, from calendar.Date) error {
	return s.change(ctx, func(tx *sqldb.Tx, now Snapshot) error {
		l, ok := now.List(list)
		if !ok {
			return errNoList
		}
		if !l.Editable {
			return errListFixed
		}
		item, ok := now.newest(list, code)
		if !ok {
			return errNoItem
		}
		today := calendar.DateOf(tx.Now)
		if from.IsZero() {
			from = today
		}
		if from.Before(today) || from.Before(item.From) {
			return fault.BadField("codes.from_too_early", "from")
		}
		if !item.Until.IsZero() {
			return errItemRetired
		}
		for _, other := range now.items[list] {
			if other.Parent == code && (other.Until.IsZero() || other.Until.After(from)) {
				return fault.BadField("codes.group_in_use", "code")
			}
		}
		item.Until = from
		if err := saveItem(ctx, tx, item); err != nil {
			return err
		}
		return s.done(ctx, tx, by, actingOrg, "codes.retire_item", version, item)
	})
}

// done checks and turns the version of the list, and records the edit.
func (s *Service) done(ctx context.Context, tx *sqldb.Tx, by, actingOrg, verb string, version int64, item Item) error {
	if err := turnList(ctx, tx, item.List, version); err != nil {
		return err
	}
	return record(ctx, tx, by, actingOrg, verb, item)
}

var codeForm = regexp.MustCompile(`^[0-9a-z_]{1,40}$`)

// checkItem decides whether an entry may stand in a list from its first day on.
func checkItem(now Snapshot, list List, item Item, today calendar.Date) error {
	if !list.Editable {
		return errListFixed
	}
	var f fault.Form
	f.Require(codeForm.MatchString(item.Code), "codes.code_form", "code")
	f.Require(nameOK(item.NameZH), "codes.name_missing", "name_zh")
	f.Require(nameOK(item.NameEN), "codes.name_missing", "name_en")
	f.Require(!item.From.Before(today) || item.From == now.from(item), "codes.from_too_early", "from")
	if item.Parent != "" {
		group, ok := now.newest(list.ID, item.Parent)
		f.Require(ok && list.Levels > 1 && group.Parent == "" && item.Parent != item.Code && group.On(item.From),
			"codes.parent_unknown", "parent")
	}
	for to, target := range item.Mapping {
		if _, ok := now.newest(to, target); !ok {
			f.Add("codes.mapping_unknown", "mapping", fault.Args{"list": to, "code": target})
		}
	}
	return f.Err()
}

func nameOK(name string) bool {
	return strings.TrimSpace(name) == name && name != "" && len([]rune(name)) <= 100
}

// newest is the version of an entry that begins last.
func (s Snapshot) newest(list, code string) (Item, bool) {
	versions := s.versions[list][code]
	if len(versions) == 0 {
		return Item{}, false
	}
	return versions[0], true
}

// from is the first day of the newest version of the same entry.
func (s Snapshot) from(item Item) calendar.Date {
	old, _ := s.newest(item.List, item.Code)
	return old.From
}

func nextOrder(items []Item) int {
	if len(items) == 0 {
		return 10
	}
	return slices.MaxFunc(items, func(a, b Item) int { return a.Order - b.Order }).Order + 10
}
