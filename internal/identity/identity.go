// Package identity knows people as users of Hemu: how they sign in, their
// sessions, and the posts they hold in organisations. It does not know what a
// post allows (room access decides), nor anything of cases. Whoever calls a
// Service has asked access before. Of organisations it reads only what stands
// in store_org.go.
package identity

import (
	"time"

	"hemu/internal/fault"
)

// User is one account.
type User struct {
	ID         string
	Username   string // folded: lower case, no spaces at the ends
	Name       string
	Initials   string // pinyin initials of Name, for search
	Phone      string
	Lang       string
	MustChange bool // the next thing to do is to choose a password
	Factor     bool // has a second factor
	Linked     bool // has been linked to a provider
	DisabledAt time.Time
	CreatedAt  time.Time
	Version    int64

	password string
	strong   bool // the password met the rule for administrators when it was set
}

// Post is one role of a user in one organisation.
type Post struct {
	ID        string
	UserID    string
	OrgID     string
	Role      string
	Scope     string
	Custom    []string // ids of organisations of a custom scope, each with all below
	From      string   // first day, YYYY-MM-DD
	Until     string   // first day it no longer holds, "" while it does
	GrantedBy string
	GrantedAt time.Time
}

// Session is one sign-in.
type Session struct {
	ID         string
	UserID     string
	ActingPost string
	CreatedAt  time.Time
	SeenAt     time.Time
	ProvedAt   time.Time // when the person last proved who they are
	Agent      string    // browser and system, e.g. "Chrome, Windows"
	Address    string
	RevokedAt  time.Time
	Provider   bool // begun by way of the provider
	Vouched    bool // the provider says that it saw two factors
}

// Limits of sessions and sign-in.
type Limits struct {
	Factor   Demand        // who has to have a second factor; nobody when empty
	Proof    time.Duration // for how long a proof serves for acts that do harm in wrong hands; 0: none is asked
	Idle     time.Duration // a session not used for so long ends
	Absolute time.Duration // and in any case after so long
	Failures int           // failed sign-ins after which a name is locked
	Lock     time.Duration // for how long, doubled with each lock in a row
}

// DefaultLimits are those of standards.md §7.4: 30 minutes idle, a working day
// at most; five failures, five minutes.
func DefaultLimits() Limits {
	return Limits{Idle: 30 * time.Minute, Absolute: 12 * time.Hour, Failures: 5, Lock: 5 * time.Minute}
}

// The ways identity refuses.
var (
	ErrSignedOut   = fault.New(fault.SignedOut, "identity.signed_out")
	ErrWrong       = fault.New(fault.SignedOut, "identity.wrong_credentials")
	ErrNotFound    = fault.New(fault.NotFound, "identity.not_found")
	ErrChanged     = fault.New(fault.Conflict, "identity.changed")
	ErrNameTaken   = fault.New(fault.Conflict, "identity.username_taken")
	ErrOfficeClash = fault.New(fault.Conflict, "identity.office_clash")
	ErrSelfGrant   = fault.New(fault.Denied, "identity.self_grant")
	ErrSelfReset   = fault.New(fault.Denied, "identity.self_reset")
	ErrPostHeld    = fault.New(fault.Conflict, "identity.post_held")
)

// administrators are the three offices that three people hold (三员分立).
var administrators = map[string]bool{"system_admin": true, "security_admin": true, "audit_admin": true}

// IsAdministrator reports whether role is one of the three offices.
func IsAdministrator(role string) bool { return administrators[role] }

// CanHold reports whether somebody who holds the roles held may also hold role:
// nobody holds two of the three administrators' offices, nor one of them beside
// any other role (standards.md §7.4).
func CanHold(held []string, role string) bool {
	for _, h := range held {
		if h != role && (administrators[h] || administrators[role]) {
			return false
		}
	}
	return true
}
