package identity

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/hanzi"
	"hemu/internal/ident"
	"hemu/internal/oidc"
	"hemu/internal/sqldb"
)

// Service does what people ask of accounts. Each method is one transaction.
type Service struct {
	db     *sqldb.DB
	limits Limits
	hasher hasher

	provider *oidc.Provider // nil without one
}

// NewService returns a Service on db.
func NewService(db *sqldb.DB, limits Limits) *Service {
	return &Service{db: db, limits: limits, hasher: newHasher()}
}

// By is who does something, and for which organisation and in which role.
type By struct{ User, Org, Role string }

// record writes what happened to a user into the ledger, in the user's stream.
// Many may write it at once, so they take turns.
func record(ctx context.Context, tx *sqldb.Tx, by By, user, verb string, body any) error {
	if err := tx.Lock(ctx, Stream(user)); err != nil {
		return err
	}
	return appendTo(ctx, tx, by, Stream(user), verb, body)
}

// about runs fn in a transaction that takes turns with all others about the same
// user; the lock comes before any row of theirs.
func (s *Service) about(ctx context.Context, userID string, fn func(*sqldb.Tx) error) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if err := tx.Lock(ctx, Stream(userID)); err != nil {
			return err
		}
		return fn(tx)
	})
}

// today is the day of the transaction in Shanghai, YYYY-MM-DD.
func today(tx *sqldb.Tx) string { return calendar.DateOf(tx.Now).String() }

func newID() string { return uuid.Must(uuid.NewV7()).String() }

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
		ID: newID(), Username: Fold(in.Username), Name: strings.TrimSpace(in.Name), Initials: strings.Join(hanzi.InitialsAll(in.Name), " "), Phone: in.Phone,
		Lang: in.Lang, MustChange: true, CreatedAt: tx.Now, Version: 1, password: kept,
	}
	if err := insertUser(ctx, tx, u); err != nil {
		return u, "", err
	}
	return u, code, appendTo(ctx, tx, by, Stream(u.ID), "identity.create", map[string]string{"username": u.Username})
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
		u.password, u.strong, u.MustChange = kept, true, mustChange
		return saveUser(ctx, tx, u)
	})
	u.Version++
	return u, err
}

// Reset gives a user a new one-time code and ends every session.
func (s *Service) Reset(ctx context.Context, by By, userID string) (code string, err error) {
	if by.User == userID {
		return "", ErrSelfReset
	}
	err = s.about(ctx, userID, func(tx *sqldb.Tx) error {
		u, err := findUser(ctx, tx, userID)
		if err != nil {
			return err
		}
		code, u.password = oneTimeCode()
		u.strong, u.MustChange = false, true
		if err := saveUser(ctx, tx, u); err != nil {
			return err
		}
		if err := unlock(ctx, tx, u.Username); err != nil {
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
	return s.about(ctx, userID, func(tx *sqldb.Tx) error {
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

// Filter chooses users for a list, in order of their usernames.
type Filter struct {
	Text     string // part of name or username, or pinyin initials
	OrgPath  string // holding a post in this unit or below, now or from a coming day
	Disabled bool   // accounts switched off too
	After    string // username of the last line of the page before
	Limit    int    // 50 when zero, at most MaxPage
}

// MaxPage is the longest page a listing gives.
const MaxPage = 200

// List gives users with their posts.
func (s *Service) List(ctx context.Context, f Filter) (out []Listed, err error) {
	if f.Limit <= 0 {
		f.Limit = 50
	}
	f.Limit = min(f.Limit, MaxPage)
	err = s.db.Read(ctx, func(tx *sqldb.Tx) error {
		users, err := listUsers(ctx, tx, f, today(tx))
		if err != nil {
			return err
		}
		ids := make([]string, len(users))
		for i, u := range users {
			ids[i] = u.ID
		}
		posts, err := postsOf(ctx, tx, ids)
		for _, u := range users {
			out = append(out, Listed{u, posts[u.ID]})
		}
		return err
	})
	return out, err
}

// Update changes how a user is called and reached.
func (s *Service) Update(ctx context.Context, by By, userID string, version int64, name, phone string) error {
	return s.about(ctx, userID, func(tx *sqldb.Tx) error {
		u, err := findUser(ctx, tx, userID)
		if err != nil {
			return err
		}
		if u.Version != version {
			return ErrChanged
		}
		if err := (NewUser{Username: u.Username, Name: name, Phone: phone}).check(); err != nil {
			return err
		}
		said := map[string]string{"was": u.Name, "name": strings.TrimSpace(name)}
		if phone != u.Phone {
			said["phone"] = "changed" // that it was, and not to what
		}
		u.Name, u.Initials, u.Phone = strings.TrimSpace(name), strings.Join(hanzi.InitialsAll(name), " "), phone
		if err := saveUser(ctx, tx, u); err != nil {
			return err
		}
		return record(ctx, tx, by, u.ID, "identity.update", said)
	})
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
	return s.about(ctx, userID, func(tx *sqldb.Tx) error {
		u, err := findUser(ctx, tx, userID)
		if err != nil {
			return err
		}
		u.Lang = lang
		return saveUser(ctx, tx, u)
	})
}
