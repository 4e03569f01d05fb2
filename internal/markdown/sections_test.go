package markdown_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
)

func TestSectionsOfARenderedText(t *testing.T) {
	src := "Mở đầu **rất** ngắn.[^1]\n\n## Thời *hạn* {#han}\n\n- một\n- hai\n\n| A | B |\n|---|---|\n| c | d&e |\n\n### Trống\n\n[^1]: Chú thích.\n"
	doc := markdown.Parse([]byte(src), markdown.Options{File: "a.md", TopHeading: 2})
	got := markdown.Sections(doc.Render(nil))
	require.Len(t, got, 3)
	require.Equal(t, markdown.Section{Text: "Mở đầu rất ngắn."}, got[0])
	require.Equal(t, markdown.Section{ID: "han", Heading: "Thời hạn", Text: "một hai A B c d&e"}, got[1])
	require.Equal(t, "Trống", got[2].Heading)
	require.Contains(t, got[2].Text, "Chú thích.")
	require.Empty(t, markdown.Sections(""))
}
