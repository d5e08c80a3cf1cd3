// Package apitest holds every answer of a served API against its contract.
package apitest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
)

// Handler serves next and fails the test when an answer under /api/ is not what
// the contract says of the operation: its status, its content type, every field of
// its body. It answers only once next has ended.
func Handler(t testing.TB, contract *huma.OpenAPI, next http.Handler) http.Handler {
	c := NewChecker(contract)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/api/") {
			next.ServeHTTP(w, r)
			return
		}
		kept := &keeper{ResponseWriter: w, code: http.StatusOK}
		next.ServeHTTP(kept, r)
		if err := c.Check(r, kept.code, w.Header().Get("Content-Type"), kept.body.Bytes()); err != nil {
			t.Errorf("not as the contract says: %s %s: %v", r.Method, r.URL.Path, err)
		}
		w.WriteHeader(kept.code)
		_, _ = io.Copy(w, &kept.body)
	})
}

// keeper holds an answer back.
type keeper struct {
	http.ResponseWriter
	code int
	body bytes.Buffer
}

// WriteHeader implements http.ResponseWriter.
func (k *keeper) WriteHeader(code int) { k.code = code }

// Write implements http.ResponseWriter.
func (k *keeper) Write(b []byte) (int, error) { return k.body.Write(b) }

// Flush implements http.Flusher: lines that come one by one are checked together.
func (k *keeper) Flush() {}

// Unwrap lets http.ResponseController reach the real writer.
func (k *keeper) Unwrap() http.ResponseWriter { return k.ResponseWriter }

// Checker knows a contract.
type Checker struct {
	contract *huma.OpenAPI
	mux      *http.ServeMux
	ops      map[string]*huma.Operation
}

// NewChecker reads a contract.
func NewChecker(contract *huma.OpenAPI) *Checker {
	c := &Checker{contract: contract, mux: http.NewServeMux(), ops: map[string]*huma.Operation{}}
	for path, item := range contract.Paths {
		for method, op := range map[string]*huma.Operation{
			http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodPut: item.Put, http.MethodDelete: item.Delete, http.MethodPatch: item.Patch,
		} {
			if op != nil {
				c.ops[method+" "+path] = op
				c.mux.Handle(method+" "+path, http.NotFoundHandler())
			}
		}
	}
	return c
}

// Check tells how an answer to r is not what the contract says.
func (c *Checker) Check(r *http.Request, code int, contentType string, body []byte) error {
	if code < 200 {
		return fmt.Errorf("status %d is in no contract", code)
	}
	_, pattern := c.mux.Handler(r)
	op := c.ops[pattern]
	if op == nil {
		if code >= 400 {
			return c.problem(contentType, body)
		}
		return fmt.Errorf("answered %d, and is not in the contract", code)
	}
	answer := op.Responses[strconv.Itoa(code)]
	if answer == nil && code >= 400 {
		return c.problem(contentType, body)
	}
	if answer == nil {
		return fmt.Errorf("status %d is not in the contract", code)
	}
	return c.content(answer, contentType, body)
}

func (c *Checker) problem(contentType string, body []byte) error {
	if contentType != "application/problem+json" {
		return fmt.Errorf("a failure of type %q", contentType)
	}
	return c.fits(&huma.Schema{Ref: "#/components/schemas/Problem"}, body)
}

func (c *Checker) content(answer *huma.Response, contentType string, body []byte) error {
	if len(answer.Content) == 0 {
		if len(body) > 0 {
			return fmt.Errorf("%d bytes where the contract has none", len(body))
		}
		return nil
	}
	name, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return fmt.Errorf("content type %q: %w", contentType, err)
	}
	media := answer.Content[name]
	if media == nil {
		media = answer.Content["*/*"]
	}
	if media == nil {
		return fmt.Errorf("content type %q is not in the contract", contentType)
	}
	switch name {
	case "application/json":
		return c.fits(media.Schema, body)
	case "application/x-ndjson":
		for line := range bytes.Lines(body) {
			if err := c.fits(media.Schema, line); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Checker) fits(schema *huma.Schema, body []byte) error {
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return fmt.Errorf("not JSON: %w", err)
	}
	res := &huma.ValidateResult{}
	huma.Validate(c.contract.Components.Schemas, schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, res)
	if len(res.Errors) > 0 {
		return fmt.Errorf("%v", res.Errors)
	}
	return nil
}
