package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// written puts files into a new folder.
func written(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "so-tay")
	for name, body := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(at), 0o700))
		require.NoError(t, os.WriteFile(at, []byte(body), 0o600))
	}
	return dir
}

var handbook = map[string]string{
	"book.toml":      "[book]\ntitle = \"Sổ tay\"\n",
	"src/SUMMARY.md": "# Mục lục\n\n- [Hai](b.md)\n- [Một](a.md)\n",
	"src/a.md":       "# Bài một\n\n[mất](khong-co.md)\n",
	"src/b.md":       "# Bài hai\n\n[một](a.md)\n",
}

func TestAFolderOfMarkdownBecomesADraft(t *testing.T) {
	engines(t, func(t *testing.T, p place) {
		found(t, p)
		dir := written(t, handbook)
		checked := decoded[adapted](t, p.done(t, "courses", "check", dir, "--json"))
		require.Equal(t, "mdbook", string(checked.Kind))
		require.Equal(t, "Sổ tay", checked.Answers.Title)
		require.Len(t, checked.Pages, 2)
		said := p.done(t, "courses", "check", dir, "--lang", "en")
		require.Contains(t, said, "1. Bài hai ← src/b.md\n2. Bài một ← src/a.md\n")
		require.Contains(t, said, "src/a.md: not taken over: A link that leads nowhere; only its words were kept: khong-co.md\n")
		require.Contains(t, said, "Recognised: an mdBook (book.toml and SUMMARY.md), in src. “Sổ tay” (so-tay): lessons 2")

		o := p.run(t, "courses", "import", dir, "--lang", "en")
		require.Equal(t, exitUsage, o.code)
		require.Contains(t, o.err, "--category")
		require.Contains(t, o.out, "1. Bài hai ← src/b.md")
		require.Equal(t, exitUsage, p.run(t, "courses", "import", dir, "--category", "job_position", "--publish").code)
		wrong := p.refused(t, "courses", "import", dir, "--category", "khac", "--hours", "năm", "--lang", "en")
		require.Contains(t, wrong.out, "There is no category “khac”.")

		first := decoded[imported](t, p.done(t, "courses", "import", dir, "--category", "job_position", "--title", "Sổ tay: mới", "--hours", "4,5", "--unit", "VKS-TINH", "--json"))
		require.Equal(t, "draft", string(first.State))
		require.Equal(t, "Sổ tay: mới", first.Adapted.Answers.Title)
		require.Equal(t, "01-b.md", first.Adapted.Pages[0].To)
		require.Contains(t, p.refused(t, "courses", "import", dir, "--category", "job_position", "--lang", "en").err, "address")
		again := decoded[imported](t, p.done(t, "courses", "import", dir, "--category", "job_position", "--id", first.CourseID, "--title", "Sổ tay: mới", "--hours", "4,5", "--unit", "VKS-TINH", "--json"))
		require.True(t, again.Unchanged)
		require.Equal(t, first.Digest, again.Digest)
	})
}

func TestACourseFolderTakesNoAnswers(t *testing.T) {
	p := newPlace(t)
	course := filepath.Join(t.TempDir(), "mot-khoa")
	p.done(t, "courses", "new", course)
	o := p.run(t, "courses", "import", course, "--title", "Khác", "--lang", "en")
	require.Equal(t, exitUsage, o.code)
	require.Contains(t, o.err, "course.md")
	none := p.refused(t, "courses", "check", written(t, map[string]string{"README.txt": "x"}), "--lang", "en")
	require.Contains(t, none.out, "course.md is missing.")
}
