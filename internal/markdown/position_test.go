package markdown_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
)

// TestPlacesCountCharacters: columns count what a person sees as one character, whatever it takes in bytes; a tab is one.
func TestPlacesCountCharacters(t *testing.T) {
	for src, want := range map[string]string{
		"<b>":                    "1:1",
		"Điều lệ <b>":            "1:9",
		"\tĐiều":                 "",
		"a\tạ\t<b>":              "1:5",
		"\n\n\nNguyễn Đặng: <b>": "4:14",
		"- ễ <b>":                "1:5",
		"-\tễ\n\t- ạ <b>":        "2:6",
		"1.  ễ\n\n    đoạn <b>":  "3:10",
		"> ễ\n> > ặ <b>":         "2:7",
		"> ễ\nlười <b>":          "2:6",
		"| cột | ặ |\n|---|---|\n| ễ | ặ <b> |": "3:9",
		"ễ\n: nghĩa <b>":                        "2:9",
		"ễ[^1]\n\n[^1]: chú <b>":                "3:11",
		"> [!NOTE] tên ễ <b>\n> chữ":            "1:17",
		"## Tiêu đề <b> {#x}":                   "1:12",
		"Tiêu đề\ncó <b>\n---":                  "2:4",
		"👍🏽 <b>":                                "1:4",
	} {
		got := problems(src)
		if want == "" {
			require.Empty(t, got, src)
			continue
		}
		require.Equal(t, []string{want + " raw_html"}, got, src)
	}
}

// TestPlacesCountFromTheFile: the front matter is part of it.
func TestPlacesCountFromTheFile(t *testing.T) {
	for src, want := range map[string]string{
		"---\ntitle: Đạo đức\n---\nễ <b>":               "4:3",
		"---\r\ntitle: Đạo đức\r\n---\r\n\r\nễ <b>\r\n": "5:3",
		"---\rtitle: x\r---\rễ <b>":                     "4:3",
		"\ufeff---\n---\nễ <b>":                         "3:3",
		"ễ <b>":                                         "1:3",
	} {
		_, body, line, problem := markdown.SplitFrontMatter([]byte(src))
		require.Nil(t, problem, src)
		d := markdown.Parse(body, markdown.Options{File: "a.md", FirstLine: line})
		require.Equal(t, []string{want + " raw_html"}, places(d.Problems()), src)
		require.Equal(t, "a.md", d.Problems()[0].File)
	}
}

func TestProblemsComeInOrderOfTheFile(t *testing.T) {
	require.Equal(t, []string{
		"1:3 unknown_callout", "2:3 unsafe_link", "4:1 heading_skips", "4:8 bad_attribute", "6:1 image_without_description",
		"6:12 raw_html", "8:2 unknown_footnote", "10:1 unused_footnote",
	}, problems("> [!X]\n> [a](js:b)\n\n### A {/}\n\n![](a.png) <b>\n\nx[^1]\n\n[^2]: y"))

	list := []markdown.Problem{{File: "b"}, {File: "a", Line: 2}, {File: "a", Line: 1, Column: 2}, {File: "a", Line: 1, Column: 1, Code: "x"}, {File: "a", Line: 1, Column: 1, Code: "a"}}
	markdown.SortProblems(list)
	require.Equal(t, []markdown.Problem{{File: "a", Line: 1, Column: 1, Code: "x"}, {File: "a", Line: 1, Column: 1, Code: "a"}, {File: "a", Line: 1, Column: 2}, {File: "a", Line: 2}, {File: "b"}}, list)
}

func TestOnlyWarningsDoNotBlock(t *testing.T) {
	require.False(t, markdown.Blocking(nil))
	require.False(t, markdown.Blocking(parse("![](a.png)").Problems()))
	require.True(t, markdown.Blocking(parse("![](a.png) <b>").Problems()))
	require.True(t, markdown.Problem{}.Blocks(), "a problem without a severity is an error")
}
