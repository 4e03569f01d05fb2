package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// Render renders the whole document. It may be called for a document with Problems: what is refused is left out.
func (d *Document) Render(resolve Resolver) HTML {
	return newRendering(d, resolve, d.options.IDPrefix, false).render([]ast.Node{d.root})
}

// RenderBlocks renders some blocks as a fragment, with the footnotes they refer to numbered from 1 and the ids of the
// document's prefix.
func (d *Document) RenderBlocks(blocks []*Block, resolve Resolver) HTML {
	return d.RenderFragment(blocks, resolve, d.options.IDPrefix)
}

// RenderFragment is RenderBlocks with a prefix of the fragment's own. Headings in a fragment have no ids, and the mark
// of a list item whose blocks are rendered apart from it is left out, so that the HTML of a fragment depends on nothing
// but the blocks themselves. Rows and cells are no fragments: a cell is rendered by RenderInline.
func (d *Document) RenderFragment(blocks []*Block, resolve Resolver, prefix string) HTML {
	nodes := make([]ast.Node, len(blocks))
	for i, b := range blocks {
		nodes[i] = b.node
	}
	return newRendering(d, resolve, prefix, true).render(nodes)
}

// RenderTitled is RenderFragment of a heading and what follows it, with the heading as a paragraph: a page that shows
// many fragments decides itself what its headings are.
func (d *Document) RenderTitled(heading *Block, blocks []*Block, resolve Resolver, prefix string) HTML {
	r := newRendering(d, resolve, prefix, true)
	r.title = heading.node
	nodes := []ast.Node{heading.node}
	for _, b := range blocks {
		nodes = append(nodes, b.node)
	}
	return r.render(nodes)
}

// RenderInline renders what stands inside one block, without the block's own element.
func (d *Document) RenderInline(block *Block, resolve Resolver, prefix string) HTML {
	r := newRendering(d, resolve, prefix, true)
	r.inline = true
	r.omitMark(block.node)
	var nodes []ast.Node
	for c := block.node.FirstChild(); c != nil; c = c.NextSibling() {
		nodes = append(nodes, c)
	}
	return r.render(nodes)
}

// A rendering is the state of one call of Render.
type rendering struct {
	doc      *Document
	resolve  Resolver
	prefix   string
	fragment bool
	inline   bool     // the element around is the caller's
	title    ast.Node // the heading that is written as a paragraph
	omitted  ast.Node // the mark left out
	out      bytes.Buffer
	engine   renderer.Renderer
	notes    footnotes
}

func newRendering(d *Document, resolve Resolver, prefix string, fragment bool) *rendering {
	r := &rendering{doc: d, resolve: resolve, prefix: prefix, fragment: fragment, notes: newFootnotes()}
	r.engine = renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(r, 100),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(extension.NewTaskCheckBoxHTMLRenderer(), 500),
		util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500),
		util.Prioritized(extension.NewTableHTMLRenderer(), 500),
		util.Prioritized(html.NewRenderer(), 1000),
	))
	return r
}

// walk renders one node. A buffer takes every write, and our renderers return no errors, so there is none to handle.
func (r *rendering) walk(n ast.Node) { _ = r.engine.Render(&r.out, r.doc.src, n) }

func (r *rendering) render(nodes []ast.Node) HTML {
	r.countReferences(nodes)
	for _, n := range nodes {
		r.omitMark(n)
		r.walk(n)
	}
	r.writeFootnotes()
	return sanitise(withoutControls(r.out.Bytes()))
}

// omitMark leaves out the mark of the item whose first block n is.
func (r *rendering) omitMark(n ast.Node) {
	item := n.Parent()
	if item != nil && item.Kind() == ast.KindListItem && item.FirstChild() == n {
		r.omitted = markNode(item)
	}
}

// RegisterFuncs implements renderer.NodeRenderer.
func (r *rendering) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, r.heading)
	reg.Register(ast.KindParagraph, r.paragraph)
	reg.Register(ast.KindTextBlock, r.textBlock)
	reg.Register(ast.KindBlockquote, r.quote)
	reg.Register(kindCalloutTitle, renderCalloutTitle(r.doc.options.Labels))
	reg.Register(ast.KindHTMLBlock, nothing)
	reg.Register(ast.KindRawHTML, nothing)
	reg.Register(ast.KindLink, r.link)
	reg.Register(ast.KindAutoLink, r.autoLink)
	reg.Register(ast.KindImage, r.image)
	reg.Register(ast.KindCodeBlock, r.code)
	reg.Register(ast.KindFencedCodeBlock, r.code)
	reg.Register(kindFormula, r.formula)
	reg.Register(kindFormulaBlock, r.formulaBlock)
	reg.Register(extast.KindTable, r.table)
	reg.Register(extast.KindTableCell, r.cell)
	reg.Register(extast.KindTaskCheckBox, r.checkBox)
	reg.Register(kindChoiceMark, r.choiceMark)
	reg.Register(extast.KindFootnoteLink, r.footnoteLink)
	reg.Register(extast.KindFootnoteBacklink, r.footnoteBack)
	reg.Register(extast.KindFootnoteList, nothing) // written at the end, as far as referred to
	reg.Register(extast.KindFootnote, through)
}

func nothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

func through(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkContinue, nil
}

func (r *rendering) heading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	element := "h" + strconv.Itoa(n.(*ast.Heading).Level)
	if n == r.title {
		element = "p"
	}
	if !entering {
		w.WriteString("</" + element + ">\n")
		return ast.WalkContinue, nil
	}
	w.WriteString("<" + element)
	if !r.fragment {
		attribute(w, "id", r.doc.ids[n])
	}
	w.WriteByte('>')
	return ast.WalkContinue, nil
}

func (r *rendering) quote(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	kind := calloutOf(n)
	switch {
	case kind != "" && entering:
		w.WriteString(`<aside class="callout callout-` + kind + `" role="note">` + "\n")
	case kind != "":
		w.WriteString("</aside>\n")
	case entering:
		w.WriteString("<blockquote>\n")
	default:
		w.WriteString("</blockquote>\n")
	}
	return ast.WalkContinue, nil
}

// checkBox writes the box of a task list as a picture of one: it is disabled, and its name says what it shows.
func (r *rendering) checkBox(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering || n == r.omitted {
		return ast.WalkContinue, nil
	}
	label := r.doc.options.Labels.TaskOpen
	w.WriteString(`<input type="checkbox" disabled=""`)
	if n.(*extast.TaskCheckBox).IsChecked {
		w.WriteString(` checked=""`)
		label = r.doc.options.Labels.TaskDone
	}
	attribute(w, "aria-label", label)
	w.WriteString("> ")
	return ast.WalkContinue, nil
}

func (r *rendering) choiceMark(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering && n != r.omitted {
		w.WriteString(map[bool]string{true: "(x) ", false: "( ) "}[n.(*choiceMark).checked])
	}
	return ast.WalkContinue, nil
}

// attribute writes one attribute, nothing for an empty value.
func attribute(w util.BufWriter, name, value string) {
	if value == "" {
		return
	}
	w.WriteString(" " + name + `="`)
	w.Write(util.EscapeHTML([]byte(value)))
	w.WriteByte('"')
}
