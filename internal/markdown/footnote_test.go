package markdown_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/i18n"
	"liem/internal/markdown"
)

var (
	anyID   = regexp.MustCompile(` id="([^"]*)"`)
	anyHref = regexp.MustCompile(` href="#([^"]*)"[^>]* aria-label="([^"]*)"`)
)

// notes are the ids of a rendering and its links within the page with their names.
func notes(html markdown.HTML) (ids []string, links map[string][]string) {
	links = map[string][]string{}
	for _, m := range anyID.FindAllStringSubmatch(string(html), -1) {
		ids = append(ids, m[1])
	}
	for _, m := range anyHref.FindAllStringSubmatch(string(html), -1) {
		links[m[1]] = append(links[m[1]], m[2])
	}
	return ids, links
}

func TestFootnotesLinkThereAndBack(t *testing.T) {
	const src = "Một[^a], hai[^b], lại một[^a].\n\n[^b]: Chú thích hai.\n[^a]: Chú thích một.\n"
	d := parse(src)
	require.Empty(t, d.Problems())
	html := d.Render(nil)
	ids, links := notes(html)
	require.Equal(t, []string{"fnref:1", "fnref:2", "fnref:1-2", "fn:1", "fn:2"}, ids, "numbered in the order of the text")
	require.Equal(t, map[string][]string{
		"fn:1": {"Chú thích 1", "Chú thích 1"}, "fn:2": {"Chú thích 2"},
		"fnref:1": {"Về chỗ ghi chú thích 1"}, "fnref:1-2": {"Về chỗ ghi chú thích 1 (2)"}, "fnref:2": {"Về chỗ ghi chú thích 2"},
	}, links, "every link has a name of its own")
	require.Contains(t, html, `<section class="footnotes" role="doc-endnotes" aria-label="Chú thích">`)
	require.Less(t, strings.Index(string(html), "Chú thích một."), strings.Index(string(html), "Chú thích hai."))
}

// TestNotesThatReferToNotes: a reference in a note counts, before the note it leads to and after it, and to itself.
func TestNotesThatReferToNotes(t *testing.T) {
	d := parse("x[^a]\n\n[^a]: xem [^b] và [^a]\n[^b]: xem [^a]\n")
	require.Empty(t, d.Problems())
	ids, links := notes(d.Render(nil))
	require.ElementsMatch(t, []string{"fnref:1", "fn:1", "fnref:2", "fnref:1-2", "fn:2", "fnref:1-3"}, ids)
	for _, id := range ids {
		require.NotEmpty(t, links[id], "nothing leads to %s", id)
	}
}

// TestFootnoteIDsNeverMeet: two documents on a page have prefixes, and no heading can take a footnote's id.
func TestFootnoteIDsNeverMeet(t *testing.T) {
	const src = "## Fn 1\n\n## Fnref 1\n\nx[^1]\n\n[^1]: y\n"
	one, _ := notes(markdown.Parse([]byte(src), markdown.Options{IDPrefix: "mot-"}).Render(nil))
	require.Equal(t, []string{"fn-1", "fnref-1", "mot-fnref:1", "mot-fn:1"}, one)
	require.Equal(t, []string{"1:9 bad_attribute"}, problems("## Một {#fn:1}"))
}

func TestFootnotesThatGoWrong(t *testing.T) {
	for src, want := range map[string][]string{
		"Chữ[^1].\n":                               {"1:4 unknown_footnote"},
		"Được nhận[^đ] và ![^x].\n":                {"1:10 unknown_footnote", "1:18 unknown_footnote"},
		"a\n\n[^1]: không ai nhắc\n":               {"3:1 unused_footnote"},
		"a[^1]\n\n[^1]: một\n\n[^1]: hai\n":        {"5:1 duplicate_footnote"},
		"a[^1]\n\n> [^1]: trong trích\n":           {},
		"[^x](a.md) và \\[^1] và `[^1]` và [^ ]\n": {},
	} {
		require.Equal(t, want, problems(src), src)
	}
	require.Equal(t, "<p>Chữ[^1].</p>", render("Chữ[^1].\n"), "what leads nowhere is shown as it stands")
	require.Equal(t, markdown.SeverityWarning, parse("a\n\n[^1]: b\n").Problems()[0].Severity)
}

func TestFootnotesInFragments(t *testing.T) {
	d := markdown.Parse([]byte("Một[^a].\n\nHai[^b] và [^a].\n\n[^a]: chú A\n[^b]: chú B\n"), markdown.Options{
		IDPrefix: "cả-", Labels: markdown.NewLabels(i18n.For(i18n.English).T),
	})
	second := d.RenderFragment(d.Blocks()[1:2], nil, "q.")
	ids, links := notes(second)
	require.Equal(t, []string{"q.fnref:1", "q.fnref:2", "q.fn:1", "q.fn:2"}, ids, "numbered from 1 in each fragment")
	require.Equal(t, []string{"Back to footnote reference 2"}, links["q.fnref:2"], "the reference in the other fragment does not count")
	require.NotContains(t, d.RenderFragment(nil, nil, "q."), "footnotes")
}

func TestFootnotesInsideLinksAndImages(t *testing.T) {
	same(t, map[string]string{
		"[a[^1]](b.md)\n\n[^1]: c": "<p><a href=\"b.md\">a<sup id=\"fnref:1\">1</sup></a></p>\n" +
			"<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Chú thích\">\n<ol>\n<li id=\"fn:1\"><p>c " +
			"<a href=\"#fnref:1\" class=\"footnote-backref\" role=\"doc-backlink\" aria-label=\"Về chỗ ghi chú thích 1\">↩</a></p>\n</li>\n</ol>\n</section>",
		"![a[^1]](b.png)\n\n[^1]: c": `<p><img src="b.png" alt="a" loading="lazy" decoding="async"></p>`,
	})
}
