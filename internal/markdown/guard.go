package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// What a document may hold. Beyond these goldmark's time or memory no longer grows with the length of the text alone;
// no text meant for people comes near them.
const (
	MaxSize      = 1 << 20 // bytes of one Markdown file
	maxLines     = 50_000  // lines of one file: each costs a visit to every container that is open
	maxLine      = 16_000  // bytes of one line
	maxBlock     = 64_000  // bytes of one paragraph
	maxDepth     = 32      // blocks inside blocks
	maxCells     = 20_000  // cells of one table
	maxFootnotes = 500     // of one document
)

// A guard travels with one parse: it bounds the parse and collects what block parsers notice.
type guard struct {
	choices   bool
	footnotes []definition
	notes     []note
}

// A note is a problem whose position is still a byte offset.
type note struct {
	offset   int
	severity Severity
	code     string
	args     map[string]any
}

var guardKey = parser.NewContextKey()

func guardOf(pc parser.Context) *guard { return pc.Get(guardKey).(*guard) }

func (g *guard) note(offset int, code string, args map[string]any) {
	g.notes = append(g.notes, note{offset, SeverityError, code, args})
}

func (g *guard) warn(offset int, code string, args map[string]any) {
	g.notes = append(g.notes, note{offset, SeverityWarning, code, args})
}

// once notes a problem that would otherwise come again for every line.
func (g *guard) once(offset int, code string, args map[string]any) {
	for _, n := range g.notes {
		if n.code == code {
			return
		}
	}
	g.note(offset, code, args)
}

// nested wraps the parser of a container and refuses to open it too deep or, for footnotes, too often. What is refused
// is read as text.
type nested struct {
	parser.BlockParser
	footnote bool
}

// Open implements parser.BlockParser.
func (n nested) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	g := guardOf(pc)
	line, segment := reader.Position()
	if len(pc.OpenedBlocks()) >= maxDepth {
		if node, _ := n.BlockParser.Open(parent, reader, pc); node != nil {
			g.once(segment.Start, "markdown.too_deep", map[string]any{"Max": maxDepth})
		}
		reader.SetPosition(line, segment)
		return nil, parser.NoChildren
	}
	node, state := n.BlockParser.Open(parent, reader, pc)
	if node == nil || !n.footnote {
		return node, state
	}
	if len(g.footnotes) == maxFootnotes {
		g.once(segment.Start, "markdown.too_many_footnotes", map[string]any{"Max": maxFootnotes})
		reader.SetPosition(line, segment)
		return nil, parser.NoChildren
	}
	g.footnotes = append(g.footnotes, definition{node.(*extast.Footnote), segment.Start})
	return node, state
}

// boundedTable wraps the transformer that makes tables: goldmark fills every row up to the width of the header, so a
// short text could ask for billions of cells.
type boundedTable struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (b boundedTable) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, columns := node.Lines(), 0
	for i := range lines.Len() {
		segment := lines.At(i)
		line := bytes.Trim(segment.Value(reader.Source()), "| \t\n")
		if len(bytes.Trim(line, "|:- \t")) == 0 {
			columns = max(columns, bytes.Count(line, []byte{'|'})+1)
		}
	}
	if columns*(lines.Len()-1) > maxCells {
		guardOf(pc).note(lines.At(0).Start, "markdown.table_too_large", map[string]any{"Max": maxCells})
		return
	}
	b.ParagraphTransformer.Transform(node, reader, pc)
}

// oversized finds what is too long to be parsed: the file in lines, a line or a paragraph in bytes.
func oversized(src []byte) (offset int, code string, limit int) {
	if bytes.Count(src, []byte{'\n'}) > maxLines {
		return 0, "markdown.too_many_lines", maxLines
	}
	block := 0 // where the current run of lines that are not blank began
	for at := 0; at < len(src); {
		end := bytes.IndexByte(src[at:], '\n')
		if end < 0 {
			end = len(src) - at
		}
		switch {
		case end > maxLine:
			return at, "markdown.line_too_long", maxLine
		case len(bytes.TrimLeft(src[at:at+end], " \t>")) == 0:
			block = at + end + 1
		case at+end-block > maxBlock:
			return block, "markdown.block_too_long", maxBlock
		}
		at += end + 1
	}
	return -1, "", 0
}
