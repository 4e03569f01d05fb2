package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db/dbtest"
)

// engines are places on both engines, each with a database that nobody has used.
func engines(t *testing.T, test func(t *testing.T, p place)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newPlace(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, newPlace(t, "DATABASE_URL="+dbtest.PostgresURL(t))) })
}

// decoded is the JSON that a command prints.
func decoded[T any](t *testing.T, text string) (v T) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(text), &v), text)
	return v
}

const password = "mỗi ngày một bài học"

// found makes a procuracy of one unit with an administrator.
func found(t *testing.T, p place) {
	t.Helper()
	p.done(t, "unit", "add", "--code", "VKS-TINH", "--name", "Viện kiểm sát nhân dân tỉnh", "--kind", "province", "--from", "2026-01-01")
	p.tell(password+"\n").done(t, "user", "add", "--username", "quan-tri", "--name", "Trần Thị Bình", "--role", "admin", "--unit", "VKS-TINH", "--password-stdin")
}

func TestFromAnEmptyFolderToAnExport(t *testing.T) {
	engines(t, func(t *testing.T, p place) {
		found(t, p)
		p.done(t, "officer", "add", "--number", "001234", "--name", "Nguye\u0302\u0303n Văn An", "--unit", "VKS-TINH", "--birth-date", "05/01/1980")
		p.tell(password).done(t, "user", "add", "--username", "an", "--officer", "001234", "--password-stdin", "--no-must-change")
		users := decoded[[]listedUser](t, p.done(t, "user", "list", "--json"))
		require.Equal(t, listedUser{Username: "an", Name: "Nguyễn Văn An"}, users[0], "in NFC, named after the officer")
		require.Equal(t, []string{"admin:VKS-TINH"}, users[1].Roles)

		given := decoded[map[string]string](t, p.done(t, "user", "grant", "an", "--role", "head", "--unit", "VKS-TINH", "--reason", "Quyết định 45/QĐ-VKS", "--json"))
		require.Contains(t, p.refused(t, "user", "grant", "quan-tri", "--role", "hr", "--unit", "VKS-TINH", "--reason", "Thử", "--lang", "en").err,
			"cannot be administrator and HR")
		roles := decoded[[]listedGrant](t, p.done(t, "user", "roles", "--json"))
		require.Equal(t, []string{"an head in_force Quyết định 45/QĐ-VKS", "quan-tri admin in_force "}, shortly(roles))
		p.done(t, "user", "revoke", given["id"], "--reason", "Chuyển công tác")
		p.refused(t, "user", "revoke", given["id"], "--reason", "Lần nữa")
		require.Len(t, decoded[[]listedGrant](t, p.done(t, "user", "roles", "--json")), 1)
		require.Equal(t, "an head revoked Quyết định 45/QĐ-VKS", shortly(decoded[[]listedGrant](t, p.done(t, "user", "roles", "--all", "--json")))[0])

		course := filepath.Join(t.TempDir(), "mot-khoa-hoc")
		p.done(t, "courses", "new", course, "--title", "Một khóa học: thử", "--unit", "VKS-TINH")
		require.Equal(t, "draft", string(decoded[imported](t, p.done(t, "courses", "import", course, "--json")).State))
		first := decoded[imported](t, p.done(t, "courses", "import", course, "--publish", "--note", "Bản đầu", "--json"))
		require.Equal(t, 1, first.Number)
		again := decoded[imported](t, p.done(t, "courses", "import", course, "--publish", "--json"))
		require.True(t, again.Unchanged, "importing it again changes nothing")
		change(t, filepath.Join(course, "01-bai-dau-tien.md"), "Nội dung bài học", "Nội dung mới của bài học, theo khoản 1 Điều 147 BLTTHS")
		require.Equal(t, 2, decoded[imported](t, p.done(t, "courses", "import", course, "--publish", "--json")).Number)
		cited := p.done(t, "courses", "citations", "--instrument", "Bộ luật Tố tụng hình sự", "--article", "140-150")
		require.Contains(t, cited, "theo khoản 1 Điều 147 BLTTHS")
		require.Contains(t, p.done(t, "courses", "citations"), "101/2015/qh13")
		require.Contains(t, p.done(t, "courses", "citations", "--instrument", "101/2015/QH13", "--json"), `"clause": "1"`)
		p.refused(t, "courses", "citations", "--article", "x")

		out := filepath.Join(t.TempDir(), "ban-sao")
		p.done(t, "courses", "export", "mot-khoa-hoc", out)
		requireSameFolder(t, course, out)
		old := filepath.Join(t.TempDir(), "ban-1")
		p.done(t, "courses", "export", "mot-khoa-hoc", old, "--version", "1")
		require.NotEqual(t, read(t, course, "01-bai-dau-tien.md"), read(t, old, "01-bai-dau-tien.md"))
		require.Contains(t, p.refused(t, "courses", "export", "mot-khoa-hoc", old).err, old, "it writes over nothing")
		require.Contains(t, p.refused(t, "courses", "export", "mot-khoa-hoc", old+"x", "--version", "9").err, "9")

		report := filepath.Join(t.TempDir(), "a.csv")
		p.done(t, "export", "completions", "--format", "csv", "--from", "2026-01-01", "--to", "31/12/2026", "--unit", "VKS-TINH",
			"--course", "mot-khoa-hoc", "--separator", "comma", "--out", report)
		text := read(t, filepath.Dir(report), "a.csv")
		require.True(t, strings.HasPrefix(text, "\uFEFFSTT,Họ và tên,"), text)
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		require.NoError(t, err)
		require.Len(t, rows, 1)
		require.True(t, strings.HasPrefix(p.done(t, "export", "completions", "--format", "xlsx", "--report", "yearly", "--from", "2026-01-01", "--to", "2026-12-31"), "PK"))

		require.True(t, decoded[verified](t, p.done(t, "verify", "--json")).OK)
		p.done(t, "user", "disable", "an")
		require.Contains(t, p.done(t, "user", "list"), "đã khóa")
		p.done(t, "user", "enable", "an")
		p.tell("một mật khẩu khác\n").done(t, "user", "passwd", "an", "--password-stdin")
		p.done(t, "doctor")
	})
}

func TestWhatIsRefusedChangesNothing(t *testing.T) {
	p := newPlace(t)
	require.Contains(t, p.refused(t, "user", "list").err, "liem.db", "a slip in --dir makes no new database")
	require.NoFileExists(t, p.dir)
	found(t, p)
	require.Contains(t, p.tell(password).refused(t, "user", "add", "--username", "quan-tri", "--name", "B", "--password-stdin").err, "đã có người dùng")
	require.Contains(t, p.tell("ngắn").refused(t, "user", "add", "--username", "c", "--name", "C", "--password-stdin").err, "12")
	require.Contains(t, p.refused(t, "user", "disable", "khong-co").err, "khong-co")
	require.Contains(t, p.refused(t, "unit", "add", "--code", "VKS-TINH", "--name", "X", "--kind", "area").err, "Mã đơn vị")

	report := filepath.Join(filepath.Dir(p.dir), "a.csv")
	turned := []string{"export", "completions", "--format", "csv", "--from", "2026-12-31", "--to", "2026-01-01", "--out", report}
	failed := decoded[map[string]failure](t, p.refused(t, append(turned, "--json")...).out)
	require.NotEmpty(t, failed["error"].Message)
	require.Contains(t, p.refused(t, "export", "completions", "--format", "csv", "--from", "2026-01-01", "--to", "2026-12-31", "--unit", "P99", "--out", report).err, "P99")
	left, err := filepath.Glob(filepath.Join(filepath.Dir(p.dir), "*a.csv*"))
	require.NoError(t, err)
	require.Empty(t, left, "no half file")
}

func TestProblemsOfACourseAreTold(t *testing.T) {
	p := newPlace(t)
	found(t, p)
	dir := filepath.Join(t.TempDir(), "hong")
	p.done(t, "courses", "new", dir)
	change(t, filepath.Join(dir, "course.md"), "category: job_position", "category: cooking")
	change(t, filepath.Join(dir, "01-bai-dau-tien.md"), "Nội dung bài học", "<script>alert(1)</script>\n\nNội dung bài học")
	o := p.refused(t, "courses", "check", dir)
	require.Regexp(t, `hong/course\.md:\d+:\d+: lỗi: .*cooking`, o.out)
	require.Regexp(t, `hong/01-bai-dau-tien\.md:\d+:\d+: lỗi: `, o.out)
	result := decoded[checked](t, p.refused(t, "courses", "check", dir, "--json").out)
	require.GreaterOrEqual(t, result.Errors, 2)
	require.NotEmpty(t, result.Problems[0].Mend)
	require.Empty(t, result.Digest)

	require.Contains(t, p.refused(t, "courses", "import", dir, "--publish").out, "course.md:")
	require.Contains(t, p.refused(t, "courses", "export", "hong", dir+"-out").err, "hong", "nothing was stored")
	require.Contains(t, p.refused(t, "courses", "check", dir+"/nowhere").err, "nowhere")
	require.Contains(t, p.refused(t, "courses", "new", "Tên Có Dấu").err, "Tên Có Dấu")
	require.NotZero(t, p.refused(t, "courses", "check", filepath.Join(dir, "course.md")).err, "no zip")
}

func change(t *testing.T, path, from, to string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Contains(t, string(raw), from)
	require.NoError(t, os.WriteFile(path, []byte(strings.Replace(string(raw), from, to, 1)), 0o600))
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, name))
	require.NoError(t, err)
	return string(raw)
}

func requireSameFolder(t *testing.T, a, b string) {
	t.Helper()
	entries, err := os.ReadDir(a)
	require.NoError(t, err)
	copied, err := os.ReadDir(b)
	require.NoError(t, err)
	require.Len(t, copied, len(entries))
	for _, e := range entries {
		require.Equal(t, read(t, a, e.Name()), read(t, b, e.Name()), e.Name())
	}
}

// shortly is a line for each grant.
func shortly(list []listedGrant) (lines []string) {
	for _, g := range list {
		lines = append(lines, g.Username+" "+g.Role+" "+g.Standing+" "+g.Reason)
	}
	return lines
}
