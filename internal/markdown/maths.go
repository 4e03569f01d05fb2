package markdown

import (
	"bytes"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A formula is TeX between dollar signs in a line: $…$, or $$…$$ to stand in a row of its own.
type formula struct {
	ast.BaseInline
	tex     text.Segment
	display bool
}

var kindFormula = ast.NewNodeKind("Formula")

// Kind implements ast.Node.
func (*formula) Kind() ast.NodeKind { return kindFormula }

// Dump implements ast.Node.
func (n *formula) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// maxInline bounds what is looked through for the end of a formula in a line, so that a text of nothing but dollar signs
// is read in proportion to its length.
const maxInline = 1000

// formulaParser reads formulas by the rules that keep prices text: nothing but a formula's own text touches the inner
// sides of the signs, no letter or digit stands before the first, and no digit after the last.
type formulaParser struct{}

// Trigger implements parser.InlineParser.
func (formulaParser) Trigger() []byte { return []byte{'$'} }

// Parse implements parser.InlineParser.
func (formulaParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	width := 1
	if len(line) > 1 && line[1] == '$' {
		width = 2
	}
	if before == '$' || unicode.IsLetter(before) || unicode.IsDigit(before) || len(line) <= width || line[width] == '$' ||
		(width == 1 && util.IsSpace(line[width])) {
		return nil
	}
	length := closing(line[width:min(len(line), maxInline)], width)
	if length < 0 {
		if c := line[width]; width == 2 || c == '\\' || c == '{' || unicode.IsLetter(rune(c)) {
			guardOf(pc).warn(segment.Start, "markdown.maths_open", nil)
		}
		return nil
	}
	n := &formula{tex: text.NewSegment(segment.Start+width, segment.Start+width+length), display: width == 2}
	n.SetPos(segment.Start)
	checkTeX(line[width:width+length], segment.Start, guardOf(pc))
	block.Advance(length + 2*width)
	return n
}

// closing is where the signs that end a formula stand in what follows those that begin it, or -1.
func closing(line []byte, width int) int {
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\':
			i++ // what follows a backslash ends nothing
		case line[i] != '$':
		case width == 2:
			if i > 0 && bytes.HasPrefix(line[i:], []byte("$$")) {
				return i
			}
		case i > 0 && !util.IsSpace(line[i-1]) && (i+1 == len(line) || !util.IsNumeric(line[i+1])):
			return i
		}
	}
	return -1
}

// A formulaBlock is TeX between lines that begin and end with $$.
type formulaBlock struct {
	ast.BaseBlock
	closed bool
}

var kindFormulaBlock = ast.NewNodeKind("FormulaBlock")

// Kind implements ast.Node.
func (*formulaBlock) Kind() ast.NodeKind { return kindFormulaBlock }

// Dump implements ast.Node.
func (n *formulaBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// IsRaw implements ast.Node: there are no inlines in TeX.
func (*formulaBlock) IsRaw() bool { return true }

// formulaBlockParser reads formulas that stand alone. A blank line ends one, closed or not: TeX has none in a formula,
// and one forgotten sign must not swallow the rest of a lesson.
type formulaBlockParser struct{}

// Trigger implements parser.BlockParser.
func (formulaBlockParser) Trigger() []byte { return []byte{'$'} }

// Open implements parser.BlockParser.
func (formulaBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], []byte("$$")) {
		return nil, parser.NoChildren
	}
	n := &formulaBlock{}
	inner := bytes.TrimRight(line[at+2:], " \t\n")
	if bytes.HasPrefix(inner, []byte("$")) {
		return nil, parser.NoChildren
	}
	if end := bytes.Index(inner, []byte("$$")); end >= 0 {
		if end != len(inner)-2 || len(bytes.TrimSpace(inner[:end])) == 0 {
			return nil, parser.NoChildren // more follows in the line: a paragraph that begins with a formula
		}
		inner, n.closed = inner[:end], true
	}
	start := segment.Start - segment.Padding + at
	n.SetPos(start)
	if len(inner) > 0 {
		n.Lines().Append(text.NewSegment(start+2, start+2+len(inner)))
	}
	return n, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (formulaBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*formulaBlock)
	if n.closed {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Close
	}
	inner := bytes.TrimRight(line, " \t\n")
	if bytes.HasSuffix(inner, []byte("$$")) {
		inner, n.closed = inner[:len(inner)-2], true
	}
	if len(bytes.TrimSpace(inner)) > 0 {
		n.Lines().Append(text.NewSegment(segment.Start, segment.Start+len(inner)-segment.Padding))
	}
	reader.AdvanceToEOL()
	if n.closed {
		return parser.Close
	}
	return parser.Continue | parser.NoChildren
}

// Close implements parser.BlockParser.
func (formulaBlockParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	n := node.(*formulaBlock)
	if !n.closed {
		guardOf(pc).note(n.Pos(), "markdown.maths_not_closed", nil)
		return
	}
	checkTeX(blockTeX(n, reader.Source()), n.Pos(), guardOf(pc))
}

// CanInterruptParagraph implements parser.BlockParser.
func (formulaBlockParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (formulaBlockParser) CanAcceptIndentedLine() bool { return false }

// blockTeX is the text of a block, line by line.
func blockTeX(n ast.Node, source []byte) []byte {
	var b bytes.Buffer
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		b.Write(bytes.TrimRight(segment.Value(source), "\n"))
		b.WriteByte('\n')
	}
	return bytes.TrimSpace(b.Bytes())
}
