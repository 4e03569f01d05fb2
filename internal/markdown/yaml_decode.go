package markdown

import (
	"encoding"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	yamlast "github.com/goccy/go-yaml/ast"

	"liem/internal/fault"
)

// yamlDecoder fills a struct from a YAML tree, going on after an error so that all are found.
type yamlDecoder struct {
	front  Front
	report *report
}

func (d *yamlDecoder) error(n yamlast.Node, code string, args fault.Args) {
	d.report.error(d.front.position(firstToken(n)), code, args)
}

// refuseReferences reports anchors, aliases, merges and tags: front matter has no use for them, and a short text with
// them stands for an enormous one.
func (d *yamlDecoder) refuseReferences(n yamlast.Node) {
	yamlast.Walk(referenceFinder(func(found yamlast.Node) {
		d.error(found, "markdown.front_reference", fault.Args{"Text": found.GetToken().Value})
	}), n)
}

type referenceFinder func(yamlast.Node)

// Visit implements yamlast.Visitor.
func (f referenceFinder) Visit(n yamlast.Node) yamlast.Visitor {
	switch n.(type) {
	case *yamlast.AnchorNode, *yamlast.AliasNode, *yamlast.MergeKeyNode, *yamlast.TagNode:
		f(n)
		return nil
	}
	return f
}

func (d *yamlDecoder) mapping(n yamlast.Node, into reflect.Value) {
	entries := pairs(n)
	if entries == nil {
		if m, ok := n.(*yamlast.MappingNode); !ok || m == nil {
			d.error(n, "markdown.front_not_mapping", nil)
		}
		return
	}
	fields := yamlFields(into.Type())
	for _, pair := range entries {
		key := keyText(pair)
		i, known := fields[key]
		if !known {
			names := make([]string, 0, len(fields))
			for name := range fields {
				names = append(names, name)
			}
			slices.Sort(names)
			d.error(pair.Key, "markdown.front_unknown_key", fault.Args{"Key": key, "Known": strings.Join(names, ", ")})
			continue
		}
		d.value(key, pair.Value, into.Field(i))
	}
}

func yamlFields(t reflect.Type) map[string]int {
	fields := make(map[string]int, t.NumField())
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if name != "" && name != "-" {
			fields[name] = i
		}
	}
	return fields
}

func (d *yamlDecoder) value(key string, n yamlast.Node, into reflect.Value) {
	args := fault.Args{"Key": key}
	if n == nil || n.Type() == yamlast.NullType {
		return
	}
	if into.Kind() == reflect.Pointer {
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	if u, ok := into.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if text, scalar := scalarText(n); !scalar || u.UnmarshalText([]byte(text)) != nil {
			d.error(n, "markdown.front_bad_value", args)
		}
		return
	}
	switch into.Kind() {
	case reflect.Struct:
		d.mapping(n, into)
	case reflect.Slice:
		d.list(key, n, into)
	default:
		if code := setScalar(n, into); code != "" {
			d.error(n, code, args)
		}
	}
}

func (d *yamlDecoder) list(key string, n yamlast.Node, into reflect.Value) {
	sequence, ok := n.(*yamlast.SequenceNode)
	if !ok {
		d.error(n, "markdown.front_not_list", fault.Args{"Key": key})
		return
	}
	items := reflect.MakeSlice(into.Type(), len(sequence.Values), len(sequence.Values))
	for i, item := range sequence.Values {
		d.value(key, item, items.Index(i))
	}
	into.Set(items)
}

// setScalar sets a string, number or boolean and returns the code of the problem when the node is none of that kind. A
// number must be written as one: the YAML library would make 1.5 a whole 1 without a word.
func setScalar(n yamlast.Node, into reflect.Value) (code string) {
	text, scalar := scalarText(n)
	switch into.Kind() {
	case reflect.String:
		if !scalar {
			return "markdown.front_not_text"
		}
		into.SetString(text)
	case reflect.Int, reflect.Int64:
		i, err := strconv.ParseInt(text, 10, 32)
		if err != nil || n.Type() != yamlast.IntegerType {
			return "markdown.front_not_integer"
		}
		into.SetInt(i)
	case reflect.Float64:
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || n.Type() != yamlast.IntegerType && n.Type() != yamlast.FloatType {
			return "markdown.front_not_number"
		}
		into.SetFloat(f)
	case reflect.Bool:
		if n.Type() != yamlast.BoolType {
			return "markdown.front_not_boolean"
		}
		into.SetBool(strings.EqualFold(text, "true"))
	default:
		panic("markdown: front matter cannot be read into a " + into.Kind().String())
	}
	return ""
}

// scalarText returns a scalar as it was typed, without its quotes.
func scalarText(n yamlast.Node) (string, bool) {
	switch n := n.(type) {
	case *yamlast.StringNode:
		return n.Value, true
	case *yamlast.LiteralNode:
		return n.Value.Value, true
	case *yamlast.IntegerNode, *yamlast.FloatNode, *yamlast.BoolNode, *yamlast.InfinityNode, *yamlast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}
