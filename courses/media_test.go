package courses_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/training/trainingtest"
)

func pngOf(t *testing.T, width, height int) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, png.Encode(&out, image.NewGray(image.Rect(0, 0, width, height))))
	return out.String()
}

// photo is a JPEG with as much before its size as a camera may write there.
func photo(t *testing.T, before int) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, 40, 30)), nil))
	raw := out.String()
	const segment = 60_000
	var app strings.Builder
	for range before / segment {
		app.WriteString("\xff\xe2" + string([]byte{segment >> 8, segment & 0xff}) + strings.Repeat("i", segment-2))
	}
	return raw[:2] + app.String() + raw[2:]
}

func TestMedia(t *testing.T) {
	svg := func(inside string) string {
		return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 400 300">` + inside + `</svg>`
	}
	for name, c := range map[string]struct {
		file, content string
		want          string // the code of the problem, or empty
	}{
		"a picture":                {"a.png", pngOf(t, 40, 30), ""},
		"a photograph":             {"a.jpg", photo(t, 0), ""},
		"a camera's photograph":    {"a.jpg", photo(t, 240_000), ""},
		"a picture cut off":        {"a.png", pngOf(t, 40, 30)[:20], "course.image_size"},
		"a picture 20,000 wide":    {"a.png", pngOf(t, 20_000, 1), "course.image_size"},
		"a page named as picture":  {"a.png", "<!DOCTYPE html><script>alert(1)</script>", "course.media_mismatch"},
		"a program":                {"a.exe", "MZ", "course.media_type"},
		"a page":                   {"a.html", "<p>", "course.media_type"},
		"captions":                 {"a.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nXin chào\n", ""},
		"captions that are a page": {"a.vtt", "<html><script>x</script>", "course.media_mismatch"},
		"a PDF":                    {"a.pdf", "%PDF-1.7\n", ""},
		"a diagram": {"a.svg", svg(`<defs><linearGradient id="g"/></defs><style>rect { fill: url("#g") }</style>` +
			`<rect fill="url(#g)" style="stroke: url('#g')"/><use xlink:href="#g"/><text>Xem @ trang 5</text>`), ""},
		"no diagram":                        {"a.svg", "<html/>", "course.svg_broken"},
		"half a diagram":                    {"a.svg", "<svg>", "course.svg_broken"},
		"a diagram with a script":           {"a.svg", svg("<script>alert(1)</script>"), "course.svg_active"},
		"one that acts":                     {"a.svg", svg(`<rect onload="alert(1)"/>`), "course.svg_active"},
		"one that leads away":               {"a.svg", svg(`<a href="https://example.com"><rect/></a>`), "course.svg_active"},
		"one with a javascript: link":       {"a.svg", svg(`<a xlink:href=" javascript:alert(1)"><rect/></a>`), "course.svg_active"},
		"one that sets a link later":        {"a.svg", svg(`<a href="#a"><set attributeName="href" to="javascript:alert(1)"/></a>`), "course.svg_active"},
		"one with a page in it":             {"a.svg", svg(`<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>`), "course.svg_active"},
		"one that sends a page elsewhere":   {"a.svg", svg(`<meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=x"/>`), "course.svg_active"},
		"one with a picture from outside":   {"a.svg", svg(`<image href="https://example.com/a.png"/>`), "course.svg_active"},
		"a style that imports":              {"a.svg", svg(`<style>@import "https://example.com/a.css";</style>`), "course.svg_active"},
		"a style that fetches":              {"a.svg", svg(`<style>rect { fill: url(https://example.com/a.svg#b) }</style>`), "course.svg_active"},
		"a fill that fetches after one not": {"a.svg", svg(`<rect fill="url(#a) url(https://example.com/b)"/>`), "course.svg_active"},
		"entities":                          {"a.svg", `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>` + svg("&b;"), "course.svg_active"},
		"a style sheet":                     {"a.svg", `<?xml-stylesheet href="https://example.com/a.css"?>` + svg(""), "course.svg_active"},
		"a diagram of 3 MB":                 {"a.svg", svg(strings.Repeat("<g/>", 3<<20/4)), "course.file_too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			f := trainingtest.Course(1).With("media/"+c.file, c.content).
				With("02-hai.md", trainingtest.Lesson("Bài hai", "[Tệp](media/"+c.file+")"))
			_, problems := compile(t, f)
			want := []string{}
			if c.want != "" {
				want = append(want, "media/"+c.file+":1:1 "+c.want)
			}
			require.Equal(t, want, blocking(t, problems))
		})
	}
}

func TestMediaThatNothingShowsIsNamed(t *testing.T) {
	_, problems := compile(t, trainingtest.Course(1).With("media/a.png", pngOf(t, 4, 3)))
	require.Empty(t, blocking(t, problems))
	require.Equal(t, "course.unused_media", problems[0].Code)
	require.Equal(t, "media/a.png", problems[0].File)
}

func TestFilesOverTheirLimits(t *testing.T) {
	f := trainingtest.Course(1).With("02-hai.md", trainingtest.Lesson("Bài hai", strings.Repeat("Một dòng chữ.\n", 80_000)))
	_, problems := compile(t, f)
	require.Contains(t, blocking(t, problems), "02-hai.md:1:1 course.file_too_large")
}
