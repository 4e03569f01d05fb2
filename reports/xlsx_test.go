package reports_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/reports"
	"liem/training/trainingtest"
)

func TestXLSXAsExcelReadsIt(t *testing.T) {
	const sheet = "Chi tiet"
	var out bytes.Buffer
	require.NoError(t, reports.WriteXLSX(&out, sheet, reports.CompletionColumns(reports.Query{NationalID: true}), rowsOf(sampleRows()...), vi))
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	require.NoError(t, err)
	defer f.Close()
	require.Equal(t, []string{sheet}, f.GetSheetList())
	raw := func(cell string) string {
		s, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		require.NoError(t, err)
		return s
	}
	shown := func(cell string) string {
		s, err := f.GetCellValue(sheet, cell)
		require.NoError(t, err)
		return s
	}
	kind := func(cell string) excelize.CellType {
		k, err := f.GetCellType(sheet, cell)
		require.NoError(t, err)
		return k
	}
	require.Equal(t, "Họ và tên", raw("B1"))
	require.Equal(t, []string{"32210", "08/03/1988"}, []string{raw("C2"), shown("C2")}, "a date is a number with a format")
	require.Equal(t, "1970", raw("C3"), "of old files only the year is known")
	require.NotEqual(t, excelize.CellTypeInlineString, kind("C2"))
	for cell, want := range map[string]string{"E2": "0012", "F2": "019188000001", "B3": "=cmd|'/C calc'!A0", "E3": "+84", "G3": "-1", "H3": "@SUM(A1)"} {
		require.Equal(t, excelize.CellTypeInlineString, kind(cell), cell)
		require.Equal(t, want, raw(cell), "text stays what it is")
		formula, err := f.GetCellFormula(sheet, cell)
		require.NoError(t, err)
		require.Empty(t, formula, cell)
	}
	require.Equal(t, []string{"8.5", "0", "2026"}, []string{raw("P2"), raw("P3"), raw("S2")})
	require.Equal(t, "8.5", shown("P2"))
	require.NotEqual(t, excelize.CellTypeInlineString, kind("P2"))
	require.Empty(t, raw("R2"))

	panes, err := f.GetPanes(sheet)
	require.NoError(t, err)
	require.True(t, panes.Freeze)
	require.Equal(t, []int{2, 1}, []int{panes.XSplit, panes.YSplit}, "heading and name stay in sight")
	layout, err := f.GetPageLayout(sheet)
	require.NoError(t, err)
	require.Equal(t, []any{9, "landscape", 1, 0}, []any{*layout.Size, *layout.Orientation, *layout.FitToWidth, *layout.FitToHeight}, "A4 across, as wide as a page")
	props, err := f.GetSheetProps(sheet)
	require.NoError(t, err)
	require.True(t, *props.FitToPage)
	named := map[string]string{}
	for _, n := range f.GetDefinedName() {
		named[n.Name] = n.RefersTo
	}
	require.Equal(t, "'Chi tiet'!$1:$1", named["_xlnm.Print_Titles"], "the heading is on every page")
	require.Equal(t, "'Chi tiet'!$A$1:$T$3", named["_xlnm._FilterDatabase"])
	xml := sheetXML(t, out.Bytes())
	require.Contains(t, xml, `<autoFilter ref="$A$1:$T$3"`)
	require.Contains(t, xml, "numberStoredAsText")
	width, err := f.GetColWidth(sheet, "B")
	require.NoError(t, err)
	require.EqualValues(t, 28, width)
}

func sheetXML(t *testing.T, book []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	require.NoError(t, err)
	r, err := z.Open("xl/worksheets/sheet1.xml")
	require.NoError(t, err)
	defer r.Close()
	raw, err := io.ReadAll(r)
	require.NoError(t, err)
	return string(raw)
}

func TestEmptyReportsAreWholeFiles(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, reports.WriteXLSX(&out, "Tong hop", reports.YearlyColumns(reports.Query{}), func(func(*reports.YearlyRow) error) error { return nil }, vi))
	f, err := excelize.OpenReader(&out)
	require.NoError(t, err)
	defer f.Close()
	rows, err := f.GetRows("Tong hop")
	require.NoError(t, err)
	require.Equal(t, [][]string{{"STT", "Họ và tên", "Số hiệu công chức", "Chức danh/Ngạch", "Chức vụ", "Đơn vị", "Số khóa hoàn thành", "Tiết LLCT", "Tiết QPAN",
		"Tiết QLNN", "Tiết theo vị trí việc làm", "Tiết KHCN, kỹ năng số", "Tổng số tiết", "Định mức (40)", "Đạt/Chưa đạt", "Ghi chú"}}, rows)
}

// TestFilesAndPageShowTheSame compares what is on the page with both files, from the database on.
func TestFilesAndPageShowTheSame(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		v := o.Publish(t, trainingtest.Course(1))
		for _, name := range []string{"Nguyễn Thị Ánh", "Trần Văn An"} {
			o.Record(t, trainingtest.Done{Officer: o.Officer(t, name, "P1"), Version: v, Begun: "2026-02-01", Done: "2026-03-01", Mark: 10000})
		}
		q := reports.Query{Period: year2026, NationalID: true}
		columns := reports.CompletionColumns(q)
		var page [][]string
		for _, r := range o.completions(t, trainingtest.Root, q) {
			var line []string
			for _, c := range columns {
				line = append(line, c.Value(&r, vi).Format(c.Kind, vi))
			}
			page = append(page, line)
		}
		rows, err := o.StreamCompletions(ctx, trainingtest.Root, q, reports.Export{Format: "csv", Purpose: "Báo cáo"})
		require.NoError(t, err)
		var text, book bytes.Buffer
		require.NoError(t, reports.WriteCSV(&text, columns, rows, reports.CSVOptions{Separator: ';'}, vi))
		for _, line := range page {
			require.Contains(t, strings.ReplaceAll(text.String(), `"`, ""), strings.Join(line, ";")+"\r\n")
		}
		require.NoError(t, reports.WriteXLSX(&book, "A", columns, rows, vi))
		f, err := excelize.OpenReader(&book)
		require.NoError(t, err)
		defer f.Close()
		lines, err := f.GetRows("A")
		require.NoError(t, err)
		require.Equal(t, page, lines[1:])

		boom := 0
		err = rows(func(*reports.CompletionRow) error { boom++; return io.ErrClosedPipe })
		require.ErrorIs(t, err, io.ErrClosedPipe)
		require.Equal(t, 1, boom, "nothing is read on for who has left")
		require.Zero(t, d.Reader().Stats().InUse, "and the connection is given back")
	})
}
