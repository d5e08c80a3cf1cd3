package httpapi

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"hemu/internal/fault"
)

const (
	// sendWithin is how long one piece of a download may take to go out. The whole takes
	// as long as the line needs; only who takes nothing any more is cut off.
	sendWithin = time.Minute
	// openWithin is how long it may take until the first piece: a large table is compared
	// with what its reader still sees, a large file fetched from another machine.
	openWithin = 10 * time.Minute
)

// outgoing is an answer that is a file. The server's limits on time, which are for small
// answers, don't hold for it: its deadline moves while bytes go out.
type outgoing struct {
	http.ResponseWriter
	limits *http.ResponseController
	idle   *time.Timer // ends the context when nothing goes out any more
}

// download begins an answer that is a file; the context ends when it stands still.
func download(w http.ResponseWriter, r *http.Request) (outgoing, context.Context, context.CancelFunc) {
	ctx, stop := context.WithCancel(r.Context())
	out := outgoing{w, http.NewResponseController(w), time.AfterFunc(openWithin, stop)}
	// Without a deadline to move (a test's recorder) there is none to miss. The request has
	// been read, and missing the deadline for that would end the context.
	_, _ = out.limits.SetReadDeadline(time.Time{}), out.limits.SetWriteDeadline(time.Now().Add(openWithin))
	return out, ctx, func() { out.idle.Stop(); stop() }
}

// Write implements http.ResponseWriter.
func (o outgoing) Write(b []byte) (int, error) {
	o.idle.Reset(sendWithin)
	_ = o.limits.SetWriteDeadline(time.Now().Add(sendWithin))
	return o.ResponseWriter.Write(b)
}

// conditions are asked of versions of a thing; a file has one, and no cache keeps it.
// net/http would answer them in plain words of its own.
var conditions = []string{"If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"}

// send answers with a file, or the one part of it that was asked for.
func (o outgoing) send(r *http.Request, at time.Time, file io.ReadSeeker) {
	r = r.Clone(r.Context())
	for _, name := range conditions {
		r.Header.Del(name)
	}
	if strings.Contains(r.Header.Get("Range"), ",") {
		r.Header.Del("Range") // several parts in one answer are of no type the contract knows
	}
	http.ServeContent(&ranged{outgoing: o, r: r}, r, "", at, file)
}

// ranged puts a problem in the place of net/http's plain words where a file has no such part.
type ranged struct {
	outgoing
	r       *http.Request
	refused bool
}

// WriteHeader implements http.ResponseWriter.
func (w *ranged) WriteHeader(code int) {
	if code < http.StatusBadRequest {
		w.outgoing.WriteHeader(code)
		return
	}
	w.refused = true
	for _, name := range []string{"Content-Disposition", "Content-Security-Policy", "Content-Length"} {
		w.Header().Del(name)
	}
	lang := langOf(w.r.Context())
	p := problemOf(fault.New(fault.Invalid, "request.bad_range"), lang, refOf(w.r.Context()))
	p.Status, p.Title = code, titleOf(lang, code)
	writeJSON(w.outgoing, code, "application/problem+json", p)
}

// Write implements http.ResponseWriter; net/http's own words are dropped.
func (w *ranged) Write(b []byte) (int, error) {
	if w.refused {
		return len(b), nil
	}
	return w.outgoing.Write(b)
}
