// Package org keeps the tree of organisations (mission A1), their members with
// posts and terms and the rules of composition (A2), the areas that group
// towns, and the gap-free official numbers that organisations allot. It knows
// nothing of cases, users or permissions: what becomes of open cases when a
// unit closes is told to it by a Hooks value, and whoever calls a Service has
// asked access before.
package org

import (
	"time"

	"hemu/internal/fault"
)

// Kind is the kind of an organisation. The values are stored and part of the
// API; they are never renamed.
type Kind string

// The kinds of organisations (mission A1, standards §2.1).
const (
	JudicialBureau      Kind = "judicial_bureau"      // 司法局
	JudicialOffice      Kind = "judicial_office"      // 司法所
	CommitteeVillage    Kind = "committee_village"    // 村调委会
	CommitteeCommunity  Kind = "committee_community"  // 社区（居）调委会
	CommitteeTown       Kind = "committee_town"       // 镇（街）调委会
	CommitteeEnterprise Kind = "committee_enterprise" // 企业调委会
	CommitteeIndustry   Kind = "committee_industry"   // 行业性、专业性调委会
	CommitteeRegional   Kind = "committee_regional"   // 区域性调委会
	Department          Kind = "department"           // 公安、信访、民政…
	CoordinationOffice  Kind = "coordination_office"  // “四位一体”办公室
	Court               Kind = "court"
	Hotline             Kind = "hotline" // 12348
	StationedUnit       Kind = "stationed_unit"
	Enterprise          Kind = "enterprise"
)

// Kinds lists every kind, in the order people expect in a menu.
func Kinds() []Kind {
	return []Kind{
		JudicialBureau, JudicialOffice, CommitteeTown, CommitteeVillage, CommitteeCommunity,
		CommitteeEnterprise, CommitteeIndustry, CommitteeRegional, CoordinationOffice,
		Department, Court, Hotline, StationedUnit, Enterprise,
	}
}

// IsCommittee reports whether k is a people's mediation committee of any kind,
// to which the law's rules of composition apply.
func (k Kind) IsCommittee() bool {
	switch k {
	case CommitteeVillage, CommitteeCommunity, CommitteeTown, CommitteeEnterprise, CommitteeIndustry, CommitteeRegional:
		return true
	}
	return false
}

// TakesEscalation reports whether a case may be escalated to a unit of kind k:
// to a committee or to the bureau, never to an office that only passes on.
func (k Kind) TakesEscalation() bool { return k.IsCommittee() || k == JudicialBureau }

// TakesCases reports whether a case may be put on a unit of kind k.
func (k Kind) TakesCases() bool {
	return k.TakesEscalation() || k == JudicialOffice || k == Department || k == CoordinationOffice
}

// Level is the administrative level an organisation works on.
type Level string

// The levels, from below. City is the county city (县级市).
const (
	Village Level = "village"
	Town    Level = "town"
	City    Level = "city"
)

// Levels lists the levels from below.
func Levels() []Level { return []Level{Village, Town, City} }

// Rank orders levels: 1 for a village, 3 for the city, 0 for no level.
func (l Level) Rank() int {
	switch l {
	case Village:
		return 1
	case Town:
		return 2
	case City:
		return 3
	}
	return 0
}

// Unit is one organisation of the tree.
type Unit struct {
	ID            string
	ParentID      string // "" for the root
	Path          string // ids from the root to this unit: /<id>/<id>/
	Code          string // the deployment's own code, "" for none; unique among open units
	Name          string
	ShortName     string // stands in official numbers; unique among open units
	Kind          Kind
	Level         Level
	RegionCode    string // region.Division code, e.g. 370285001001
	AreaCode      string // area within the county, "" for none
	County        string // first six digits of RegionCode
	Initials      string // pinyin initials of Name, for search
	Phone         string
	Address       string
	NumberPattern string    // pattern of case numbers, "" for DefaultPattern
	CreatedAt     time.Time // UTC
	ClosedAt      time.Time // UTC, zero while open
	ClosedInto    string    // the unit that took over, "" for none
	Version       int64     // for If-Match; grows with each change
}

// Closed reports whether u no longer exists as an organisation.
func (u Unit) Closed() bool { return !u.ClosedAt.IsZero() }

// Faults of this room that have no single field.
var (
	ErrNotFound       = fault.New(fault.NotFound, "org.not_found")
	ErrChanged        = fault.New(fault.Conflict, "org.changed")
	ErrMemberNotFound = fault.New(fault.NotFound, "org.member_not_found")
)
