package markdown_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
)

func TestEveryCalloutHasItsWord(t *testing.T) {
	words := map[string]string{
		"note": "Lưu ý", "tip": "Mẹo", "important": "Quan trọng", "warning": "Cảnh báo", "caution": "Thận trọng",
	}
	require.Len(t, markdown.CalloutKinds, len(words))
	for _, kind := range markdown.CalloutKinds {
		want := "<aside class=\"callout callout-" + kind + "\" role=\"note\">\n<p class=\"callout-title\">" + words[kind] +
			"</p>\n<p>chữ</p>\n</aside>"
		require.Equal(t, want, render("> [!"+kind+"]\n> chữ"))
		require.Empty(t, problems("> [!"+kind+"]\n> chữ"))
	}
}

func TestCalloutTitles(t *testing.T) {
	same(t, map[string]string{
		"> [!NOTE] Về *tên*\n> chữ": "<aside class=\"callout callout-note\" role=\"note\">\n<p class=\"callout-title\">Về <em>tên</em></p>\n<p>chữ</p>\n</aside>",
		"> [!Note]: Tên\n> chữ":     "<aside class=\"callout callout-note\" role=\"note\">\n<p class=\"callout-title\">Tên</p>\n<p>chữ</p>\n</aside>",
		"> [!NOTE]":                 "<aside class=\"callout callout-note\" role=\"note\">\n<p class=\"callout-title\">Lưu ý</p>\n</aside>",
		"> [!NOTE]\n> - mục":        "<aside class=\"callout callout-note\" role=\"note\">\n<p class=\"callout-title\">Lưu ý</p>\n<ul>\n<li>mục</li>\n</ul>\n</aside>",
	})
}

func TestCalloutsInsideOneAnother(t *testing.T) {
	require.Equal(t, "<aside class=\"callout callout-warning\" role=\"note\">\n<p class=\"callout-title\">Cảnh báo</p>\n<p>ngoài</p>\n"+
		"<aside class=\"callout callout-tip\" role=\"note\">\n<p class=\"callout-title\">Mẹo</p>\n<p>trong</p>\n</aside>\n</aside>",
		render("> [!WARNING]\n> ngoài\n>\n> > [!TIP]\n> > trong"))
}

// TestWhatIsNoCallout: a quote stays a quote; a kind that is none is told, not shown as if it were meant.
func TestWhatIsNoCallout(t *testing.T) {
	for src, want := range map[string][]string{
		"> trích":                     {},
		"> trước\n> [!NOTE]":          {},
		"[!NOTE]\nchữ":                {},
		"> [!hình](a.md)":             {},
		"> [!INFO]\n> chữ":            {"1:3 unknown_callout"},
		"> [!LƯU Ý] chữ":              {"1:3 unknown_callout"},
		"- a\n\n  > [!DANGER]\n  > b": {"3:5 unknown_callout"},
	} {
		require.Equal(t, want, problems(src), src)
		require.NotContains(t, render(src), "callout", src)
	}
	require.Equal(t, "<blockquote>\n<p>[!INFO]\nchữ</p>\n</blockquote>", render("> [!INFO]\n> chữ"))
}

func TestCalloutsAreBlocksOfTheirKind(t *testing.T) {
	blocks := parse("> [!NOTE] Tên\n> chữ\n\n> trích").Blocks()
	require.Equal(t, markdown.KindCallout, blocks[0].Kind)
	require.Len(t, blocks[0].Children, 1, "the title is no block of the text")
	require.Equal(t, "chữ", blocks[0].Children[0].Text)
	require.Equal(t, markdown.KindQuote, blocks[1].Kind)
}
