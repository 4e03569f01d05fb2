package markdown_test

import (
	"flag"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/i18n"
	"liem/internal/markdown"
)

var update = flag.Bool("update", false, "write the golden files anew")

// lesson reads the sample lesson as courses do.
func lesson(t *testing.T) *markdown.Document {
	t.Helper()
	src, err := os.ReadFile("testdata/lesson.md")
	require.NoError(t, err)
	_, body, line, problem := markdown.SplitFrontMatter(src)
	require.Nil(t, problem)
	return markdown.Parse(body, markdown.Options{
		File: "01-tin-bao.md", FirstLine: line, IDPrefix: "tin-bao-", TopHeading: 2,
		Labels: markdown.NewLabels(i18n.For(i18n.Vietnamese).T),
	})
}

// resolve finds media and lessons as a course would.
func resolve(l markdown.Link) markdown.Target {
	switch {
	case strings.HasPrefix(l.Destination, "#"):
		return markdown.Target{URL: l.Destination}
	case l.Destination == "media/ghi-so.mp4":
		return markdown.Target{URL: "/media/1/ghi-so.mp4", Captions: "/media/2/ghi-so.vtt"}
	case strings.HasPrefix(l.Destination, "media/"):
		return markdown.Target{URL: "/media/0/" + path.Base(l.Destination), Width: 640, Height: 360}
	}
	return markdown.Target{URL: strings.Replace(l.Destination, "02-kiem-sat.md", "./kiem-sat", 1)}
}

// TestLessonIsRenderedAsAgreed compares a lesson that holds every construct with the HTML that people looked at. After a
// wanted change: go test ./internal/markdown -run Lesson -update, and read the difference.
func TestLessonIsRenderedAsAgreed(t *testing.T) {
	d := lesson(t)
	require.Empty(t, d.Problems())
	got := string(d.Render(resolve))
	if *update {
		require.NoError(t, os.WriteFile("testdata/lesson.html", []byte(got), 0o644))
	}
	want, err := os.ReadFile("testdata/lesson.html")
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

func TestLessonOutline(t *testing.T) {
	require.Equal(t, []markdown.Heading{
		{Level: 2, ID: "doc-truoc-khi-hoc", Text: "Đọc trước khi học"},
		{Level: 3, ID: "viec-can-chuan-bi", Text: "Việc cần chuẩn bị"},
		{Level: 2, ID: "thoi-han", Text: "Thời hạn"},
		{Level: 2, ID: "hinh-phim-va-tieng", Text: "Hình, phim và tiếng"},
		{Level: 2, ID: "lien-ket", Text: "Liên kết"},
		{Level: 3, ID: "thời-hạn", Text: "Thời hạn"},
		{Level: 3, ID: "thoi-han-2", Text: "Thời hạn"},
	}, lesson(t).Outline())
}
