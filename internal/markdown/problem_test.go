package markdown_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/i18n"
	"liem/internal/markdown"
)

// wrong has a text for every problem there is.
var wrong = map[string]string{
	"raw_html":                  "a <b>",
	"unsafe_link":               "[a](javascript:x)",
	"unreadable_link":           "[a](https://[::1)",
	"remote_image":              "![a](https://example.vn/a.png)",
	"not_shown_in_place":        "![a](b.pdf)",
	"empty_link":                "[a]()",
	"image_without_description": "![](a.png)",
	"link_without_text":         "[](a.md)",
	"bad_attribute":             "## A {=}",
	"two_ids":                   "## A {#a #b}",
	"unknown_callout":           "> [!INFO]",
	"unknown_footnote":          "a[^1]",
	"unused_footnote":           "a\n\n[^1]: b",
	"duplicate_footnote":        "a[^1]\n\n[^1]: b\n\n[^1]: c",
	"too_deep":                  strings.Repeat("> ", 40) + "a",
	"too_many_footnotes":        strings.Repeat("[^a]\n\n[^a]: b\n\n", 501),
	"too_many_problems":         strings.Repeat("![](a.png)\n\n", 1001),
	"table_too_large":           strings.Repeat("|a", 5000) + "\n" + strings.Repeat("|-", 5000) + strings.Repeat("\n|a", 5),
	"line_too_long":             strings.Repeat("a", 16_001),
	"block_too_long":            strings.Repeat("aaaaaaa\n", 8001),
	"too_many_lines":            strings.Repeat("\n", 50_001),
	"too_large":                 strings.Repeat("a", markdown.MaxSize+1),
	"maths_open":                "a $x b",
	"maths_not_closed":          "$$\nx",
	"maths_unbalanced":          "$a}$",
	"maths_empty":               "```math\n```",
	"maths_too_long":            "$$\n" + strings.Repeat("x\n", 2500) + "$$",
	"maths_too_deep":            "$" + strings.Repeat("{", 25) + strings.Repeat("}", 25) + "$",
	"not_utf8":                  "\xff",
	"control_character":         "\x00",
	"duplicate_heading_id":      "## A {#a}\n\n## B {#a}",
	"heading_too_high":          "# A",
	"heading_skips":             "#### A",
	"front_too_long":            "---\n" + strings.Repeat("a: b\n", 4000) + "---\n",
	"front_not_closed":          "---\na: b\n",
	"front_syntax":              "---\ntitle: [\n---\n",
	"front_duplicate_key":       "---\ntitle: a\ntitle: b\n---\n",
	"front_reference":           "---\ntitle: &a b\n---\n",
	"front_unknown_key":         "---\ntitel: a\n---\n",
	"front_not_mapping":         "---\na\n---\n",
	"front_bad_value":           "---\nday: a\n---\n",
	"front_not_list":            "---\nthemes: a\n---\n",
	"front_not_text":            "---\ntitle: [a]\n---\n",
	"front_not_integer":         "---\ncount: a\n---\n",
	"front_not_number":          "---\nhours: a\n---\n",
	"front_not_boolean":         "---\nsample: a\n---\n",
}

// all are the problems of a file with front matter.
func all(src string) []markdown.Problem {
	front, body, line, problem := markdown.SplitFrontMatter([]byte(src))
	var list []markdown.Problem
	if problem != nil {
		list = append(list, *problem)
	}
	var m meta
	list = append(list, markdown.DecodeYAML(front, &m)...)
	return append(list, markdown.Parse(body, markdown.Options{FirstLine: line, TopHeading: 2}).Problems()...)
}

// TestEveryProblemCanBeMet and has a place and an argument for every gap in its sentences, which name what is wrong and
// how to mend it in both languages.
func TestEveryProblemCanBeMet(t *testing.T) {
	for code, src := range wrong {
		list := all(src)
		at := slices.IndexFunc(list, func(p markdown.Problem) bool { return p.Code == "markdown."+code })
		require.GreaterOrEqual(t, at, 0, "%s: %v", code, list[:min(len(list), 3)])
		p := list[at]
		require.Positive(t, p.Line, code)
		require.Positive(t, p.Column, code)
		var args []any
		for name, value := range p.Args {
			args = append(args, name, value)
		}
		for _, locale := range i18n.Locales {
			said, mend := i18n.For(locale).T(p.TextKey(), args...), i18n.For(locale).T(p.MendKey(), args...)
			for _, text := range []string{said, mend} {
				require.NotContains(t, text, "problem.", "%s %s", locale, code)
				require.NotContains(t, text, "<no value>", "%s %s", locale, code)
			}
			require.NotEqual(t, said, mend, code)
		}
	}
}

// TestEveryProblemIsTested: the language files name no problem that cannot occur here.
func TestEveryProblemIsTested(t *testing.T) {
	for _, locale := range i18n.Locales {
		var texts []string
		for key := range i18n.Messages(locale) {
			if code, ok := strings.CutPrefix(key, "problem.markdown."); ok && !strings.HasSuffix(code, ".mend") {
				require.Contains(t, wrong, code)
				texts = append(texts, code)
			}
		}
		require.Len(t, texts, len(wrong))
	}
}

func TestUnknownKeysAreToldWhichAreKnown(t *testing.T) {
	var m meta
	problems := markdown.DecodeYAML(markdown.Front{YAML: []byte("plan:\n  titel: a\n"), Line: 2}, &m)
	require.Equal(t, "titel", problems[0].Args["Key"])
	require.Equal(t, "date, number", problems[0].Args["Known"])
}

// TestLabelsHaveTexts: every word that rendering adds.
func TestLabelsHaveTexts(t *testing.T) {
	for _, locale := range i18n.Locales {
		l := markdown.NewLabels(i18n.For(locale).T)
		words := []string{l.Footnotes, l.Footnote, l.Back, l.Table, l.Code, l.TaskDone, l.TaskOpen}
		for _, kind := range markdown.CalloutKinds {
			words = append(words, l.Callouts[kind])
		}
		for _, word := range words {
			require.NotEmpty(t, word)
			require.NotContains(t, word, "markdown.", "a text is missing")
		}
	}
}
