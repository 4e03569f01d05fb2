package markdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCommonMark(t *testing.T) {
	same(t, map[string]string{
		"*nghiêng* **đậm** `mã`":      "<p><em>nghiêng</em> <strong>đậm</strong> <code>mã</code></p>",
		"một  \nhai\\\nba":            "<p>một<br>\nhai<br>\nba</p>",
		"Tên\n---":                    `<h2 id="ten">Tên</h2>`,
		"4. bốn\n5. năm":              "<ol start=\"4\">\n<li>bốn</li>\n<li>năm</li>\n</ol>",
		"> trích\ntiếp":               "<blockquote>\n<p>trích\ntiếp</p>\n</blockquote>",
		"***":                         "<hr>",
		"5 \\* 3 &lt; 16 &amp; 1 > 0": "<p>5 * 3 &lt; 16 &amp; 1 &gt; 0</p>",
		"Viện_kiểm_sát":               "<p>Viện_kiểm_sát</p>",
		"~~bỏ~~":                      "<p><del>bỏ</del></p>",
	})
}

func TestCodeKeepsWhatIsTyped(t *testing.T) {
	const open = `<pre tabindex="0" role="group" aria-label="Đoạn mã, có thể cuộn ngang">`
	same(t, map[string]string{
		"```go\na < b\n```":             open + "<code class=\"language-go\">a &lt; b\n</code></pre>",
		"```c++\nx\n```":                open + "<code class=\"language-c++\">x\n</code></pre>",
		"~~~\n**x** &amp;\n\n~~~":       open + "<code>**x** &amp;amp;\n\n</code></pre>",
		"    thụt\n\n\tbằng tab":        open + "<code>thụt\n\nbằng tab\n</code></pre>",
		"```tiếng việt\nx\n```":         open + "<code>x\n</code></pre>",
		"`<b>` và ``a`b``":              "<p><code>&lt;b&gt;</code> và <code>a`b</code></p>",
		"```mermaid\"onclick=x\ny\n```": open + "<code>y\n</code></pre>",
	})
}

func TestTablesAlignWithoutStyle(t *testing.T) {
	got := render("| a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | 2 | 3 | 4 \\| 5 |\n| thiếu |")
	require.NotContains(t, got, "style")
	for _, want := range []string{
		`<th scope="col" align="left">a</th>`, `<th scope="col" align="right">b</th>`,
		`<th scope="col" align="center">c</th>`, `<th scope="col">d</th>`,
		`<td align="left">1</td>`, `<td align="right">2</td>`, `<td align="center">3</td>`, `<td>4 | 5</td>`,
		"<td align=\"left\">thiếu</td>\n<td></td>\n<td></td>\n<td></td>",
	} {
		require.Contains(t, got, want)
	}
}

// TestWideTablesAreReachedByKeyboard: what scrolls takes the focus and has a name. A table is no landmark: there may be
// many on a page, all with one name.
func TestWideTablesAreReachedByKeyboard(t *testing.T) {
	got := render("| a |\n|---|\n| b |")
	require.True(t, strings.HasPrefix(got,
		`<div class="table-scroll" tabindex="0" role="group" aria-label="Bảng, có thể cuộn ngang">`+"\n<table>"), got)
	require.True(t, strings.HasSuffix(got, "</table>\n</div>"), got)
	require.NotContains(t, got, "region")
}

func TestTaskListsSayWhatTheyShow(t *testing.T) {
	same(t, map[string]string{
		"- [x] sổ\n- [ ] mẫu": "<ul>\n<li><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Đã xong\"> sổ</li>\n" +
			"<li><input type=\"checkbox\" disabled=\"\" aria-label=\"Chưa xong\"> mẫu</li>\n</ul>",
		"- [X] sổ":  "<ul>\n<li><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Đã xong\"> sổ</li>\n</ul>",
		"- (x) sổ":  "<ul>\n<li>(x) sổ</li>\n</ul>",
		"- [y] sổ":  "<ul>\n<li>[y] sổ</li>\n</ul>",
		"chữ [x] b": "<p>chữ [x] b</p>",
	})
}

func TestDefinitionLists(t *testing.T) {
	same(t, map[string]string{
		"Tin báo\n: Nghĩa một.\n: Nghĩa **hai**.": "<dl>\n<dt>Tin báo</dt>\n<dd>Nghĩa một.</dd>\n<dd>Nghĩa <strong>hai</strong>.</dd>\n</dl>",
		"Tố giác\n\n: Đoạn một.\n\n  Đoạn hai.":   "<dl>\n<dt>Tố giác</dt>\n<dd>\n<p>Đoạn một.</p>\n<p>Đoạn hai.</p>\n</dd>\n</dl>",
		"Một: hai": "<p>Một: hai</p>",
	})
}

func TestBareAddressesBecomeLinks(t *testing.T) {
	same(t, map[string]string{
		"Xem https://example.vn/a?b=1&c=2.":         `<p>Xem <a href="https://example.vn/a?b=1&amp;c=2" rel="noreferrer">https://example.vn/a?b=1&amp;c=2</a>.</p>`,
		"(www.example.vn)":                          `<p>(<a href="http://www.example.vn" rel="noreferrer">www.example.vn</a>)</p>`,
		"Gửi can-bo@example.vn nhé":                 `<p>Gửi <a href="mailto:can-bo@example.vn">can-bo@example.vn</a> nhé</p>`,
		"<https://example.vn/>":                     `<p><a href="https://example.vn/" rel="noreferrer">https://example.vn/</a></p>`,
		"<can-bo@example.vn>":                       `<p><a href="mailto:can-bo@example.vn">can-bo@example.vn</a></p>`,
		"ftp://example.vn/x":                        `<p>ftp://example.vn/x</p>`,
		"https://vi.example.org/wiki/Viện_kiểm (a)": `<p><a href="https://vi.example.org/wiki/Vi%E1%BB%87n_ki%E1%BB%83m" rel="noreferrer">https://vi.example.org/wiki/Viện_kiểm</a> (a)</p>`,
		"“https://example.vn/đ”":                    `<p>“https://example.vn/đ”</p>`,
		"https://":                                  `<p>https://</p>`,
	})
}
