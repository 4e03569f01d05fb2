package markdown_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
)

// outline writes a tree of blocks as an indented list of kinds with the first line of their texts.
func outline(blocks []*markdown.Block, indent string) string {
	var b strings.Builder
	for _, block := range blocks {
		first, _, _ := strings.Cut(block.Text, "\n")
		fmt.Fprintf(&b, "%s%s %d:%d %q\n", indent, block.Kind, block.Position.Line, block.Position.Column, first)
		b.WriteString(outline(block.Children, indent+" "))
	}
	return b.String()
}

func TestBlocksAndWhereTheyStand(t *testing.T) {
	d := parse("## Đạo *đức*\n\nMột\nhai\n\n> trích\n\n- a\n\n  b\n- c\n\n| x | ễ |\n|---|---|\n| 1 | 2 |\n\n```\nmã\n```\n\nTừ\n: nghĩa\n\n[^1]: y\n\n***\n")
	require.Equal(t, `heading 1:1 "Đạo đức"
paragraph 3:1 "Một hai"
quote 6:1 "trích"
 paragraph 6:3 "trích"
list 8:1 "a"
 item 8:1 "a"
  paragraph 8:3 "a"
  paragraph 10:3 "b"
 item 11:1 "c"
  paragraph 11:3 "c"
table 13:1 "x"
 row 13:1 "x"
  cell 13:2 "x"
  cell 13:6 "ễ"
 row 15:1 "1"
  cell 15:2 "1"
  cell 15:6 "2"
code 17:1 "mã"
other 21:1 "Từ"
 other 21:1 "Từ"
 other 22:1 "nghĩa"
  paragraph 22:3 "nghĩa"
other 26:1 ""
`, outline(d.Blocks(), ""))
	require.Equal(t, []markdown.Line{
		{Position: markdown.Position{Line: 3, Column: 1}, Text: "Một"}, {Position: markdown.Position{Line: 4, Column: 1}, Text: "hai"},
	}, d.Blocks()[1].Lines)
}

func choices(src string) *markdown.Document {
	return markdown.Parse([]byte(src), markdown.Options{Choices: true})
}

func TestMarksOfListItems(t *testing.T) {
	for src, want := range map[string]string{
		"- [ ] a": "[ ] a", "- [x] a": "[x] a", "- [X] a": "[x] a", "1. [x] a": "[x] a", "* [x] a": "[x] a",
		"- ( ) a": "( ) a", "- (x) a": "(x) a", "- (X) a": "(x) a", "- (x)\ta": "(x) a", "- (x)\n  a": "(x) a",
		"- (x)": "(x) ", "- [x]": "[x] ", "- ()a": "- ()a", "- (y) a": "- (y) a", "- (x)a": "- (x)a", "- a (x) b": "- a (x) b",
		"- (  ) a": "- (  ) a", "- a\n\n  (x) b": "- a", "- [] a": "- [] a", "- \\(x) a": "- (x) a", "- **(x)** a": "- (x) a",
	} {
		item := choices(src).Blocks()[0].Children[0]
		first, _, _ := strings.Cut(item.Text, "\n")
		got := "- " + first
		if item.Task != nil {
			got = map[bool]string{false: "[%s] ", true: "(%s) "}[item.Round] + first
			got = fmt.Sprintf(got, map[bool]string{false: " ", true: "x"}[*item.Task])
		}
		require.Equal(t, want, got, "%q", src)
	}
}

// TestFragmentsLeaveTheMarkOut: what is shown to the person who answers must not tell which answer is right.
func TestFragmentsLeaveTheMarkOut(t *testing.T) {
	for _, mark := range []string{"[ ]", "[x]", "( )", "(x)"} {
		d := choices("- " + mark + " một *hai*\n\n  ba\n\n- [x] bốn")
		item := d.Blocks()[0].Children[0]
		require.Equal(t, markdown.HTML("một <em>hai</em>"), d.RenderInline(item.Children[0], nil, ""), mark)
		require.Equal(t, markdown.HTML("<p>một <em>hai</em></p>\n<p>ba</p>\n"), d.RenderFragment(item.Children, nil, ""), mark)
	}
	require.Contains(t, choices("- (x) a").Render(nil), "(x) a", "a whole document keeps it")
}

func TestFragmentsDependOnNothingElse(t *testing.T) {
	alone := parse("Đoạn [a](b.md).")
	among := parse("## Trước\n\nĐoạn [a](b.md).\n\n## Sau")
	require.Equal(t, alone.RenderBlocks(alone.Blocks(), nil), among.RenderBlocks(among.Blocks()[1:2], nil))
	require.Equal(t, markdown.HTML("<h2>Trước</h2>\n"), among.RenderFragment(among.Blocks()[:1], nil, "x"), "no id that another page could have")
	require.Equal(t, markdown.HTML("Trước"), among.RenderInline(among.Blocks()[0], nil, ""))

	require.Equal(t, markdown.HTML("<p>Trước</p>\n<p>Đoạn <a href=\"b.md\">a</a>.</p>\n<h2>Sau</h2>\n"),
		among.RenderTitled(among.Blocks()[0], among.Blocks()[1:], nil, ""), "the first heading alone is a paragraph")

	figure := parse("![a](b.png \"c\")")
	require.Equal(t, markdown.HTML(`<img src="b.png" alt="a" title="c" loading="lazy" decoding="async">`),
		figure.RenderInline(figure.Blocks()[0], nil, ""), "without the figure around it the caption is a title")
}

// TestDocumentsAreRenderedAtOnce by many; make test looks for data races.
func TestDocumentsAreRenderedAtOnce(t *testing.T) {
	d := lesson(t)
	want := d.Render(resolve)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if d.Render(resolve) != want || lesson(t).Render(resolve) != want {
				t.Error("another rendering")
			}
		})
	}
	wg.Wait()
}
