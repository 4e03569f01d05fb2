package markdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"liem/internal/markdown"
)

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"Khi nào được nhận?":           "khi-nao-duoc-nhan",
		"ĐẠO ĐỨC – công vụ":            "dao-duc-cong-vu",
		"Điều 147, khoản 1 (điểm a)":   "dieu-147-khoan-1-diem-a",
		"  --  ":                       "",
		"":                             "",
		"Ưu điểm":                      "uu-diem",
		"ỷ Ỹ ỵ ừ ỡ ặ":                  "y-y-y-u-o-a",
		"a_b.c":                        "a-b-c",
		"Số 12/KH":                     "so-12-kh",
		"한국":                           "한국",
		"e\u0301":                      "e",
		norm.NFD.String("Nguyễn Đặng"): "nguyen-dang",
		"<script>":                     "script",
		"Ðạo đức":                      "dao-duc",
	} {
		require.Equal(t, want, markdown.Slug(text), text)
	}
}

func ids(src string) string {
	var list []string
	for _, h := range parse(src).Outline() {
		list = append(list, h.ID)
	}
	return strings.Join(list, " ")
}

func TestHeadingIDsDiffer(t *testing.T) {
	for src, want := range map[string]string{
		"## Một\n\n## Một\n\n## Một":                     "mot mot-2 mot-3",
		"## Mốt\n\n## Một":                               "mot mot-2",
		"## Một 2\n\n## Một\n\n## Một":                   "mot-2 mot mot-3",
		"## ?\n\n## !":                                   "s s-2",
		"## Một {#hai}\n\n## Hai":                        "hai hai-2",
		"## Hai\n\n## Một {#hai}":                        "hai-2 hai",
		"## Một {#một.1_a-b}":                            "một.1_a-b",
		"> ## Trong trích\n\n- ## Trong mục":             "trong-trich trong-muc",
		"Một *hai* `ba` [bốn](a.md)[^1]\n---\n\n[^1]: x": "mot-hai-ba-bon",
	} {
		require.Equal(t, want, ids(src), src)
	}
	require.Equal(t, []string{"3:8 duplicate_heading_id"}, problems("## Một {#x}\n\n## Hai {#x}"))
}

// TestManyEqualHeadings: the numbers are found without trying all that are taken.
func TestManyEqualHeadings(t *testing.T) {
	outline := parse(strings.Repeat("## Một\n\n", 20_000)).Outline()
	require.Len(t, outline, 20_000)
	require.Equal(t, "mot-20000", outline[19_999].ID)
}

// TestOutlineIsPlainText: what a person reads, with backslashes and entities resolved once.
func TestOutlineIsPlainText(t *testing.T) {
	for src, want := range map[string]string{
		"## A *b* **c** ~~d~~ `e & <f>`": "A b c d e & <f>",
		"## A &amp; B &lt; C":            "A & B < C",
		"## \\&lt; &amp;lt; \\*":         "&lt; &lt; *",
		"## [chữ](a.md) ![hình](a.png)":  "chữ hình",
		"## A&#x202e;B&#1;C":             "ABC",
		"## <https://example.vn/>":       "https://example.vn/",
		"## Một <b>hai</b>":              "Một hai",
		"A\nB\n===":                      "A B",
	} {
		require.Equal(t, want, parse(src).Outline()[0].Text, src)
	}
}

func TestHeadingLevels(t *testing.T) {
	for src, want := range map[string][]string{
		"# Một":                      {"1:1 heading_too_high"},
		"Một\n===":                   {"1:1 heading_too_high"},
		"### Một":                    {"1:1 heading_skips"},
		"## Một\n\n#### Hai":         {"3:1 heading_skips"},
		"## Một\n\n### Hai\n\n## Ba": {},
		"## Một\n\n### Hai\n\n#### Ba\n\n## Bốn\n\n### Năm": {},
	} {
		require.Equal(t, want, problems(src), src)
	}
	free := markdown.Parse([]byte("# Một\n\n#### Hai"), markdown.Options{})
	require.Empty(t, free.Problems(), "without a top heading any level will do")
}

func TestHeadingAttributes(t *testing.T) {
	attrs := parse(`## Câu? {#mot points=1 tags="a b" multiple}`).Blocks()[0].Attrs
	require.True(t, attrs.Present())
	require.Equal(t, "mot", attrs.ID)
	require.Equal(t, markdown.Position{Line: 1, Column: 9}, attrs.Position)
	points, ok := attrs.Get("points")
	require.True(t, ok)
	require.Equal(t, "1", points)
	tags, _ := attrs.Get("tags")
	require.Equal(t, "a b", tags)
	require.True(t, attrs.Has("multiple"))
	require.False(t, attrs.Has("points"))
	require.Equal(t, markdown.Position{Line: 1, Column: 24}, attrs.Items[1].Position)
	require.False(t, parse("## Câu?").Blocks()[0].Attrs.Present())
}

func TestHeadingAttributesThatGoWrong(t *testing.T) {
	for src, want := range map[string][]string{
		"## A {#}":             {"1:7 bad_attribute"},
		"## A {#-a}":           {"1:7 bad_attribute"},
		"## A {#a/b}":          {"1:7 bad_attribute"},
		"## A {#a #b}":         {"1:10 two_ids"},
		"## A {điểm=1}":        {"1:7 bad_attribute"},
		"## A {x=\"a}":         {"1:7 bad_attribute"},
		"## A {x=a\"b}":        {"1:7 bad_attribute"},
		"## Đạo đức {.lớp #a}": {"1:13 bad_attribute"},
		"## A {}":              {},
		"## A \\{b}":           {},
		"## A {{20|b}}":        {},
		"## A{b}":              {},
		"## A {a":              {},
		"Đoạn {#a}":            {},
	} {
		require.Equal(t, want, problems(src), src)
	}
	same(t, map[string]string{
		"## A \\{b}":    `<h2 id="a-b">A {b}</h2>`,
		"## A {{20|b}}": `<h2 id="a-20-b">A {{20|b}}</h2>`,
		"## A{b}":       `<h2 id="a-b">A{b}</h2>`,
		"A {#x}\n---":   `<h2 id="x">A</h2>`,
		"## A {#x} ##":  `<h2 id="x">A</h2>`,
		"## {#x}":       `<h2 id="x"></h2>`,
	})
}
