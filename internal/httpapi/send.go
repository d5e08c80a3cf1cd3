package httpapi

import (
	"context"
	"io"
	"net/http"
	"time"
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

// send answers with a file, or the part of it that was asked for.
func (o outgoing) send(r *http.Request, at time.Time, file io.ReadSeeker) {
	http.ServeContent(o, r, "", at, file)
}
