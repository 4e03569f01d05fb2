package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// code writes a block of code, which scrolls when a line is long and so has to be reached by keyboard.
func (r *rendering) code(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	fenced, ok := n.(*ast.FencedCodeBlock)
	if ok && string(fenced.Language(source)) == mathsLanguage {
		return r.formulaBlock(w, source, n, entering)
	}
	if !entering {
		w.WriteString("</code></pre>\n")
		return ast.WalkContinue, nil
	}
	w.WriteString(`<pre tabindex="0" role="group"`)
	attribute(w, "aria-label", r.doc.options.Labels.Code)
	w.WriteString("><code")
	if ok {
		if language := unescape(fenced.Language(source)); language != "" {
			attribute(w, "class", "language-"+language)
		}
	}
	w.WriteByte('>')
	w.Write(util.EscapeHTML(n.Lines().Value(source)))
	return ast.WalkContinue, nil
}
