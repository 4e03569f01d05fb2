// Package fault is the program's error type: a kind that the edge maps to an answer, and an i18n key for the person.
// What happened inside travels as the cause; it reaches the log and never a browser.
package fault

import (
	"errors"
	"maps"
	"strings"
)

// Kind says what sort of thing went wrong. The web's edge alone turns it into a status.
type Kind uint8

// The kinds. The zero value is Internal: what nobody classified is our own fault.
const (
	Internal Kind = iota
	Invalid
	Unauthenticated
	Forbidden
	NotFound
	Conflict
	TooLate
	TooMany
	Unavailable
)

// Args are the named values of a text.
type Args map[string]any

// Error is a fault. Key names its text in the language files; Field the form field it is about, if any.
type Error struct {
	Kind  Kind
	Key   string
	Args  Args
	Field string
	Err   error // the cause, for the log
}

// New makes a fault of a kind with the key of its text.
func New(kind Kind, key string) *Error { return &Error{Kind: kind, Key: key} }

// At returns a copy that is about a form field.
func (e *Error) At(field string) *Error {
	c := *e
	c.Field = field
	return &c
}

// With returns a copy with one more named value for its text.
func (e *Error) With(name string, value any) *Error {
	c := *e
	c.Args = maps.Clone(e.Args)
	if c.Args == nil {
		c.Args = Args{}
	}
	c.Args[name] = value
	return &c
}

// Because returns a copy with a cause.
func (e *Error) Because(err error) *Error {
	c := *e
	c.Err = err
	return &c
}

// Error is for logs.
func (e *Error) Error() string {
	s := e.Key
	if e.Field != "" {
		s += " at " + e.Field
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// List is several faults of one form.
type List []*Error

// Add appends a fault; nil is left out.
func (l *List) Add(e *Error) {
	if e != nil {
		*l = append(*l, e)
	}
}

// Err is the list as an error, or nil when it is empty.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// Error is for logs.
func (l List) Error() string {
	parts := make([]string, len(l))
	for i, e := range l {
		parts[i] = e.Error()
	}
	return strings.Join(parts, "; ")
}

// As finds the fault in an error; of a list, the first.
func As(err error) (*Error, bool) {
	var e *Error
	if errors.As(err, &e) {
		return e, true
	}
	var l List
	if errors.As(err, &l) && len(l) > 0 {
		return l[0], true
	}
	return nil, false
}

// KindOf is the kind of an error; what is no fault is Internal.
func KindOf(err error) Kind {
	if e, ok := As(err); ok {
		return e.Kind
	}
	return Internal
}

// Is tells whether err is a fault of the kind. A nil error is of no kind.
func Is(err error, kind Kind) bool {
	e, ok := As(err)
	return ok && e.Kind == kind
}
