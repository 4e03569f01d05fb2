package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// target returns where a link or image leads, or a Target without a URL when it may lead nowhere. A resolver's answer
// is checked like what the author wrote.
func (r *rendering) target(n ast.Node) Target {
	if r.doc.unsafe[n] {
		return Target{}
	}
	t := r.resolve.target(r.doc.linkOf[n])
	if !isSafe(t.URL) || !isSafe(t.Captions) {
		return Target{}
	}
	return t
}

func (r *rendering) link(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	t := r.target(n)
	switch {
	case t.URL == "":
	case entering:
		w.WriteString("<a")
		attribute(w, "href", href(t.URL))
		attribute(w, "title", r.doc.linkOf[n].Title)
		w.WriteByte('>')
	default:
		w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}

func (r *rendering) autoLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	text := util.EscapeHTML([]byte(r.doc.linkOf[n].Text))
	t := r.target(n)
	if t.URL == "" || r.inLink(n) {
		w.Write(text)
		return ast.WalkContinue, nil
	}
	w.WriteString("<a")
	attribute(w, "href", href(t.URL))
	w.WriteByte('>')
	w.Write(text)
	w.WriteString("</a>")
	return ast.WalkContinue, nil
}

// inLink reports whether a node stands in the text of a link; HTML knows no link inside another.
func (r *rendering) inLink(n ast.Node) bool {
	for p := n.Parent(); p != nil && p.Type() == ast.TypeInline; p = p.Parent() {
		if p.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

// figureOf returns the image that stands alone in a paragraph, nil when there is none.
func figureOf(n ast.Node) ast.Node {
	first := n.FirstChild()
	if n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock || first == nil || first.Kind() != ast.KindImage || first.NextSibling() != nil {
		return nil
	}
	return first
}

func (r *rendering) paragraph(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	open, end := "<p>", "</p>\n"
	if image := figureOf(n); image != nil {
		open, end = r.figure(image)
	}
	if entering {
		w.WriteString(open)
	} else {
		w.WriteString(end)
	}
	return ast.WalkContinue, nil
}

// textBlock is a paragraph of a tight list, which has no element of its own but may be a figure.
func (r *rendering) textBlock(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	open, end := "", ""
	if image := figureOf(n); image != nil {
		open, end = r.figure(image)
	} else if n.NextSibling() != nil {
		end = "\n"
	}
	if entering {
		w.WriteString(open)
	} else {
		w.WriteString(end)
	}
	return ast.WalkContinue, nil
}

func (r *rendering) figure(image ast.Node) (open, end string) {
	caption := r.doc.linkOf[image].Title
	if caption == "" {
		return "<p>", "</p>\n"
	}
	return `<figure class="figure">`,
		"<figcaption>" + string(util.EscapeHTML([]byte(caption))) + "</figcaption></figure>\n"
}
