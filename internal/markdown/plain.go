package markdown

import (
	"bufio"
	"bytes"
	stdhtml "html"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
)

// unescape resolves backslashes and entities in a text that is not code, as rendering does: in one pass, so that
// \&lt; stays &lt;. Control characters made by entities are left out.
func unescape(raw []byte) string {
	if !bytes.ContainsAny(raw, `\&`) {
		return string(raw)
	}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	html.DefaultWriter.Write(w, raw)
	w.Flush()
	return stdhtml.UnescapeString(string(withoutControls(b.Bytes())))
}

// plainText returns what a person reads in a node: no marks, line breaks as spaces, blocks on lines of their own.
func plainText(n ast.Node, src []byte) string {
	var b strings.Builder
	writePlain(&b, n, src)
	return strings.TrimSpace(b.String())
}

func writePlain(b *strings.Builder, n ast.Node, src []byte) {
	switch n := n.(type) {
	case *ast.Text:
		if n.IsRaw() || n.Parent() != nil && n.Parent().Kind() == ast.KindCodeSpan {
			b.Write(n.Value(src))
		} else {
			b.WriteString(unescape(n.Value(src)))
		}
		if n.SoftLineBreak() || n.HardLineBreak() {
			b.WriteByte(' ')
		}
		return
	case *ast.String:
		b.Write(n.Value)
		return
	case *ast.AutoLink:
		b.Write(n.Label(src))
		return
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		b.Write(n.Lines().Value(src))
		return
	case *formula:
		b.Write(n.tex.Value(src))
		return
	case *formulaBlock:
		b.Write(blockTeX(n, src))
		return
	case *ast.HTMLBlock, *ast.RawHTML, *extast.FootnoteLink, *extast.FootnoteBacklink:
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		writePlain(b, c, src)
		if c.Type() == ast.TypeBlock && c.NextSibling() != nil {
			b.WriteByte('\n')
		}
	}
}
