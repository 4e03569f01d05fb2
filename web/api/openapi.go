package api

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"liem/internal/i18n"
	"liem/people"
	"liem/web/page"
)

// Document is a description by OpenAPI 3.1, as far as the calls need it.
type Document struct {
	OpenAPI    string                           `json:"openapi"`
	Info       Info                             `json:"info"`
	Servers    []Server                         `json:"servers"`
	Paths      map[string]map[string]*Operation `json:"paths"` // by path, then by method
	Components Components                       `json:"components"`
}

// Info names the document; Server says below which address the paths stand.
type (
	Info struct {
		Title       string `json:"title"`
		Description string `json:"description"`
		Version     string `json:"version"`
	}
	Server struct {
		URL string `json:"url"`
	}
)

// Components are what operations refer to.
type Components struct {
	Schemas         schemas                   `json:"schemas"`
	SecuritySchemes map[string]SecurityScheme `json:"securitySchemes"`
}

// SecurityScheme is how a program says who asks.
type SecurityScheme struct {
	Type        string `json:"type"`
	Scheme      string `json:"scheme"`
	Description string `json:"description"`
}

// Operation is one call.
type Operation struct {
	ID          string                `json:"operationId"`
	Summary     string                `json:"summary"`
	Description string                `json:"description,omitempty"`
	Parameters  []Parameter           `json:"parameters,omitempty"`
	Body        *Body                 `json:"requestBody,omitempty"`
	Responses   map[string]Response   `json:"responses"`
	Security    []map[string][]string `json:"security"`
}

// Parameter is a part of the address.
type Parameter struct {
	Name        string  `json:"name"`
	In          string  `json:"in"`
	Required    bool    `json:"required"`
	Description string  `json:"description,omitempty"`
	Schema      *Schema `json:"schema"`
}

// Body and Response hold content by media type.
type (
	Body struct {
		Required bool             `json:"required"`
		Content  map[string]Media `json:"content"`
	}
	Response struct {
		Description string           `json:"description"`
		Content     map[string]Media `json:"content,omitempty"`
	}
	Media struct {
		Schema *Schema `json:"schema"`
	}
)

// OpenAPICall describes the call.
var OpenAPICall = page.Call{Summary: "api.openapi", Out: map[string]any{}}

// OpenAPI answers the description of all calls, in the language that was asked for.
func (h *Handlers) OpenAPI(c *page.Ctx) error { return c.JSON(document(h.doc, c.P)) }

// bearerScheme is the one way to say who asks.
const bearerScheme = "token"

func document(routes []page.Route, p *i18n.Printer) *Document {
	d := &Document{OpenAPI: "3.1.0", Info: Info{p.T("api.title"), p.T("api.description"), "1"}, Servers: []Server{{Root}},
		Paths: map[string]map[string]*Operation{}, Components: Components{Schemas: schemas{}, SecuritySchemes: map[string]SecurityScheme{
			bearerScheme: {"http", "bearer", p.T("api.bearer")}}}}
	d.Components.Schemas.of(reflect.TypeFor[Problem]())
	for _, r := range routes {
		path := parameter.ReplaceAllString(strings.TrimPrefix(r.Path, Root), "{$1}")
		if d.Paths[path] == nil {
			d.Paths[path] = map[string]*Operation{}
		}
		d.Paths[path][strings.ToLower(r.Method)] = d.operation(r, path, p)
	}
	return d
}

// parameter is a part of a path that differs from call to call, in Fiber's syntax.
var parameter = regexp.MustCompile(`:([A-Za-z]\w*)`)

func (d *Document) operation(r page.Route, path string, p *i18n.Printer) *Operation {
	o := &Operation{ID: operationID(r.Method, path), Summary: p.T(r.API.Summary), Security: []map[string][]string{{bearerScheme: {}}}}
	if r.Need.Public() {
		o.Security = []map[string][]string{}
	} else if scope, ok := people.ScopeFor(r.Need.Action()); ok {
		o.Description = p.T("api.needs_scope", "Scope", string(scope), "What", p.T("tokens.scope."+string(scope)))
	}
	for _, m := range parameter.FindAllStringSubmatch(r.Path, -1) {
		o.Parameters = append(o.Parameters, Parameter{Name: m[1], In: "path", Required: true, Schema: &Schema{Type: "string"}})
	}
	for _, q := range r.API.Query {
		o.Parameters = append(o.Parameters, Parameter{q.Name, "query", q.Required, p.T(q.Summary), kindOf(q.Kind)})
	}
	o.Body = d.body(r.API, p)
	o.Responses = d.responses(r, p)
	return o
}

// operationID is "post_imports_officers".
func operationID(method, path string) string {
	words := strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '{' || r == '}' || r == '.' || r == '-' })
	return strings.ToLower(method) + "_" + strings.Join(words, "_")
}

func kindOf(kind string) *Schema {
	switch kind {
	case "date":
		return &Schema{Type: "string", Format: "date"}
	case "file":
		return &Schema{Type: "string", Format: "binary"}
	}
	return &Schema{Type: kind}
}

func (d *Document) body(call *page.Call, p *i18n.Printer) *Body {
	switch {
	case call.In != nil:
		return &Body{true, map[string]Media{"application/json": {d.Components.Schemas.of(reflect.TypeOf(call.In))}}}
	case len(call.Form) == 0:
		return nil
	}
	form := &Schema{Type: "object", Properties: map[string]*Schema{}}
	for _, f := range call.Form {
		field := kindOf(f.Kind)
		field.Description = p.T(f.Summary)
		form.Properties[f.Name] = field
		if f.Required {
			form.Required = append(form.Required, f.Name)
		}
	}
	return &Body{true, map[string]Media{"multipart/form-data": {form}}}
}

func (d *Document) responses(r page.Route, p *i18n.Printer) map[string]Response {
	done := Response{Description: p.T("api.done")}
	if r.API.Out != nil {
		done.Content = map[string]Media{"application/json": {d.Components.Schemas.of(reflect.TypeOf(r.API.Out))}}
	}
	status := r.API.Status
	if status == 0 {
		status = 200
	}
	problem := Response{p.T("api.problem"), map[string]Media{"application/problem+json": {&Schema{Ref: "#/components/schemas/Problem"}}}}
	return map[string]Response{strconv.Itoa(status): done, "default": problem}
}
