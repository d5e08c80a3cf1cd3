package identity

import (
	"context"
	"errors"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// ErrProofNeeded: the act does harm in wrong hands, and the person proved too long
// ago who they are.
var ErrProofNeeded = fault.New(fault.Denied, "identity.proof_needed")

// Proved reports whether whoever works in a session has proved lately who they are.
func (s *Service) Proved(sess Session) bool {
	return s.limits.Proof <= 0 || s.db.Now().Sub(sess.ProvedAt) < s.limits.Proof
}

// Prove takes the password again, and a code of those who have a second factor,
// from the person of a session; guessing is counted as at signing in. The session
// goes on under the new token it returns; the old one is void.
func (s *Service) Prove(ctx context.Context, sess Session, token, password, code string) (fresh string, err error) {
	var user User
	if err := s.db.Read(ctx, func(tx *sqldb.Tx) (err error) {
		user, err = findUser(ctx, tx, sess.UserID)
		return err
	}); err != nil {
		return "", err
	}
	at, right, err := s.try(ctx, user.Username, sess.Address, password)
	if err != nil {
		return "", err
	}
	fresh = newToken()
	var refused error
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if refused, err = s.settle(ctx, tx, at, right, code); err != nil || refused != nil {
			return err
		}
		if ok, err := proveSession(ctx, tx, sess.ID, digest(token), digest(fresh)); err != nil || !ok {
			refused = ErrSignedOut
			return err
		}
		return record(ctx, tx, By{User: user.ID}, user.ID, "identity.prove", map[string]string{"session": sess.ID})
	})
	if errors.Is(refused, ErrWrong) {
		refused = fault.BadField("identity.password_wrong", "password")
	}
	if err = errors.Join(err, refused); err != nil {
		return "", err
	}
	return fresh, nil
}
