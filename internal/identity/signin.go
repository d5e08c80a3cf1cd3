package identity

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"hemu/internal/fault"
	"hemu/internal/hanzi"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
)

// Fold is the form in which usernames are kept and compared: without regard to
// case, nor to the wide letters a Chinese keyboard may write.
func Fold(username string) string { return strings.TrimSpace(hanzi.Fold(username)) }

// SignIn is an attempt to sign in.
type SignIn struct {
	Username, Password string
	Code               string // of the second factor, from those who have one
	Agent, Address     string
	Former             string // token the browser held; its session ends, whoever's it was
}

// SignedIn is a session just begun. Token goes to the browser and is kept nowhere.
type SignedIn struct {
	Token   string
	User    User
	Session Session
}

// UnknownStream is the ledger stream of attempts under names nobody has.
const UnknownStream = "identity:unknown"

// SignIn begins a session. Whether the name or the password was wrong is not
// said, and takes as long to find out. After several failures name and address
// have to wait, longer each time; the fault identity.locked carries RetryAfter.
//
// It takes two transactions where a use case has one: the first counts the
// attempt, before the password is looked at, so that any number of attempts at
// once have no more tries than one after another; the second records the
// outcome. Between them the password is hashed, which is too slow to keep the
// only writer of SQLite waiting.
func (s *Service) SignIn(ctx context.Context, in SignIn) (out SignedIn, err error) {
	at, right, err := s.try(ctx, in.Username, in.Address, in.Password)
	if err != nil {
		return out, err
	}
	var refused error
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if refused, err = s.settle(ctx, tx, at, right, in.Code); err != nil || refused != nil {
			return err
		}
		if err := leave(ctx, tx, in.Former); err != nil {
			return err
		}
		if out, err = begin(ctx, tx, at.user, Session{Agent: in.Agent, Address: in.Address, ProvedAt: tx.Now}); err != nil {
			return err
		}
		return record(ctx, tx, By{User: at.user.ID}, at.user.ID, "identity.sign_in",
			map[string]string{"session": out.Session.ID, "address": in.Address, "agent": out.Session.Agent})
	})
	if err == nil {
		err = refused
	}
	if err != nil {
		return SignedIn{}, err
	}
	return out, nil
}

// attempt is one counted attempt to prove a password.
type attempt struct {
	address string
	user    User // zero when nobody has the name
	found   bool
	lock    time.Duration // for how long it locks the name should it fail
}

// try counts an attempt, then looks at the password.
func (s *Service) try(ctx context.Context, username, address, password string) (at attempt, right bool, err error) {
	at.address = address
	err = s.db.Write(ctx, func(tx *sqldb.Tx) (err error) {
		if at.lock, err = s.limits.guard(ctx, tx, username, address); err != nil {
			return err
		}
		at.user, at.found, err = findByName(ctx, tx, Fold(username))
		return err
	})
	if err != nil {
		return at, false, err
	}
	right, err = s.hasher.matches(ctx, at.user.password, password)
	return at, right, err
}

// judge records a failed attempt and says how to refuse it; nil when it is good.
// A password changed, or an account switched off, while the password was being
// looked at is no longer right.
func (at attempt) judge(ctx context.Context, tx *sqldb.Tx, right bool) (refused, err error) {
	if !at.found {
		if err := tx.Lock(ctx, UnknownStream); err != nil {
			return nil, err
		}
		// The name is left out: people type passwords into the wrong field.
		refused = ErrWrong
		if at.lock > 0 {
			refused = lockedFor(at.lock)
		}
		return refused, appendTo(ctx, tx, By{}, UnknownStream, "identity.sign_in_failed", map[string]string{"address": at.address})
	}
	if err := tx.Lock(ctx, Stream(at.user.ID)); err != nil {
		return nil, err
	}
	now, err := findUser(ctx, tx, at.user.ID)
	if err != nil {
		return nil, err
	}
	if right && now.password == at.user.password && now.DisabledAt.IsZero() {
		return nil, nil
	}
	return at.refuse(ctx, tx, "identity.sign_in_failed", ErrWrong)
}

// refuse records a failed attempt of a user, and the lock it brings about, and says
// how to refuse it: as why, or as locked.
func (at attempt) refuse(ctx context.Context, tx *sqldb.Tx, verb string, why error) (refused, err error) {
	if err := record(ctx, tx, By{}, at.user.ID, verb, map[string]string{"address": at.address}); err != nil || at.lock == 0 {
		return why, err
	}
	return lockedFor(at.lock), record(ctx, tx, By{}, at.user.ID, "identity.lock",
		map[string]any{"address": at.address, "seconds": int(at.lock / time.Second)})
}

// Stream is the ledger stream of what happens to a person's account.
func Stream(userID string) string { return "user:" + userID }

func appendTo(ctx context.Context, tx *sqldb.Tx, by By, stream, verb string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	_, err = ledger.Append(ctx, tx, ledger.Entry{Stream: stream, Actor: by.User, Org: by.Org, Role: by.Role, Verb: verb, Body: raw})
	return err
}

// newToken makes what a browser shows for its session: 256 random bits.
func newToken() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	return base64.RawURLEncoding.EncodeToString(raw)
}

// begin begins a session of a user; sess says how.
func begin(ctx context.Context, tx *sqldb.Tx, user User, sess Session) (SignedIn, error) {
	token := newToken()
	sess.ID, sess.UserID, sess.CreatedAt, sess.SeenAt, sess.Agent = newID(), user.ID, tx.Now, tx.Now, Agent(sess.Agent)
	posts, err := Posts(ctx, tx, user.ID)
	if err != nil {
		return SignedIn{}, err
	}
	for _, p := range posts {
		if p.Live(today(tx)) {
			sess.ActingPost = p.ID
			break
		}
	}
	return SignedIn{token, sess.seenBy(user), sess}, insertSession(ctx, tx, sess, digest(token))
}

// ChangePassword replaces a user's own password and ends all other sessions.
// Guessing the old one is slowed down as signing in is.
func (s *Service) ChangePassword(ctx context.Context, sess Session, old, new string) error {
	var user User
	var admin bool
	err := s.db.Read(ctx, func(tx *sqldb.Tx) (err error) {
		if user, err = findUser(ctx, tx, sess.UserID); err != nil {
			return err
		}
		posts, err := Posts(ctx, tx, user.ID)
		admin = DemandAdmins.Of(rolesHeld(posts, today(tx)))
		return err
	})
	if err != nil {
		return err
	}
	if err := checkPassword(new, user.Username, admin); err != nil {
		return err
	}
	if old == new {
		return fault.BadField("identity.password_same", "new")
	}
	at, right, err := s.try(ctx, user.Username, sess.Address, old)
	if err != nil {
		return err
	}
	kept := ""
	if right {
		if kept, err = s.hasher.hash(ctx, new); err != nil {
			return err
		}
	}
	var refused error
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if refused, err = at.judge(ctx, tx, right); err != nil || refused != nil {
			return err
		}
		return s.setPassword(ctx, tx, at.user, sess, kept, checkPassword(new, user.Username, true) == nil)
	})
	if err == nil && refused != nil && at.lock == 0 {
		return fault.BadField("identity.old_password", "old")
	}
	if err != nil {
		return err
	}
	return refused
}

func (s *Service) setPassword(ctx context.Context, tx *sqldb.Tx, u User, sess Session, kept string, strong bool) error {
	now, err := findUser(ctx, tx, u.ID)
	if err != nil {
		return err
	}
	now.password, now.strong, now.MustChange = kept, strong, false
	if err := saveUser(ctx, tx, now); err != nil {
		return err
	}
	// The password alone clears nothing for those whose code can still be guessed.
	forgive := s.limits.forgive
	if now.Factor {
		forgive = s.limits.takeBack
	}
	if err := forgive(ctx, tx, u.Username, sess.Address); err != nil {
		return err
	}
	if _, err := revokeSessions(ctx, tx, sqldb.NewCond().And("user_id = ?", u.ID).And("id <> ?", sess.ID)); err != nil {
		return err
	}
	return record(ctx, tx, By{User: u.ID}, u.ID, "identity.change_password", map[string]string{"session": sess.ID})
}
