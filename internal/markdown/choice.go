package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A choiceMark is ( ) or (x) at the beginning of a list item.
type choiceMark struct {
	ast.BaseInline
	checked bool
}

var kindChoiceMark = ast.NewNodeKind("ChoiceMark")

// Kind implements ast.Node.
func (*choiceMark) Kind() ast.NodeKind { return kindChoiceMark }

// Dump implements ast.Node.
func (n *choiceMark) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var choicePattern = regexp.MustCompile(`^\(([ xX])\)(?:[ \t]+|\n|$)`)

// choiceParser reads choice marks, in documents parsed with Options.Choices only: elsewhere (x) is text.
type choiceParser struct{}

// Trigger implements parser.InlineParser.
func (choiceParser) Trigger() []byte { return []byte{'('} }

// Parse implements parser.InlineParser.
func (choiceParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	item := parent.Parent()
	if !guardOf(pc).choices || item == nil || item.Kind() != ast.KindListItem || item.FirstChild() != parent || parent.HasChildren() {
		return nil
	}
	line, _ := block.PeekLine()
	match := choicePattern.FindSubmatch(line)
	if match == nil {
		return nil
	}
	block.Advance(len(match[0]))
	return &choiceMark{checked: match[1][0] != ' '}
}
