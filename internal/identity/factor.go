package identity

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"time"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// Demand says who has to have a second factor.
type Demand string

// The demands. Nobody is kept from having one of their own will.
const (
	DemandOff    Demand = "off"
	DemandAdmins Demand = "admins" // the three administrators
	DemandAll    Demand = "all"
)

// ParseDemand reads what an operator wrote; the error names what can be written.
func ParseDemand(text string) (Demand, error) {
	switch d := Demand(text); d {
	case DemandOff, DemandAdmins, DemandAll:
		return d, nil
	}
	return DemandOff, errors.New("off, admins, all")
}

// Of reports whether somebody with these roles has to have a second factor.
func (d Demand) Of(roles []string) bool {
	if d != DemandAdmins {
		return d == DemandAll
	}
	for _, role := range roles {
		if IsAdministrator(role) {
			return true
		}
	}
	return false
}

// The ways a second factor refuses.
var (
	ErrCodeNeeded = fault.BadField("identity.code_needed", "code")
	ErrCodeWrong  = fault.BadField("identity.code_wrong", "code")
	ErrCodeUsed   = fault.BadField("identity.code_used", "code")
	ErrNoFactor   = fault.New(fault.Conflict, "identity.no_factor")
	ErrFactorDuty = fault.New(fault.Denied, "identity.factor_duty")
)

// recoveryCodes is how many recovery codes a person is given.
const recoveryCodes = 10

// newRecovery makes recovery codes of 80 random bits, and what is kept of them.
func newRecovery() (codes, hashes []string) {
	for range recoveryCodes {
		raw := make([]byte, 10)
		_, _ = rand.Read(raw) // never fails
		text := base32Plain.EncodeToString(raw)
		codes = append(codes, strings.Join([]string{text[:4], text[4:8], text[8:12], text[12:]}, "-"))
		hashes = append(hashes, digest(normalCode(text)))
	}
	return codes, hashes
}

// FactorState is what a person is told of their own second factor.
type FactorState struct {
	Since time.Time // zero without one
	Left  int       // recovery codes not used
}

// Factor tells a user of their own second factor.
func (s *Service) Factor(ctx context.Context, userID string) (out FactorState, err error) {
	err = s.db.Read(ctx, func(tx *sqldb.Tx) error {
		f, err := findFactor(ctx, tx, userID)
		if err != nil {
			return err
		}
		out.Since = f.confirmed
		out.Left, err = recoveryLeft(ctx, tx, userID)
		return err
	})
	return out, err
}

// Enrolment is what an app needs to know; it is shown once.
type Enrolment struct {
	Secret string // base32, to be typed
	URI    string // the same for a QR code
}

// BeginFactor hands a user a secret for their app. A factor they have keeps
// holding until the new one is confirmed.
func (s *Service) BeginFactor(ctx context.Context, userID string) (out Enrolment, err error) {
	err = s.about(ctx, userID, func(tx *sqldb.Tx) error {
		u, err := findUser(ctx, tx, userID)
		if err != nil {
			return err
		}
		f, err := findFactor(ctx, tx, userID)
		if err != nil {
			return err
		}
		f.pending = newSecret()
		out = Enrolment{f.pending, keyURI(u.Username, f.pending)}
		return saveFactor(ctx, tx, f)
	})
	return out, err
}

// ConfirmFactor makes the secret handed out last the user's second factor, once a
// code shows that their app has it. It ends all other sessions, which were begun
// without, and returns the recovery codes, shown once. ErrCodeWrong, ErrNoFactor
// when none was begun.
func (s *Service) ConfirmFactor(ctx context.Context, sess Session, code string) (recovery []string, err error) {
	err = s.about(ctx, sess.UserID, func(tx *sqldb.Tx) error {
		f, err := findFactor(ctx, tx, sess.UserID)
		if err != nil {
			return err
		}
		if f.pending == "" {
			return ErrNoFactor
		}
		step, ok := stepOf(f.pending, plainCode(code), tx.Now)
		if !ok {
			return ErrCodeWrong
		}
		f.secret, f.pending, f.step, f.confirmed = f.pending, "", step, tx.Now
		if err := saveFactor(ctx, tx, f); err != nil {
			return err
		}
		if recovery, err = renewRecovery(ctx, tx, sess.UserID); err != nil {
			return err
		}
		if _, err := revokeSessions(ctx, tx, sqldb.NewCond().And("user_id = ?", sess.UserID).And("id <> ?", sess.ID)); err != nil {
			return err
		}
		return record(ctx, tx, By{User: sess.UserID}, sess.UserID, "identity.enrol_factor", map[string]string{"session": sess.ID})
	})
	if err != nil {
		return nil, err
	}
	return recovery, nil
}

func renewRecovery(ctx context.Context, tx *sqldb.Tx, userID string) ([]string, error) {
	codes, hashes := newRecovery()
	return codes, replaceRecovery(ctx, tx, userID, hashes)
}

// RenewRecovery gives a user new recovery codes; the former ones are void.
func (s *Service) RenewRecovery(ctx context.Context, userID string) (codes []string, err error) {
	err = s.about(ctx, userID, func(tx *sqldb.Tx) error {
		f, err := findFactor(ctx, tx, userID)
		if err != nil {
			return err
		}
		if !f.enrolled() {
			return ErrNoFactor
		}
		if codes, err = renewRecovery(ctx, tx, userID); err != nil {
			return err
		}
		return record(ctx, tx, By{User: userID}, userID, "identity.renew_recovery", struct{}{})
	})
	if err != nil {
		return nil, err
	}
	return codes, nil
}

// RemoveFactor takes a user's own second factor away; ErrFactorDuty when they have
// to have one.
func (s *Service) RemoveFactor(ctx context.Context, userID string) error {
	return s.about(ctx, userID, func(tx *sqldb.Tx) error {
		posts, err := Posts(ctx, tx, userID)
		if err != nil {
			return err
		}
		if s.limits.Factor.Of(rolesHeld(posts, today(tx))) {
			return ErrFactorDuty
		}
		return forgetFactor(ctx, tx, By{User: userID}, userID, "identity.remove_factor")
	})
}

// ResetFactor takes a user's second factor away, who lost phone and recovery codes,
// and ends their sessions. Never one's own.
func (s *Service) ResetFactor(ctx context.Context, by By, userID string) error {
	if by.User == userID {
		return fault.New(fault.Denied, "identity.self_factor")
	}
	return s.about(ctx, userID, func(tx *sqldb.Tx) error {
		if err := forgetFactor(ctx, tx, by, userID, "identity.reset_factor"); err != nil {
			return err
		}
		_, err := revokeSessions(ctx, tx, sqldb.NewCond().And("user_id = ?", userID))
		return err
	})
}

func forgetFactor(ctx context.Context, tx *sqldb.Tx, by By, userID, verb string) error {
	had, err := dropFactor(ctx, tx, userID)
	if err != nil {
		return err
	}
	if !had {
		return ErrNoFactor
	}
	return record(ctx, tx, by, userID, verb, struct{}{})
}

// MustEnrol reports whether a user with these roles has to enrol a second factor
// before anything else; not while the provider vouches for one.
func (s *Service) MustEnrol(u User, sess Session, roles []string) bool {
	return !u.Factor && !sess.Vouched && s.Demands(roles)
}

// Demands reports whether whoever holds these roles has to have a second factor.
func (s *Service) Demands(roles []string) bool { return s.limits.Factor.Of(roles) }

func rolesHeld(posts []Post, today string) (roles []string) {
	for _, p := range posts {
		if p.Holds(today) {
			roles = append(roles, p.Role)
		}
	}
	return roles
}

// plainCode forgets the spaces apps show codes with.
func plainCode(code string) string { return strings.ReplaceAll(strings.TrimSpace(code), " ", "") }

// take uses a code up: six digits of the app, or a recovery code. refused says why
// not; a code taken before is refused whoever took it, in whatever session.
func (f factor) take(ctx context.Context, tx *sqldb.Tx, code string) (refused, err error) {
	code = plainCode(code)
	if len(code) != codeDigits {
		ok, err := takeRecovery(ctx, tx, f.userID, digest(normalCode(code)))
		if err != nil || !ok {
			return ErrCodeWrong, err
		}
		left, err := recoveryLeft(ctx, tx, f.userID)
		if err != nil {
			return nil, err
		}
		return nil, record(ctx, tx, By{User: f.userID}, f.userID, "identity.use_recovery", map[string]int{"left": left})
	}
	step, ok := stepOf(f.secret, code, tx.Now)
	if !ok {
		return ErrCodeWrong, nil
	}
	if ok, err = takeStep(ctx, tx, f.userID, step); err != nil || ok {
		return nil, err
	}
	return ErrCodeUsed, nil
}

// settle ends a counted attempt to prove who somebody is: password, and code when
// they have a second factor. Until all of it is right nothing is forgiven: whoever
// has but the password has no more tries at the code than at the password.
func (s *Service) settle(ctx context.Context, tx *sqldb.Tx, at attempt, right bool, code string) (refused, err error) {
	if refused, err = at.judge(ctx, tx, right); refused != nil || err != nil {
		return refused, err
	}
	f, err := findFactor(ctx, tx, at.user.ID)
	if err != nil {
		return nil, err
	}
	if f.enrolled() {
		if plainCode(code) == "" {
			return ErrCodeNeeded, s.limits.takeBack(ctx, tx, at.user.Username, at.address)
		}
		if refused, err = f.take(ctx, tx, code); err != nil {
			return nil, err
		}
		if refused != nil {
			return at.refuse(ctx, tx, "identity.code_failed", refused)
		}
	}
	return nil, s.limits.forgive(ctx, tx, at.user.Username, at.address)
}
