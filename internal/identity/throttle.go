package identity

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/netip"
	"time"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// Failures are counted by the name typed, whether anybody has it or not, so that
// a lock does not tell which names exist; and by address. A town hall shares one
// address, so an address has this many times the tries of a name.
const addressShare = 10

const (
	longestLock = time.Hour      // or a stranger could keep an officer out for good
	forget      = 24 * time.Hour // after the last failure everything starts anew
)

// tally is what one subject has failed so far.
type tally struct {
	subject     string
	fails       int // since the last lock or success
	locks       int
	lastAt      time.Time
	lockedUntil time.Time
}

// attempt decides whether one more attempt may be made at now and counts it as
// a failure until it proves otherwise: many at once then get no more tries than
// one after another. ok is false while locked, and wait says how long.
func (t tally) attempt(now time.Time, l Limits, limit int) (next tally, wait time.Duration, ok bool) {
	if t.lockedUntil.After(now) {
		return t, t.lockedUntil.Sub(now), false
	}
	if now.Sub(t.lastAt) > forget {
		t.fails, t.locks = 0, 0
	}
	t.fails++
	t.lastAt, t.lockedUntil = now, time.Time{}
	if t.fails >= limit {
		t.fails, t.locks = 0, t.locks+1
		t.lockedUntil = now.Add(l.lockFor(t.locks))
	}
	return t, 0, true
}

// lockFor is the length of the nth lock in a row: doubled each time.
func (l Limits) lockFor(nth int) time.Duration {
	return min(l.Lock<<min(nth-1, 16), longestLock)
}

// undo takes back an attempt that turned out to be right, and the lock it set,
// for a subject whose other failures still count.
func (t tally) undo(limit int) tally {
	switch {
	case t.fails > 0:
		t.fails--
	case t.locks > 0:
		t.fails, t.locks, t.lockedUntil = limit-1, t.locks-1, time.Time{}
	}
	return t
}

func userSubject(username string) string { return subject("user", Fold(username)) }

// addressSubject takes an IPv6 network of 64 bits as one: whoever has one of its
// addresses has them all.
func addressSubject(address string) string {
	if ip, err := netip.ParseAddr(address); err == nil && ip.Is6() && !ip.Is4In6() {
		if net, err := ip.WithZone("").Prefix(64); err == nil {
			address = net.String()
		}
	}
	return subject("address", address)
}

// subject hashes what was typed: people type passwords into the wrong field.
func subject(kind, text string) string {
	sum := sha256.Sum256([]byte(text))
	return kind + ":" + hex.EncodeToString(sum[:])
}

func lockedFor(wait time.Duration) error {
	wait = (wait + time.Second - 1).Truncate(time.Second)
	return &fault.Error{Kind: fault.TooMany, Code: "identity.locked", RetryAfter: wait,
		Args: fault.Args{"minutes": int64((wait + time.Minute - 1) / time.Minute)}}
}

// guard counts an attempt under a name and from an address. lock is for how long
// this attempt locks the name should it fail, 0 for not yet.
func (l Limits) guard(ctx context.Context, tx *sqldb.Tx, username, address string) (lock time.Duration, err error) {
	byUser, err := lockTally(ctx, tx, userSubject(username))
	if err != nil {
		return 0, err
	}
	byAddress, err := lockTally(ctx, tx, addressSubject(address))
	if err != nil {
		return 0, err
	}
	byUser, wait, ok := byUser.attempt(tx.Now, l, l.Failures)
	if !ok {
		return 0, lockedFor(wait)
	}
	if byAddress, wait, ok = byAddress.attempt(tx.Now, l, l.Failures*addressShare); !ok {
		return 0, lockedFor(wait)
	}
	if err := saveTally(ctx, tx, byUser); err != nil {
		return 0, err
	}
	if byUser.lockedUntil.After(tx.Now) {
		lock = byUser.lockedUntil.Sub(tx.Now)
	}
	return lock, saveTally(ctx, tx, byAddress)
}

// forgive clears the name and takes the attempt back from the address: were the
// address cleared too, one good account would let its owner guess others' for
// ever.
func (l Limits) forgive(ctx context.Context, tx *sqldb.Tx, username, address string) error {
	if err := unlock(ctx, tx, username); err != nil {
		return err
	}
	return undo(ctx, tx, addressSubject(address), l.Failures*addressShare)
}

// takeBack takes the attempt back from name and address; what failed before it
// still counts.
func (l Limits) takeBack(ctx context.Context, tx *sqldb.Tx, username, address string) error {
	if err := undo(ctx, tx, userSubject(username), l.Failures); err != nil {
		return err
	}
	return undo(ctx, tx, addressSubject(address), l.Failures*addressShare)
}

func undo(ctx context.Context, tx *sqldb.Tx, subject string, limit int) error {
	t, err := lockTally(ctx, tx, subject)
	if err != nil {
		return err
	}
	return saveTally(ctx, tx, t.undo(limit))
}

// unlock forgets every failure under a name.
func unlock(ctx context.Context, tx *sqldb.Tx, username string) error {
	t, err := lockTally(ctx, tx, userSubject(username))
	if err != nil {
		return err
	}
	return dropTally(ctx, tx, t.subject)
}
