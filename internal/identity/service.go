package identity

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"github.com/google/uuid"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/hanzi"
	"hemu/internal/ident"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
)

// Service does what people ask of accounts. Each method is one transaction.
type Service struct {
	db     *sqldb.DB
	limits Limits
	hasher hasher
}

// NewService returns a Service on db.
func NewService(db *sqldb.DB, limits Limits) *Service {
	return &Service{db, limits, newHasher()}
}

// By is who does something, and for which organisation and in which role.
type By struct{ User, Org, Role string }

// record writes what happened to a user into the ledger, in the user's stream.
func record(ctx context.Context, tx *sqldb.Tx, by By, user, verb string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	_, err = ledger.Append(ctx, tx, ledger.Entry{Stream: "user:" + user, Actor: by.User, Org: by.Org, Role: by.Role, Verb: verb, Body: raw})
	return err
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// Fold is the form in which usernames are kept and compared.
func Fold(username string) string { return strings.ToLower(strings.TrimSpace(username)) }

// SignIn is an attempt to sign in.
type SignIn struct {
	Username, Password string
	Agent, Address     string
}

// SignedIn is a session just begun. Token goes to the browser and is kept nowhere.
type SignedIn struct {
	Token   string
	User    User
	Session Session
}

// SignIn begins a session. Whether the name or the password was wrong is not
// said, and takes as long to find out. After several failures account and
// address have to wait, longer each time.
func (s *Service) SignIn(ctx context.Context, in SignIn) (out SignedIn, err error) {
	var user User
	var found bool
	err = s.db.Read(ctx, func(tx *sqldb.Tx) error {
		if user, found, err = findByName(ctx, tx, Fold(in.Username)); err != nil {
			return err
		}
		until, err := addressLock(ctx, tx, in.Address)
		if err != nil {
			return err
		}
		return locked(tx.Now, until, user.lockedUntil)
	})
	if err != nil {
		return out, err
	}
	// Outside of any transaction: hashing is slow and must not hold the writer.
	ok, err := s.hasher.matches(ctx, user.password, in.Password)
	if err != nil {
		return out, err
	}
	if !ok || !found || !user.DisabledAt.IsZero() {
		return out, s.failed(ctx, user, found, in)
	}
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if err := clearFailures(ctx, tx, user.ID, in.Address); err != nil {
			return err
		}
		out, err = begin(ctx, tx, user, in)
		if err != nil {
			return err
		}
		return record(ctx, tx, By{User: user.ID}, user.ID, "identity.sign_in", map[string]string{"session": out.Session.ID, "address": in.Address})
	})
	return out, err
}

func locked(now time.Time, untils ...time.Time) error {
	for _, until := range untils {
		if now.Before(until) {
			wait := until.Sub(now)
			return &fault.Error{Kind: fault.TooMany, Code: "identity.locked", RetryAfter: wait, Args: fault.Args{"minutes": int(wait/time.Minute) + 1}}
		}
	}
	return nil
}

func begin(ctx context.Context, tx *sqldb.Tx, user User, in SignIn) (SignedIn, error) {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw)
	token := base64.RawURLEncoding.EncodeToString(raw)
	sess := Session{ID: newID(), UserID: user.ID, CreatedAt: tx.Now, SeenAt: tx.Now, Agent: clip(in.Agent, 200), Address: in.Address}
	posts, err := Posts(ctx, tx, user.ID)
	if err != nil {
		return SignedIn{}, err
	}
	today := calendar.DateOf(tx.Now).String()
	for _, p := range posts {
		if p.Live(today) {
			sess.ActingPost = p.ID
			break
		}
	}
	return SignedIn{token, user, sess}, insertSession(ctx, tx, sess, digest(token))
}

// Live reports whether the post holds on a day.
func (p Post) Live(today string) bool { return p.From <= today && (p.Until == "" || today < p.Until) }

// failed counts a failed attempt in a transaction of its own, and locks.
func (s *Service) failed(ctx context.Context, user User, found bool, in SignIn) error {
	err := s.db.Write(ctx, func(tx *sqldb.Tx) error {
		n, err := countAddress(ctx, tx, in.Address)
		if err != nil {
			return err
		}
		// An address stands for many people behind one line: it gets four times
		// the tries of one account.
		if wait := s.limits.wait(n / 4); wait > 0 {
			if err := lockAddress(ctx, tx, in.Address, tx.Now.Add(wait)); err != nil {
				return err
			}
		}
		if !found {
			return nil
		}
		if n, err = countFailure(ctx, tx, user.ID); err != nil {
			return err
		}
		wait := s.limits.wait(n)
		if wait > 0 {
			if err := lockUser(ctx, tx, user.ID, tx.Now.Add(wait)); err != nil {
				return err
			}
		}
		return record(ctx, tx, By{}, user.ID, "identity.sign_in_failed", map[string]any{"address": in.Address, "failures": n, "locked_seconds": int(wait / time.Second)})
	})
	if err != nil {
		return err
	}
	return ErrWrong
}

// Resume finds the session of a token, if it still holds, and marks it used.
func (s *Service) Resume(ctx context.Context, token string) (sess Session, user User, err error) {
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
		return nil
	})
	if err != nil || !stale {
		return sess, user, err
	}
	return sess, user, s.db.Write(ctx, func(tx *sqldb.Tx) error { return touchSession(ctx, tx, sess.ID) })
}

func (s *Service) holds(sess Session, now time.Time) bool {
	return sess.RevokedAt.IsZero() && now.Sub(sess.SeenAt) < s.limits.Idle && now.Sub(sess.CreatedAt) < s.limits.Absolute
}

// SignOut ends the session of a token; one that has ended already is no error.
func (s *Service) SignOut(ctx context.Context, token string) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		_, err := revokeSessions(ctx, tx, sqldb.NewCond().And("token_hash = ?", digest(token)))
		return err
	})
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
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
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
		if p.UserID != sess.UserID || !p.Live(calendar.DateOf(tx.Now).String()) {
			return ErrNotFound
		}
		return setActing(ctx, tx, sess.ID, postID)
	})
}

// ChangePassword replaces a user's own password and ends all other sessions.
func (s *Service) ChangePassword(ctx context.Context, sess Session, old, new string) error {
	var user User
	var admin bool
	err := s.db.Read(ctx, func(tx *sqldb.Tx) (err error) {
		if user, err = findUser(ctx, tx, sess.UserID); err != nil {
			return err
		}
		admin, err = isAdmin(ctx, tx, user.ID)
		return err
	})
	if err != nil {
		return err
	}
	ok, err := s.hasher.matches(ctx, user.password, old)
	if err != nil {
		return err
	}
	if !ok {
		return fault.BadField("identity.old_password", "old")
	}
	if old == new {
		return fault.BadField("identity.password_same", "new")
	}
	if err := checkPassword(new, user.Username, admin); err != nil {
		return err
	}
	if user.password, err = s.hasher.hash(ctx, new); err != nil {
		return err
	}
	user.MustChange = false
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if err := saveUser(ctx, tx, user); err != nil {
			return err
		}
		if _, err := revokeSessions(ctx, tx, sqldb.NewCond().And("user_id = ?", user.ID).And("id <> ?", sess.ID)); err != nil {
			return err
		}
		return record(ctx, tx, By{User: user.ID}, user.ID, "identity.change_password", struct{}{})
	})
}

func isAdmin(ctx context.Context, tx *sqldb.Tx, userID string) (bool, error) {
	posts, err := Posts(ctx, tx, userID)
	for _, p := range posts {
		if IsAdministrator(p.Role) && p.Live(calendar.DateOf(tx.Now).String()) {
			return true, err
		}
	}
	return false, err
}

// NewUser is an account to be made.
type NewUser struct {
	Username string `json:"username"`
	Name     string `json:"name"`
	Phone    string `json:"phone,omitempty"`
	Lang     string `json:"lang,omitempty"`
}

// Create makes an account and returns it with the one-time code of the first
// sign-in, which is shown once and kept nowhere.
func (s *Service) Create(ctx context.Context, by By, in NewUser) (user User, code string, err error) {
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		user, code, err = create(ctx, tx, by, in)
		return err
	})
	return user, code, err
}

func create(ctx context.Context, tx *sqldb.Tx, by By, in NewUser) (User, string, error) {
	if err := in.check(); err != nil {
		return User{}, "", err
	}
	code, kept := oneTimeCode()
	u := User{
		ID: newID(), Username: Fold(in.Username), Name: strings.TrimSpace(in.Name), Initials: hanzi.Initials(in.Name), Phone: in.Phone,
		Lang: in.Lang, MustChange: true, CreatedAt: tx.Now, Version: 1, password: kept,
	}
	if err := insertUser(ctx, tx, u); err != nil {
		return u, "", err
	}
	return u, code, record(ctx, tx, by, u.ID, "identity.create", map[string]string{"username": u.Username})
}

func (in NewUser) check() error {
	var f fault.Form
	name := Fold(in.Username)
	f.Require(len(name) >= 3 && len(name) <= 40 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") == "", "identity.username_form", "username")
	f.Require(strings.TrimSpace(in.Name) != "" && len([]rune(in.Name)) <= 40, "identity.name_missing", "name")
	if in.Phone != "" {
		_, err := ident.CheckPhone(in.Phone)
		f.Require(err == nil, "identity.phone_form", "phone")
	}
	f.Require(in.Lang == "" || in.Lang == "zh-CN" || in.Lang == "en", "identity.lang_unknown", "lang")
	return f.Err()
}

// Bootstrap makes the first accounts of an empty installation, with passwords
// chosen by whoever sets it up. It is for the command line and the demo city.
func (s *Service) Bootstrap(ctx context.Context, in NewUser, password string, mustChange bool) (User, error) {
	if err := in.check(); err != nil {
		return User{}, err
	}
	if err := checkPassword(password, in.Username, true); err != nil {
		return User{}, err
	}
	kept, err := s.hasher.hash(ctx, password)
	if err != nil {
		return User{}, err
	}
	var u User
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		u, _, err = create(ctx, tx, By{}, in)
		if err != nil {
			return err
		}
		u.password, u.MustChange = kept, mustChange
		return saveUser(ctx, tx, u)
	})
	u.Version++
	return u, err
}

// Reset gives a user a new one-time code and ends every session.
func (s *Service) Reset(ctx context.Context, by By, userID string) (code string, err error) {
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		u, err := findUser(ctx, tx, userID)
		if err != nil {
			return err
		}
		code, u.password = oneTimeCode()
		u.MustChange = true
		if err := saveUser(ctx, tx, u); err != nil {
			return err
		}
		if err := clearFailures(ctx, tx, u.ID, ""); err != nil {
			return err
		}
		if _, err := revokeSessions(ctx, tx, sqldb.NewCond().And("user_id = ?", u.ID)); err != nil {
			return err
		}
		return record(ctx, tx, by, u.ID, "identity.reset", struct{}{})
	})
	return code, err
}

// Disable closes an account (or opens it again) and ends its sessions. What the
// person did stays on record under their name.
func (s *Service) Disable(ctx context.Context, by By, userID string, version int64, off bool) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		u, err := findUser(ctx, tx, userID)
		if err != nil {
			return err
		}
		if u.Version != version {
			return ErrChanged
		}
		if by.User == userID {
			return fault.New(fault.Conflict, "identity.self_disable")
		}
		u.DisabledAt = time.Time{}
		if off {
			u.DisabledAt = tx.Now
		}
		if err := saveUser(ctx, tx, u); err != nil {
			return err
		}
		if off {
			if _, err := revokeSessions(ctx, tx, sqldb.NewCond().And("user_id = ?", u.ID)); err != nil {
				return err
			}
		}
		return record(ctx, tx, by, u.ID, "identity.disable", map[string]bool{"off": off})
	})
}

// Grant is a post to be given.
type Grant struct {
	UserID string   `json:"userId"`
	OrgID  string   `json:"orgId"`
	Role   string   `json:"role"`
	Scope  string   `json:"scope,omitempty" doc:"the role's usual one when empty"`
	Custom []string `json:"custom,omitempty" doc:"organisations of a custom scope"`
	From   string   `json:"from,omitempty"`
	Until  string   `json:"until,omitempty"`
}

// usualScope is how far each role sees unless a grant says otherwise.
var usualScope = map[string]string{
	"information_officer": "own", "mediator": "unit", "liaison_officer": "unit", "receptionist": "unit", "archivist": "unit",
	"head": "subtree", "supervisor": "subtree", "analyst": "subtree", "dispatcher": "subtree",
	"system_admin": "own", "security_admin": "own", "audit_admin": "own",
}

// Grant gives a user a post. Nobody grants to themselves, and the three
// administrators' offices stay with three people.
func (s *Service) Grant(ctx context.Context, by By, in Grant) (p Post, err error) {
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		p, err = grant(ctx, tx, by, in)
		return err
	})
	return p, err
}

func grant(ctx context.Context, tx *sqldb.Tx, by By, in Grant) (Post, error) {
	if by.User != "" && by.User == in.UserID {
		return Post{}, ErrSelfGrant
	}
	// Two grants at once to one person must not slip past each other.
	if err := tx.Lock(ctx, "identity.grant:"+in.UserID); err != nil {
		return Post{}, err
	}
	today := calendar.DateOf(tx.Now).String()
	p := Post{ID: newID(), UserID: in.UserID, OrgID: in.OrgID, Role: in.Role, Scope: in.Scope, Custom: in.Custom, From: in.From, Until: in.Until, GrantedBy: by.User, GrantedAt: tx.Now}
	if p.Scope == "" {
		p.Scope = usualScope[p.Role]
	}
	if p.From == "" {
		p.From = today
	}
	if err := p.check(); err != nil {
		return p, err
	}
	if _, err := findUser(ctx, tx, in.UserID); err != nil {
		return p, err
	}
	held, err := Posts(ctx, tx, in.UserID)
	if err != nil {
		return p, err
	}
	var roles []string
	for _, h := range held {
		if h.Until == "" || h.Until > today {
			roles = append(roles, h.Role)
		}
	}
	if !CanHold(roles, p.Role) {
		return p, ErrOfficeClash
	}
	if err := insertPost(ctx, tx, p); err != nil {
		if sqldb.IsReferenced(err) {
			return p, fault.BadField("identity.org_unknown", "orgId")
		}
		return p, err
	}
	return p, record(ctx, tx, by, in.UserID, "identity.grant", in)
}

func (p Post) check() error {
	var f fault.Form
	f.Require(usualScope[p.Role] != "", "identity.role_unknown", "role")
	switch p.Scope {
	case "own", "unit", "subtree", "all":
	case "custom":
		f.Require(len(p.Custom) > 0, "identity.custom_missing", "custom")
	default:
		f.Add("identity.scope_unknown", "scope", nil)
	}
	_, err := calendar.ParseDate(p.From)
	f.Require(err == nil, "identity.date_wrong", "from")
	if p.Until != "" {
		_, err = calendar.ParseDate(p.Until)
		f.Require(err == nil && p.Until > p.From, "identity.date_wrong", "until")
	}
	return f.Err()
}

// End takes a post away, from today.
func (s *Service) End(ctx context.Context, by By, postID string) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		p, err := findPost(ctx, tx, postID)
		if err != nil {
			return err
		}
		if by.User == p.UserID {
			return ErrSelfGrant
		}
		if err := endPost(ctx, tx, p.ID, calendar.DateOf(tx.Now).String()); err != nil {
			return err
		}
		return record(ctx, tx, by, p.UserID, "identity.end_post", map[string]string{"post": p.ID})
	})
}

// Filter chooses users for a list, in order of their usernames.
type Filter struct {
	Text    string
	OrgPath string // holding a live post in this unit or below
	After   string // username of the last line of the page before
	Limit   int
}

// List gives users with their posts.
func (s *Service) List(ctx context.Context, f Filter) (out []Listed, err error) {
	err = s.db.Read(ctx, func(tx *sqldb.Tx) error {
		users, err := listUsers(ctx, tx, f, calendar.DateOf(tx.Now).String())
		if err != nil {
			return err
		}
		for _, u := range users {
			posts, err := Posts(ctx, tx, u.ID)
			if err != nil {
				return err
			}
			out = append(out, Listed{u, posts})
		}
		return nil
	})
	return out, err
}

// Get gives one user with posts.
func (s *Service) Get(ctx context.Context, id string) (out Listed, err error) {
	err = s.db.Read(ctx, func(tx *sqldb.Tx) error {
		if out.User, err = findUser(ctx, tx, id); err != nil {
			return err
		}
		out.Posts, err = Posts(ctx, tx, id)
		return err
	})
	return out, err
}

// SetLang keeps the language a user chose.
func (s *Service) SetLang(ctx context.Context, userID, lang string) error {
	if lang != "zh-CN" && lang != "en" {
		return fault.BadField("identity.lang_unknown", "lang")
	}
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		u, err := findUser(ctx, tx, userID)
		if err != nil {
			return err
		}
		u.Lang = lang
		return saveUser(ctx, tx, u)
	})
}

// escapeLike makes text stand for itself in a LIKE.
func escapeLike(text string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text)
}

func clip(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n])
	}
	return text
}
