package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A definition is a footnote's text, as written in the file.
type definition struct {
	node   *extast.Footnote
	offset int
}

// checkFootnotes notes the footnotes whose text is shown nowhere: those that nothing refers to, and all but the first of
// those with one label.
func (g *guard) checkFootnotes() {
	seen := map[string]bool{}
	for _, d := range g.footnotes {
		label := string(d.node.Ref)
		args := map[string]any{"Label": label}
		switch {
		case seen[label]:
			g.note(d.offset, "markdown.duplicate_footnote", args)
		case d.node.Index < 0:
			g.notes = append(g.notes, note{d.offset, SeverityWarning, "markdown.unused_footnote", args})
		}
		seen[label] = true
	}
}

// A footnoteReference has no round bracket behind it, as a link has, and no colon, as a definition has.
var footnoteReference = regexp.MustCompile(`^!?\[\^([^\[\]]*[^\[\]\s])\](?:[^(\[:]|$)`)

// footnoteReferences wraps the parser of references to footnotes and notes those that lead nowhere; they are read as text.
type footnoteReferences struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (f footnoteReferences) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	node := f.InlineParser.Parse(parent, block, pc)
	if node != nil {
		return node
	}
	if m := footnoteReference.FindSubmatch(line); m != nil {
		guardOf(pc).note(segment.Start, "markdown.unknown_footnote", map[string]any{"Label": string(m[1])})
	}
	return nil
}
