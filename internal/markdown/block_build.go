package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// blockBuilder makes the Blocks of a document from its tree.
type blockBuilder struct {
	doc    *Document
	index  *lineIndex
	report *report
}

func (b *blockBuilder) children(n ast.Node) []*Block {
	var blocks []*Block
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() != ast.TypeBlock || c.Kind() == kindCalloutTitle || c.Kind() == extast.KindFootnoteList ||
			c.Kind() == ast.KindLinkReferenceDefinition {
			continue
		}
		blocks = append(blocks, b.block(c))
	}
	return blocks
}

func (b *blockBuilder) block(n ast.Node) *Block {
	block := &Block{Kind: kindOf(n), Position: b.index.at(n.Pos()), Text: plainText(n, b.doc.src), node: n}
	switch n := n.(type) {
	case *ast.Heading:
		block.Level = n.Level
		block.Lines = b.lines(n)
		if span, ok := n.AttributeString(headingAttrs); ok {
			block.Attrs = parseAttrs(span.(*attrSpan), b.index, b.report)
		}
	case *ast.Paragraph, *ast.TextBlock:
		block.Lines = b.lines(n)
	case *ast.List:
		block.Ordered = n.IsOrdered()
	case *ast.ListItem:
		block.Task, block.Round = mark(n)
	}
	if block.Kind != KindParagraph && block.Kind != KindHeading && block.Kind != KindCode {
		block.Children = b.children(n)
	}
	return block
}

func (b *blockBuilder) lines(n ast.Node) []Line {
	lines := make([]Line, 0, n.Lines().Len())
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		text := strings.TrimRight(string(segment.Value(b.doc.src)), "\n")
		lines = append(lines, Line{Position: b.index.at(segment.Start), Text: text})
	}
	return lines
}

func kindOf(n ast.Node) Kind {
	switch n.Kind() {
	case ast.KindHeading:
		return KindHeading
	case ast.KindParagraph, ast.KindTextBlock:
		return KindParagraph
	case ast.KindBlockquote:
		if calloutOf(n) != "" {
			return KindCallout
		}
		return KindQuote
	case ast.KindList:
		return KindList
	case ast.KindListItem:
		return KindListItem
	case ast.KindCodeBlock, ast.KindFencedCodeBlock:
		return KindCode
	case extast.KindTable:
		return KindTable
	case extast.KindTableHeader, extast.KindTableRow:
		return KindRow
	case extast.KindTableCell:
		return KindCell
	}
	return KindOther
}

// markNode returns the check box or choice mark that a list item begins with, or nil.
func markNode(item ast.Node) ast.Node {
	if item.FirstChild() == nil || item.FirstChild().FirstChild() == nil {
		return nil
	}
	switch first := item.FirstChild().FirstChild(); first.Kind() {
	case extast.KindTaskCheckBox, kindChoiceMark:
		return first
	}
	return nil
}

func mark(item ast.Node) (task *bool, round bool) {
	switch m := markNode(item).(type) {
	case *extast.TaskCheckBox:
		return &m.IsChecked, false
	case *choiceMark:
		return &m.checked, true
	}
	return nil, false
}
