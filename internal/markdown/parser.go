package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// grammar is the one parser of the program: CommonMark, GFM, footnotes, definition lists, formulas and our own callouts,
// choice marks and heading attributes, with containers bounded. It is safe for concurrent use.
var grammar = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(attrHeading{parser.NewSetextHeadingParser()}, 100),
		util.Prioritized(nested{BlockParser: extension.NewDefinitionListParser()}, 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(nested{BlockParser: parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(attrHeading{parser.NewATXHeadingParser()}, 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(formulaBlockParser{}, 750),
		util.Prioritized(nested{BlockParser: parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(nested{BlockParser: extension.NewFootnoteBlockParser(), footnote: true}, 999),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(choiceParser{}, 1),
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(footnoteReferences{extension.NewFootnoteParser()}, 101),
		util.Prioritized(formulaParser{}, 150),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(extension.NewLinkifyParser(webAddresses...), 999),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(calloutMarks{}, 50),
		util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
		util.Prioritized(boundedTable{extension.NewTableParagraphTransformer()}, 200),
	),
	parser.WithASTTransformers(
		util.Prioritized(extension.NewTableASTTransformer(), 0),
		util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
	),
)

func parseTree(src []byte, g *guard) ast.Node {
	pc := parser.NewContext()
	pc.Set(guardKey, g)
	root := grammar.Parse(text.NewReader(src), parser.WithContext(pc))
	g.checkFootnotes()
	return root
}
