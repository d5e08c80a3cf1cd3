// Package portal is the pages for residents: plain HTML, no account, no script.
// They show where a case stands to whoever holds its tracking code, take a
// complaint or the word that the matter is not settled, and say what rights the
// parties have. The room knows no names, places or facts of a case.
package portal

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/message"
	"hemu/internal/sqldb"
)

//go:embed *.html t.css
var files embed.FS

// Pages serves the residents' pages.
type Pages struct {
	Cases *casework.Service
	DB    *sqldb.DB
	Codes func(context.Context) (codes.Snapshot, error)
	Now   func() time.Time
	// Key signs the forms of requests: secret bytes of this installation.
	Key []byte

	tries, asks tries
}

// Guessing: a code has 60 random bits; even so an address that names wrong ones
// has to wait, and many addresses together find no more doors than one.
var (
	guessing    = limit{10, 10 * time.Minute}
	guessingAll = limit{1200, 10 * time.Minute}
)

// Routes adds the pages to mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /t", p.front)
	mux.HandleFunc("GET /t/ask", p.ask)
	mux.HandleFunc("POST /t/ask", p.request)
	mux.HandleFunc("GET /t/{code}", p.show)
	mux.HandleFunc("POST /t/{code}/say", p.say)
	mux.HandleFunc("POST /t/{code}/data", p.askData)
	mux.Handle("GET /t.css", http.FileServerFS(files))
}

// view is what the template shows.
type view struct {
	lang    message.Lang
	Code    string
	Found   bool
	Case    casework.Tracked
	Trouble string       // why nothing is shown, or the words were not taken
	Title   string       // key of the page's title
	Keep    template.URL // what of the address stays when the language changes
	Posted  bool         // something was typed: changing the language would lose it
	Said    bool
	Asked   bool   // about personal data
	Data    string // what was typed about it, kept when it was not taken
	New     bool   // the case has just been asked for on these pages
	Text    string // what was typed, kept when it was not taken
}

// T is a sentence of the catalogue.
func (v view) T(key string, pairs ...string) string {
	args := fault.Args{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i]] = pairs[i+1]
	}
	return message.Text(v.lang, "portal."+key, args)
}

// Name is the name of a code in a catalogue, such as state or step.
func (v view) Name(catalogue, code string) string {
	return message.Text(v.lang, catalogue+"."+code, nil)
}

// Route is where the parties may turn, in words.
func (v view) Route(code string) string { return message.Text(v.lang, "portal.route."+code, nil) }

// Lang is the page's language.
func (v view) Lang() string { return string(v.lang) }

// Short is the language as it stands in addresses.
func (v view) Short() string { return v.Lang()[:2] }

// Day is an instant as a Shanghai day in words.
func (v view) Day(t time.Time) string {
	d := calendar.DateOf(t)
	month := message.Text(v.lang, fmt.Sprintf("portal.month.%d", d.Month), nil)
	return message.Text(v.lang, "portal.day", fault.Args{"y": d.Year, "month": month, "d": d.Day})
}

// LastDay is the last day of a limit whose exclusive end is t.
func (v view) LastDay(t time.Time) string { return v.Day(t.Add(-time.Millisecond)) }

var page = template.Must(template.ParseFS(files, "*.html"))

// front is the way in: ask for mediation, or follow a case by its code.
func (p *Pages) front(w http.ResponseWriter, r *http.Request) {
	v := p.view(r)
	v.Title = "front"
	if typed := r.URL.Query().Get("code"); strings.TrimSpace(typed) != "" {
		if code := casework.CleanCode(typed); code != "" {
			http.Redirect(w, r, "/t/"+code+"?lang="+v.Short(), http.StatusSeeOther)
			return
		}
		v.Code, v.Trouble, v.Title = typed, v.T("not_found"), "title"
		p.write(w, http.StatusNotFound, "page.html", v)
		return
	}
	p.write(w, http.StatusOK, "front.html", v)
}

func (p *Pages) view(r *http.Request) view {
	v := view{lang: message.Parse(r.Header.Get("Accept-Language")), Code: r.PathValue("code"), Title: "title", Posted: r.Method == http.MethodPost}
	switch r.URL.Query().Get("lang") {
	case "en":
		v.lang = message.English
	case "zh":
		v.lang = message.Chinese
	}
	return v
}

func (p *Pages) show(w http.ResponseWriter, r *http.Request) {
	v := p.view(r)
	asks := r.URL.Query()
	v.Said, v.Asked, v.New = asks.Get("said") == "1", asks.Get("asked") == "1", asks.Get("new") == "1"
	p.find(w, r, v)
}

// find looks the code up and writes the page, or why there is none.
func (p *Pages) find(w http.ResponseWriter, r *http.Request, v view) {
	wait, found := p.look(r)
	if wait > 0 {
		p.tooOften(w, v, wait)
		return
	}
	t, err := p.Cases.Track(r.Context(), v.Code)
	switch {
	case err == nil:
		found()
		v.Found, v.Case = true, t
		code := http.StatusOK
		if v.Trouble != "" {
			code = http.StatusUnprocessableEntity
		}
		p.write(w, code, "page.html", v)
	case fault.KindOf(err) == fault.NotFound:
		v.Trouble = v.T("not_found")
		p.write(w, http.StatusNotFound, "page.html", v)
	default:
		found()
		p.broken(w, r.Context(), v, err)
	}
}

// look lets somebody name a code, right or wrong, or says how long nobody at that
// address may. It counts as a wrong one until found is called.
func (p *Pages) look(r *http.Request) (wait time.Duration, found func()) {
	limits := []of{{addressOf(r), guessing}, {everybody, guessingAll}}
	return p.tries.take(p.Now(), limits...), func() { p.tries.giveBack(limits...) }
}

func (p *Pages) tooOften(w http.ResponseWriter, v view, wait time.Duration) {
	v.Trouble = v.T("too_many", "minutes", strconv.Itoa(int(wait/time.Minute)+1))
	w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
	p.write(w, http.StatusTooManyRequests, "page.html", v)
}

func (p *Pages) say(w http.ResponseWriter, r *http.Request) {
	v := p.view(r)
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	v.Text = strings.TrimSpace(r.PostFormValue("text"))
	p.take(w, r, v, "said", func() error { return p.Cases.Say(r.Context(), v.Code, r.PostFormValue("kind"), v.Text) })
}

// askData takes a request about personal data.
func (p *Pages) askData(w http.ResponseWriter, r *http.Request) {
	v := p.view(r)
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	v.Data = strings.TrimSpace(r.PostFormValue("text"))
	p.take(w, r, v, "asked", func() error { return p.Cases.AskOwnData(r.Context(), v.Code, r.PostFormValue("kind"), v.Data) })
}

// take lets do record what somebody typed at a code, and shows the page that says so
// (done), or why not.
func (p *Pages) take(w http.ResponseWriter, r *http.Request, v view, done string, do func() error) {
	wait, found := p.look(r)
	if wait > 0 {
		p.tooOften(w, v, wait)
		return
	}
	err := do()
	found() // find counts a code that isn't there
	switch f := sqldb.Fault(err); {
	case err == nil:
		http.Redirect(w, r, "/t/"+v.Code+"?"+done+"=1&lang="+v.Short(), http.StatusSeeOther)
	case f.Kind != fault.Internal && f.Kind != fault.Unavailable:
		v.Trouble = message.Text(v.lang, f.Code, f.Args)
		p.find(w, r, v)
	default:
		p.broken(w, r.Context(), v, err)
	}
}

func (p *Pages) broken(w http.ResponseWriter, ctx context.Context, v view, err error) {
	slog.ErrorContext(ctx, "tracking page failed", "err", err)
	if f := sqldb.Fault(err); f.Kind == fault.Unavailable {
		p.later(w, v, f.RetryAfter)
		return
	}
	v.Trouble = v.brokenText()
	p.write(w, http.StatusInternalServerError, "page.html", v)
}

// Busy answers a request that there is no room for. It asks nothing of the database.
func (p *Pages) Busy(w http.ResponseWriter, r *http.Request) { p.later(w, p.view(r), time.Second) }

func (p *Pages) later(w http.ResponseWriter, v view, after time.Duration) {
	v.Trouble = v.brokenText()
	w.Header().Set("Retry-After", strconv.Itoa(int(after/time.Second)+1))
	p.write(w, http.StatusServiceUnavailable, "page.html", v)
}

func (v view) brokenText() string {
	if v.Posted {
		return v.T("broken_sent") // loading the page again sends the same form
	}
	return v.T("broken")
}

// write sends the page. Nothing of it may be kept by a browser or a proxy, and
// the code must not leak to other sites.
func (p *Pages) write(w http.ResponseWriter, code int, name string, v any) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	// Not no-referrer: with it browsers send the form with "Origin: null", which the
	// guard against other sites refuses wherever Sec-Fetch-Site is not sent (plain http).
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Robots-Tag", "noindex")
	// Drawn whole before anything is sent: half a page says "200" to a resident who sees nothing.
	var drawn bytes.Buffer
	if err := page.ExecuteTemplate(&drawn, name, v); err != nil {
		slog.Error("tracking page not drawn", "err", err)
		http.Error(w, message.Text(message.Chinese, "portal.broken", nil), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(code)
	if _, err := drawn.WriteTo(w); err != nil {
		slog.Warn("tracking page not sent", "err", err)
	}
}

// addressOf is whom a limit counts: an address, of IPv6 the network one customer has.
func addressOf(r *http.Request) string {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	ip := at.Addr().Unmap()
	if ip.Is6() {
		network, _ := ip.WithZone("").Prefix(64) // fails only for more bits than there are
		return network.String()
	}
	return ip.String()
}
