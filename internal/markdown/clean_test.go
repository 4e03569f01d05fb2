package markdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"liem/internal/markdown"
)

// TestWhatIsNoTextIsRefusedWhole: the first place is told, and nothing is rendered of a file that cannot be trusted.
func TestWhatIsNoTextIsRefusedWhole(t *testing.T) {
	for src, want := range map[string]string{
		"Đạo\x00đức":        "1:4 control_character",
		"a\n\x1b[31mđỏ":     "2:1 control_character",
		"a\tb\x7f":          "1:4 control_character",
		"a\u0085b":          "1:2 control_character",
		"một\u2028hai":      "1:4 control_character",
		"a\ufeffb":          "1:2 control_character",
		"thu\u202egnod":     "1:4 control_character",
		"a\u2066b\u2069":    "1:2 control_character",
		"Điều \xff":         "1:6 not_utf8",
		"\xc4\x90ạo \xc4":   "1:5 not_utf8",
		"a\n\n\xed\xa0\x80": "3:1 not_utf8",
		"\xff\xfea\x00":     "1:1 not_utf8",
		norm.NFD.String("Điều lệ\n") + norm.NFD.String("Nguyễn ") + "\x01": "2:8 control_character",
	} {
		d := parse(src)
		require.Equal(t, []string{want}, places(d.Problems()), "%q", src)
		require.Empty(t, d.Blocks(), "%q", src)
		require.Empty(t, d.Render(nil), "%q", src)
	}
}

func TestWhatIsText(t *testing.T) {
	for _, src := range []string{"a\u200bb", "a\u00adb", "a\u00a0b", "👩\u200d⚖️", "a\u200eb", "\ufeffa", ""} {
		require.Empty(t, problems(src), "%q", src)
	}
}

// TestLineEndsMarksAndTheByteOrderMarkChangeNothing: one text, however it was saved.
func TestLineEndsMarksAndTheByteOrderMarkChangeNothing(t *testing.T) {
	const src = "## Đạo đức {#x y}\n\nMột\u00a0đoạn <b>\n\n- [ ] ô\n- [x] ô  \n  hai\n\n```\nmã\n\n```\n\n![](ả.png)"
	want := parse(src)
	require.Len(t, want.Problems(), 2)
	for name, other := range map[string]string{
		"CRLF": strings.ReplaceAll(src, "\n", "\r\n"),
		"CR":   strings.ReplaceAll(src, "\n", "\r"),
		"NFD":  norm.NFD.String(src),
		"BOM":  "\ufeff" + src,
		"all":  "\ufeff" + strings.ReplaceAll(norm.NFD.String(src), "\n", "\r\n"),
	} {
		got := parse(other)
		require.Equal(t, want.Render(nil), got.Render(nil), name)
		require.Equal(t, want.Problems(), got.Problems(), name)
		require.Equal(t, want.Outline(), got.Outline(), name)
		require.Equal(t, want.Links(), got.Links(), name)
	}
}

func TestTextIsStoredComposed(t *testing.T) {
	d := parse(norm.NFD.String("## Nguyễn\n\n[Điều](ả.md)"))
	require.True(t, norm.NFC.IsNormalString(string(d.Render(nil))))
	require.Equal(t, "Nguyễn", d.Outline()[0].Text)
	require.Equal(t, "ả.md", d.Links()[0].Destination)
}

// TestEntitiesBringNoControls: what may not stand in the file does not come in through the back door.
func TestEntitiesBringNoControls(t *testing.T) {
	same(t, map[string]string{
		"a&#1;b&#x7f;c&#x202e;d&#xfeff;e&#8232;f": "<p>abcdef</p>",
		"a&#0;b":                "<p>a\ufffdb</p>",
		"a&#xd800;b&#x110000;c": "<p>a\ufffdb\ufffdc</p>",
		"a&nbsp;b&shy;c":        "<p>a\u00a0b\u00adc</p>",
	})
}

func TestTooLarge(t *testing.T) {
	line := strings.Repeat("a", 99) + "\n\n"
	fits := strings.Repeat(line, markdown.MaxSize/len(line)/3)
	require.Empty(t, problems(fits))
	require.Equal(t, []string{"1:1 too_large"}, problems(strings.Repeat(line, markdown.MaxSize/len(line)+1)))
}
