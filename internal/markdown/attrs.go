package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// headingAttrs is the name under which a heading node keeps its *attrSpan.
const headingAttrs = "liem-attrs"

// An attrSpan is the text between the braces at the end of a heading, with its offset in the source.
type attrSpan struct {
	brace int // offset of the opening brace
	text  string
}

// authorID is what an author may choose as an id. The ids of footnotes hold a colon, so that the two never meet.
var authorID = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}_.-]*$`)

// attrHeading wraps a heading parser and takes {#id key=value word} off the end of the heading before its inlines are
// parsed. goldmark's own attributes know no bare words and no positions.
type attrHeading struct{ parser.BlockParser }

// Close implements parser.BlockParser.
func (h attrHeading) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(node, reader, pc)
	lines := node.Lines()
	if node.Kind() != ast.KindHeading || lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	value := last.Value(reader.Source())
	open := attrStart(value)
	if open < 0 {
		return
	}
	inner := string(bytes.TrimSuffix(bytes.TrimRight(value[open+1:], " \t\n"), []byte{'}'}))
	node.SetAttributeString(headingAttrs, &attrSpan{brace: last.Start + open, text: inner})
	last.Stop = last.Start + open
	lines.Set(lines.Len()-1, last.TrimRightSpace(reader.Source()))
}

// attrStart returns the offset of the brace that opens the attributes at the end of line, or -1. A doubled or escaped
// brace is text, so that {{gaps}} stay what they are.
func attrStart(line []byte) int {
	line = bytes.TrimRight(line, " \t\n")
	if !bytes.HasSuffix(line, []byte{'}'}) || bytes.HasSuffix(line, []byte("}}")) {
		return -1
	}
	open := bytes.LastIndexByte(line, '{')
	if open < 0 || open > 0 && (line[open-1] == '{' || line[open-1] == '\\') {
		return -1
	}
	if open > 0 && line[open-1] != ' ' && line[open-1] != '\t' {
		return -1
	}
	return open
}

// parseAttrs reads the attributes of a heading; a part that cannot be read is a Problem and left out.
func parseAttrs(span *attrSpan, index *lineIndex, r *report) Attrs {
	attrs := Attrs{Position: index.at(span.brace)}
	for rest, offset := span.text, span.brace+1; ; {
		trimmed := strings.TrimLeft(rest, " \t")
		offset += len(rest) - len(trimmed)
		if trimmed == "" {
			return attrs
		}
		token := attrToken(trimmed)
		at := index.at(offset)
		switch item, ok := parseAttr(token, at); {
		case !ok:
			r.error(at, "markdown.bad_attribute", map[string]any{"Text": token})
		case item.Bare && strings.HasPrefix(token, "#") && attrs.ID != "":
			r.error(at, "markdown.two_ids", map[string]any{"Text": token})
		case item.Bare && strings.HasPrefix(token, "#"):
			attrs.ID = item.Key
		default:
			attrs.Items = append(attrs.Items, item)
		}
		rest, offset = trimmed[len(token):], offset+len(token)
	}
}

// attrToken returns the attribute that s begins with; a value in double quotes may hold spaces.
func attrToken(s string) string {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case !quoted && (s[i] == ' ' || s[i] == '\t'):
			return s[:i]
		}
	}
	return s
}

// parseAttr reads one of #id, word, key=value and key="value"; of #id the Key is the id and Bare is set.
func parseAttr(token string, at Position) (Attr, bool) {
	if id, ok := strings.CutPrefix(token, "#"); ok {
		return Attr{Position: at, Key: id, Bare: true}, authorID.MatchString(id)
	}
	key, value, pair := strings.Cut(token, "=")
	if !isAttrName(key) {
		return Attr{}, false
	}
	if !pair {
		return Attr{Position: at, Key: key, Bare: true}, true
	}
	if inner, ok := strings.CutPrefix(value, `"`); ok {
		if value, ok = strings.CutSuffix(inner, `"`); !ok {
			return Attr{}, false
		}
	}
	return Attr{Position: at, Key: key, Value: value}, !strings.Contains(value, `"`)
}

func isAttrName(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
		if !letter && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return s != ""
}
