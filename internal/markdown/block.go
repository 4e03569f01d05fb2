package markdown

import "github.com/yuin/goldmark/ast"

// A Kind says what a Block is.
type Kind string

// The kinds of blocks.
const (
	KindHeading   Kind = "heading"
	KindParagraph Kind = "paragraph"
	KindQuote     Kind = "quote"
	KindCallout   Kind = "callout"
	KindList      Kind = "list"
	KindListItem  Kind = "item"
	KindTable     Kind = "table"
	KindRow       Kind = "row" // the first row of a table is its header
	KindCell      Kind = "cell"
	KindCode      Kind = "code"
	KindOther     Kind = "other"
)

// A Block is one block of a document, with the blocks inside it.
type Block struct {
	Kind     Kind
	Position Position
	Level    int      // of a heading, 1 to 6
	Attrs    Attrs    // of a heading: what stands in {#id key=value word} at its end
	Text     string   // the plain text, without marks; of a code block its content
	Lines    []Line   // of paragraphs and headings: the source lines, without the containers' marks
	Task     *bool    // of a list item that begins with [ ] or [x], or with ( ) or (x) where Options.Choices is set
	Round    bool     // of such an item: the mark was written with round brackets
	Ordered  bool     // of a list
	Children []*Block // of quotes, callouts, lists, items, tables and rows

	node ast.Node
}

// A Line is one source line of a block.
type Line struct {
	Position Position
	Text     string
}

// Attrs are the attributes at the end of a heading.
type Attrs struct {
	ID       string
	Position Position // of the opening brace
	Items    []Attr   // what follows the id, in order
}

// An Attr is one key=value, or a bare word, which has no value.
type Attr struct {
	Position   Position
	Key, Value string
	Bare       bool
}

// Present reports whether the heading has attributes at all.
func (a Attrs) Present() bool { return a.Position.Line > 0 }

// Get returns the value of key.
func (a Attrs) Get(key string) (value string, ok bool) {
	for _, item := range a.Items {
		if !item.Bare && item.Key == key {
			return item.Value, true
		}
	}
	return "", false
}

// Has reports whether the bare word stands among the attributes.
func (a Attrs) Has(word string) bool {
	for _, item := range a.Items {
		if item.Bare && item.Key == word {
			return true
		}
	}
	return false
}
