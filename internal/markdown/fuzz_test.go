package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
)

// seeds are texts that hold every construct, and every disguise that the other tests use.
func seeds(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.md")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	list := append([]string{}, disguises...)
	list = append(list, payloads...)
	for _, file := range files {
		src, err := os.ReadFile(file)
		require.NoError(t, err)
		list = append(list, string(src))
	}
	return list
}

// FuzzRender holds what must be true of every text. Without -fuzz it checks the seeds and the mixtures of
// TestRenderMixtures; make soak runs longer ones.
func FuzzRender(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) { checkDocument(t, src) })
}

var fuzzOptions = Options{
	File: "bai.md", FirstLine: 7, IDPrefix: "bai-", TopHeading: 2, Choices: true,
	Labels: NewLabels(func(key string, _ ...any) string { return `"` + key + `"` }),
}

// checkDocument checks one text: it is read and rendered without a panic into HTML that the allow-list does not touch a
// second time and that checkPage finds nothing in, its problems stand inside it, and the way its lines end and its marks
// are composed changes nothing.
func checkDocument(t testing.TB, src []byte) {
	t.Helper()
	d := Parse(src, fuzzOptions)
	rendered := d.Render(hostile)
	require.Equal(t, rendered, sanitise([]byte(rendered)), "the allow-list changed its own HTML")
	found := checkPage(t, rendered)
	for _, h := range d.Outline() {
		require.True(t, found.ids[h.ID], "the heading %q is not in %s", h.ID, rendered)
	}
	for _, href := range found.hrefs {
		if id, ok := strings.CutPrefix(href, "#bai-fn"); ok {
			require.True(t, found.ids["bai-fn"+id], "%s leads nowhere in %s", href, rendered)
		}
	}
	checkFragments(t, d)
	checkPlaces(t, src, d.Problems())
	if len(src) > maxLine/4 || strings.ContainsRune(string(src), '\r') {
		return
	}
	other := Parse([]byte(strings.ReplaceAll(string(norm.NFD.Bytes(src)), "\n", "\r\n")), fuzzOptions)
	require.Equal(t, d.Problems(), other.Problems())
	require.Equal(t, rendered, other.Render(hostile))
}

// hostile is a resolver that leads astray.
func hostile(l Link) Target {
	return Target{URL: strings.TrimPrefix(l.Destination, "/"), Captions: l.Title, Width: len(l.Text), Height: -1}
}

func checkFragments(t testing.TB, d *Document) {
	t.Helper()
	n := 0
	Walk(d.Blocks(), func(b *Block) {
		if n++; n > 40 {
			return
		}
		switch b.Kind {
		case KindParagraph, KindHeading, KindCell:
			checkPage(t, d.RenderInline(b, hostile, "x-"))
		}
		if b.Kind != KindRow && b.Kind != KindCell {
			checkPage(t, d.RenderFragment([]*Block{b}, nil, "x-"))
		}
	})
}

// checkPlaces wants every problem in the file, its column in its line.
func checkPlaces(t testing.TB, src []byte, problems []Problem) {
	t.Helper()
	lines := strings.Split(string(norm.NFC.Bytes(unixLines(src))), "\n")
	for i, p := range problems {
		line := p.Line - fuzzOptions.FirstLine
		require.True(t, 0 <= line && line < len(lines), "%+v in %d lines", p, len(lines))
		require.True(t, 1 <= p.Column && p.Column <= len([]rune(lines[line]))+1, "%+v in %q", p, lines[line])
		require.True(t, i == 0 || !p.Position().Before(problems[i-1].Position()), "problems out of order")
		require.Equal(t, "bai.md", p.File)
	}
}
