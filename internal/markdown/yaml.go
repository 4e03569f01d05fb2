package markdown

import (
	"errors"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	yamlast "github.com/goccy/go-yaml/ast"
	yamlparser "github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"liem/internal/fault"
)

// DecodeYAML reads front matter into the struct that into points to, by its yaml tags, and returns everything wrong with
// it at once: keys that the struct does not have, values of the wrong kind, syntax. Anchors, aliases and tags are
// refused. Fields may be strings, whole numbers, decimal numbers, booleans, structs, pointers to these, slices of
// strings, and types with UnmarshalText. A key with an empty value leaves its field alone; a number given for a string
// is kept as it was typed. A plain value may hold a colon: the title "Quà tặng: được nhận gì" needs no quotes.
func DecodeYAML(front Front, into any) []Problem {
	r := &report{file: front.File}
	text, ok := clean(front.YAML, r, front.Line)
	if !ok {
		return r.problems
	}
	if offset := tooDeep(text); offset >= 0 {
		r.error(newLineIndex(text, front.Line).at(offset), "markdown.front_syntax", nil)
		return r.problems
	}
	body, err := parseYAML(text)
	if err != nil {
		r.syntax(front, err)
		return r.problems
	}
	if body == nil {
		return nil
	}
	d := &yamlDecoder{front: front, report: r}
	if d.refuseReferences(body); len(r.problems) == 0 {
		d.mapping(body, reflect.ValueOf(into).Elem())
	}
	SortProblems(r.problems)
	return r.problems
}

// At returns where the value of a key stands, "plan.date" for a key inside another. When there is no such key it is the
// place of the one that would hold it, or the beginning of the front matter.
func (f Front) At(path string) Position {
	at := Position{Line: max(f.Line, 1), Column: 1}
	text, ok := clean(f.YAML, &report{}, f.Line)
	if !ok {
		return at
	}
	if tooDeep(text) >= 0 {
		return at
	}
	node, err := parseYAML(text)
	for _, key := range strings.Split(path, ".") {
		if err != nil || node == nil {
			return at
		}
		var next yamlast.Node
		for _, pair := range pairs(node) {
			if keyText(pair) == key {
				next, at = pair.Value, f.position(firstToken(pair.Value))
			}
		}
		node = next
	}
	return at
}

// firstToken is the token that a node begins with; the library gives a mapping the colon after its first key.
func firstToken(n yamlast.Node) *token.Token {
	if entries := pairs(n); len(entries) > 0 && entries[0].Key != nil {
		return entries[0].Key.GetToken()
	}
	return n.GetToken()
}

// position turns a token's place in the YAML into one in the file.
func (f Front) position(t *token.Token) Position {
	if t == nil || t.Position == nil {
		return Position{Line: max(f.Line, 1), Column: 1}
	}
	return Position{Line: max(f.Line, 1) + t.Position.Line - 1, Column: max(t.Position.Column, 1)}
}

var errYAML = errors.New("markdown: the YAML parser gave up")

// parseYAML returns the one document of text, nil when it is empty. The parser has been known to panic on text that is
// far from YAML; that counts as a syntax error.
func parseYAML(text []byte) (body yamlast.Node, err error) {
	defer func() {
		if recover() != nil {
			body, err = nil, errYAML
		}
	}()
	file, err := yamlparser.ParseBytes(quotePlain(text), 0)
	if err != nil {
		return nil, err
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, nil
	}
	if len(file.Docs) > 1 {
		return nil, errYAML
	}
	return file.Docs[0].Body, nil
}

// syntax reports an error of the YAML parser; its own English text stays in here.
func (r *report) syntax(front Front, err error) {
	at, code := Position{Line: front.Line, Column: 1}, "markdown.front_syntax"
	var located yaml.Error
	if errors.As(err, &located) {
		at = front.position(located.GetToken())
		if strings.Contains(located.GetMessage(), "already defined") {
			r.error(at, "markdown.front_duplicate_key", fault.Args{"Key": located.GetToken().Value})
			return
		}
	}
	r.error(at, code, nil)
}

// pairs returns the entries of a mapping, nil for any other node.
func pairs(n yamlast.Node) []*yamlast.MappingValueNode {
	switch n := n.(type) {
	case *yamlast.MappingNode:
		return n.Values
	case *yamlast.MappingValueNode:
		return []*yamlast.MappingValueNode{n}
	}
	return nil
}

func keyText(pair *yamlast.MappingValueNode) string { return pair.Key.GetToken().Value }
