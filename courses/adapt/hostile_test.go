package adapt_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/courses/adapt"
	"liem/internal/fault"
	"liem/internal/markdown"
)

// TestPagesThatCannotBeReadAreLeftOutWhole: each stands beside a good page, which stays.
func TestPagesThatCannotBeReadAreLeftOutWhole(t *testing.T) {
	wide := "| a |" + strings.Repeat(" b |", 200) + "\n|" + strings.Repeat(" - |", 201) + "\n" + strings.Repeat("| c |\n", 200)
	for name, c := range map[string]struct{ page, code string }{
		"5 MB":             {"# A\n\n" + strings.Repeat("chữ ", 1<<20), "page_too_large"},
		"one line":         {"# A\n\n" + strings.Repeat("x", 20_000), "page_too_large"},
		"too many lines":   {"# A\n" + strings.Repeat("\n", 60_000) + "b" + strings.Repeat("\nc\n", 60_000), "page_too_large"},
		"10,000 quotes":    {"# A\n\n" + strings.Repeat("> ", 7_000) + "a", "page_too_deep"},
		"deep lists":       {"# A\n\n" + deepList(200), "page_too_deep"},
		"a table too wide": {"# A\n\n" + wide, "page_too_large"},
		"UTF-16":           {"\xff\xfe#\x00 \x00A\x00", "page_encoding"},
		"TCVN3":            {"# Ch\xadng tr\xd7nh \xae\xb5o t\xb9o", "page_encoding"},
	} {
		t.Run(name, func(t *testing.T) {
			out := project{"a.md": c.page, "b.md": "# Tốt\n\n[xấu](a.md)\n"}.convert(t)
			require.Equal(t, []string{"01-b.md Tốt"}, lessons(out))
			require.Equal(t, "xấu", body(t, out, "01-b.md"))
			require.Contains(t, said(out, "a.md"), "- "+c.code)
		})
	}
}

func deepList(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

// TestWhatTakesLongElsewhereIsQuickHere: time grows with the text alone. A quadratic search would take minutes.
func TestWhatTakesLongElsewhereIsQuickHere(t *testing.T) {
	for name, unit := range map[string]string{
		"brackets": "[", "images": "![", "links left open": "[a](", "definitions": "[a]: b\n", "tags left open": "<a ", "comments left open": "<!-- ",
		"boxes left open": ":::note\n", "boxes": "!!! note\n    ", "code left open": "`a ``b ", "anchors": "<a id=x></a>\n", "tables": "<table>\n",
		"scripts": "<script>\n", "details": "<details>\n", "includes": "{{#include x}}\n", "itself": "{{#include a.md}}\n", "snippets": "--8<-- \"a.md\"\n",
		"fences": "```\n~~~\n", "headings": "# a\n", "underlined": "a\n=\n", "braces": "{: .a }", "titles": "[a](b \"", "escapes": "\\<", "references": "[a][b] ",
	} {
		t.Run(name, func(t *testing.T) {
			page := strings.Repeat(unit, 60_000/len(unit))
			folder := project{"a.md": page, "b.md": "# Tốt\n"}.open(t)
			out, err := adapt.Adapt(folder, answers, today)
			require.NoError(t, err)
			check(t, out)
		})
	}
}

// TestIncludesDoNotMultiply: ten files that include each other ten times stand for ten thousand million lines.
func TestIncludesDoNotMultiply(t *testing.T) {
	p := project{"SUMMARY.md": "- [A](f0.md)\n- [Tốt](tot.md)\n", "tot.md": "# Tốt\n", "f9.md": strings.Repeat("chữ chữ chữ chữ\n", 1000)}
	for i := range 9 {
		p[fmt.Sprintf("f%d.md", i)] = strings.Repeat(fmt.Sprintf("{{#include f%d.md}}\n", i+1), 10)
	}
	for i := range 4 { // the depth bound would end it too
		p[fmt.Sprintf("f%d.md", i)] = strings.Repeat(fmt.Sprintf("{{#include f%d.md}}\n", i+5), 2000)
	}
	out := p.convert(t)
	require.Contains(t, said(out, "f0.md"), "- page_too_large")
	require.Equal(t, []string{"01-tot.md Tốt"}, lessons(out))
}

// TestNothingIsReadOutsideTheFolder: not by links, includes, images, nor by files that are links.
func TestNothingIsReadOutsideTheFolder(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "mat.md"), []byte("MẬT KHẨU"), 0o600))
	inside := filepath.Join(dir, "du-an")
	require.NoError(t, os.Mkdir(inside, 0o700))
	page := "# A\n\n{{#include ../mat.md}}\n\n--8<-- \"../mat.md\"\n\n{!../mat.md!}\n\n[a](../mat.md) ![b](../../etc/passwd) [c](/etc/passwd) [d](file:///etc/passwd) [e](..%2fmat.md)\n\n{{#include lien-ket.md}}\n"
	require.NoError(t, os.WriteFile(filepath.Join(inside, "a.md"), []byte(page), 0o600))
	require.NoError(t, os.Symlink("../mat.md", filepath.Join(inside, "lien-ket.md")))
	root, err := os.OpenRoot(inside)
	require.NoError(t, err)
	defer root.Close()
	folder, err := courses.OpenAnyFS(root.FS(), "du-an")
	require.NoError(t, err)
	out, err := adapt.Adapt(folder, answers, today)
	require.NoError(t, err)
	check(t, out)
	require.Equal(t, []string{"01-a.md", "course.md"}, files(out))
	require.NotContains(t, text(t, out, "01-a.md"), "MẬT KHẨU")
	require.Contains(t, said(out, ""), "- skipped lien-ket.md")
	require.Contains(t, said(out, "a.md"), "- outside_folder ../mat.md")
}

// TestConfigurationsThatExplode: of YAML only lines are read, so references in it mean nothing; JSON is bounded in depth.
func TestConfigurationsThatExplode(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nnav: *c\n"
	out := project{"mkdocs.yml": bomb + strings.Repeat("nav:\n- "+strings.Repeat("- ", 5000)+"\n", 20), "docs/a.md": "---\n" + bomb + "---\n# A\n"}.convert(t)
	require.Len(t, out.Report.Pages, 1)
	deep := strings.Repeat(`{"a":[`, 100_000)
	out = project{"docusaurus.config.js": "", "sidebars.json": deep, "docs/_category_.json": deep, "docs/a.md": "# A\n"}.convert(t)
	require.Len(t, out.Report.Pages, 1)
}

func TestFoldersWithNothingToLearn(t *testing.T) {
	for name, p := range map[string]project{
		"project pages alone": {"LICENSE.md": "x", "CHANGELOG.md": "y"},
		"an empty book":       {"SUMMARY.md": "# Mục lục\n", "LICENSE.md": "z"},
		"nothing readable":    {"a.md": "\xff\xfe"},
	} {
		folder := p.open(t)
		_, err := adapt.Adapt(folder, answers, today)
		e, ok := fault.As(err)
		require.True(t, ok, name)
		require.Equal(t, "adapt.nothing", e.Key, name)
	}
}

func TestWrongAnswersAreToldAtTheirPlaces(t *testing.T) {
	bad := adapt.Answers{Category: "khac", Hours: "năm", Slug: "Có Dấu", ID: "x", Language: "fr", Title: "Tựa \"có\" \\ dấu\n---\nid: y"}
	out, err := adapt.Adapt(project{"a.md": "# A\n"}.open(t), bad, today)
	require.NoError(t, err)
	require.True(t, out.Blocked())
	codes := map[string]bool{}
	for _, p := range out.Problems {
		codes[p.Code] = true
	}
	for _, code := range []string{"course.bad_category", "course.bad_hours", "course.bad_slug", "course.bad_id", "course.bad_language"} {
		require.True(t, codes[code], code)
	}
}

// TestZipsOfProjects: what is dangerous in a zip is refused in one of a project as well; links in it are passed over.
func TestZipsOfProjects(t *testing.T) {
	pack := func(names ...string) []byte {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		for _, name := range names {
			h := &zip.FileHeader{Name: name, Method: zip.Deflate}
			if strings.Contains(name, "lien-ket") {
				h.SetMode(fs.ModeSymlink | 0o777)
			}
			w, err := z.CreateHeader(h)
			require.NoError(t, err)
			size := 10
			if strings.Contains(name, "bom") {
				size = 4 << 20
			}
			_, err = w.Write(bytes.Repeat([]byte("# "), size/2))
			require.NoError(t, err)
		}
		require.NoError(t, z.Close())
		return out.Bytes()
	}
	open := func(raw []byte) (*courses.Folder, error) {
		return courses.OpenAnyZip(bytes.NewReader(raw), int64(len(raw)), "du-an.zip")
	}
	folder, err := open(pack("du-an-main/docs/a.md", "du-an-main/docs/lien-ket.md", "du-an-main/README.md"))
	require.NoError(t, err)
	require.False(t, folder.IsCourse())
	require.Equal(t, "du-an-main", folder.Slug)
	require.Equal(t, []string{"du-an-main/docs/lien-ket.md"}, folder.Skipped)
	for raw, key := range map[string]string{
		string(pack("a/b.md", "a/../../x.md")): "courses.zip.bad_path",
		string(pack("a/b.md", "a/bom.md")):     "courses.zip.bomb",
		string(pack("a/b.txt")):                "",
		string(pack("course.md", "a.md")):      "",
	} {
		_, err := open([]byte(raw))
		if e, ok := fault.As(err); key != "" {
			require.True(t, ok)
			require.Equal(t, key, e.Key)
		}
	}
	for _, p := range []project{{"course.md": "---\n---\n", "lien.md": ""}, {"x.txt": "a"}} {
		f, err := courses.OpenAnyFS(p.fs(), "x")
		require.NoError(t, err)
		require.Equal(t, p["course.md"] != "", f.IsCourse())
	}
	require.Equal(t, 1<<20, markdown.MaxSize)
}
