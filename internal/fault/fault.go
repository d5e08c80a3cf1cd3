// Package fault names the ways an operation can fail. It knows nothing of HTTP,
// languages or storage: a fault carries a code, and package message turns the
// code into a sentence.
package fault

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// Kind is the class of a failure. The zero Kind is Internal, so an error nobody
// classified is always ours and never the caller's.
type Kind uint8

// The kinds of failure.
const (
	Internal    Kind = iota
	Invalid          // the input is wrong; Field or Details say where
	SignedOut        // nobody is signed in, or the session has ended
	Denied           // the actor may not do this; Args says what is lacking
	NotFound         // no such thing, or none the actor may know of
	Conflict         // the thing has changed, or is in a state that forbids it
	TooMany          // slow down; RetryAfter says for how long
	Unavailable      // a part we depend on does not answer; try again
)

// Args fill the placeholders of a message.
type Args map[string]any

// Take is the argument of a Detail that holds values which would do in its field, as the
// API takes them ([]string).
const Take = "take"

// Detail is one of several reasons of a single failure: a field of a form, a
// line of an import, a condition of the closing gate.
type Detail struct {
	Code  string
	Field string
	Args  Args
}

// Error is a failure the caller may act on.
type Error struct {
	Kind       Kind
	Code       string // stable and machine-readable, e.g. "case.wrong_state"
	Field      string // the input at fault, in the API's spelling, if one is
	Args       Args
	Details    []Detail
	RetryAfter time.Duration // for TooMany and Unavailable
}

// Error gives codes only: errors are logged, and logs carry no personal data.
func (e *Error) Error() string {
	codes := []string{e.Code}
	for _, d := range e.Details {
		codes = append(codes, d.Code+"("+d.Field+")")
	}
	return strings.Join(codes, " ")
}

// Is reports whether target is a fault of the same code, so that callers can
// write errors.Is(err, casework.ErrNotFound).
func (e *Error) Is(target error) bool {
	t, ok := errors.AsType[*Error](target)
	return ok && t.Code == e.Code
}

// With returns a copy of e that carries args.
func (e *Error) With(args Args) *Error {
	c := *e
	c.Args = args
	return &c
}

// New makes a fault of kind with code.
func New(kind Kind, code string) *Error { return &Error{Kind: kind, Code: code} }

// BadField makes an Invalid fault about one field.
func BadField(code, field string) *Error {
	return &Error{Kind: Invalid, Code: code, Field: field}
}

// Form collects everything wrong with one input, so that people see all of it
// at once.
type Form struct{ details []Detail }

// Add notes one more thing wrong.
func (f *Form) Add(code, field string, args Args) {
	f.details = append(f.details, Detail{code, field, args})
}

// Require notes code for field unless ok.
func (f *Form) Require(ok bool, code, field string) {
	if !ok {
		f.Add(code, field, nil)
	}
}

// Has reports whether something was noted for field.
func (f *Form) Has(field string) bool {
	return slices.ContainsFunc(f.details, func(d Detail) bool { return d.Field == field })
}

// Err is nil when nothing was noted; otherwise an Invalid fault whose code and
// field are the first thing noted and whose Details are all of them.
func (f *Form) Err() error {
	if len(f.details) == 0 {
		return nil
	}
	d := f.details[0]
	return &Error{Kind: Invalid, Code: d.Code, Field: d.Field, Args: d.Args, Details: f.details}
}

// KindOf reports the Kind of the first *Error in err's chain.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// CodeOf reports the Code of the first *Error in err's chain, "" for none.
func CodeOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}
