package org

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/google/uuid"

	"hemu/internal/fault"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
)

// Successor hands everything open of one unit over to another and tells how much
// it moved. to is "" when nobody was named: it must then refuse, with a Conflict,
// if anything is open.
type Successor func(ctx context.Context, tx *sqldb.Tx, from, to string) (moved int, err error)

// Hooks are what the rooms above have to say when the tree changes. A nil hook is
// left out.
type Hooks struct {
	// Successor is asked before a unit closes or merges into another.
	Successor Successor
	// Repathed follows when a subtree has another path: everything that keeps
	// paths below from must now keep them below to.
	Repathed func(ctx context.Context, tx *sqldb.Tx, from, to string) error
	// Regions tells which of some division codes exist.
	Regions func(ctx context.Context, tx *sqldb.Tx, codes []string) (map[string]bool, error)
}

// Service is what people do with organisations and their members. Each method
// is one transaction and one ledger entry on the stream "org:<id>".
type Service struct {
	db    *sqldb.DB
	hooks Hooks
}

// NewService returns a Service on db.
func NewService(db *sqldb.DB, hooks Hooks) *Service { return &Service{db, hooks} }

// tree is the name under which the tree of units is locked.
const tree = "org.tree"

// Still keeps every unit in its place until the transaction ends: whoever writes down
// where a unit lies must not be overtaken by whoever moves it.
func Still(ctx context.Context, tx *sqldb.Tx) error { return tx.LockShared(ctx, tree) }

// StillForOne is Still, and nobody else is writing down where units lie.
func StillForOne(ctx context.Context, tx *sqldb.Tx) error { return tx.Lock(ctx, tree) }

// write runs fn alone among those who change the tree, for whoever moves a
// subtree must not meet somebody who hangs a unit below it.
func (s *Service) write(ctx context.Context, fn func(tx *sqldb.Tx) error) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if err := tx.Lock(ctx, tree); err != nil {
			return err
		}
		return fn(tx)
	})
}

// Create adds a unit under u.ParentID ("" for a root, which only a bureau may
// be). A missing short name is made from the name, a missing level is the usual
// one of the kind.
func (s *Service) Create(ctx context.Context, by, actingOrg string, u Unit) (Unit, error) {
	err := s.write(ctx, func(tx *sqldb.Tx) (err error) {
		parent, err := parentOf(ctx, tx, u.ParentID)
		if err != nil {
			return err
		}
		if u, err = s.complete(ctx, tx, u, parent); err != nil {
			return err
		}
		u = born(u, parent, tx)
		if err := insertUnit(ctx, tx, u); err != nil {
			return err
		}
		if _, err := recheck(ctx, tx, []Unit{u}); err != nil {
			return err
		}
		return record(ctx, tx, by, actingOrg, u.ID, "org.create", u.public())
	})
	return u, err
}

// born gives a checked unit its identity and place.
func born(u Unit, parent *Unit, tx *sqldb.Tx) Unit {
	u.ID = newID()
	u.Path = "/" + u.ID + "/"
	if parent != nil {
		u.Path = parent.Path + u.ID + "/"
	}
	u.CreatedAt, u.Version = tx.Now, 1
	return u
}

// complete checks u on its own and against the others.
func (s *Service) complete(ctx context.Context, tx *sqldb.Tx, u Unit, parent *Unit) (Unit, error) {
	u, err := u.checked(parent)
	if err != nil {
		return u, err
	}
	var f fault.Form
	if s.hooks.Regions != nil {
		known, err := s.hooks.Regions(ctx, tx, []string{u.RegionCode})
		if err != nil {
			return u, err
		}
		f.Require(known[u.RegionCode], "org.region", "region_code")
	}
	twins, err := twinsOf(ctx, tx, u)
	if err != nil {
		return u, err
	}
	f.Require(!twins.name, "org.name_taken", "name")
	f.Require(!twins.code, "org.code_taken", "code")
	f.Require(u.AreaCode == "" || twins.area, "org.area", "area_code")
	if u.ShortName == "" {
		shorts, err := shortNames(ctx, tx, u.County)
		if err != nil {
			return u, err
		}
		u.ShortName = shortName(u, parent, func(c string) bool { return shorts[c] })
	} else {
		f.Require(!twins.short, "org.short_name_taken", "short_name")
	}
	return u, f.Err()
}

// Update changes what a unit is called, where it is, how it is reached and how
// it numbers; u.Version is the one it was read at. Its place in the tree is
// changed by Move. A new short name holds for new numbers only.
func (s *Service) Update(ctx context.Context, by, actingOrg string, u Unit) (Unit, error) {
	err := s.write(ctx, func(tx *sqldb.Tx) error {
		old, err := openUnit(ctx, tx, u.ID)
		if err != nil {
			return err
		}
		parent, err := parentOf(ctx, tx, old.ParentID)
		if err != nil {
			return err
		}
		u.ParentID, u.Path, u.CreatedAt, u.ClosedAt, u.ClosedInto = old.ParentID, old.Path, old.CreatedAt, old.ClosedAt, ""
		if u, err = s.complete(ctx, tx, u, parent); err != nil {
			return err
		}
		lower, err := tallestChild(ctx, tx, u.ID)
		if err != nil {
			return err
		}
		if lower > u.Level.Rank() {
			return fault.BadField("org.level_below_child", "level")
		}
		if u, err = saveUnit(ctx, tx, u); err != nil {
			return err
		}
		if _, err := recheck(ctx, tx, []Unit{u}); err != nil {
			return err
		}
		return record(ctx, tx, by, actingOrg, u.ID, "org.update", u.public())
	})
	return u, err
}

// Move hangs a unit, with everything below it, under another parent.
func (s *Service) Move(ctx context.Context, by, actingOrg, id string, version int64, parentID string) (u Unit, err error) {
	err = s.write(ctx, func(tx *sqldb.Tx) error {
		if u, err = openUnit(ctx, tx, id); err != nil {
			return err
		}
		if u.Version != version {
			return ErrChanged
		}
		parent, err := Get(ctx, tx, parentID)
		if err != nil {
			return fault.BadField("org.parent_unknown", "parent")
		}
		if err := movable(u, parent); err != nil {
			return err
		}
		if twins, err := twinsOf(ctx, tx, Unit{ID: u.ID, ParentID: parent.ID, Name: u.Name}); err != nil || twins.name {
			return orElse(err, fault.BadField("org.name_taken", "name"))
		}
		from := u.ParentID
		if u, err = s.rehang(ctx, tx, u, parent); err != nil {
			return err
		}
		return record(ctx, tx, by, actingOrg, u.ID, "org.move", moved{From: from, To: parent.ID})
	})
	return u, err
}

func (s *Service) rehang(ctx context.Context, tx *sqldb.Tx, u, parent Unit) (Unit, error) {
	path := parent.Path + u.ID + "/"
	if err := movePath(ctx, tx, u, parent.ID, path); err != nil {
		return u, err
	}
	if s.hooks.Repathed != nil && path != u.Path {
		if err := s.hooks.Repathed(ctx, tx, u.Path, path); err != nil {
			return u, err
		}
	}
	u.ParentID, u.Path = parent.ID, path
	u.Version++
	return u, nil
}

// Close ends a unit. What is open there goes to successor; without one it may
// only close when nothing is open. It must have no open unit below it; its
// memberships end today, its numbers stay its own for ever.
func (s *Service) Close(ctx context.Context, by, actingOrg, id string, version int64, successor string) (u Unit, err error) {
	err = s.write(ctx, func(tx *sqldb.Tx) error {
		kids, err := List(ctx, tx, Filter{Parent: id}, "", 1)
		if err != nil {
			return err
		}
		if len(kids.Units) > 0 {
			return fault.New(fault.Conflict, "org.has_children")
		}
		u, err = s.end(ctx, tx, by, actingOrg, id, version, successor, "org.close")
		return err
	})
	return u, err
}

// Merge closes a unit into another, which takes over its open cases and the
// units below it.
func (s *Service) Merge(ctx context.Context, by, actingOrg, id string, version int64, into string) (u Unit, err error) {
	err = s.write(ctx, func(tx *sqldb.Tx) error {
		target, err := openUnit(ctx, tx, into)
		if err != nil {
			return fault.BadField("org.successor_unknown", "into")
		}
		kids, err := List(ctx, tx, Filter{Parent: id}, "", MaxPage)
		if err != nil {
			return err
		}
		for _, kid := range kids.Units {
			if err := movable(kid, target); err != nil {
				return err
			}
			if twins, err := twinsOf(ctx, tx, Unit{ID: kid.ID, ParentID: target.ID, Name: kid.Name}); err != nil || twins.name {
				return orElse(err, fault.New(fault.Conflict, "org.name_taken").With(fault.Args{"name": kid.Name}))
			}
			if _, err := s.rehang(ctx, tx, kid, target); err != nil {
				return err
			}
			if err := record(ctx, tx, by, actingOrg, kid.ID, "org.move", moved{From: id, To: target.ID}); err != nil {
				return err
			}
		}
		if kids.Next != "" { // more than anybody merges at once
			return fault.New(fault.Conflict, "org.has_children")
		}
		u, err = s.end(ctx, tx, by, actingOrg, id, version, into, "org.merge")
		return err
	})
	return u, err
}

// end closes a unit that has nothing below it any more.
func (s *Service) end(ctx context.Context, tx *sqldb.Tx, by, actingOrg, id string, version int64, successor, verb string) (Unit, error) {
	u, err := openUnit(ctx, tx, id)
	if err != nil {
		return u, err
	}
	if successor == id {
		return u, fault.BadField("org.successor_unknown", "into")
	}
	if successor != "" {
		if _, err := openUnit(ctx, tx, successor); err != nil {
			return u, fault.BadField("org.successor_unknown", "into")
		}
	}
	n := 0
	if s.hooks.Successor != nil {
		if n, err = s.hooks.Successor(ctx, tx, id, successor); err != nil {
			return u, err
		}
	}
	u.ClosedAt, u.ClosedInto, u.Version = tx.Now, successor, version
	if u, err = saveUnit(ctx, tx, u); err != nil {
		return u, err
	}
	left, err := leaveAll(ctx, tx, id, today(tx))
	if err != nil {
		return u, err
	}
	if _, err := recheck(ctx, tx, []Unit{u}); err != nil {
		return u, err
	}
	return u, record(ctx, tx, by, actingOrg, id, verb, ended{Into: successor, Cases: n, Members: left})
}

// Bodies of ledger entries. Telephone numbers of people are left out: an entry
// stays for ever.
type (
	moved struct {
		From string `json:"from"`
		To   string `json:"to"`
	}
	ended struct {
		Into    string `json:"into,omitempty"`
		Cases   int    `json:"cases"`
		Members int64  `json:"members"`
	}
	publicUnit struct {
		ID        string `json:"id"`
		Parent    string `json:"parent,omitempty"`
		Code      string `json:"code,omitempty"`
		Name      string `json:"name"`
		ShortName string `json:"short_name"`
		Kind      Kind   `json:"kind"`
		Level     Level  `json:"level"`
		Region    string `json:"region"`
		Area      string `json:"area,omitempty"`
		Pattern   string `json:"number_pattern,omitempty"`
	}
)

func (u Unit) public() publicUnit {
	return publicUnit{u.ID, u.ParentID, u.Code, u.Name, u.ShortName, u.Kind, u.Level, u.RegionCode, u.AreaCode, u.NumberPattern}
}

func record(ctx context.Context, tx *sqldb.Tx, by, actingOrg, orgID, verb string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	_, err = ledger.Append(ctx, tx, ledger.Entry{Stream: "org:" + orgID, Actor: by, Org: actingOrg, Verb: verb, Body: raw})
	return err
}

// openUnit reads a unit that still exists.
func openUnit(ctx context.Context, tx *sqldb.Tx, id string) (Unit, error) {
	u, err := Get(ctx, tx, id)
	if err == nil && u.Closed() {
		err = fault.New(fault.Conflict, "org.closed")
	}
	return u, err
}

// parentOf reads a parent; nil for the root's.
func parentOf(ctx context.Context, tx *sqldb.Tx, id string) (*Unit, error) {
	if id == "" {
		return nil, nil
	}
	u, err := Get(ctx, tx, id)
	if fault.KindOf(err) == fault.NotFound {
		return nil, fault.BadField("org.parent_unknown", "parent")
	}
	return &u, err
}

// orElse is err, or the fault where there was no error.
func orElse(err error, f *fault.Error) error {
	if err != nil {
		return err
	}
	return f
}

// newID makes an identifier that sorts by the time it was made.
func newID() string { return strings.ToLower(uuid.Must(uuid.NewV7()).String()) }
