package adapt_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses/adapt"
)

func TestMkDocsKeepsItsNavigation(t *testing.T) {
	out := project{
		"mkdocs.yml": "site_name: 'Tài liệu: nội bộ'\nsite_description: >-\n  Dùng trong\n  đơn vị.\nplugins:\n  - macros\n  - !!python/name:x {}\n" +
			"nav:\n- Trang đầu: index.md\n# ghi chú\n- 'Hướng dẫn: chung':\n    - huong-dan/b.md\n    - \"A sau B\": huong-dan/a.md\n- Ngoài: https://example.vn\n- Thiếu: thieu.md\nextra: &x\n  y: *x\n",
		"docs/index.md":       "# Trang đầu\n\nXem [A](huong-dan/a.md#dung-the-nao) hoặc [B](huong-dan/b/).\n",
		"docs/huong-dan/a.md": "# A\n\n## Dùng thế nào? {: #dung-the-nao .lop }\n\n![hình](../img/x.png){ width=\"300\" }\n\n!!! warning \"Chú ý\"\n    Không gửi.\n\n    - một\n\n??? example\n    Thử.\n",
		"docs/huong-dan/b.md": "=== \"Windows\"\n\n    Mở tệp.\n\n=== \"Linux\"\n\n    ```{ .sh .copy title=\"lenh.sh\" }\n    mở\n    ```\n",
		"docs/img/x.png":      picture(),
		"docs/khac.md":        "# Khác\n",
	}.convert(t)
	require.Equal(t, adapt.MkDocs, out.Report.Kind)
	require.Equal(t, "Tài liệu: nội bộ", out.Answers.Title)
	require.Equal(t, "Dùng trong đơn vị.", out.Answers.Summary)
	require.Equal(t, []string{"01-introduction.md Trang đầu", "02-b.md B", "03-a.md A"}, lessons(out))
	require.Equal(t, "Xem [A](03-a.md#dung-the-nao) hoặc [B](02-b.md).", body(t, out, "01-introduction.md"))
	require.Equal(t, "**Windows**\n\nMở tệp.\n\n**Linux**\n\n`lenh.sh`\n\n```sh\nmở\n```", body(t, out, "02-b.md"))
	require.Equal(t, "## Dùng thế nào? {#dung-the-nao}\n\n![hình](media/x.png)\n\n> [!WARNING] Chú ý\n> Không gửi.\n>\n> - một\n\n> [!NOTE] Example\n> Thử.", body(t, out, "03-a.md"))
	require.Contains(t, said(out, "mkdocs.yml"), "- outside_page Ngoài: https://example.vn")
	require.Contains(t, said(out, "mkdocs.yml"), "- missing_page thieu.md")
	require.Equal(t, []string{"- not_listed"}, said(out, "docs/khac.md"))
}

func TestDocusaurusKeepsItsPositions(t *testing.T) {
	out := project{
		"docusaurus.config.js":     "module.exports = {\n  title: 'Sổ tay',\n}\n",
		"docs/gioi-thieu.mdx":      "---\nsidebar_position: 1\nslug: /\ntags: [a]\n---\nimport Tabs from '@theme/Tabs';\n\n# Giới thiệu\n\n{/* ghi chú */}\n\n<Tabs>\n  <TabItem value=\"a\" label=\"Cách một\">\n    Làm thế này.\n  </TabItem>\n</Tabs>\n\n<Khung mau=\"do\" />\n\n<img src={require('@site/static/img/x.png').default} alt=\"hình\" />\n",
		"docs/sau/_category_.json": `{"label": "Phần sau", "position": 3}`,
		"docs/sau/02-hai.md":       "# Hai\n\n:::danger[Cẩn thận]\n\nLời.\n\n:::\n\n::::note\n:::tip\nTrong.\n:::\n::::\n",
		"docs/sau/01-mot.md":       "---\ntitle: \"Một: đầu\"\nid: bai-mot\n---\n\nXem [hai](./hai) và [giới thiệu](/docs/).\n",
		"docs/giua.md":             "---\nsidebar_position: 2\nsidebar_label: Giữa\n---\n\nLời.\n",
		"docs/_manh.md":            "mảnh",
		"docs/nhap.md":             "---\ndraft: true\n---\n# Nháp\n",
		"static/img/x.png":         picture(),
		"blog/2020-01-01-bai.md":   "# Bài viết\n",
	}.convert(t)
	require.Equal(t, adapt.Docusaurus, out.Report.Kind)
	require.Equal(t, []string{"01-gioi-thieu.md Giới thiệu", "02-giua.md Giữa", "03-mot.md Một: đầu", "04-hai.md Hai"}, lessons(out))
	require.Equal(t, "**Cách một**\n\nLàm thế này.\n\n![hình](media/x.png)", body(t, out, "01-gioi-thieu.md"))
	require.Equal(t, "Xem [hai](04-hai.md) và [giới thiệu](01-gioi-thieu.md).", body(t, out, "03-mot.md"))
	require.Equal(t, "> [!CAUTION] Cẩn thận\n> Lời.\n\n> [!NOTE]\n> > [!TIP]\n> > Trong.", body(t, out, "04-hai.md"))
	require.Equal(t, []string{"- partial"}, said(out, "docs/_manh.md"))
	require.Equal(t, []string{"- draft_page"}, said(out, "docs/nhap.md"))
	require.Contains(t, said(out, "docs/gioi-thieu.mdx"), "- component <Khung>")
}

func TestSidebarsAreReadWhereTheyAreData(t *testing.T) {
	out := project{
		"website/docusaurus.config.js": "title: 'x'",
		"website/sidebars.json": `{"docs": [{"type": "category", "label": "Đầu", "items": ["b", {"type": "doc", "id": "a", "label": "A!"}]}, {"Cuối": ["thu-muc/c"]},
			{"type": "link", "label": "Xa", "href": "https://example.vn"}, "khong-co"]}`,
		"docs/a.md": "# Trang A\n", "docs/b.md": "# Trang B\n", "docs/thu-muc/c.md": "# Trang C\n",
	}.convert(t)
	require.Equal(t, []string{"01-b.md Trang B", "02-a.md Trang A", "03-c.md Trang C"}, lessons(out))
	require.Equal(t, "- **Đầu**\n  - [Trang B](01-b.md)\n  - [Trang A](02-a.md)\n- **Cuối**\n  - [Trang C](03-c.md)", body(t, out, "course.md"))
	require.Equal(t, []string{"- outside_page Xa: https://example.vn", "- missing_page khong-co"}, said(out, "website/sidebars.json"))
}

func TestAPlainFolderIsOrderedByNames(t *testing.T) {
	out := project{
		"README.md": "# Dự án\n\nXem [tài liệu](docs/).\n", "CONTRIBUTING.md": "# Góp ý\n", "LICENSE": "x",
		"docs/README.md":     "# Tài liệu\n\n- [mười](bai-10.md)\n- [ngoài](../CONTRIBUTING.md)\n- [mã](../src/x.go)\n",
		"docs/bai-2.md":      "# Bài hai\n",
		"docs/bai-10.md":     "# Bài mười\n\n![a](a/hinh.png) ![b](b/hinh.png) [một][r] ![xa](https://example.vn/x.png)\n\n[r]: bai-2.md \"hai\"\n",
		"docs/a/hinh.png":    picture(),
		"docs/b/hinh.png":    picture(),
		"docs/b/README.md":   "Không tựa.\n",
		"docs/c/README.md":   "# Nhóm C\n",
		"docs/c/bai-2.md":    "# Bài hai nữa\n",
		"docs/print.md":      "# In ấn\n",
		"docs/tieng-anh.rst": "x",
	}.convert(t)
	require.Equal(t, adapt.Plain, out.Report.Kind)
	require.Equal(t, "docs", out.Report.Root)
	require.Equal(t, []string{
		"01-introduction.md Tài liệu", "02-b.md B", "03-bai-2.md Bài hai", "04-bai-10.md Bài mười", "05-c.md Nhóm C", "06-c-bai-2.md Bài hai nữa",
		"07-docs-print.md In ấn",
	}, lessons(out))
	require.Equal(t, "- [mười](04-bai-10.md)\n- ngoài\n- mã", body(t, out, "01-introduction.md"))
	require.Equal(t, "![a](media/hinh.png) ![b](media/b-hinh.png) [một][r] [xa](https://example.vn/x.png)\n\n[r]: 03-bai-2.md \"hai\"", body(t, out, "04-bai-10.md"))
	require.Contains(t, said(out, "docs/b/README.md"), "~ title_from_name B")
	require.Contains(t, files(out), "media/b-hinh.png")
}

func TestFoldersStandWhereTheirIndexSays(t *testing.T) {
	out := project{
		"content/_index.md":       "+++\ntitle = \"Trang đầu\"\n+++\n",
		"content/a/_index.md":     "+++\ntitle = \"Sau\"\nweight = 2\n+++\n\n[trước](@/b/mot.md#phan) [mười](/b/muoi/)\n",
		"content/b/_index.md":     "---\ntitle: Trước\nnav_order: 1\n---\n",
		"content/b/mot.md":        "+++\ntitle = \"Một\"\nweight = 10\n+++\n\n## Phần\n",
		"content/b/muoi/index.md": "+++\ntitle = \"Mười\"\nweight = 9\n+++\n",
	}.convert(t)
	require.Equal(t, []string{"01-introduction.md Trang đầu", "02-b.md Trước", "03-muoi.md Mười", "04-mot.md Một", "05-a.md Sau"}, lessons(out))
	require.Equal(t, "[trước](04-mot.md#phan) [mười](03-muoi.md)", body(t, out, "05-a.md"))
}

func TestASidebarNamesThePages(t *testing.T) {
	out := project{
		"docs/index.html": "<html>", "docs/README.md": "# Trang đầu\n\n[cấu hình](/cau-hinh?id=mau-sac)\n",
		"docs/_sidebar.md": "* Bắt đầu\n\n  * [Cấu hình](/cau-hinh.md)\n  * [Cài đặt](cai-dat)\n", "docs/cau-hinh.md": "# Cấu hình\n\n## Màu sắc\n", "docs/cai-dat.md": "# Cài đặt\n",
	}.convert(t)
	require.Equal(t, adapt.Contents, out.Report.Kind)
	require.Equal(t, []string{"01-introduction.md Trang đầu", "02-cau-hinh.md Cấu hình", "03-cai-dat.md Cài đặt"}, lessons(out))
	require.Equal(t, "[cấu hình](02-cau-hinh.md#mau-sac)", body(t, out, "01-introduction.md"))
}

// TestWhatIsNotUnderstoodIsShownAsItWasWritten: formulas that are none, headings and marks in odd places.
func TestWhatIsNotUnderstoodIsShownAsItWasWritten(t *testing.T) {
	for page, want := range map[string]string{
		"# A\n\n$$\nx\n\ny\n":                              "\\$\\$\nx\n\ny",
		"# A\n\nĐặt $\\left( x$ và <ten-cua-ban>.\n":       "Đặt \\$\\left( x$ và \\<ten-cua-ban>.",
		"# A\n\n> # Trong trích\n>\n> ## Hai\n":            "> ## Trong trích\n>\n> ## Hai",
		"# A\n\nXem [^1].\n\n[^2]: không\n":                "Xem \\[^1].\n\n[^2]: không",
		"# A\n\n## B {x y=\"\n\n## C {#c}\n\n## D {#c}\n":  "## B {x y=\"\n\n## C {#c}\n\n## D",
		"# A\n\n<!DOCTYPE html>\n\na < b <= c\n":           "\\<!DOCTYPE html>\n\na < b <= c",
		"# A\n\n[a](javascript:alert(1)) ![b](data:x,y)\n": "a b",
	} {
		require.Equal(t, want, one(t, page), page)
	}
}
