package httpapi

import (
	"cmp"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/fault"
	"hemu/internal/message"
	"hemu/internal/sqldb"
)

// status is the only place where a kind of fault becomes a status.
var status = map[fault.Kind]int{
	fault.Internal:    http.StatusInternalServerError,
	fault.Invalid:     http.StatusUnprocessableEntity,
	fault.SignedOut:   http.StatusUnauthorized,
	fault.Denied:      http.StatusForbidden,
	fault.NotFound:    http.StatusNotFound,
	fault.Conflict:    http.StatusConflict,
	fault.TooMany:     http.StatusTooManyRequests,
	fault.Unavailable: http.StatusServiceUnavailable,
}

// Problem is the body of every failure (RFC 9457), with our code and field.
type Problem struct {
	Type       string         `json:"type" doc:"urn of the code"`
	Title      string         `json:"title"`
	Status     int            `json:"status"`
	Detail     string         `json:"detail" doc:"what is wrong and the way out, in the user's language"`
	Code       string         `json:"code"`
	Field      string         `json:"field,omitempty"`
	Ref        string         `json:"ref,omitempty" doc:"reference to tell the administrator"`
	RetryAfter int            `json:"retryAfter,omitempty" doc:"seconds"`
	Version    int64          `json:"version,omitempty" doc:"the present version, when the sent one is stale"`
	Errors     []ProblemField `json:"errors,omitempty" nullable:"false"`
}

// ProblemField is one of several things wrong.
type ProblemField struct {
	Code   string   `json:"code"`
	Field  string   `json:"field,omitempty"`
	Detail string   `json:"detail"`
	Take   []string `json:"take,omitempty" nullable:"false" doc:"values that would do in the field, as it is sent"`
}

// Error implements error; it gives the code only, as logs carry no content.
func (p *Problem) Error() string { return p.Code }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType tells huma to answer application/problem+json.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// problemOf turns a fault into what is answered, in lang.
func problemOf(f *fault.Error, lang message.Lang, ref string) *Problem {
	code := status[f.Kind]
	args := named(f.Args, lang)
	p := &Problem{Type: "urn:hemu:fault:" + f.Code, Title: titleOf(lang, code), Status: code, Code: f.Code, Field: f.Field}
	if f.Kind == fault.Internal {
		args, p.Ref = fault.Args{"ref": ref}, ref
	}
	if v, ok := f.Args["version"].(int64); ok {
		p.Version = v
	}
	if f.RetryAfter > 0 {
		p.RetryAfter = int((f.RetryAfter + time.Second - 1) / time.Second)
	}
	p.Detail = message.Text(lang, f.Code, args)
	for _, d := range f.Details {
		p.Errors = append(p.Errors, ProblemField{Code: d.Code, Field: d.Field, Detail: message.Text(lang, d.Code, named(d.Args, lang)), Take: takeOf(d)})
	}
	return p
}

// takeOf are the values that would do instead.
func takeOf(d fault.Detail) []string {
	take, _ := d.Args[fault.Take].([]string)
	return take
}

// catalogues names, for arguments that are codes, where their names stand.
var catalogues = map[string][]string{"function": {"role."}, "state": {"state."}, "act": {"act."}, "kind": {"slip."}, "need": {"role.", "relation."}, "voice": {"voice."}, "ground": {"ground."}, "right": {"right."}}

// named replaces codes among the arguments by their names in lang.
func named(args fault.Args, lang message.Lang) fault.Args {
	out := fault.Args{}
	for k, v := range args {
		switch v := v.(type) {
		case string:
			out[k] = nameOf(catalogues[k], v, lang)
		case []string:
			names := make([]string, len(v))
			for i, code := range v {
				names[i] = nameOf(catalogues[k], code, lang)
			}
			out[k] = strings.Join(names, message.Text(lang, "list.comma", nil))
		default:
			out[k] = v
		}
	}
	return out
}

func nameOf(prefixes []string, code string, lang message.Lang) string {
	for _, p := range prefixes {
		if message.Has(p + code) {
			return message.Text(lang, p+code, nil)
		}
	}
	return code
}

// install makes huma answer with Problems. huma keeps these as package
// variables; setting them twice to the same is harmless.
func install() {
	huma.NewError = func(code int, msg string, errs ...error) huma.StatusError {
		return convert("", message.Chinese, code, msg, errs)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, code int, msg string, errs ...error) huma.StatusError {
		if ctx == nil {
			return convert("", message.Chinese, code, msg, errs)
		}
		p := convert(refOf(ctx.Context()), langOf(ctx.Context()), code, msg, errs)
		if p.RetryAfter > 0 {
			ctx.SetHeader("Retry-After", strconv.Itoa(p.RetryAfter))
		}
		if p.Status >= http.StatusInternalServerError {
			slog.ErrorContext(ctx.Context(), "request failed", "path", ctx.Operation().Path, "ref", p.Ref, "err", errors.Join(errs...))
		}
		return p
	}
}

// convert finds the fault among errs; anything that is none is ours (500), or a
// body that does not fit the contract (4xx), of which only places and never
// values are repeated: they may hold personal data.
func convert(ref string, lang message.Lang, code int, _ string, errs []error) *Problem {
	if err := errors.Join(errs...); code >= 500 {
		return problemOf(sqldb.Fault(err), lang, ref)
	} else if f, ok := errors.AsType[*fault.Error](err); ok {
		return problemOf(f, lang, ref)
	}
	about := "request.invalid"
	if special, ok := refusals[code]; ok {
		about = special
	}
	p := &Problem{Type: "urn:hemu:fault:" + about, Title: titleOf(lang, code), Status: code, Code: about, Detail: message.Text(lang, about, nil)}
	if _, ok := refusals[code]; ok {
		return p // nothing of it has been read
	}
	for _, err := range errs {
		if d, ok := err.(*huma.ErrorDetail); ok {
			p.Errors = append(p.Errors, misfitOf(d, lang))
			p.Field = cmp.Or(p.Field, p.Errors[len(p.Errors)-1].Field)
		}
	}
	return p
}

// fail answers a failure outside of huma's handlers.
func fail(w http.ResponseWriter, r *http.Request, err error) {
	f := sqldb.Fault(err)
	if status[f.Kind] >= http.StatusInternalServerError {
		slog.ErrorContext(r.Context(), "request failed", "path", r.Pattern, "ref", refOf(r.Context()), "err", err)
	}
	p := problemOf(f, langOf(r.Context()), refOf(r.Context()))
	if p.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(p.RetryAfter))
	}
	writeJSON(w, p.Status, "application/problem+json", p)
}

// errBusy is the answer in a rush: nothing was begun.
var errBusy = &fault.Error{Kind: fault.Unavailable, Code: "request.busy", RetryAfter: 2 * time.Second}

// Busy answers a request that there is no room for. It asks nothing of the database.
func Busy(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	p := problemOf(errBusy, message.Parse(r.Header.Get("Accept-Language")), "")
	w.Header().Set("Retry-After", strconv.Itoa(p.RetryAfter))
	writeJSON(w, p.Status, "application/problem+json", p)
}
