package journeys

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// handbook are the files of an mdBook.
var handbook = [][2]string{
	{"so-tay/book.toml", "[book]\ntitle = \"Sổ tay kiểm sát viên\"\nlanguage = \"vi\"\n"},
	{"so-tay/src/SUMMARY.md", "# Mục lục\n\n- [Tiếp nhận](tiep-nhan.md)\n  - [Phân loại](phan-loai.md)\n- [Chưa viết]()\n"},
	{"so-tay/src/tiep-nhan.md", "# Tiếp nhận\n\nXem [phân loại](phan-loai.md#các-bước).\n\n<div class=\"warning\">Ghi sổ ngay.</div>\n\n[mất](khong-co.md)\n"},
	{"so-tay/src/phan-loai.md", "# Phân loại\n\n## Các bước\n\n> [!INFO] Ba bước\n> Một, hai, ba.\n"},
}

// handbookZip packs it as a project's page offers it for download.
func handbookZip(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "so-tay.zip")
	file, err := os.Create(name)
	require.NoError(t, err)
	defer file.Close()
	out := zip.NewWriter(file)
	for _, f := range handbook {
		w, err := out.Create(f[0])
		require.NoError(t, err)
		_, err = w.Write([]byte(f[1]))
		require.NoError(t, err)
	}
	require.NoError(t, out.Close())
	return name
}

// TestAHandbookBecomesADraft brings a folder that is no course: it is shown what it would become, filled in, and kept with its
// report.
func TestAHandbookBecomesADraft(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		p := signIn(t, s, "manager")
		p.upload(handbookZip(t))
		p.waitFor(`location.pathname.includes("/adapt/")`)
		p.check()
		require.Contains(t, p.text("#main"), "Sách mdBook")
		require.Contains(t, p.text("#main"), "khong-co.md")
		require.Equal(t, "Sổ tay kiểm sát viên", value[string](p, `document.querySelector("#title").value`))
		p.run(chromedp.SetValue("#category", "job_position"))
		p.follow(`form[action*="/adapt/"] .btn-primary`)
		p.waitFor(`location.pathname.includes("/versions/")`)
		p.check()
		draft := p.path()
		p.follow(".parts li:first-child a")
		require.Contains(t, p.text(".prose"), "Ghi sổ ngay.")
		p.follow(`.prose a[href*="phan-loai"]`)
		require.Equal(t, "#cac-buoc", value[string](p, "location.hash"))
		require.Contains(t, p.text(".prose"), "Ba bước")
		p.open(draft)
		p.follow(`a[href$="/adaptation"]`)
		p.check()
		require.Contains(t, p.text("#main"), "Chưa viết")
	})
}

// TestAWatchedFolderFollowsTheEditor saves as editors do, and the open page shows it by itself.
func TestAWatchedFolderFollowsTheEditor(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		dir := filepath.Join(t.TempDir(), "so-tay")
		for _, f := range handbook {
			at := filepath.Join(filepath.Dir(dir), filepath.FromSlash(f[0]))
			require.NoError(t, os.MkdirAll(filepath.Dir(at), 0o700))
			require.NoError(t, os.WriteFile(at, []byte(f[1]), 0o600))
		}
		s.kill()
		s.watch = dir
		s.start()
		p := signIn(t, s, "manager")
		p.visit("/watch")
		p.visit("/watch/phan-loai")
		page := filepath.Join(dir, "src", "phan-loai.md")
		text := strings.Replace(handbook[3][1], "Một, hai, ba.", "Câu vừa viết.", 1)
		require.NoError(t, os.WriteFile(page+"~", []byte(text), 0o600))
		require.NoError(t, os.Rename(page+"~", page))
		p.waitFor(`document.querySelector(".prose").textContent.includes("Câu vừa viết.")`)
		p.check()
	})
}
