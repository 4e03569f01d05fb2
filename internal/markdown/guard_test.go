package markdown

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func codes(d *Document) []string {
	var list []string
	for _, p := range d.Problems() {
		list = append(list, strings.TrimPrefix(p.Code, "markdown."))
	}
	return list
}

// TestLimits: at each limit a text is read, beyond it refused with one problem that says so.
func TestLimits(t *testing.T) {
	for name, c := range map[string]struct {
		text func(n int) string
		max  int
		code string
	}{
		"line":      {func(n int) string { return strings.Repeat("a", n) }, maxLine, "line_too_long"},
		"lines":     {func(n int) string { return strings.Repeat("\n", n) }, maxLines, "too_many_lines"},
		"paragraph": {func(n int) string { return strings.Repeat("aaaaaaa\n", n/8) + strings.Repeat("a", n%8) }, maxBlock, "block_too_long"},
		"quote":     {func(n int) string { return strings.Repeat("> aaaaa\n", n/8) + strings.Repeat("a", n%8) }, maxBlock, "block_too_long"},
		"table":     {table, maxCells, "table_too_large"},
		"depth":     {func(n int) string { return strings.Repeat("> ", n) + "a" }, maxDepth, "too_deep"},
		"notes":     {notes, maxFootnotes, "too_many_footnotes"},
	} {
		require.Empty(t, codes(Parse([]byte(c.text(c.max)), Options{})), name)
		over := Parse([]byte(c.text(c.max+1)), Options{})
		require.Contains(t, codes(over), c.code, name)
		require.True(t, Blocking(over.Problems()), name)
		checkPage(t, over.Render(nil))
	}
}

// table has n cells, or up to nine more, in ten columns.
func table(n int) string {
	row := strings.Repeat("|a", 10) + "\n"
	return row + strings.Repeat("|-", 10) + "\n" + strings.Repeat(row, (n+9)/10-1)
}

// notes is a text with n footnotes.
func notes(n int) string {
	var b strings.Builder
	for i := range n {
		label := strings.Repeat("i", 1+i%40) + strings.Repeat("v", i/40)
		b.WriteString("a[^" + label + "]\n\n[^" + label + "]: b\n\n")
	}
	return b.String()
}

// TestRefusedDepthIsText: what lies too deep is not lost.
func TestRefusedDepthIsText(t *testing.T) {
	d := Parse([]byte(strings.Repeat("> ", 200)+"sâu"), Options{})
	require.Equal(t, []string{"too_deep"}, codes(d))
	require.Contains(t, d.Render(nil), "&gt; sâu</p>")
	for _, mark := range []string{"- ", "1. ", "> - ", "- > "} {
		d := Parse([]byte(strings.Repeat(mark, 500)+"a"), Options{})
		require.Equal(t, []string{"too_deep"}, codes(d), mark)
		checkPage(t, d.Render(nil))
	}
}

func TestProblemsAreBounded(t *testing.T) {
	d := Parse([]byte(strings.Repeat("![](a.png)\n\n", maxProblems+5)), Options{})
	require.Len(t, d.Problems(), maxProblems+1)
	last := d.Problems()[maxProblems]
	require.Equal(t, "markdown.too_many_problems", last.Code)
	require.True(t, last.Blocks(), "an error may be among those left out")
	require.Len(t, Parse([]byte(strings.Repeat("![](a.png)\n\n", maxProblems)), Options{}).Problems(), maxProblems)
}

// TestSlowTexts: texts made to make a parser count or search again and again take no longer than some seconds, where
// each would take minutes or for ever without the limits. The bound leaves room for a busy machine.
func TestSlowTexts(t *testing.T) {
	for name, piece := range map[string]string{
		"brackets": "[", "image brackets": "![", "closed brackets": "[]", "links": "[a](", "angles": "<", "comments": "<!--",
		"stars": "*a ", "mixed stars": "*a_b ", "underscores": "a_", "tildes": "~a", "backticks": "`a``b", "entities": "&#1",
		"footnotes": "[^a]", "addresses": "http://a.b/(", "www": " www.a.b(", "mails": "a@b.", "braces": "{", "bars": "|a",
		"references": "[a][b]", "escapes": "\\", "cdata": "<![CDATA[", "instructions": "<?", "titles": "[a](b \"",
	} {
		for _, src := range []string{
			strings.Repeat(piece, maxLine/len(piece)),
			strings.Repeat(strings.Repeat(piece, 100)+"\n", maxBlock/(100*len(piece)+1)),
		} {
			begun := time.Now()
			d := Parse([]byte(src), Options{})
			checkPage(t, d.Render(nil))
			require.Less(t, time.Since(begun), 20*time.Second, name)
		}
	}
}
