package markdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
)

func TestResolverDecidesWhereLinksLead(t *testing.T) {
	d := parse("[Bài 2](02-hai.md#x \"Tên &amp; \\\"b\\\"\") [mất](03.md) [ngoài](https://example.vn/) <can-bo@example.vn> [đây](#a)")
	var asked []string
	html := d.Render(func(l markdown.Link) markdown.Target {
		asked = append(asked, l.Destination)
		if strings.HasPrefix(l.Destination, "03") {
			return markdown.Target{}
		}
		return markdown.Target{URL: strings.Replace(l.Destination, "02-hai.md", "./hai", 1)}
	})
	require.Equal(t, markdown.HTML(`<p><a href="./hai#x" title="Tên &amp; &#34;b&#34;">Bài 2</a> mất `+
		`<a href="https://example.vn/" rel="noreferrer">ngoài</a> <a href="mailto:can-bo@example.vn">can-bo@example.vn</a> `+
		`<a href="#a">đây</a></p>`+"\n"), html)
	require.NotContains(t, strings.Join(asked, " "), ":", "links with a scheme are not asked for")
}

// TestResolversAreNotTrusted: what a resolver answers is checked like what an author wrote.
func TestResolversAreNotTrusted(t *testing.T) {
	for _, url := range []string{"javascript:alert(1)", "JAVASCRIPT:x", "java\tscript:x", "data:text/html,x", "//example.vn", `\\example.vn`} {
		html := parse("[a](b.md) ![c](d.mp4)").Render(func(markdown.Link) markdown.Target { return markdown.Target{URL: url} })
		require.Equal(t, markdown.HTML("<p>a c</p>\n"), html, url)
		html = parse("![c](d.mp4)").Render(func(markdown.Link) markdown.Target { return markdown.Target{URL: "/d.mp4", Captions: url} })
		require.Equal(t, markdown.HTML("<p>c</p>\n"), html, url)
	}
}

func TestLinksAreListedWithTheirPlaces(t *testing.T) {
	d := parse("Một [**hai** ba](02.md \"T\")\nvà ![hình](a.png).\n\n> [r][]\n\nhttps://example.vn <a@example.vn>\n\n[r]: 03.md#x\n")
	require.Equal(t, []markdown.Link{
		{Position: markdown.Position{Line: 1, Column: 5}, Destination: "02.md", Text: "hai ba", Title: "T"},
		{Position: markdown.Position{Line: 2, Column: 4}, Destination: "a.png", Text: "hình", Image: true},
		{Position: markdown.Position{Line: 4, Column: 3}, Destination: "03.md#x", Text: "r"},
		{Position: markdown.Position{Line: 6, Column: 1}, Destination: "https://example.vn", Text: "https://example.vn"},
		{Position: markdown.Position{Line: 6, Column: 20}, Destination: "mailto:a@example.vn", Text: "a@example.vn"},
	}, d.Links())
	require.True(t, d.Links()[0].Local())
	require.False(t, d.Links()[3].Local())
}

func TestDestinationsAreReadOnce(t *testing.T) {
	for src, want := range map[string]string{
		"[a](b&amp;c.md)":     "b&c.md",
		"[a](b&amp;amp;c.md)": "b&amp;c.md",
		"[a](b\\&amp;c.md)":   "b&amp;c.md",
		"[a](<b c.md>)":       "b c.md",
		"[a](b%20c.md)":       "b%20c.md",
		"[a](b\\(c\\).md)":    "b(c).md",
		"[a](Đạo-đức.md)":     "Đạo-đức.md",
		"[a](b.md#%C4%91)":    "b.md#%C4%91",
	} {
		require.Equal(t, want, parse(src).Links()[0].Destination, src)
	}
	same(t, map[string]string{
		"[a](<b c.md>)":   `<p><a href="b%20c.md">a</a></p>`,
		"[a](b%20c.md)":   `<p><a href="b%20c.md">a</a></p>`,
		"[a](100%.md)":    `<p><a href="100%25.md">a</a></p>`,
		"[a](Đạo-đức.md)": `<p><a href="%C4%90%E1%BA%A1o-%C4%91%E1%BB%A9c.md">a</a></p>`,
	})
}

// TestNoLinkStandsInALink: what is a link of its own elsewhere is text inside another.
func TestNoLinkStandsInALink(t *testing.T) {
	same(t, map[string]string{
		"[a <https://example.vn/> b](c.md)": `<p><a href="c.md">a https://example.vn/ b</a></p>`,
		"[a https://example.vn/ b](c.md)":   `<p><a href="c.md">a https://example.vn/ b</a></p>`,
		"[a [b](c.md) d](e.md)":             `<p>[a <a href="c.md">b</a> d](e.md)</p>`,
		"[![a [b](c.md)](d.png)](e.md)":     `<p>[<img src="d.png" alt="a b" loading="lazy" decoding="async">](e.md)</p>`,
		"[*a <https://example.vn/>*](c.md)": `<p><a href="c.md"><em>a https://example.vn/</em></a></p>`,
	})
}

func TestAddressesThatCannotBeRead(t *testing.T) {
	for src, want := range map[string][]string{
		"[a]()":                              {"1:1 empty_link"},
		"[a](<>)":                            {"1:1 empty_link"},
		"[a](< >)":                           {"1:1 empty_link"},
		"[a](&nbsp;)":                        {"1:1 empty_link"},
		"![a]()":                             {"1:1 empty_link"},
		"[a](https://[::1)":                  {"1:1 unreadable_link"},
		"[a](<https://a b.vn/>)":             {"1:1 unreadable_link"},
		"[a](https://example.vn:cổng/)":      {"1:1 unreadable_link"},
		"[a](https://công-an.example.vn/đ)":  {},
		"[a](https://example.vn/100%)":       {},
		"[a](mailto:a@example.vn?subject=b)": {},
		"[a](tel:+84-24)":                    {},
	} {
		require.Equal(t, want, problems(src), src)
		if len(want) > 0 {
			require.NotContains(t, render(src), "href", src)
		}
	}
}
