package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// footnotes numbers the footnotes that a rendering refers to, in the order it does. All references are counted before
// anything is written, because a note links back to those that come after it too. Indexes are goldmark's, which count
// through the whole document.
type footnotes struct {
	order   []int
	number  map[int]int // by index
	refs    map[int]int // all references, by index
	written map[int]int // those written so far
}

func newFootnotes() footnotes {
	return footnotes{number: map[int]int{}, refs: map[int]int{}, written: map[int]int{}}
}

// count adds the references in a node that is going to be rendered.
func (f *footnotes) count(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Image, *extast.FootnoteList: // an image's description is text alone
			return ast.WalkSkipChildren, nil
		case *extast.FootnoteLink:
			if entering {
				f.refer(n.Index)
			}
		}
		return ast.WalkContinue, nil
	})
}

func (f *footnotes) refer(index int) {
	if f.refs[index]++; f.refs[index] == 1 {
		f.order = append(f.order, index)
		f.number[index] = len(f.order)
	}
}

// countReferences counts the references in nodes, and in the notes that they lead to.
func (r *rendering) countReferences(nodes []ast.Node) {
	for _, n := range nodes {
		r.notes.count(n)
	}
	byIndex := r.doc.footnotes()
	for i := 0; i < len(r.notes.order); i++ {
		if note := byIndex[r.notes.order[i]]; note != nil {
			r.notes.count(note)
		}
	}
}

// footnotes are the document's footnotes by goldmark's index.
func (d *Document) footnotes() map[int]ast.Node {
	byIndex := map[int]ast.Node{}
	if list := d.root.LastChild(); list != nil && list.Kind() == extast.KindFootnoteList {
		for c := list.FirstChild(); c != nil; c = c.NextSibling() {
			byIndex[c.(*extast.Footnote).Index] = c
		}
	}
	return byIndex
}

func (r *rendering) noteID(number int) string { return r.prefix + "fn:" + strconv.Itoa(number) }

func (r *rendering) refID(number, ref int) string {
	id := r.prefix + "fnref:" + strconv.Itoa(number)
	if ref > 1 {
		id += "-" + strconv.Itoa(ref)
	}
	return id
}

func (r *rendering) footnoteLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	index := n.(*extast.FootnoteLink).Index
	number := r.notes.number[index]
	r.notes.written[index]++
	w.WriteString("<sup")
	attribute(w, "id", r.refID(number, r.notes.written[index]))
	if r.inLink(n) {
		w.WriteString(">" + strconv.Itoa(number) + "</sup>")
		return ast.WalkContinue, nil
	}
	w.WriteString("><a")
	attribute(w, "href", "#"+r.noteID(number))
	attribute(w, "class", "footnote-ref")
	attribute(w, "role", "doc-noteref")
	attribute(w, "aria-label", numbered(r.doc.options.Labels.Footnote, number, 1))
	w.WriteString(">" + strconv.Itoa(number) + "</a></sup>")
	return ast.WalkContinue, nil
}

// footnoteBack writes the links back to all references; goldmark has one node for each, of which the first stands for
// all, because a fragment may hold fewer references than the document.
func (r *rendering) footnoteBack(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	back := n.(*extast.FootnoteBacklink)
	if !entering || back.RefIndex > 0 {
		return ast.WalkContinue, nil
	}
	number := r.notes.number[back.Index]
	for ref := 1; ref <= r.notes.refs[back.Index]; ref++ {
		w.WriteString(" <a")
		attribute(w, "href", "#"+r.refID(number, ref))
		attribute(w, "class", "footnote-backref")
		attribute(w, "role", "doc-backlink")
		attribute(w, "aria-label", numbered(r.doc.options.Labels.Back, number, ref))
		w.WriteString(">↩</a>")
	}
	return ast.WalkContinue, nil
}

// writeFootnotes writes the notes referred to, and those that the notes themselves refer to.
func (r *rendering) writeFootnotes() {
	if len(r.notes.order) == 0 {
		return
	}
	byIndex := r.doc.footnotes()
	r.out.WriteString(`<section class="footnotes" role="doc-endnotes"`)
	if label := r.doc.options.Labels.Footnotes; label != "" {
		r.out.WriteString(` aria-label="` + string(util.EscapeHTML([]byte(label))) + `"`)
	}
	r.out.WriteString(">\n<ol>\n")
	for i, index := range r.notes.order {
		r.out.WriteString(`<li id="` + string(util.EscapeHTML([]byte(r.noteID(i+1)))) + `">`)
		if note := byIndex[index]; note != nil {
			r.walk(note)
		}
		r.out.WriteString("</li>\n")
	}
	r.out.WriteString("</ol>\n</section>\n")
}

// numbered names a footnote, or one of several references to it: "Back to footnote 2 (3)".
func numbered(label string, number, ref int) string {
	if label == "" {
		return ""
	}
	name := label + " " + strconv.Itoa(number)
	if ref > 1 {
		name += " (" + strconv.Itoa(ref) + ")"
	}
	return name
}
