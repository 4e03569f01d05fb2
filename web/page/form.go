package page

import (
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"liem/internal/fault"
	"liem/internal/text"
)

// Form is what a person sent, kept as sent, with what is wrong with it. Pages show both.
type Form struct {
	Values map[string]string
	Errors []FieldError

	heading string
}

// Heading stands above the list of what is wrong.
func (f *Form) Heading() string { return f.heading }

// FieldError is a problem with one field, in the reader's language.
type FieldError struct {
	Field, Text string
}

// maxField bounds one text field; longer forms have routes of their own.
const maxField = 64 << 10

// ReadForm takes the named fields of a posted form: trimmed, in NFC, without control characters.
func (c *Ctx) ReadForm(fields ...string) (Form, error) {
	f := Form{Values: make(map[string]string, len(fields)), heading: c.P.T("form.errors")}
	for _, name := range fields {
		value := c.Sent(name)
		if len(value) > maxField {
			return f, fault.New(fault.Invalid, "form.too_long").At(name)
		}
		clean, err := text.Clean(value)
		if err != nil {
			return f, err
		}
		f.Values[name] = clean
	}
	return f, nil
}

// Secret is a field that must arrive exactly as typed: a password.
func (c *Ctx) Secret(field string) string { return c.Sent(field) }

// Sent is a field as it was sent: of a read in the address, of a write in the body. The two never stand in for each other,
// so that no link fills in a form and no token is taken from an address, which ends up in logs.
func (c *Ctx) Sent(field string) string {
	args := c.Ctx.Context().PostArgs()
	if m := c.Method(); m == fiber.MethodGet || m == fiber.MethodHead {
		args = c.Ctx.Context().QueryArgs()
	}
	return string(args.Peek(field))
}

// SentAll is every value of a field that may be sent several times, of a posted form.
func (c *Ctx) SentAll(field string) []string {
	raw := c.Ctx.Context().PostArgs().PeekMulti(field)
	all := make([]string, len(raw))
	for i, value := range raw {
		all[i] = string(value)
	}
	return all
}

// Sent is one field as it was sent.
type Sent struct{ Name, Value string }

// SentForm is a posted form without its token, in the order in which it was sent.
func (c *Ctx) SentForm() []Sent {
	var form []Sent
	for name, value := range c.Ctx.Context().PostArgs().All() {
		if string(name) != "csrf" {
			form = append(form, Sent{string(name), string(value)})
		}
	}
	return form
}

// EncodeSent writes a form into one field, so that another form can carry it along.
func EncodeSent(form []Sent) string {
	parts := make([]string, len(form))
	for i, s := range form {
		parts[i] = url.QueryEscape(s.Name) + "=" + url.QueryEscape(s.Value)
	}
	return strings.Join(parts, "&")
}

// DecodeSent reads what EncodeSent wrote; what nobody can have written there is left out.
func DecodeSent(encoded string) []Sent {
	var form []Sent
	for _, part := range strings.Split(encoded, "&") {
		name, value, _ := strings.Cut(part, "=")
		n, err := url.QueryUnescape(name)
		v, err2 := url.QueryUnescape(value)
		if err == nil && err2 == nil && n != "" && n != "csrf" {
			form = append(form, Sent{n, v})
		}
	}
	return form
}

// Get is a field's value.
func (f *Form) Get(field string) string { return f.Values[field] }

// Refuse takes the faults that a person can mend into the form and reports whether err was of that kind; other errors
// are for the error page.
func (f *Form) Refuse(c *Ctx, err error) bool {
	if list, ok := err.(fault.List); ok {
		for _, e := range list {
			f.Errors = append(f.Errors, FieldError{e.Field, c.P.Error(e)})
		}
		return true
	}
	switch fault.KindOf(err) {
	case fault.Invalid, fault.Conflict, fault.TooMany, fault.TooLate:
		e, ok := fault.As(err)
		if !ok {
			return false
		}
		f.Errors = append(f.Errors, FieldError{e.Field, c.P.Error(err)})
		return true
	}
	return false
}

// Error is the text at one field, or empty.
func (f *Form) Error(field string) string {
	for _, e := range f.Errors {
		if e.Field == field {
			return e.Text
		}
	}
	return ""
}

// Describe lists the ids that describe a field, for aria-describedby.
func (f *Form) Describe(field string) string {
	ids := []string{field + "-help"}
	if f.Error(field) != "" {
		ids = append(ids, field+"-error")
	}
	return strings.Join(ids, " ")
}
