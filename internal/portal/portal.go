// Package portal is the pages for residents: plain HTML, no account, no script.
// They show where a case stands to whoever holds its tracking code, take a
// complaint or the word that the matter is not settled, and say what rights the
// parties have. The room knows no names, places or facts of a case.
package portal

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/fault"
	"hemu/internal/message"
)

//go:embed page.html t.css
var files embed.FS

// Pages serves the residents' pages.
type Pages struct {
	Cases *casework.Service
	Now   func() time.Time

	tries tries
}

// Guessing: a code has 60 random bits; even so an address that names wrong ones
// has to wait.
const (
	freeMisses = 10
	missWindow = 10 * time.Minute
)

// Routes adds the pages to mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /t", p.ask)
	mux.HandleFunc("GET /t/{code}", p.show)
	mux.HandleFunc("POST /t/{code}/say", p.say)
	mux.Handle("GET /t.css", http.FileServerFS(files))
}

// view is what the template shows.
type view struct {
	lang    message.Lang
	Code    string
	Found   bool
	Case    casework.Tracked
	Trouble string // why nothing is shown, or the words were not taken
	Said    bool
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

// Day is an instant as a Shanghai day in words.
func (v view) Day(t time.Time) string {
	d := calendar.DateOf(t)
	return message.Text(v.lang, "portal.day", fault.Args{"y": d.Year, "m": int(d.Month), "d": d.Day})
}

// LastDay is the last day of a limit whose exclusive end is t.
func (v view) LastDay(t time.Time) string { return v.Day(t.Add(-time.Millisecond)) }

var page = template.Must(template.ParseFS(files, "page.html"))

func (p *Pages) ask(w http.ResponseWriter, r *http.Request) {
	if code := strings.TrimSpace(r.URL.Query().Get("code")); code != "" && !strings.ContainsAny(code, "/?#") {
		http.Redirect(w, r, "/t/"+strings.ToUpper(code), http.StatusSeeOther)
		return
	}
	p.write(w, http.StatusOK, p.view(r))
}

func (p *Pages) view(r *http.Request) view {
	v := view{lang: message.Parse(r.Header.Get("Accept-Language")), Code: r.PathValue("code")}
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
	v.Said = r.URL.Query().Get("said") == "1"
	p.find(w, r, v)
}

// find looks the code up and writes the page, or why there is none.
func (p *Pages) find(w http.ResponseWriter, r *http.Request, v view) {
	address := addressOf(r)
	if wait := p.tries.wait(address, p.Now()); wait > 0 {
		v.Trouble = v.T("too_many", "minutes", strconv.Itoa(int(wait/time.Minute)+1))
		w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
		p.write(w, http.StatusTooManyRequests, v)
		return
	}
	t, err := p.Cases.Track(r.Context(), v.Code)
	switch {
	case err == nil:
		v.Found, v.Case = true, t
		code := http.StatusOK
		if v.Trouble != "" {
			code = http.StatusUnprocessableEntity
		}
		p.write(w, code, v)
	case fault.KindOf(err) == fault.NotFound:
		p.tries.miss(address, p.Now())
		v.Trouble = v.T("not_found")
		p.write(w, http.StatusNotFound, v)
	default:
		p.broken(w, r.Context(), v, err)
	}
}

func (p *Pages) say(w http.ResponseWriter, r *http.Request) {
	v := p.view(r)
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	v.Text = strings.TrimSpace(r.PostFormValue("text"))
	if p.tries.wait(addressOf(r), p.Now()) > 0 {
		p.find(w, r, v)
		return
	}
	err := p.Cases.Say(r.Context(), v.Code, r.PostFormValue("kind"), v.Text)
	f, isFault := errors.AsType[*fault.Error](err)
	switch {
	case err == nil:
		http.Redirect(w, r, "/t/"+v.Code+"?said=1&lang="+v.Lang()[:2], http.StatusSeeOther)
	case isFault:
		v.Trouble = message.Text(v.lang, f.Code, f.Args)
		p.find(w, r, v)
	default:
		p.broken(w, r.Context(), v, err)
	}
}

func (p *Pages) broken(w http.ResponseWriter, ctx context.Context, v view, err error) {
	slog.ErrorContext(ctx, "tracking page failed", "err", err)
	v.Trouble = v.T("broken")
	p.write(w, http.StatusInternalServerError, v)
}

// write sends the page. Nothing of it may be kept by a browser or a proxy, and
// the code must not leak to other sites.
func (p *Pages) write(w http.ResponseWriter, code int, v view) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	// Not no-referrer: with it browsers send the form with "Origin: null", which the
	// guard against other sites refuses wherever Sec-Fetch-Site is not sent (plain http).
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Robots-Tag", "noindex")
	// Drawn whole before anything is sent: half a page says "200" to a resident who sees nothing.
	var drawn bytes.Buffer
	if err := page.Execute(&drawn, v); err != nil {
		slog.Error("tracking page not drawn", "err", err)
		http.Error(w, v.T("broken"), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(code)
	if _, err := drawn.WriteTo(w); err != nil {
		slog.Warn("tracking page not sent", "err", err)
	}
}

func addressOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// tries counts wrong codes by address, in this process only.
type tries struct {
	mu sync.Mutex
	by map[string]*misses
}

type misses struct {
	n     int
	since time.Time
}

// maxAddresses bounds the memory a flood of addresses can take.
const maxAddresses = 10_000

// wait is how long an address has to wait before it may try again.
func (t *tries) wait(address string, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	m := t.by[address]
	if m == nil || m.n < freeMisses || now.Sub(m.since) >= missWindow {
		return 0
	}
	return missWindow - now.Sub(m.since)
}

func (t *tries) miss(address string, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.by == nil {
		t.by = map[string]*misses{}
	}
	for a, m := range t.by {
		if len(t.by) < maxAddresses {
			break
		}
		if now.Sub(m.since) >= missWindow || len(t.by) >= 2*maxAddresses {
			delete(t.by, a)
		}
	}
	m := t.by[address]
	if m == nil || now.Sub(m.since) >= missWindow {
		m = &misses{since: now}
		t.by[address] = m
	}
	m.n++
}
