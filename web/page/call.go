package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"

	"liem/internal/fault"
)

// Call describes a route for programs, beside what the route itself says. In and Out are values of the types whose JSON the
// call takes and gives; their fields carry json tags.
type Call struct {
	Summary string      // key of the sentence that says what it does
	Query   []CallField // what the address may carry behind the path
	In      any         // the body; nil for none
	Form    []CallField // fields of a multipart body instead
	Out     any         // the answer; nil for none
	Status  int         // of an answer that is no fault; 200 when zero
}

// CallField is a field of a call's address or form. Kind is string, integer, boolean, date or file.
type CallField struct {
	Name, Kind string
	Required   bool
	Summary    string // key of the sentence that says what it is
}

// ReadJSON reads a call's body, strictly: one value of the kind that the call takes, and no field that it does not know.
func (c *Ctx) ReadJSON(into any) error {
	if kind, _, err := mime.ParseMediaType(c.Get("Content-Type")); err != nil || kind != "application/json" {
		return fault.New(fault.Invalid, "api.not_json").Because(err)
	}
	d := json.NewDecoder(bytes.NewReader(c.Body()))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fault.New(fault.Invalid, "api.not_json").Because(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fault.New(fault.Invalid, "api.not_json").Because(err)
	}
	return nil
}
