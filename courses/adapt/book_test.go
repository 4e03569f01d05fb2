package adapt_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses/adapt"
)

// theBook is an mdBook with everything that such books do.
var theBook = project{
	"book.toml":      "[book]\ntitle = \"Sổ tay nghiệp vụ\" # tên\nlanguage = \"vi\"\nsrc = \"noi-dung\"\n\n[output.html]\ntitle = \"khác\"\n",
	"README.md":      "# Kho của sổ tay\n",
	"noi-dung/a.txt": "tệp khác",
	"noi-dung/SUMMARY.md": `# Mục lục

<!-- - [Chưa xong](chua-xong.md) -->

[Lời nói đầu](loi-noi-dau.md)

# Phần một

- [Tiếp nhận](tiep-nhan/README.md)
  - [Phân loại](tiep-nhan/phan-loai.md)
	- [Sâu hơn](tiep-nhan/sau.md)
- [Sắp có]()
- [Thiếu](khong-co.md)

---

# Phần hai

1. [Thẩm quyền](tham-quyen.md)
2. [Tiếp nhận](tiep-nhan/README.md)

[Phụ lục](phu-luc.md)
`,
	"noi-dung/loi-noi-dau.md": "# Lời nói đầu\n\nXem [phân loại](tiep-nhan/phan-loai.html#cac-buoc), [tiếp nhận](./tiep-nhan/), [thiếu](khong-co.md) và [tệp](a.txt).\n",
	"noi-dung/tiep-nhan/README.md": "# Tiếp nhận\n\n{{#include ../chung.md:3:4}}\n\n{{#include ../chung.md:doan}}\n\n\\{{#include giu-nguyen.md}}\n\n" +
		"{{#include khong-thay.md}}\n",
	"noi-dung/chung.md":                "bỏ\nbỏ\ndòng ba\ndòng bốn\n// ANCHOR: doan\nđoạn có tên\n// ANCHOR_END: doan\n",
	"noi-dung/tiep-nhan/phan-loai.md":  "# Phân loại\n\n## Các bước\n\nMột.\n\n## Các bước\n\nHai. [Bước hai](#các-bước-1)\n",
	"noi-dung/tiep-nhan/sau.md":        "## Sâu hơn\n\n### Chi tiết\n\n```rust,ignore\n# use an;\nfn main() {}\n```\n",
	"noi-dung/tham-quyen.md":           "Tựa\n===\n\nPhần\n---\n\nLời.\n",
	"noi-dung/phu-luc.md":              "# Phụ lục\n\n# Thêm\n\n![sơ đồ](../hinh/so-do.svg)\n",
	"noi-dung/ngoai-muc-luc.md":        "# Không ai gọi\n",
	"hinh/so-do.svg":                   drawing,
	"node_modules/x/README.md":         "# Không phải trang\n",
	".git/description.md":              "# Không phải trang\n",
	"noi-dung/tiep-nhan/khong-dung.md": "",
}

func TestABookBecomesACourseInItsOrder(t *testing.T) {
	out := theBook.convert(t)
	require.Equal(t, adapt.MDBook, out.Report.Kind)
	require.Equal(t, "noi-dung", out.Report.Root)
	require.Equal(t, []string{
		"01-loi-noi-dau.md Lời nói đầu", "02-tiep-nhan.md Tiếp nhận", "03-phan-loai.md Phân loại", "04-sau.md Sâu hơn",
		"05-tham-quyen.md Tựa", "06-phu-luc.md Phụ lục",
	}, lessons(out))
	require.Equal(t, "Sổ tay nghiệp vụ", out.Answers.Title)
	require.Equal(t, "vi", out.Answers.Language)
	require.Equal(t, "- [Lời nói đầu](01-loi-noi-dau.md)\n- **Phần một**\n  - [Tiếp nhận](02-tiep-nhan.md)\n    - [Phân loại](03-phan-loai.md)\n"+
		"      - [Sâu hơn](04-sau.md)\n- **Phần hai**\n  - [Tựa](05-tham-quyen.md)\n- [Phụ lục](06-phu-luc.md)", body(t, out, "course.md"))
}

func TestABooksTextIsTakenOver(t *testing.T) {
	out := theBook.convert(t)
	require.Equal(t, "Xem [phân loại](03-phan-loai.md#cac-buoc), [tiếp nhận](02-tiep-nhan.md), thiếu và tệp.", body(t, out, "01-loi-noi-dau.md"))
	require.Equal(t, "dòng ba\ndòng bốn\n\nđoạn có tên\n\n{{#include giu-nguyen.md}}\n\n{{#include khong-thay.md}}", body(t, out, "02-tiep-nhan.md"))
	require.Contains(t, body(t, out, "03-phan-loai.md"), "[Bước hai](#cac-buoc-2)")
	require.Equal(t, "## Chi tiết\n\n```rust\nfn main() {}\n```", body(t, out, "04-sau.md"))
	require.Equal(t, "## Phần\n\nLời.", body(t, out, "05-tham-quyen.md"))
	require.Equal(t, "## Thêm\n\n![sơ đồ](media/so-do.svg)", body(t, out, "06-phu-luc.md"))
}

func TestABooksReportNamesWhatWasLost(t *testing.T) {
	out := theBook.convert(t)
	require.Equal(t, []string{"- draft_chapter Sắp có", "- missing_page khong-co.md"}, said(out, "noi-dung/SUMMARY.md"))
	require.Equal(t, []string{"- not_listed"}, said(out, "noi-dung/ngoai-muc-luc.md"))
	require.Contains(t, said(out, ""), "~ twice noi-dung/tiep-nhan/README.md")
	require.Equal(t, []string{"~ link", "- dead_link khong-co.md", "- other_file a.txt"}, said(out, "noi-dung/loi-noi-dau.md"))
	require.Contains(t, said(out, "noi-dung/tiep-nhan/README.md"), "- include_missing khong-thay.md")
	require.Contains(t, said(out, "noi-dung/tiep-nhan/sau.md"), "~ hidden_line")
}

// TestSignsOfMoneyAreNoFormulas: unless the book says that it has formulas.
func TestSignsOfMoneyAreNoFormulas(t *testing.T) {
	p := project{"book.toml": "[book]\n", "src/SUMMARY.md": "[A](a.md)\n", "src/a.md": "# A\n\nTừ $a$ đến \\$b, `$c$`.\n"}
	require.Equal(t, "Từ \\$a\\$ đến \\$b, `$c$`.", body(t, p.convert(t), "01-a.md"))
	p["book.toml"] = "[book]\n[output.html]\nmathjax-support = true\n"
	require.Equal(t, "Từ $a$ đến \\$b, `$c$`.", body(t, p.convert(t), "01-a.md"))
}
