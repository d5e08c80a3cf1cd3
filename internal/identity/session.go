package identity

import (
	"context"
	"strings"
	"time"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// Resume finds the session of a token, if it still holds, and marks it used. also, if
// not nil, reads what else there is to know in the same transaction: one request asks
// who it comes from once.
func (s *Service) Resume(ctx context.Context, token string, also func(*sqldb.Tx, Session, User) error) (sess Session, user User, err error) {
	stale := false
	err = s.db.Read(ctx, func(tx *sqldb.Tx) error {
		if sess, err = findSession(ctx, tx, digest(token)); err != nil {
			return err
		}
		if !s.holds(sess, tx.Now) {
			return ErrSignedOut
		}
		stale = tx.Now.Sub(sess.SeenAt) >= time.Minute
		if user, err = findUser(ctx, tx, sess.UserID); err != nil {
			return err
		}
		if !user.DisabledAt.IsZero() {
			return ErrSignedOut
		}
		user = sess.seenBy(user)
		if also == nil {
			return nil
		}
		return also(tx, sess, user)
	})
	if err != nil || !stale {
		return sess, user, err
	}
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error { return touchSession(ctx, tx, sess.ID) })
	if err != nil && sqldb.Fault(err).Kind == fault.Unavailable {
		err = nil // what can be read is read, also while nothing can be written
	}
	return sess, user, err
}

// seenBy is a user as a session sees them: whoever came by way of the provider has
// no password to choose.
func (sess Session) seenBy(u User) User {
	u.MustChange = u.MustChange && !sess.Provider
	return u
}

func (s *Service) holds(sess Session, now time.Time) bool {
	return sess.RevokedAt.IsZero() && now.Sub(sess.SeenAt) < s.limits.Idle && now.Sub(sess.CreatedAt) < s.limits.Absolute
}

// SignOut ends the session of a token; one that has ended already is no error.
func (s *Service) SignOut(ctx context.Context, token string) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error { return leave(ctx, tx, token) })
}

func leave(ctx context.Context, tx *sqldb.Tx, token string) error {
	if token == "" {
		return nil
	}
	_, err := revokeSessions(ctx, tx, sqldb.NewCond().And("token_hash = ?", digest(token)))
	return err
}

// Sessions lists the sessions of a user that still hold, newest first.
func (s *Service) Sessions(ctx context.Context, userID string) (out []Session, err error) {
	err = s.db.Read(ctx, func(tx *sqldb.Tx) error {
		all, err := sessionsOf(ctx, tx, userID, tx.Now.Add(-s.limits.Absolute))
		for _, sess := range all {
			if s.holds(sess, tx.Now) {
				out = append(out, sess)
			}
		}
		return err
	})
	return out, err
}

// Revoke ends one session of a user.
func (s *Service) Revoke(ctx context.Context, by By, userID, sessionID string) error {
	return s.about(ctx, userID, func(tx *sqldb.Tx) error {
		n, err := revokeSessions(ctx, tx, sqldb.NewCond().And("user_id = ?", userID).And("id = ?", sessionID))
		if err != nil {
			return err
		}
		if n == 0 {
			return ErrNotFound
		}
		return record(ctx, tx, by, userID, "identity.revoke", map[string]string{"session": sessionID})
	})
}

// Act chooses the post a session acts in; it must be a live post of the user.
func (s *Service) Act(ctx context.Context, sess Session, postID string) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		p, err := findPost(ctx, tx, postID)
		if err != nil {
			return err
		}
		if p.UserID != sess.UserID || !p.Live(today(tx)) {
			return ErrNotFound
		}
		return setActing(ctx, tx, sess.ID, postID)
	})
}

// RevokeAll ends every session of a user.
func (s *Service) RevokeAll(ctx context.Context, by By, userID string) error {
	return s.about(ctx, userID, func(tx *sqldb.Tx) error {
		n, err := revokeSessions(ctx, tx, sqldb.NewCond().And("user_id = ?", userID))
		if err != nil || n == 0 {
			return err
		}
		return record(ctx, tx, by, userID, "identity.revoke_all", map[string]int64{"sessions": n})
	})
}

// keepEnded is how long a session is kept on record, ended or not.
const keepEnded = 180 * 24 * time.Hour

// Sweep removes sessions begun half a year ago and failures that no longer
// count. It is meant for a daily job.
func (s *Service) Sweep(ctx context.Context) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error { return sweep(ctx, tx, tx.Now.Add(-keepEnded), tx.Now.Add(-forget)) })
}

// Agent sums a browser's User-Agent up as browser and system, such as "Chrome,
// Windows": enough for people to tell their sessions apart.
func Agent(userAgent string) string {
	first := func(pairs ...string) string {
		for i := 0; i < len(pairs); i += 2 {
			if strings.Contains(userAgent, pairs[i]) {
				return pairs[i+1]
			}
		}
		return ""
	}
	// Each browser names those it descends from, so the order matters.
	browser := first("MicroMessenger/", "WeChat", "QQBrowser/", "QQ Browser", "Edg", "Edge", "HuaweiBrowser/", "Huawei Browser",
		"Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari")
	system := first("HarmonyOS", "HarmonyOS", "Android", "Android", "iPhone", "iPhone", "iPad", "iPad",
		"Windows", "Windows", "Mac OS X", "macOS", "Linux", "Linux")
	return strings.Trim(browser+", "+system, ", ")
}
