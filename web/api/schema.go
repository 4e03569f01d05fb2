package api

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"liem/internal/clock"
)

// Schema is the JSON Schema (2020-12) of a value, as much of it as Go's types say.
type Schema struct {
	Ref        string             `json:"$ref,omitempty"`
	Type       any                `json:"type,omitempty"` // a name, or two with "null"
	Format     string             `json:"format,omitempty"`
	AnyOf      []*Schema          `json:"anyOf,omitempty"`
	Items      *Schema            `json:"items,omitempty"`
	Properties map[string]*Schema `json:"properties,omitempty"`
	Additional *Schema            `json:"additionalProperties,omitempty"`
	Required   []string           `json:"required,omitempty"`

	Description string `json:"description,omitempty"`
}

// schemas gathers the named structs that schemas refer to.
type schemas map[string]*Schema

var (
	timeType = reflect.TypeFor[time.Time]()
	dateType = reflect.TypeFor[clock.Date]()
	rawType  = reflect.TypeFor[json.RawMessage]()
)

// of is the schema of a type; a struct with a name is put among the others and referred to.
func (s schemas) of(t reflect.Type) *Schema {
	switch {
	case t == timeType:
		return &Schema{Type: "string", Format: "date-time"}
	case t == dateType:
		return &Schema{Type: "string", Format: "date"}
	case t == rawType:
		return &Schema{}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return nullable(s.of(t.Elem()))
	case reflect.Slice, reflect.Array:
		return &Schema{Type: "array", Items: s.of(t.Elem())}
	case reflect.Map:
		return &Schema{Type: "object", Additional: s.of(t.Elem())}
	case reflect.Struct:
		return s.object(t)
	case reflect.String:
		return &Schema{Type: "string"}
	case reflect.Bool:
		return &Schema{Type: "boolean"}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return &Schema{Type: "integer"}
	case reflect.Float32, reflect.Float64:
		return &Schema{Type: "number"}
	}
	return &Schema{} // anything
}

func nullable(of *Schema) *Schema {
	if name, ok := of.Type.(string); ok {
		of.Type = []string{name, "null"}
		return of
	}
	return &Schema{AnyOf: []*Schema{of, {Type: "null"}}}
}

func (s schemas) object(t reflect.Type) *Schema {
	ref := &Schema{Ref: "#/components/schemas/" + t.Name()}
	if _, known := s[t.Name()]; known && t.Name() != "" {
		return ref
	}
	o := &Schema{Type: "object", Properties: map[string]*Schema{}}
	if t.Name() != "" {
		s[t.Name()] = o // before its fields: they may refer to it
	}
	s.fields(o, t)
	if t.Name() == "" {
		return o
	}
	return ref
}

// fields adds a struct's fields as encoding/json writes them.
func (s schemas) fields(o *Schema, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			s.fields(o, f.Type)
			continue
		case !f.IsExported() || name == "-":
			continue
		case name == "":
			name = f.Name
		}
		o.Properties[name] = s.of(f.Type)
		if !strings.Contains(options, "omit") {
			o.Required = append(o.Required, name)
		}
	}
}
