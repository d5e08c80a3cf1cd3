// Command provider is an OpenID Connect provider for the tests of signing in: the
// certified library of ZITADEL with a user store that believes everybody. It
// listens on this machine, prints its issuer, and ends when its input does.
//
// Who signs in there may say on the form with what class (acr) and methods (amr)
// they did, and how long ago: tests play good and bad providers with that.
package main

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"html/template"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/zitadel/oidc/v3/pkg/op"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	issuer := "http://" + listener.Addr().String()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	s := &store{key: signingKey{key}, requests: map[string]*request{}, codes: map[string]string{}}
	var secret [32]byte
	_, _ = rand.Read(secret[:]) // never fails
	provider, err := op.NewProvider(&op.Config{CryptoKey: secret, CryptoKeyId: "1", CodeMethodS256: true, AuthMethodPost: true}, s,
		op.StaticIssuer(issuer), op.WithAllowInsecure())
	if err != nil {
		return err
	}
	doors := &login{store: s, sessions: map[string]session{}, back: op.AuthCallbackURL(provider)}
	withIssuer := op.NewIssuerInterceptor(provider.IssuerFromRequest)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /login", withIssuer.HandlerFunc(doors.ask))
	mux.HandleFunc("POST /login", withIssuer.HandlerFunc(doors.enter))
	mux.Handle("/", provider)
	fmt.Println(issuer)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // whoever started it has gone
		os.Exit(0)
	}()
	return (&http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}).Serve(listener)
}

// session is somebody whom the provider knows from a sign-in before: they are let
// through without a password until an application asks for a fresh one.
type session struct {
	subject, acr string
	amr          []string
	at           time.Time
}

type login struct {
	store    *store
	back     func(context.Context, string) string
	mu       sync.Mutex
	sessions map[string]session
}

var page = template.Must(template.New("").Parse(`<!doctype html>
<html lang="en"><title>Provider</title><meta name="viewport" content="width=device-width">
<h1>Test provider</h1>
<form method="post" action="/login"><input type="hidden" name="id" value="{{.}}">
<p><label>Who <input name="user" required></label>
<p><label>Class <input name="acr"></label>
<p><label>Methods <input name="amr" value="pwd"></label>
<p><label>Ago <input name="ago" value="0s"></label>
<p><button>Sign in</button></form></html>`))

func (l *login) ask(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	known := l.known(r)
	if l.store.enough(id, known) {
		l.through(w, r, id, known)
		return
	}
	_ = page.Execute(w, id)
}

func (l *login) known(r *http.Request) session {
	c, err := r.Cookie("provider")
	if err != nil {
		return session{}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sessions[c.Value]
}

func (l *login) enter(w http.ResponseWriter, r *http.Request) {
	ago, _ := time.ParseDuration(r.FormValue("ago"))
	one := session{subject: "sub-" + r.FormValue("user"), acr: r.FormValue("acr"), amr: strings.Fields(r.FormValue("amr")), at: time.Now().Add(-ago)}
	token := rand.Text()
	l.mu.Lock()
	l.sessions[token] = one
	l.mu.Unlock()
	http.SetCookie(w, &http.Cookie{Name: "provider", Value: token, Path: "/", HttpOnly: true})
	l.through(w, r, r.FormValue("id"), one)
}

func (l *login) through(w http.ResponseWriter, r *http.Request, id string, who session) {
	if !l.store.finish(id, who) {
		http.Error(w, "no such request", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, l.back(r.Context(), id), http.StatusFound)
}
