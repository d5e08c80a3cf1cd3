// Package access says who may see and do what. One pure table of rules decides
// every act (rules.go), one predicate every reading (scope.go); no surface of
// the product has rules of its own. It knows organisations and people's posts,
// and nothing of how cases are stored or shown.
package access

import (
	"hemu/internal/message"
	"hemu/internal/org"
)

// Role is what a person is in an organisation (casework.md §5). The values are
// stored and part of the API; they are never renamed.
type Role string

// The roles. The last three are kept by three different people (三员分立), none
// of whom reads case content by virtue of that office.
const (
	InformationOfficer Role = "information_officer" // 信息员
	Mediator           Role = "mediator"            // 调解员
	LiaisonOfficer     Role = "liaison_officer"     // 联络员
	Head               Role = "head"                // 负责人
	Receptionist       Role = "receptionist"        // 受理员
	Dispatcher         Role = "dispatcher"          // 分流员
	Supervisor         Role = "supervisor"          // 督办员
	Archivist          Role = "archivist"           // 档案员
	Analyst            Role = "analyst"             // 统计员
	SystemAdmin        Role = "system_admin"        // 系统管理员
	SecurityAdmin      Role = "security_admin"      // 安全管理员
	AuditAdmin         Role = "audit_admin"         // 审计管理员
)

// Roles lists every role in the order people expect in a menu.
func Roles() []Role {
	return []Role{
		InformationOfficer, Mediator, LiaisonOfficer, Head, Receptionist, Dispatcher,
		Supervisor, Archivist, Analyst, SystemAdmin, SecurityAdmin, AuditAdmin,
	}
}

// Scope is how far a post lets its holder see.
type Scope string

// The scopes.
const (
	Own     Scope = "own"     // what the person registered or handles
	Unit    Scope = "unit"    // the organisation of the post
	Subtree Scope = "subtree" // it and all below it
	Custom  Scope = "custom"  // a list of organisations, each with all below it
	All     Scope = "all"
)

// The levels of organisations, for reading scopes.
const (
	LevelVillage = org.Village
	LevelTown    = org.Town
	LevelCity    = org.City
)

// Post is one role of a person in one organisation.
type Post struct {
	ID       string
	OrgID    string
	OrgName  string
	OrgPath  string // with terminators, see org.Unit.Path
	County   string
	OrgKind  org.Kind
	OrgLevel org.Level
	Role     Role
	Scope    Scope
	Custom   []string // organisation paths of a Custom scope
}

// Actor is a signed-in person. What an actor sees is the union over all live
// posts; what an actor does is done for Acting.
type Actor struct {
	UserID    string
	Name      string
	Posts     []Post
	Acting    Post
	Lang      message.Lang
	SessionID string
	// System marks the product itself acting for a resident on the tracking
	// page; it may record what the resident said and nothing else.
	System bool
}
