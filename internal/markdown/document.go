package markdown

import (
	"github.com/yuin/goldmark/ast"

	"liem/internal/fault"
)

// Options say how a text is read.
type Options struct {
	File       string // names the file in Problems
	FirstLine  int    // the line of the file that the text begins on; 1 when 0
	Labels     Labels // the words rendering adds
	IDPrefix   string // put before the ids of footnotes, so that documents on one page do not clash
	TopHeading int    // the smallest heading level allowed, 2 where the page has an h1; 0: any
	Choices    bool   // read ( ) and (x) at the beginning of list items as marks
}

// A Heading is an entry of the outline.
type Heading struct {
	Level int    `json:"level"`
	ID    string `json:"id"`
	Text  string `json:"text"`
}

// A Document is a parsed text. It does not change once parsed and is safe for concurrent use.
type Document struct {
	options  Options
	src      []byte
	root     ast.Node
	blocks   []*Block
	links    []Link
	outline  []Heading
	problems []Problem

	linkOf map[ast.Node]Link
	unsafe map[ast.Node]bool // links and images whose address may not be rendered
	ids    map[ast.Node]string
}

// Parse reads src, which need not be valid in any way: what is wrong is among Problems. A text that is not UTF-8, or
// larger than MaxSize, or made to be slow, gives a Document that holds nothing but the Problem that says so.
func Parse(src []byte, options Options) *Document {
	options.FirstLine = max(options.FirstLine, 1)
	d := &Document{
		options: options,
		linkOf:  map[ast.Node]Link{}, unsafe: map[ast.Node]bool{}, ids: map[ast.Node]string{},
	}
	r := &report{file: options.File}
	text, ok := clean(src, r, options.FirstLine)
	if !ok {
		text = nil
	}
	d.src = text
	index := newLineIndex(text, options.FirstLine)
	if offset, code, limit := oversized(text); offset >= 0 {
		r.error(index.at(offset), code, fault.Args{"Max": limit})
		d.src, index = nil, newLineIndex(nil, options.FirstLine)
	}
	g := &guard{choices: options.Choices}
	d.root = parseTree(d.src, g)
	for _, n := range g.notes {
		r.add(n.severity, index.at(n.offset), n.code, n.args)
	}
	d.inspect(index, r)
	d.blocks = (&blockBuilder{doc: d, index: index, report: r}).children(d.root)
	d.name(r)
	SortProblems(r.problems)
	d.problems = r.problems
	return d
}

// Blocks are the document's blocks in order; footnotes are not among them.
func (d *Document) Blocks() []*Block { return d.blocks }

// Problems are what the author should mend, in the order of the file.
func (d *Document) Problems() []Problem { return d.problems }

// Outline are the headings in order, with the ids they are rendered with.
func (d *Document) Outline() []Heading { return d.outline }

// Links are the links, images and media in the order of the file, whether they can be followed or not.
func (d *Document) Links() []Link { return d.links }

// Walk calls visit for each block and the blocks inside it, parents first.
func Walk(blocks []*Block, visit func(*Block)) {
	for _, b := range blocks {
		visit(b)
		Walk(b.Children, visit)
	}
}

// name gives every heading its id and makes the outline.
func (d *Document) name(r *report) {
	ids := newHeadingIDs()
	headings := []*Block{}
	Walk(d.blocks, func(b *Block) {
		if b.Kind == KindHeading {
			headings = append(headings, b)
			if b.Attrs.ID != "" && !ids.reserve(b.Attrs.ID) {
				r.error(b.Attrs.Position, "markdown.duplicate_heading_id", fault.Args{"ID": b.Attrs.ID})
			}
		}
	})
	level := max(d.options.TopHeading-1, 0)
	for _, b := range headings {
		id := b.Attrs.ID
		if id == "" {
			id = ids.generate(b.Text)
		}
		d.ids[b.node] = id
		d.outline = append(d.outline, Heading{Level: b.Level, ID: id, Text: b.Text})
		d.checkLevel(b, level, r)
		level = b.Level
	}
}

// checkLevel wants headings to begin at the top level and to go down one step at a time, as readers who listen need it.
func (d *Document) checkLevel(b *Block, previous int, r *report) {
	top := d.options.TopHeading
	switch {
	case top == 0:
	case b.Level < top:
		r.error(b.Position, "markdown.heading_too_high", fault.Args{"Level": b.Level, "Top": top})
	case b.Level > max(previous, top-1)+1:
		r.warn(b.Position, "markdown.heading_skips", fault.Args{"Level": b.Level, "Previous": max(previous, top-1)})
	}
}
