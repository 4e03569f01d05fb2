package sheet_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"liem/internal/sheet"
)

const first = "Sheet1"

func set(t testing.TB, f *excelize.File, at string, v any) {
	t.Helper()
	require.NoError(t, f.SetCellValue(first, at, v))
}

// TestCellsKnowWhatTheyAre: texts keep their zeros, numbers are plain, dates are days whatever their format.
func TestCellsKnowWhatTheyAre(t *testing.T) {
	b := bookOf(t, func(f *excelize.File) {
		set(t, f, "A2", "001234")
		set(t, f, "B2", 38_190_001_234)
		set(t, f, "C2", time.Date(1985, 7, 1, 0, 0, 0, 0, time.UTC))
		set(t, f, "E2", true)
		set(t, f, "F2", 8.5)
		set(t, f, "G2", " Nguye\u0302\u0303n \n A ")
		vietnamese := `[$-1042A]"ngày" d "tháng" m "năm" yyyy`
		zeros := "000000"
		for at, code := range map[string]*string{"H2": &vietnamese, "I2": &zeros} {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: code})
			require.NoError(t, err)
			set(t, f, at, 45839)
			require.NoError(t, f.SetCellStyle(first, at, at, style))
		}
	})
	require.Equal(t, []sheet.Row{{Number: 2, Cells: []sheet.Cell{
		{Kind: sheet.Text, Text: "001234"}, {Kind: sheet.Number, Text: "38190001234"}, {Kind: sheet.Date, Text: "1985-07-01"}, {},
		{Kind: sheet.Bool, Text: "1"}, {Kind: sheet.Number, Text: "8.5"}, {Kind: sheet.Text, Text: "Nguyễn \n A"},
		{Kind: sheet.Date, Text: "2025-07-01"}, {Kind: sheet.Number, Text: "045839"},
	}}}, b.Sheets[0].Rows)
	require.Empty(t, b.Notices)
}

func TestDatesThatCountFrom1904(t *testing.T) {
	b := bookOf(t, func(f *excelize.File) {
		on := true
		require.NoError(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &on}))
		set(t, f, "A1", 44377)
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		require.NoError(t, err)
		require.NoError(t, f.SetCellStyle(first, "A1", "A1", style))
	})
	require.Equal(t, sheet.Cell{Kind: sheet.Date, Text: "2025-07-01"}, b.Sheets[0].Rows[0].Cell(0))
	require.Equal(t, 1, notice(b, sheet.Date1904).Count)
}

// TestFormulasGiveTheirStoredResult, and are told; one whose result nobody stored has failed.
func TestFormulasGiveTheirStoredResult(t *testing.T) {
	b := bookOf(t, func(f *excelize.File) {
		set(t, f, "A1", "An")
		set(t, f, "B1", "P1")
		require.NoError(t, f.SetCellFormula(first, "B1", `VLOOKUP(A1,X:Y,2)`)) // keeps the value
		require.NoError(t, f.SetCellFormula(first, "C1", `1/0`))
	})
	row := b.Sheets[0].Rows[0]
	require.Equal(t, sheet.Failed, row.Cell(2).Kind)
	require.Equal(t, "C1", notice(b, sheet.FailedCell).At)
	if row.Cell(1).Kind == sheet.Text {
		require.True(t, row.Cell(1).Formula)
		require.Equal(t, "B1", notice(b, sheet.Formula).At)
	}
}

func TestMergedCellsHoldTheirValueEverywhere(t *testing.T) {
	b := bookOf(t, func(f *excelize.File) {
		set(t, f, "A1", "Năm sinh")
		require.NoError(t, f.MergeCell(first, "A1", "B1"))
		set(t, f, "C2", "Phòng 1")
		require.NoError(t, f.MergeCell(first, "C2", "C4"))
		for at, v := range map[string]string{"A2": "Nam", "B2": "Nữ", "A3": "1985", "B4": "1990"} {
			set(t, f, at, v)
		}
		require.NoError(t, f.MergeCell(first, "H1", "H9")) // empty: nothing to tell
	})
	rows := b.Sheets[0].Rows
	require.Equal(t, []string{"Năm sinh", "Năm sinh"}, texts(rows[0]))
	require.Equal(t, []string{"1985", "", "Phòng 1"}, texts(rows[2]))
	require.Equal(t, []string{"", "1990", "Phòng 1"}, texts(rows[3]))
	require.True(t, rows[3].Cell(2).Merged)
	require.Equal(t, sheet.Notice{Kind: sheet.MergedCell, Sheet: first, At: "A1:B1", Count: 2}, notice(b, sheet.MergedCell))
}

func TestHiddenSheetsAreSkippedAndSaid(t *testing.T) {
	b := bookOf(t, func(f *excelize.File) {
		_, err := f.NewSheet("Danh sách")
		require.NoError(t, err)
		_, err = f.NewSheet("Mã")
		require.NoError(t, err)
		f.SetActiveSheet(1)
		set(t, f, "A1", "bí mật")
		require.NoError(t, f.SetCellValue("Danh sách", "A1", "Họ và tên"))
		require.NoError(t, f.SetCellValue("Danh sách", "A2", "An"))
		require.NoError(t, f.SetRowVisible("Danh sách", 2, false))
		require.NoError(t, f.SetSheetVisible(first, false))
		require.NoError(t, f.SetSheetVisible("Mã", false, true)) // "very hidden"
	})
	require.Len(t, b.Sheets, 1)
	require.Equal(t, "Danh sách", b.Sheets[0].Name)
	require.Equal(t, []sheet.Notice{{Kind: sheet.HiddenSheet, Sheet: first, Count: 1}, {Kind: sheet.HiddenRow, Sheet: "Danh sách", At: "2", Count: 1},
		{Kind: sheet.HiddenSheet, Sheet: "Mã", Count: 1}}, b.Notices)
}

// parts writes a workbook part by part, as no program would.
func parts(t testing.TB, sheetXML io.Reader) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, p := range []struct {
		name string
		body io.Reader
	}{
		{"_rels/.rels", strings.NewReader(`<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/xl/workbook.xml"/></Relationships>`)},
		{"xl/_rels/workbook.xml.rels", strings.NewReader(`<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)},
		{"xl/workbook.xml", strings.NewReader(`<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>`)},
		{"xl/worksheets/sheet1.xml", sheetXML},
	} {
		w, err := z.Create(p.name)
		require.NoError(t, err)
		_, err = io.Copy(w, p.body)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

const oneRow = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Họ và tên</t></is></c></row>`

// TestAMillionEmptyRowsEndEarly, and cells that are merged behind them are known.
func TestAMillionEmptyRowsEndEarly(t *testing.T) {
	var s strings.Builder
	s.WriteString(oneRow)
	for n := 2; n <= 1_000_000; n++ {
		fmt.Fprintf(&s, `<row r="%d"><c s="1"/></row>`, n)
	}
	s.WriteString(`</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>`)
	raw := parts(t, strings.NewReader(s.String()))
	b, err := read(raw)
	require.NoError(t, err)
	require.Equal(t, []string{"Họ và tên", "Họ và tên"}, texts(b.Sheets[0].Rows[0]))
	require.Equal(t, sheet.Notice{Kind: sheet.EmptyEnd, Sheet: "A", At: "1", Count: 1}, notice(b, sheet.EmptyEnd))
}

// endless repeats a text until so many bytes are given.
type endless struct {
	head, text string
	left       int // at least
	at         int // of the text
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p, e.head)
	e.head = e.head[n:]
	for n < len(p) {
		taken := copy(p[n:], e.text[e.at:])
		n, e.at = n+taken, (e.at+taken)%len(e.text)
	}
	e.left -= n
	return n, nil
}

// TestZipBombs unpack to more than is read: as one text, as spaces between tags, and as rows.
func TestZipBombs(t *testing.T) {
	for name, e := range map[string]*endless{
		"text":  {oneRow + `<row r="2"><c t="inlineStr"><is><t>`, "aaaaaaaa", 200 << 20, 0},
		"space": {oneRow, "        ", 200 << 20, 0},
		"rows":  {`<worksheet><sheetData>`, `<row><c t="str"><v>1</v></c></row>`, 200 << 20, 0},
	} {
		raw := parts(t, e)
		require.Less(t, len(raw), sheet.MaxFile, name)
		_, err := read(raw)
		require.Error(t, err, name)
		if name == "rows" {
			requireRefused(t, "sheet.too_many", raw)
			continue
		}
		requireRefused(t, "sheet.too_large_unpacked", raw)
	}
}

func TestWhatIsNoWorkbook(t *testing.T) {
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	_, err := w.Create("mimetype")
	require.NoError(t, err)
	require.NoError(t, w.Close())
	whole := built(t, func(f *excelize.File) { set(t, f, "A1", "x") })
	for key, raws := range map[string][][]byte{
		"sheet.format":    {z.Bytes(), []byte("%PDF-1.7 x"), []byte("<html><table>"), []byte("\x7fELF\x02\x00\x01")},
		"sheet.old_excel": {append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...)},
		"sheet.empty":     {nil, []byte(" \r\n"), []byte(";;\n;;\n"), built(t, func(*excelize.File) {})},
		"sheet.broken":    {whole[:len(whole)-20], parts(t, strings.NewReader("<worksheet><sheetData><row"))},
	} {
		for _, raw := range raws {
			requireRefused(t, key, raw)
		}
	}
}
