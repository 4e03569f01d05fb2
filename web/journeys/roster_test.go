package journeys

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// rosterRows is how many officers the roster of the journey has.
const rosterRows = 1_200

// rosterFile writes a roster as offices keep them: a letterhead above, a row that numbers the columns, dates in several
// ways, names in capitals, and two rows of one staff number.
func rosterFile(t *testing.T, unit string) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	s, err := f.NewStreamWriter("Sheet1")
	require.NoError(t, err)
	row := 0
	write := func(cells ...any) {
		row++
		require.NoError(t, s.SetRow(fmt.Sprintf("A%d", row), cells))
	}
	write("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
	write("STT", "Họ và tên", "Số hiệu", "Ngày, tháng, năm sinh", "Giới tính", "Mã đơn vị", "Ngạch", "Thư điện tử")
	write("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)")
	for i := range rosterRows {
		born := []any{"01/7/1985", "1.7.1985", "1985", 31229, "ngày 1 tháng 7 năm 1985"}[i%5]
		write(i+1, fmt.Sprintf("HOÀNG VĂN MỚI %s", string(rune('A'+i%26))), fmt.Sprintf("M-%04d", i), born, []any{"Nam", "Nữ"}[i%2], unit, "Chuyên viên",
			fmt.Sprintf("moi%d@vks.example", i))
	}
	write(rosterRows+1, "Hoàng Văn Trùng", "M-0000", "1990", "Nam", unit, "Chuyên viên", "")
	require.NoError(t, s.Flush())
	name := filepath.Join(t.TempDir(), "danh-sach.xlsx")
	require.NoError(t, f.SaveAs(name))
	info, err := os.Stat(name)
	require.NoError(t, err)
	require.Less(t, info.Size(), int64(1<<20))
	return name
}

// TestHRImportsARoster imports 1,200 officers, sees the difference, applies it, and undoes it.
func TestHRImportsARoster(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		p := signIn(t, s, "hr")
		p.open("/people")
		p.follow("a[href='/people/import']")
		p.check()
		p.run(chromedp.SetUploadFiles("#file", []string{rosterFile(t, "VP")}, chromedp.ByQuery))
		p.click("form[data-upload] button")
		p.waitFor(`document.querySelector("#as_of") !== null`)
		p.check()
		require.Equal(t, "birth_date", value[string](p, `document.querySelector("#column_D").value`))

		p.follow("form[action$='/compare'] button")
		p.waitFor(`document.querySelector(".dry-tabs") !== null`)
		p.check()
		tabs := p.text(".dry-tabs")
		require.Contains(t, tabs, "1.199 Mới 1.199 được chọn")
		require.Contains(t, tabs, "2 Không nhận")
		p.follow(".dry-tabs a[href$='tab=refused']")
		p.check()
		require.Contains(t, p.text(".dry"), "C4 Số hiệu này có ở nhiều dòng của tệp, xem thêm dòng 1204.")
		p.follow(".dry-tabs a[href$='tab=new']")
		p.click(".dry tbody tr:first-child input[type=checkbox]")
		p.follow("button[value=save]")
		require.Contains(t, p.text(".dry-tabs"), "1.198 được chọn")

		p.follow("button[value=apply]")
		p.waitFor(`document.querySelector("form[action$='/undo']") !== null`)
		p.check()
		undo := p.path()
		p.open("/people?q=hoang+van+moi")
		require.Contains(t, p.text(".count"), "1.198")

		p.open(undo)
		p.click("form[action$='/undo'] button")
		p.run(chromedp.WaitVisible("dialog[data-confirm-dialog]"))
		p.follow("dialog[data-confirm-dialog] button[value=yes]")
		require.Contains(t, p.text("#main"), "Đã hoàn tác cả lần nhập.")
		p.open("/people?q=hoang+van+moi")
		require.Contains(t, p.text("#main"), "Không tìm thấy cán bộ nào")
		p.visit("/people/import")
	})
}
