package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// mathsLanguage is the language of a block of code that is a formula.
const mathsLanguage = "math"

// formula writes TeX as text, which a script sets as a formula where it can and which reads as it stands where not. One
// that cannot be set is written as code.
func (r *rendering) formula(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	f := n.(*formula)
	tex := f.tex.Value(source)
	open, end := `<span class="math">`, "</span>"
	if f.display {
		open = `<span class="math math-display">`
	}
	if code, _ := texFault(tex); code != "" {
		open, end = "<code>", "</code>"
	}
	w.WriteString(open)
	w.Write(util.EscapeHTML(bytes.TrimSpace(tex)))
	w.WriteString(end)
	return ast.WalkSkipChildren, nil
}

func (r *rendering) formulaBlock(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		b, ok := n.(*formulaBlock)
		r.writeFormula(w, blockTeX(n, source), !ok || b.closed)
	}
	return ast.WalkSkipChildren, nil
}

// writeFormula writes a formula that stands alone. A long one scrolls inside itself, by keyboard too.
func (r *rendering) writeFormula(w util.BufWriter, tex []byte, whole bool) {
	open, end := `<div class="math math-display" tabindex="0" role="group"`, "</div>\n"
	label := r.doc.options.Labels.Maths
	if code, _ := texFault(tex); code != "" || !whole {
		open, end, label = `<pre tabindex="0" role="group"`, "</pre>\n", r.doc.options.Labels.Code
	}
	w.WriteString(open)
	attribute(w, "aria-label", label)
	w.WriteByte('>')
	w.Write(util.EscapeHTML(tex))
	w.WriteString(end)
}
