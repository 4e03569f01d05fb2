package markdown

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// refusals are the codes that say a link may not be followed.
var refusals = []string{"markdown.unsafe_link", "markdown.remote_image", "markdown.raw_html"}

// TestDisguisedLinksAreRefused: each is reported as an error and leaves no link and no picture behind.
func TestDisguisedLinksAreRefused(t *testing.T) {
	for _, src := range disguises {
		d := Parse([]byte(src), Options{})
		require.True(t, Blocking(d.Problems()), "%q: %v", src, d.Problems())
		require.True(t, slices.ContainsFunc(d.Problems(), func(p Problem) bool { return slices.Contains(refusals, p.Code) }),
			"%q: %v", src, d.Problems())
		rendered := d.Render(nil)
		require.NotContains(t, rendered, "<a", "%q", src)
		require.NotContains(t, rendered, "<img", "%q", src)
		checkPage(t, rendered)
	}
}

// TestWhatLooksLikeADisguiseOnly: percent signs in the name of a scheme make a file's name of it, in every browser, and
// the words themselves are text.
func TestWhatLooksLikeADisguiseOnly(t *testing.T) {
	for src, want := range map[string]string{
		"[a](javascript%3Aalert)":     `<p><a href="javascript%3Aalert">a</a></p>`,
		"[a](./javascript:alert)":     `<p><a href="./javascript:alert">a</a></p>`,
		"[a](?javascript:alert)":      `<p><a href="?javascript:alert">a</a></p>`,
		"[a](javascript&amp;colon;x)": `<p><a href="javascript&amp;colon;x">a</a></p>`,
		"[a](&#x000006A;avascript:x)": `<p><a href="&amp;#x000006A;avascript:x">a</a></p>`, // seven digits are no character
		"javascript:alert(1)":         `<p>javascript:alert(1)</p>`,
		"`data:text/html`":            `<p><code>data:text/html</code></p>`,
	} {
		d := Parse([]byte(src), Options{})
		require.Empty(t, d.Problems(), src)
		require.Equal(t, want, strings.TrimSpace(string(d.Render(nil))), src)
	}
}

// TestSchemesAreReadAsBrowsersDo holds what the other tests build on.
func TestSchemesAreReadAsBrowsersDo(t *testing.T) {
	for address, want := range map[string]string{
		"https://a": "https", "HTTPS://a": "https", " java\tscr\nipt:x": "javascript", "\x01data:x": "data",
		"java\u200bscript:x": "javascript", "a/b:c": "", "?a:b": "", "#a:b": "", "": "", "a": "", ":a": "",
	} {
		require.Equal(t, want, scheme(address), "%q", address)
	}
	for address, want := range map[string]bool{
		"a.md": true, "/a": true, "./a": true, "#a": true, "?a": true, "//a": false, `\\a`: false, `/\a`: false,
		"/\t/a": false, " //a": false, "https://a": false, "javascript:a": false, "mailto:a": false,
	} {
		require.Equal(t, want, isLocal(address), "%q", address)
	}
}

// TestRawHTMLIsReportedAndLeftOut: every piece is harmless when rendered, and reported where it would have been HTML.
func TestRawHTMLIsReportedAndLeftOut(t *testing.T) {
	for _, src := range payloads {
		d := Parse([]byte(src), Options{})
		rendered := d.Render(nil)
		checkPage(t, rendered)
		require.Equal(t, rendered, sanitise([]byte(rendered)), src)
	}
}

func TestRawHTMLHasItsPlace(t *testing.T) {
	for src, want := range map[string][]Position{
		"<div>\nđoạn\n</div>\n\n<p>":                {{1, 1}, {5, 1}},
		"Đạo đức <b>đậm</b> và <i>x":                {{1, 9}, {1, 23}},
		"a </b>":                                    {{1, 3}},
		"> - <br>":                                  {{1, 5}},
		"<!-- ghi chú -->":                          {{1, 1}},
		"a <!-- b --> <?x?> <![CDATA[y]]> <!X y>":   {{1, 3}, {1, 14}, {1, 20}, {1, 34}},
		"| a |\n|---|\n| <br> |":                    {{3, 3}},
		"a\n\n<script>\nalert(1)\n\n\nx</script>\n": {{3, 1}},
		"\\<b> &lt;b> `<b>` 1 < 2 <3":               nil,
	} {
		var at []Position
		for _, p := range Parse([]byte(src), Options{}).Problems() {
			require.Equal(t, "markdown.raw_html", p.Code, src)
			require.True(t, p.Blocks())
			at = append(at, p.Position())
		}
		require.Equal(t, want, at, src)
	}
}

// TestAllowListStandsAlone: the last step holds back what the renderers would never write.
func TestAllowListStandsAlone(t *testing.T) {
	for src, want := range map[string]HTML{
		`<p onclick="x" style="color:red" id="a" class="b">c</p>`:      `<p>c</p>`,
		`<script>x</script><style>y</style>z`:                          `z`,
		`<a href="javascript:x">a</a>`:                                 `a`,
		`<a href="a.md" target="_blank" onclick="x">a</a>`:             `<a href="a.md">a</a>`,
		`<img src="data:image/png;base64,AA==" alt="a">`:               `<img alt="a">`,
		`<div class="modal" tabindex="1" role="dialog">a</div>`:        `<div>a</div>`,
		`<div class="table-scroll" tabindex="0" role="region">a</div>`: `<div class="table-scroll" tabindex="0">a</div>`,
		`<h2 id="a b">x</h2>`:                                          `<h2>x</h2>`,
		`<input type="text" name="a" value="b">`:                       ``,
		`<input type="checkbox" name="a">`:                             `<input type="checkbox">`,
		`<svg><path/></svg><math>x</math>`:                             `x`,
		`<td align="char" width="1">a</td>`:                            `<td>a</td>`,
		`<form action="/x"><button>a</button></form>`:                  `a`,
	} {
		require.Equal(t, want, sanitise([]byte(src)), src)
	}
}
