package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"liem/internal/fault"
)

// inspect walks the tree once: it collects the links and reports what may not be rendered.
func (d *Document) inspect(index *lineIndex, r *report) {
	v := &inspector{doc: d, index: index, report: r, open: map[string]bool{}}
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			v.visit(n)
		}
		return ast.WalkContinue, nil
	})
}

type inspector struct {
	doc    *Document
	index  *lineIndex
	report *report
	open   map[string]bool // tags reported in this block, whose closing tags need no report of their own
}

func (v *inspector) visit(n ast.Node) {
	if n.Type() == ast.TypeBlock {
		clear(v.open)
	}
	switch n := n.(type) {
	case *ast.HTMLBlock:
		v.html(n.Pos(), n.Lines().Value(v.doc.src))
	case *ast.FencedCodeBlock:
		v.maths(n)
	case *ast.RawHTML:
		v.html(n.Segments.At(0).Start, n.Segments.Value(v.doc.src))
	case *ast.Link:
		v.link(n, Link{
			Destination: unescape(n.Destination), Title: unescape(n.Title), Text: plainText(n, v.doc.src),
		})
	case *ast.Image:
		v.link(n, Link{
			Destination: unescape(n.Destination), Title: unescape(n.Title), Text: plainText(n, v.doc.src), Image: true,
		})
	case *ast.AutoLink:
		v.link(n, Link{Destination: autoLinkURL(n, v.doc.src), Text: string(n.Label(v.doc.src))})
	}
}

// maths reports a block of code that is a formula and cannot be set as one.
func (v *inspector) maths(n *ast.FencedCodeBlock) {
	if string(n.Language(v.doc.src)) != mathsLanguage {
		return
	}
	if code, args := texFault(blockTeX(n, v.doc.src)); code != "" {
		v.report.error(v.index.at(n.Pos()), code, args)
	}
}

var tagName = regexp.MustCompile(`^<(/?)([A-Za-z][A-Za-z0-9-]*)`)

// html reports raw HTML, but not the closing tag of an element whose opening tag was reported in the same block.
func (v *inspector) html(offset int, source []byte) {
	text := strings.TrimSpace(string(source))
	if m := tagName.FindStringSubmatch(text); m != nil {
		name := strings.ToLower(m[2])
		if m[1] != "" && v.open[name] {
			return
		}
		v.open[name] = true
		text = "<" + m[1] + m[2] + ">"
	} else if first, _, more := strings.Cut(text, "\n"); more {
		text = first + " …"
	}
	v.report.error(v.index.at(offset), "markdown.raw_html", fault.Args{"Text": text})
}

func (v *inspector) link(n ast.Node, link Link) {
	link.Position = v.index.at(n.Pos())
	d, args := v.doc, fault.Args{"Address": link.Destination}
	switch {
	case bare(link.Destination) == "":
		v.report.error(link.Position, "markdown.empty_link", args)
		d.unsafe[n] = true
	case !isSafe(link.Destination):
		v.report.error(link.Position, "markdown.unsafe_link", args)
		d.unsafe[n] = true
	case !isReadable(link.Destination):
		v.report.error(link.Position, "markdown.unreadable_link", args)
		d.unsafe[n] = true
	case link.Image && !link.Local():
		v.report.error(link.Position, "markdown.remote_image", args)
		d.unsafe[n] = true
	case link.Image && mediaElement(link.Destination) == "":
		v.report.error(link.Position, "markdown.not_shown_in_place", args)
		d.unsafe[n] = true
	}
	if link.Image && strings.TrimSpace(link.Text) == "" {
		v.report.warn(link.Position, "markdown.image_without_description", args)
	}
	if !link.Image && strings.TrimSpace(link.Text) == "" && !hasImage(n) {
		v.report.warn(link.Position, "markdown.link_without_text", args)
	}
	d.linkOf[n] = link
	d.links = append(d.links, link)
}

func hasImage(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindImage || hasImage(c) {
			return true
		}
	}
	return false
}

func autoLinkURL(n *ast.AutoLink, src []byte) string {
	url := string(n.URL(src))
	if n.AutoLinkType == ast.AutoLinkEmail && scheme(url) != "mailto" {
		return "mailto:" + url
	}
	return url
}
