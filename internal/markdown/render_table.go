package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// table wraps a table in a group of its own that scrolls, by keyboard too, so that a wide one never widens the page.
func (r *rendering) table(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		w.WriteString("</table>\n</div>\n")
		return ast.WalkContinue, nil
	}
	w.WriteString(`<div class="table-scroll" tabindex="0" role="group"`)
	attribute(w, "aria-label", r.doc.options.Labels.Table)
	w.WriteString(">\n<table>\n")
	return ast.WalkContinue, nil
}

// cell aligns by attribute: a style would be stopped by the pages' content security policy.
func (r *rendering) cell(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	element := "td"
	header := n.Parent().Kind() == extast.KindTableHeader
	if header {
		element = "th"
	}
	if !entering {
		w.WriteString("</" + element + ">\n")
		return ast.WalkContinue, nil
	}
	w.WriteString("<" + element)
	if header {
		attribute(w, "scope", "col")
	}
	if alignment := n.(*extast.TableCell).Alignment; alignment != extast.AlignNone {
		attribute(w, "align", alignment.String())
	}
	w.WriteByte('>')
	return ast.WalkContinue, nil
}
