package house

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"hemu/internal/blob"
	"hemu/internal/httpapi"
	"hemu/internal/job"
	"hemu/internal/portal"
	"hemu/internal/sqldb"
	"hemu/web"
)

// Handler is everything that listens: API, residents' pages, console, health.
func (a *House) Handler() http.Handler {
	api := &httpapi.Server{
		DB: a.DB, Cases: a.Cases, Diary: a.Diary, Exports: a.Exports, Bulk: a.Bulk, Views: a.Views, Orgs: a.Orgs, Regions: a.Regions, Codes: a.Codes, Identity: a.Identity, Retention: a.Retention, Blobs: a.Blobs, Intake: a.Intake, Previews: blob.NewPreviews(a.Blobs), Writer: a.Writer,
		Data: a.Config.Data, Keys: a.Keys, Version: a.Config.Version, Demo: a.Config.Demo, PublicAt: a.Config.Public, Body: 2 << 20, Timeout: a.Config.Timeout,
	}
	root := http.NewServeMux()
	handler, gates := api.Handler(), newGates()
	root.Handle("/api/", gates.admit(handler, http.HandlerFunc(httpapi.Busy)))
	root.Handle("/openapi.json", handler)
	pages := &portal.Pages{Cases: a.Cases, DB: a.DB, Codes: a.Codes.Read, Now: a.DB.Now, Key: a.secret}
	public := http.NewServeMux()
	pages.Routes(public)
	// The API guards itself, in its own words; all else is only read.
	guarded := gates.admit(http.NewCrossOriginProtection().Handler(public), http.HandlerFunc(pages.Busy))
	for _, path := range []string{"/t", "/t/"} {
		root.Handle(path, guarded)
	}
	root.Handle("/t.css", public)
	root.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	root.HandleFunc("GET /readyz", a.ready)
	root.Handle("GET /metrics", a.metrics(gates))
	root.Handle("/", console(web.FS()))
	return throughProxy(secured(root))
}

// throughProxy gives a request that a proxy on this machine passed on the address
// the proxy names, so that one stranger's guesses do not lock everybody out who
// comes through it. Headers from anywhere else are not believed.
func throughProxy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if local(r) {
			hops := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
			for _, named := range []string{r.Header.Get("X-Real-Ip"), hops[len(hops)-1]} {
				if ip := net.ParseIP(strings.TrimSpace(named)); ip != nil {
					r = r.WithContext(r.Context()) // a copy: the server's own stays as it is
					r.RemoteAddr = net.JoinHostPort(ip.String(), "0")
					break
				}
			}
		}
		next.ServeHTTP(w, r)
	})
}

// local reports whether a request comes from this machine itself.
func local(r *http.Request) bool {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// passedOn reports whether a proxy says that it asks for somebody else.
func passedOn(r *http.Request) bool {
	for _, name := range []string{"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip"} {
		if r.Header.Get(name) != "" {
			return true
		}
	}
	return false
}

// ready answers whether a load balancer may send requests here.
func (a *House) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	err := a.DB.Read(ctx, func(tx *sqldb.Tx) error {
		_, err := sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT 1`)
		return err
	})
	if err != nil {
		http.Error(w, "database", http.StatusServiceUnavailable)
		return
	}
	_, _ = w.Write([]byte("ready\n"))
}

// metrics are for this machine's own collector only: numbers of cases are not
// for everybody who reaches the port.
func (a *House) metrics(g gates) http.Handler {
	reg := prometheus.NewRegistry()
	reg.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	jobs := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "hemu_jobs_waiting", Help: "Jobs that wait to run."}, func() float64 {
		n := 0.0
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = a.DB.Read(ctx, func(tx *sqldb.Tx) error {
			counts, err := job.Count(ctx, tx)
			n = float64(counts.Waiting)
			return err
		})
		return n
	})
	reg.MustRegister(append(g.measures(), jobs)...)
	inner := promhttp.HandlerFor(reg, promhttp.HandlerOpts{})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !local(r) || passedOn(r) {
			http.NotFound(w, r)
			return
		}
		inner.ServeHTTP(w, r)
	})
}

// policy is the content security policy: nothing but our own files runs. The
// console writes its styles at run time; they carry the nonce of its page. Style
// attributes are allowed: a component measures text with them, and they run nothing.
const policy = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; style-src-attr 'unsafe-inline'; style-src 'self'"

// secured sets the headers every answer carries.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "geolocation=(self), camera=(self), microphone=()")
		if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// console serves the built web console; every address that is no file is the
// console's own and gets its page.
func console(files fs.FS) http.Handler {
	static := http.FileServerFS(files)
	index, _ := fs.ReadFile(files, "index.html") // none without a web build: then pages are not found
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if _, err := fs.Stat(files, name); name == "" || err != nil {
			if path.Ext(name) != "" && errors.Is(err, os.ErrNotExist) {
				http.NotFound(w, r)
				return
			}
			if len(index) == 0 {
				http.NotFound(w, r)
				return
			}
			nonce := rand.Text()
			w.Header().Set("Cache-Control", "no-cache")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Security-Policy", policy+" 'nonce-"+nonce+"'")
			_, _ = w.Write(bytes.ReplaceAll(index, []byte("__CSP_NONCE__"), []byte(nonce)))
			return
		}
		if strings.HasPrefix(name, "assets/") { // named by content
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		} else {
			w.Header().Set("Cache-Control", "no-cache")
		}
		static.ServeHTTP(w, r)
	})
}
