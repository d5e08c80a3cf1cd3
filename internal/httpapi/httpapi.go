// Package httpapi is the JSON API: it decodes, asks one service, and encodes. The
// whole API is the list in routes.go; the contract (api/openapi.json) is made
// from it. It decides nothing: who may do what is asked of access by the
// services, and for keeping the house by the wrappers here.
package httpapi

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"path"
	"reflect"
	"regexp"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/google/uuid"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/bulk"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/diary"
	"hemu/internal/document"
	"hemu/internal/export"
	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/ledger"
	"hemu/internal/message"
	"hemu/internal/org"
	"hemu/internal/region"
	"hemu/internal/retention"
	"hemu/internal/sqldb"
	"hemu/internal/views"
)

// Server holds what the endpoints need.
type Server struct {
	DB       *sqldb.DB
	Cases    *casework.Service
	Diary    *diary.Service
	Orgs     *org.Service
	Regions  *region.Service
	Codes    *codes.Service
	Identity *identity.Service
	Exports  *export.Service
	Bulk     *bulk.Service
	Views    *views.Service
	Blobs    *blob.Store
	Intake   *blob.Intake
	Previews *blob.Previews
	Writer   *document.Writer
	Data     string // data folder, for the ledger's checkpoints
	Keys     ledger.Keys
	Version  string // of the program
	Demo     bool   // this is the demo city; the console says so
	PublicAt string // address residents reach, for QR codes; "" is the request's own

	Retention *retention.Service
	// Limits of the front door.
	Body    int64         // most bytes of a JSON body
	Timeout time.Duration // of one request, uploads and downloads apart
}

// Version of the contract. Raise it when the contract changes.
const contractVersion = "0.1.0"

// Describe returns the contract, without serving.
func Describe() *huma.OpenAPI {
	s := &Server{Orgs: &org.Service{}, Cases: &casework.Service{}}
	api, _ := s.api(http.NewServeMux())
	return api.OpenAPI()
}

func (s *Server) api(mux *http.ServeMux) (huma.API, *http.ServeMux) {
	install()
	cfg := huma.DefaultConfig("Hemu 和睦", contractVersion)
	cfg.CreateHooks = nil // no $schema links in bodies
	cfg.DocsPath, cfg.SchemasPath, cfg.OpenAPIPath = "", "", "/openapi"
	cfg.Components.Schemas = aliases(huma.NewMapRegistry("#/components/schemas/", schemaName))
	cfg.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"session": {Type: "apiKey", In: "cookie", Name: cookieName}}
	api := humago.New(mux, cfg)
	s.routes(api, mux)
	return api, mux
}

// schemaName names a type in the contract. Rooms below casework may use the same
// word for another thing, so theirs carry the room's name in front.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	switch room := path.Base(t.PkgPath()); room {
	case "calendar", "codes", "identity", "sheet":
		return strings.ToUpper(room[:1]) + room[1:] + name
	}
	return name
}

// Handler is the API with everything that stands before it.
func (s *Server) Handler() http.Handler {
	_, mux := s.api(http.NewServeMux())
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fail(w, r, fault.New(fault.Denied, "request.cross_origin"))
	}))
	return s.limited(s.identified(guard.Handler(known(mux))))
}

// who is what the front door found out about a request.
type who struct {
	actor   access.Actor
	session identity.Session
	user    identity.User
	token   string
	lang    message.Lang
	ref     string
	address string
	agent   string
	browser string // secret that ties errands at the provider to this browser
	base    string // address people reach us at
	err     error  // why there is no actor

	mustEnrol bool // has to enrol a second factor before anything else
	proved    bool // proved lately who they are
}

type whoKey struct{}

func whoOf(ctx context.Context) *who {
	if w, ok := ctx.Value(whoKey{}).(*who); ok {
		return w
	}
	return &who{lang: message.Chinese, err: identity.ErrSignedOut}
}

func langOf(ctx context.Context) message.Lang { return whoOf(ctx).lang }
func refOf(ctx context.Context) string        { return whoOf(ctx).ref }

// identified finds out who asks, once a request, and writes one line of log: no
// query, no body, no name.
func (s *Server) identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		me := &who{lang: message.Parse(r.Header.Get("Accept-Language")), ref: uuid.NewString()[:8], address: addressOf(r), agent: r.UserAgent(), base: s.base(r)}
		if c, err := r.Cookie(browserName(secure(r))); err == nil {
			me.browser = c.Value
		}
		s.recognise(r, me)
		rec := &recorder{ResponseWriter: w, code: http.StatusOK}
		ctx := context.WithValue(r.Context(), whoKey{}, me)
		r = r.WithContext(context.WithValue(ctx, secureKey{}, secure(r)))
		next.ServeHTTP(rec, r)
		slog.InfoContext(r.Context(), "request", "method", r.Method, "route", r.Pattern, "status", rec.code, "ms", time.Since(began).Milliseconds(), "ref", me.ref)
	})
}

// recognise fills in session and actor from the cookie, or the reason why not.
func (s *Server) recognise(r *http.Request, me *who) {
	me.err = identity.ErrSignedOut
	if me.token = tokenOf(r); me.token == "" {
		return
	}
	me.session, me.user, me.err = s.Identity.Resume(r.Context(), me.token, func(tx *sqldb.Tx, sess identity.Session, u identity.User) (err error) {
		me.actor, err = access.Of(r.Context(), tx, u, sess.ActingPost)
		return err
	})
	if me.err != nil {
		return
	}
	me.actor.SessionID = me.session.ID
	me.mustEnrol, me.proved = s.Identity.MustEnrol(me.user, me.session, roles(me.actor)), s.Identity.Proved(me.session)
	if me.user.Lang != "" {
		me.lang = message.Lang(me.user.Lang)
	}
	me.actor.Lang = me.lang
}

// Sends reports whether r asks for a file, which goes out at the pace of the line (download).
func Sends(r *http.Request) bool { return sends.MatchString(r.Method + r.URL.Path) }

var sends = regexp.MustCompile(`^(GET|HEAD)/api/(exports/[^/]+/file|cases/[^/]+/files/[^/]+)$`)

// limited bounds time and size of a request.
func (s *Server) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most, slow := s.Body, false
		if r.URL.Path == "/api/files" || strings.HasPrefix(r.URL.Path, "/api/import/") {
			most, slow = MaxUpload+1<<20, true // the file and the form around it, at the pace of a village's line
		}
		if most > 0 && r.ContentLength > most && !slow {
			// What follows on this connection would be the rest of the body.
			w.Header().Set("Connection", "close")
			p := convert(refOf(r.Context()), langOf(r.Context()), http.StatusRequestEntityTooLarge, "", nil)
			writeJSON(w, p.Status, "application/problem+json", p)
			return
		}
		if most > 0 {
			r.Body = http.MaxBytesReader(w, r.Body, most)
		}
		// The one tells how far it is, the other reads and writes a whole file.
		slow = slow || Sends(r) || r.URL.Path == "/api/ledger/verify" || strings.HasPrefix(r.URL.Path, "/api/uploads/") && strings.HasSuffix(r.URL.Path, "/finish")
		if s.Timeout > 0 && !slow {
			ctx, cancel := context.WithTimeout(r.Context(), s.Timeout)
			defer cancel()
			r = r.WithContext(ctx)
		}
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// known answers for addresses and methods that the API has not, as it answers for
// every other failure.
func known(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, pattern := mux.Handler(r)
		if at := r.URL.EscapedPath(); path.Clean(at) != at {
			fail(w, r, fault.New(fault.NotFound, "request.not_found")) // mux would send the asker on, in HTML
			return
		}
		if pattern == "" {
			w = &refusal{w, r}
		}
		mux.ServeHTTP(w, r)
	})
}

// refusal puts a problem in the place of the mux's plain words.
type refusal struct {
	http.ResponseWriter
	r *http.Request
}

// WriteHeader implements http.ResponseWriter.
func (w *refusal) WriteHeader(code int) {
	p := problemOf(fault.New(fault.NotFound, "request.not_found"), langOf(w.r.Context()), refOf(w.r.Context()))
	p.Status, p.Title = code, titleOf(langOf(w.r.Context()), code) // 405 keeps its Allow
	writeJSON(w.ResponseWriter, code, "application/problem+json", p)
}

// Write implements http.ResponseWriter; the mux's own words are dropped.
func (w *refusal) Write(b []byte) (int, error) { return len(b), nil }

// recorder remembers the status for the log.
type recorder struct {
	http.ResponseWriter
	code int
}

// WriteHeader implements http.ResponseWriter.
func (r *recorder) WriteHeader(code int) {
	r.code = code
	r.ResponseWriter.WriteHeader(code)
}

// Unwrap lets http.ResponseController reach the real writer.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// none is the answer of what has no answer.
type none struct{}

// body wraps an answer for huma.
type body[T any] struct{ Body T }

// open registers an operation that needs no session.
func open[I, O any](api huma.API, op huma.Operation, fn func(context.Context, *I) (*O, error)) {
	huma.Register(api, described(op, false), fn)
}

// signed registers an operation for people who are signed in and whom admit lets in.
func signed[I, O any](api huma.API, op huma.Operation, fn func(context.Context, access.Actor, *I) (*O, error)) {
	huma.Register(api, described(op, true), func(ctx context.Context, in *I) (*O, error) {
		me := whoOf(ctx)
		if err := me.admit(op.OperationID); err != nil {
			return nil, err
		}
		return fn(ctx, me.actor, in)
	})
}

// What people get who have something to do before anything else.
var (
	errMustChange = fault.New(fault.Denied, "identity.must_change")
	errMustEnrol  = fault.New(fault.Denied, "identity.must_enrol")
)

// keeping registers an operation of keeping the house, for whom access gives the right.
func keeping[I, O any](api huma.API, op huma.Operation, right access.Right, fn func(context.Context, access.Actor, *I) (*O, error)) {
	signed(api, op, func(ctx context.Context, actor access.Actor, in *I) (*O, error) {
		if !actor.Has(right) {
			return nil, fault.New(fault.Denied, "access.no_right").With(fault.Args{"right": string(right)})
		}
		return fn(ctx, actor, in)
	})
}

func described(op huma.Operation, session bool) huma.Operation {
	op.Errors = []int{}
	if session {
		op.Security = []map[string][]string{{"session": {}}}
	}
	if harmful[op.OperationID] {
		op.Extensions = map[string]any{"x-needs-proof": true}
	}
	if op.Responses == nil {
		op.Responses = map[string]*huma.Response{}
	}
	op.Responses["default"] = &huma.Response{Description: "Failure", Content: map[string]*huma.MediaType{"application/problem+json": {Schema: &huma.Schema{Ref: "#/components/schemas/Problem"}}}}
	return op
}

// streaming says that an operation answers with lines of JSON, each a T.
func streaming[T any](api huma.API, op huma.Operation) huma.Operation {
	line := api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[T](), true, "")
	op.Responses = map[string]*huma.Response{"200": {Description: "Lines", Content: map[string]*huma.MediaType{"application/x-ndjson": {Schema: line}}}}
	return op
}

// bodyWithin is how long a body may take to arrive: villages have bad lines.
const bodyWithin = 30 * time.Second

func op(method, path, id, summary string) huma.Operation {
	return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, BodyReadTimeout: bodyWithin, MaxBodyBytes: -1} // limited bounds it
}

func writeJSON(w http.ResponseWriter, code int, contentType string, v any) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(code)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		slog.Warn("answer not sent", "err", err)
	}
}

// discard reads what is left of a body, so that a connection can be used again.
func discard(r io.Reader) { _, _ = io.Copy(io.Discard, io.LimitReader(r, 1<<20)) }
