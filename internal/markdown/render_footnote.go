package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// footnotes numbers the footnotes that a rendering refers to, in the order it does, and counts the references.
type footnotes struct {
	number map[int]int // by goldmark's index, which counts through the whole document
	refs   map[int]int
	order  []int
}

func (f *footnotes) refer(index int) (number, ref int) {
	if f.number == nil {
		f.number, f.refs = map[int]int{}, map[int]int{}
	}
	if f.number[index] == 0 {
		f.order = append(f.order, index)
		f.number[index] = len(f.order)
	}
	f.refs[index]++
	return f.number[index], f.refs[index]
}

func (r *rendering) noteID(number int) string { return r.prefix + "fn-" + strconv.Itoa(number) }

func (r *rendering) refID(number, ref int) string {
	id := r.prefix + "fnref-" + strconv.Itoa(number)
	if ref > 1 {
		id += "-" + strconv.Itoa(ref)
	}
	return id
}

func (r *rendering) footnoteLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	number, ref := r.notes.refer(n.(*extast.FootnoteLink).Index)
	w.WriteString("<sup")
	attribute(w, "id", r.refID(number, ref))
	w.WriteString("><a")
	attribute(w, "href", "#"+r.noteID(number))
	attribute(w, "class", "footnote-ref")
	attribute(w, "role", "doc-noteref")
	attribute(w, "aria-label", numbered(r.doc.options.Labels.Footnote, number))
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
		attribute(w, "aria-label", numbered(r.doc.options.Labels.Back, number))
		w.WriteString(">↩</a>")
	}
	return ast.WalkContinue, nil
}

// writeFootnotes writes the notes referred to, and those that the notes themselves refer to.
func (r *rendering) writeFootnotes() {
	list := r.doc.root.LastChild()
	if len(r.notes.order) == 0 || list == nil || list.Kind() != extast.KindFootnoteList {
		return
	}
	byIndex := map[int]ast.Node{}
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		byIndex[c.(*extast.Footnote).Index] = c
	}
	r.out.WriteString(`<section class="footnotes" role="doc-endnotes"`)
	if label := r.doc.options.Labels.Footnotes; label != "" {
		r.out.WriteString(` aria-label="` + string(util.EscapeHTML([]byte(label))) + `"`)
	}
	r.out.WriteString(">\n<ol>\n")
	for i := 0; i < len(r.notes.order); i++ {
		r.out.WriteString(`<li id="` + string(util.EscapeHTML([]byte(r.noteID(i+1)))) + `">`)
		if note := byIndex[r.notes.order[i]]; note != nil {
			r.walk(note)
		}
		r.out.WriteString("</li>\n")
	}
	r.out.WriteString("</ol>\n</section>\n")
}

func numbered(label string, number int) string {
	if label == "" {
		return ""
	}
	return label + " " + strconv.Itoa(number)
}
