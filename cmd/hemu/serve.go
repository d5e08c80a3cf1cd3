package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"hemu/internal/casework"
	"hemu/internal/fault"
	"hemu/internal/fixture"
	"hemu/internal/httpapi"
	"hemu/internal/job"
	"hemu/internal/ledger"
	"hemu/internal/once"
	"hemu/internal/portal"
	"hemu/internal/sqldb"
	"hemu/web"
)

// stopWithin is how long running requests and jobs are given at the end.
const stopWithin = 10 * time.Second

func serve(ctx context.Context, cfg config, w world) error {
	slog.SetDefault(slog.New(slog.NewTextHandler(w.errs, nil)))
	a, err := openApp(ctx, cfg, true)
	if err != nil {
		return err
	}
	defer func() { _ = a.db.Close() }()
	if cfg.demo {
		w.say("demo_filling", nil)
		made, err := fixture.City(ctx, a.rooms())
		if err != nil {
			return err
		}
		if made {
			w.say("demo_made", nil)
		}
	}
	queue, err := a.workers(ctx)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", cfg.listen)
	if err != nil {
		return errors.Join(err, queue.Stop(ctx))
	}
	srv := &http.Server{
		Handler: a.handler(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 5 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
	w.say("serving", fault.Args{"address": "http://" + listener.Addr().String(), "engine": a.db.Engine(), "version": version})
	if cfg.demo {
		w.say("demo_accounts", fault.Args{"accounts": fixture.AccountsTable(), "password": fixture.Password})
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(listener) }()
	select {
	case err = <-failed:
	case <-ctx.Done():
		err = nil
	}
	return errors.Join(err, a.stop(srv, queue))
}

// stop lets what is running end, signs the ledger once more and closes.
func (a *app) stop(srv *http.Server, queue *job.Queue) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	err := errors.Join(srv.Shutdown(ctx), queue.Stop(ctx))
	_, signed := ledger.Checkpoint(ctx, a.db, a.cfg.data, a.keys.Signer)
	slog.Info("stopped")
	return errors.Join(err, signed)
}

// checkpoint and selfCheck are the arguments of the two standing jobs.
type checkpoint struct{}

// Kind implements job.Args.
func (checkpoint) Kind() string { return "ledger.checkpoint" }

type selfCheck struct{}

// Kind implements job.Args.
func (selfCheck) Kind() string { return "casework.self_check" }

// sweep is the argument of the nightly tidying.
type sweep struct{}

// Kind implements job.Args.
func (sweep) Kind() string { return "house.sweep" }

// keptKeys is how long a request that is sent again is still recognised.
const keptKeys = 7 * 24 * time.Hour

// tidy lets run out what runs out by itself: terms of members, old sessions, keys
// of requests.
func (a *app) tidy(ctx context.Context) error {
	_, err := a.orgs.Recheck(ctx)
	_, swept := once.Sweep(ctx, a.db, a.db.Now().Add(-keptKeys))
	return errors.Join(err, a.identity.Sweep(ctx), swept)
}

// workers starts what goes on beside requests: the ledger is signed every
// minute, and every night the self-check looks for cases that fell through.
func (a *app) workers(ctx context.Context) (*job.Queue, error) {
	q := job.New(a.db, slog.Default())
	job.Handle(q, func(ctx context.Context, _ checkpoint) error {
		_, err := ledger.Checkpoint(ctx, a.db, a.cfg.data, a.keys.Signer)
		return err
	})
	job.Handle(q, func(ctx context.Context, _ selfCheck) error {
		report, err := casework.Check(ctx, a.db)
		if err == nil && len(report.Totals) > 0 {
			slog.Error("self-check found exceptions; run hemu doctor", "cases", report.Cases, "kinds", len(report.Totals))
		}
		return err
	})
	// Nothing listens to changes of cases yet but the log of the queue; the
	// worker must exist so that such jobs end.
	job.Handle(q, func(context.Context, casework.Changed) error { return nil })
	job.Handle(q, func(ctx context.Context, _ sweep) error { return a.tidy(ctx) })
	q.Every("house.sweep", job.Daily(2, 30), sweep{})
	q.Every("ledger.checkpoint", job.Interval(time.Minute), checkpoint{})
	q.Every("casework.self_check", job.Daily(3, 30), selfCheck{})
	return q, q.Start(ctx)
}

// handler is everything that listens: API, residents' pages, console, health.
func (a *app) handler() http.Handler {
	api := &httpapi.Server{
		DB: a.db, Cases: a.cases, Orgs: a.orgs, Regions: a.regions, Codes: a.codes, Identity: a.identity, Blobs: a.blobs, Writer: a.writer,
		Data: a.cfg.data, Keys: a.keys, Version: version, Demo: a.cfg.demo, PublicAt: a.cfg.public, Body: 2 << 20, Timeout: a.cfg.timeout,
	}
	root := http.NewServeMux()
	handler := api.Handler()
	root.Handle("/api/", handler)
	root.Handle("/openapi.json", handler)
	pages := &portal.Pages{Cases: a.cases, Now: a.db.Now}
	public := http.NewServeMux()
	pages.Routes(public)
	root.Handle("/t", public)
	root.Handle("/t/", public)
	root.Handle("/t.css", public)
	root.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	root.HandleFunc("GET /readyz", a.ready)
	root.Handle("GET /metrics", a.metrics())
	root.Handle("/", console(web.FS()))
	return throughProxy(secured(http.NewCrossOriginProtection().Handler(root)))
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
func (a *app) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	err := a.db.Read(ctx, func(tx *sqldb.Tx) error {
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
func (a *app) metrics() http.Handler {
	reg := prometheus.NewRegistry()
	reg.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	jobs := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "hemu_jobs_waiting", Help: "Jobs that wait to run."}, func() float64 {
		n := 0.0
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = a.db.Read(ctx, func(tx *sqldb.Tx) error {
			counts, err := job.Count(ctx, tx)
			n = float64(counts.Waiting)
			return err
		})
		return n
	})
	reg.MustRegister(jobs)
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
