package portal

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"

	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/message"
	"hemu/internal/org"
	"hemu/internal/region"
	"hemu/internal/sqldb"
)

// Limits of requests. A household may ask more than once, a village behind one
// address too; a machine is stopped, and everybody together cannot fill the disk.
var (
	asking    = limit{6, time.Hour}
	askingAll = limit{600, time.Hour}
)

// everybody stands for all addresses together.
const everybody = "*"

// A form is sent within a day, and not by a hand faster than any: nobody reads it
// in three seconds. Who is told so sends it again, and nothing is lost.
const (
	formAtLeast = 3 * time.Second
	formAtMost  = 24 * time.Hour
)

// place is a division a resident chooses.
type place struct{ Code, Name string }

// causes is one group of kinds of dispute.
type causes struct {
	Name  string
	Items []place
}

// form is what the template of a request shows.
type form struct {
	view
	Towns    []place
	Town     place
	Villages []place
	Causes   []causes
	In       casework.RequestInput
	Token    string
	Before   string            // tracking code of what the same form became
	Wrong    map[string]string // sentence by field
}

// field is what the template says at one field.
type field struct {
	ID, Wrong string
	Help      bool // a sentence of help stands below it
	First     bool // the first that is wrong: where the cursor goes
}

// fields are the form's, from top to bottom.
var fields = []string{"facts", "wish", "region", "cause", "other", "name", "phone", "reach", "agreed"}

// Field is one field of the form.
func (f form) Field(id string) field {
	for _, name := range fields {
		if f.Wrong[name] != "" {
			return field{id, f.Wrong[id], id == "facts" || id == "reach", name == id}
		}
	}
	return field{ID: id, Help: id == "facts" || id == "reach"}
}

func (p *Pages) ask(w http.ResponseWriter, r *http.Request) {
	f, err := p.form(r)
	if err != nil {
		p.broken(w, r.Context(), f.view, err)
		return
	}
	f.Token = p.token(p.Now())
	p.write(w, http.StatusOK, "ask.html", f)
}

// form fills in what there is to choose. Without a town, or with one that no
// committee covers, the towns are shown.
func (p *Pages) form(r *http.Request) (f form, err error) {
	f = form{view: p.view(r), Wrong: map[string]string{}}
	f.Title = "ask_title"
	town := r.URL.Query().Get("town")
	err = p.DB.Read(r.Context(), func(tx *sqldb.Tx) error {
		if f.Towns, err = places(r.Context(), tx, "", org.CommitteeTown); err != nil {
			return err
		}
		for _, t := range f.Towns {
			if t.Code == town {
				f.Town, f.Keep = t, template.URL("town="+t.Code+"&") // a code of ours, not what was asked
			}
		}
		if f.Town.Code == "" {
			return nil
		}
		f.Villages, err = places(r.Context(), tx, f.Town.Code, org.CommitteeVillage, org.CommitteeCommunity)
		return err
	})
	if err != nil {
		return f, err
	}
	snap, err := p.Codes(r.Context())
	f.Causes = kindsOf(snap, f.lang, calendar.DateOf(p.Now()))
	return f, err
}

// places are the divisions below another that have a committee of one of the
// kinds, in the order of the tree.
func places(ctx context.Context, tx *sqldb.Tx, below string, kinds ...org.Kind) ([]place, error) {
	page, err := org.List(ctx, tx, org.Filter{Kinds: kinds, Region: below}, "", org.MaxPage)
	if err != nil {
		return nil, err
	}
	wanted := []string{}
	for _, u := range page.Units {
		wanted = append(wanted, u.RegionCode)
	}
	found, err := region.ByCode(ctx, tx, wanted)
	out, seen := []place{}, map[string]bool{}
	for _, code := range wanted {
		if d, ok := found[code]; ok && !seen[code] {
			seen[code] = true
			out = append(out, place{code, d.Name})
		}
	}
	return out, err
}

// kindsOf are the kinds of dispute in their groups, as the code list orders them.
func kindsOf(snap codes.Snapshot, lang message.Lang, today calendar.Date) (out []causes) {
	at := map[string]int{}
	for _, i := range snap.Items(codes.ListCause, today) {
		name := snap.Name(codes.ListCause, i.Code, string(lang), today)
		if i.Parent == "" {
			at[i.Code] = len(out)
			out = append(out, causes{Name: name})
			continue
		}
		if group, ok := at[i.Parent]; ok {
			out[group].Items = append(out[group].Items, place{i.Code, name})
		}
	}
	return out
}

// request takes what a resident asks for. Whatever is wrong, all that was typed is
// shown again.
func (p *Pages) request(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	f, err := p.form(r)
	if err != nil {
		p.broken(w, r.Context(), f.view, err)
		return
	}
	f.take(r)
	limits := []of{{addressOf(r), asking}, {everybody, askingAll}}
	if !p.looksSent(r, &f) {
		f.Trouble = f.T("ask_again")
		p.write(w, http.StatusUnprocessableEntity, "ask.html", f)
		return
	}
	if wait := p.asks.take(p.Now(), limits...); wait > 0 {
		f.Trouble = f.T("ask_often")
		w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
		p.write(w, http.StatusTooManyRequests, "ask.html", f)
		return
	}
	_, code, err := p.Cases.Request(r.Context(), f.Token, f.In)
	if err != nil {
		p.asks.giveBack(limits...)
	}
	switch wrong := sqldb.Fault(err); {
	case err == nil:
		http.Redirect(w, r, "/t/"+code+"?new=1&lang="+f.Short(), http.StatusSeeOther)
	case wrong.Code == "request.key_reused":
		p.sentBefore(w, r, f)
	case wrong.Kind == fault.Invalid || wrong.Kind == fault.Conflict:
		f.say(wrong)
		p.write(w, http.StatusUnprocessableEntity, "ask.html", f)
	default:
		p.broken(w, r.Context(), f.view, err)
	}
}

// take reads what was typed.
func (f *form) take(r *http.Request) {
	// A form can carry what no keyboard types.
	typed := func(c rune) rune {
		if c != '\n' && unicode.IsControl(c) {
			return -1
		}
		return c
	}
	text := func(name string) string { return strings.TrimSpace(strings.Map(typed, r.PostFormValue(name))) }
	f.In = casework.RequestInput{
		Facts: text("facts"), Wish: text("wish"), Cause: text("cause"), Region: text("region"), Other: text("other"), Name: text("name"),
		Phone: text("phone"), Reach: text("reach"), Agreed: text("agreed") == "yes",
	}
	f.Token = text("form")
}

// sentBefore is for who sends a form again with other words, as the answer to the
// first sending was lost: the first was taken in, and what they want to add is kept
// on the page beside the way to it.
func (p *Pages) sentBefore(w http.ResponseWriter, r *http.Request, f form) {
	code, err := p.Cases.Requested(r.Context(), f.Token)
	if err != nil {
		p.broken(w, r.Context(), f.view, err)
		return
	}
	f.Before, f.Trouble, f.Token = code, f.T("ask_before"), p.token(p.Now())
	p.write(w, http.StatusConflict, "ask.html", f)
}

// looksSent tells a person from a machine. The trap is a field no person sees.
func (p *Pages) looksSent(r *http.Request, f *form) bool {
	now := p.Now()
	age, ok := p.age(f.Token, now)
	if f.Town.Code == "" || !ok || age < formAtLeast || age > formAtMost || r.PostFormValue("website") != "" {
		if !ok || age > formAtMost {
			f.Token = p.token(now)
		}
		return false
	}
	return true
}

// say puts the sentences of a refusal to their fields, and the first to the top.
func (f *form) say(wrong *fault.Error) {
	f.Trouble = f.T("ask_wrong")
	for _, d := range wrong.Details {
		f.Wrong[d.Field] = message.Text(f.lang, d.Code, d.Args)
	}
	if len(wrong.Details) == 0 {
		f.Trouble = message.Text(f.lang, wrong.Code, wrong.Args)
		if wrong.Field != "" {
			f.Wrong[wrong.Field] = f.Trouble
		}
	}
}

// tokenTime and tokenRandom are the parts of a form's token before its signature.
const (
	tokenTime   = 8
	tokenRandom = 12
)

// token marks a form given out at an instant. It is also the key under which the
// request is done once, however often the button is pressed.
func (p *Pages) token(at time.Time) string {
	raw := make([]byte, tokenTime+tokenRandom)
	binary.BigEndian.PutUint64(raw, uint64(at.UnixMilli()))
	_, _ = rand.Read(raw[tokenTime:]) // never fails
	return base64.RawURLEncoding.EncodeToString(append(raw, p.signature(raw)...))
}

// age is how long ago a form was given out; ok is false for a token of another's
// making.
func (p *Pages) age(token string, now time.Time) (age time.Duration, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	// The decoder passes over ends of lines: the same token has to be the same text.
	if err != nil || len(raw) <= tokenTime+tokenRandom || base64.RawURLEncoding.EncodeToString(raw) != token {
		return 0, false
	}
	body, sum := raw[:tokenTime+tokenRandom], raw[tokenTime+tokenRandom:]
	at := time.UnixMilli(int64(binary.BigEndian.Uint64(body)))
	return now.Sub(at), hmac.Equal(sum, p.signature(body))
}

func (p *Pages) signature(body []byte) []byte {
	h := hmac.New(sha256.New, p.Key)
	h.Write([]byte("portal.request"))
	h.Write(body)
	return h.Sum(nil)[:16]
}
