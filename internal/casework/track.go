package casework

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// crockford is the alphabet of tracking codes: no I, L, O or U, which people
// misread or are offended by.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// trackingCode is the code by which whoever brought a case looks it up:
// XXXX-XXXX-XXXX, 60 bits. It is derived, not stored, so that a receipt can be
// printed again while a copy of the database opens nobody's page.
func (s *Service) trackingCode(id ID) string {
	bits := binary.BigEndian.Uint64(s.mac("track", string(id))) >> 4
	var code [14]byte
	for i := len(code) - 1; i >= 0; i-- {
		if i == 4 || i == 9 {
			code[i] = '-'
			continue
		}
		code[i], bits = crockford[bits&31], bits>>5
	}
	return string(code[:])
}

// mac is the HMAC-SHA256 of texts under the installation's key; purpose keeps
// one kind of code from ever being another.
func (s *Service) mac(purpose string, texts ...string) []byte {
	h := hmac.New(sha256.New, s.Key)
	raw, _ := json.Marshal(append([]string{purpose}, texts...)) // texts only: cannot fail
	h.Write(raw)
	return h.Sum(nil)
}

// hashCode is what is stored of a tracking code. How it is typed makes no difference.
func hashCode(code string) string {
	sum := sha256.Sum256([]byte(strings.ReplaceAll(CleanCode(code), "-", "")))
	return hex.EncodeToString(sum[:])
}

// CleanCode is a tracking code as it is printed, from whatever a person typed: dashes
// and spaces of any kind, case, full width and the letters people take for digits make
// no difference. "" when it cannot be one.
func CleanCode(typed string) string {
	var out strings.Builder
	n := 0
	for _, r := range typed {
		if r >= '！' && r <= '～' {
			r -= '！' - '!' // the full width a Chinese keyboard writes
		}
		if r >= 'a' && r <= 'z' {
			r -= 'a' - 'A'
		}
		if digit, ok := misread[r]; ok {
			r = digit
		}
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) {
			continue
		}
		if n++; n > 12 || !strings.ContainsRune(crockford, r) {
			return ""
		}
		if n == 5 || n == 9 {
			out.WriteByte('-')
		}
		out.WriteRune(r)
	}
	if n != 12 {
		return ""
	}
	return out.String()
}

// misread are letters people take for the digits of a code.
var misread = map[rune]rune{'O': '0', 'I': '1', 'L': '1'}

// ConfirmationCode is the one-time code with which a party says yes to a drafted
// agreement; it is printed on that party's own copy. Any change of the draft
// makes another code.
func (s *Service) ConfirmationCode(a Agreement, party string) string {
	terms, _ := json.Marshal([]any{a.Facts, a.Issues, a.Terms, a.Manner, a.Place, a.Duties})
	n := binary.BigEndian.Uint64(s.mac("confirm", a.ID, party, string(terms))) % 100_000_000
	return fmt.Sprintf("%08d", n)
}

func (s *Service) codeOK(a Agreement, party, code string) bool {
	return subtle.ConstantTimeCompare([]byte(s.ConfirmationCode(a, party)), []byte(strings.TrimSpace(code))) == 1
}

// Tracked is what the tracking page shows: no name, no place, no facts.
type Tracked struct {
	No       string
	State    State
	Outcome  string
	GoesOn   State // of a merged case: where the case it went into stands
	NextStep string
	NextDue  time.Time // zero when nothing is due, or while paused
	Paused   bool
	ResumeOn string // expected end of the pause
	Steps    []TrackedStep
	UnitName string // who handles it now
	Phone    string // of that unit, public
	Routes   []string
	Court    bool // an application for judicial confirmation is still possible
	CanSay   bool // the page takes a complaint or "not settled"
	Said     []TrackedVoice
	Asked    []TrackedRequest // about personal data
}

// TrackedRequest is a request about personal data, without its words: whoever holds the
// code need not be who asked.
type TrackedRequest struct {
	Kind       string // see, copy, correct, delete
	At         time.Time
	Due        time.Time // exclusive end of the last day for the answer, zero for none
	AnsweredAt time.Time
}

// TrackedVoice is something said on the page and what was answered, without the words
// that were said: whoever holds the code need not be who said them.
type TrackedVoice struct {
	Kind       string // complaint, not_settled, settled
	At         time.Time
	UnitName   string    // who answers
	Due        time.Time // exclusive end of the last day for the answer, zero for none
	How        string    // contacted, explained, reopened; "" while it waits
	Answer     string
	AnsweredAt time.Time
}

// TrackedStep is one step of the way with its instant, UTC.
type TrackedStep struct {
	Act string
	At  time.Time
}

// Track is the public view of the case a tracking code stands for;
// case.not_found for any other text. Guessing is slowed down by the caller.
func (s *Service) Track(ctx context.Context, code string) (t Tracked, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		id, err := findTracked(ctx, tx, hashCode(code))
		if err != nil {
			return err
		}
		c, err := load(ctx, tx, id)
		if err != nil {
			return err
		}
		t = c.tracked()
		if c.Merged != nil { // what was asked for goes on there
			into, err := load(ctx, tx, c.Merged.Into)
			if err != nil {
				return err
			}
			t.GoesOn, c.Holder = into.State, into.Holder
		}
		units, err := org.ByID(ctx, tx, append(each(c.Voices, func(v Voice) string { return v.To }), c.Holder))
		t.UnitName, t.Phone = units[c.Holder].Name, units[c.Holder].Phone
		for i, v := range c.Voices {
			t.Said[i].UnitName = units[v.To].Name
		}
		return err
	})
	return t, err
}

func (c *Case) tracked() Tracked {
	t := Tracked{
		No: c.No, State: c.State, Outcome: c.Outcome, NextStep: c.NextStep, Routes: c.Routes, Steps: c.steps(), Said: c.said(), Asked: c.asked(),
		Court: c.running(CourtClock) != nil,
	}
	_, err := c.State.next(access.Hear)
	t.CanSay = err == nil
	if k := c.Foremost(); k != nil {
		t.Paused, t.ResumeOn = k.Paused(), k.ResumeOn
		if !t.Paused {
			t.NextDue = k.Due
		}
	}
	return t
}

// said are the words on the page with their answers, in order.
func (c *Case) said() []TrackedVoice {
	out := make([]TrackedVoice, len(c.Voices))
	for i, v := range c.Voices {
		out[i] = TrackedVoice{Kind: v.Kind, At: v.At, How: v.How, Answer: v.Answer, AnsweredAt: v.AnsweredAt, Due: c.dueFor(v.ID)}
	}
	return out
}

// asked are the requests about personal data, in order.
func (c *Case) asked() []TrackedRequest {
	out := make([]TrackedRequest, len(c.Requests))
	for i, r := range c.Requests {
		out[i] = TrackedRequest{Kind: r.Kind, At: r.At, AnsweredAt: r.DecidedAt, Due: c.dueFor(r.ID)}
	}
	return out
}

// dueFor is the end of the clock that runs about subject, zero for none.
func (c *Case) dueFor(subject string) time.Time {
	for _, k := range c.Clocks {
		if k.Subject == subject && k.Running() {
			return k.Due
		}
	}
	return time.Time{}
}

// steps are the milestones the case has passed, in order.
func (c *Case) steps() []TrackedStep {
	steps := []TrackedStep{}
	add := func(act access.Act, at time.Time) {
		if !at.IsZero() {
			steps = append(steps, TrackedStep{string(act), at})
		}
	}
	add(access.Register, c.ReportedAt)
	add(access.Accept, c.AcceptedAt)
	for _, a := range c.Assignments {
		if a.Role == Lead {
			add(access.Assign, a.IssuedAt)
			add(access.Sign, a.SignedAt)
		}
	}
	for _, s := range c.Sessions {
		add(access.RecordSession, s.HeldAt)
	}
	for _, a := range c.Agreements {
		add(access.Settle, a.Concluded)
	}
	for _, v := range c.Visits {
		add(access.Visit, v.At)
	}
	add(access.Close, c.ClosedAt)
	add(access.Archive, c.ArchivedAt)
	sortSteps(steps)
	return steps
}

// Say records what a resident says on the tracking page: a complaint, or that
// the matter is or is not settled (mission R4).
func (s *Service) Say(ctx context.Context, code, kind, text string) error {
	return s.byCode(ctx, code, Hear{Kind: kind, Text: text})
}

// AskOwnData records what a resident asks on the tracking page about their own data
// (个人信息保护法 50: an easy way). Who asks is checked before it is answered.
func (s *Service) AskOwnData(ctx context.Context, code, kind, text string) error {
	return s.byCode(ctx, code, AskData{Kind: kind, Text: text})
}

// byCode does what whoever holds a tracking code may do to its case.
func (s *Service) byCode(ctx context.Context, code string, cmd Command) error {
	var id ID
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		id, err = findTracked(ctx, tx, hashCode(code))
		return err
	})
	if err != nil {
		return err
	}
	_, err = s.Do(ctx, access.Actor{System: true}, id, 0, "", cmd)
	return err
}

// handsOut reports whether the unit acted for gives the resident the tracking code.
func (c *Case) handsOut(actor access.Actor) bool {
	me := actor.Acting.OrgID
	return me != "" && (me == c.Holder || me == c.IntakeOrg)
}

// TrackingCode is the code for the receipt of a case. Whoever has it speaks as the
// resident, so only the units that took the case in or hold it hand it out:
// casework.tracking_denied for others.
func (s *Service) TrackingCode(ctx context.Context, actor access.Actor, id ID) (code string, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		c, err := s.open(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if !c.handsOut(actor) {
			return fault.New(fault.Denied, "casework.tracking_denied")
		}
		code = s.trackingCode(id)
		return nil
	})
	if err != nil {
		return "", err
	}
	return code, nil
}
