package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"liem/internal/i18n"
	"liem/internal/markdown"
)

// parse reads a text that begins on line 1 of bai.md, with the words of the Vietnamese interface.
func parse(src string) *markdown.Document {
	return markdown.Parse([]byte(src), markdown.Options{
		File: "bai.md", TopHeading: 2, Labels: markdown.NewLabels(i18n.For(i18n.Vietnamese).T),
	})
}

// render is the HTML of a text without the line end after it.
func render(src string) string { return strings.TrimSpace(string(parse(src).Render(nil))) }

// places are the problems of a text as line:column and code, without the package's name.
func places(problems []markdown.Problem) []string {
	list := make([]string, len(problems))
	for i, p := range problems {
		list[i] = fmt.Sprintf("%d:%d %s", p.Line, p.Column, strings.TrimPrefix(p.Code, "markdown."))
	}
	return list
}

func problems(src string) []string { return places(parse(src).Problems()) }

// same runs one case per text: what it is rendered to.
func same(t *testing.T, cases map[string]string) {
	t.Helper()
	for src, want := range cases {
		if got := render(src); got != want {
			t.Errorf("%q\nis  %s\nnot %s", src, got, want)
		}
	}
}
