package markdown_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
)

func TestEmbeddedTextsDoNotClash(t *testing.T) {
	text := parse("## Thời hạn\n\nXem [trên](#thoi-han), [luật](https://example.vn/#a) & $a<b$.[^1]\n\n[^1]: Chú thích.").Render(nil)
	got := string(markdown.Embed(text, "bai-2-", "Bài 2"))
	require.Contains(t, got, `<h3 id="bai-2-thoi-han">Thời hạn</h3>`)
	require.Contains(t, got, `<a href="#bai-2-thoi-han">trên</a>`)
	require.Contains(t, got, `href="https://example.vn/#a"`)
	require.Contains(t, got, `<span class="math">a&lt;b</span>`)
	require.Contains(t, got, `href="#bai-2-fn:1"`)
	require.Contains(t, got, `id="bai-2-fn:1"`)
	require.Contains(t, got, `aria-label="Chú thích: Bài 2"`)
	require.Equal(t, `<p>x</p>`, string(markdown.Embed("<p>x</p>", "a-", "A")))
	require.Equal(t, `<p>x</p>`, string(markdown.Embed("<p>x</p><script>alert(1)</script>", "a-", "A")), "what comes in is not trusted either")
}
