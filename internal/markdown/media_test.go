package markdown_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
)

func TestFigures(t *testing.T) {
	const img = ` loading="lazy" decoding="async">`
	same(t, map[string]string{
		`![Sơ đồ](a.png "Ba *bước*")`: `<figure class="figure"><img src="a.png" alt="Sơ đồ"` + img + `<figcaption>Ba *bước*</figcaption></figure>`,
		`![Sơ đồ](a.png)`:             `<p><img src="a.png" alt="Sơ đồ"` + img + `</p>`,
		`Xem ![Sơ đồ](a.png "Tên")`:   `<p>Xem <img src="a.png" alt="Sơ đồ" title="Tên"` + img + `</p>`,
		"- ![Sơ đồ](a.png \"Tên\")":   "<ul>\n<li><figure class=\"figure\"><img src=\"a.png\" alt=\"Sơ đồ\"" + img + "<figcaption>Tên</figcaption></figure>\n</li>\n</ul>",
		`## ![Sơ đồ](a.png "Tên")`:    `<h2 id="so-do"><img src="a.png" alt="Sơ đồ" title="Tên"` + img + `</h2>`,
		`![Phim](a.mp4 "Tên")`: `<figure class="figure"><video class="media-video" src="a.mp4" aria-label="Phim" controls="" preload="metadata"></video>` +
			`<figcaption>Tên</figcaption></figure>`,
		`![a "b" <c> & *d*](a.png)`: `<p><img src="a.png" alt="a &#34;b&#34;  &amp; d"` + img + `</p>`,
	})
}

func TestPlayersByTheFilesName(t *testing.T) {
	for file, element := range map[string]string{
		"a.png": "<img", "a.JPG": "<img", "a.svg": "<img", "a.webp": "<img", "a.gif#x": "<img", "a.jpeg?x=1": "<img",
		"a.mp4": "<video", "a.WEBM": "<video", "a.mp3": "<audio", "a.ogg": "<audio", "a.m4a": "<audio", "phim%20a.mp4": "<video",
	} {
		require.Contains(t, render("![a]("+file+")"), element, file)
		require.Empty(t, problems("![a]("+file+")"), file)
	}
	for _, file := range []string{"a.pdf", "a.vtt", "a", "02-hai.md", "#x", "a.png.exe", "png", "a.tiff"} {
		require.Equal(t, []string{"1:1 not_shown_in_place"}, problems("![a]("+file+")"), file)
		require.Equal(t, "<p>a</p>", render("![a]("+file+")"), file)
	}
}

func TestWhatTheResolverKnowsOfMedia(t *testing.T) {
	d := parse("![Hình](a.png)\n\n![Phim](a.mp4)\n\n![Mất](b.png)\n\n![Mất](b.mp4 \"Tên\")")
	html := d.Render(func(l markdown.Link) markdown.Target {
		require.True(t, l.Image)
		switch l.Destination {
		case "a.png":
			return markdown.Target{URL: "/media/1/a.png", Width: 640, Height: 480}
		case "a.mp4":
			return markdown.Target{URL: "/media/2/a.mp4", Captions: "/media/3/a.vtt"}
		}
		return markdown.Target{}
	})
	require.Equal(t, markdown.HTML(`<p><img src="/media/1/a.png" alt="Hình" width="640" height="480" loading="lazy" decoding="async"></p>
<p><video class="media-video" src="/media/2/a.mp4" aria-label="Phim" controls="" preload="metadata"><track kind="captions" src="/media/3/a.vtt" default=""></video></p>
<p>Mất</p>
<figure class="figure">Mất<figcaption>Tên</figcaption></figure>
`), html)
}

func TestMediaNeedADescription(t *testing.T) {
	for src, want := range map[string][]string{
		"![](a.png)":            {"1:1 image_without_description"},
		"Đoạn ![ ](a.png)":      {"1:6 image_without_description"},
		"![](a.mp4)":            {"1:1 image_without_description"},
		"[![](a.png)](b.md)":    {"1:2 image_without_description"},
		"[](b.md)":              {"1:1 link_without_text"},
		"[ ](b.md)":             {"1:1 link_without_text"},
		"[![a](a.png)](b.md)":   {},
		"![&nbsp;](a.png)":      {"1:1 image_without_description"},
		"![a][h]\n\n[h]: a.png": {},
		"![][h]\n\n[h]: a.png":  {"1:1 image_without_description"},
		"![<b>](a.png)":         {"1:1 image_without_description", "1:3 raw_html"},
	} {
		require.Equal(t, want, problems(src), src)
	}
	require.Contains(t, render("![](a.png)"), ` alt=""`)
}
