package reports_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/reports"
)

var vi, en = i18n.For(i18n.Vietnamese), i18n.For(i18n.English)

// some rows as reports have them, of people with unkind names.
func sampleRows() []*reports.CompletionRow {
	mark := 8349
	return []*reports.CompletionRow{
		{Ordinal: 1, FullName: "Nguyễn Thị Ánh", BirthDate: "1988-03-08", Gender: "female", Number: "0012", NationalID: "019188000001", Title: "Kiểm sát viên sơ cấp",
			Unit: "Phòng 1; Tổ A", Course: `Quà tặng: "được nhận gì"`, Category: "job_position", Organiser: "VKSND tỉnh", BegunOn: "2026-02-01", DoneOn: "2026-03-01",
			CourseHours: 850, Hours: 850, Mark: &mark, Plan: "12/KH-VKS, 15/01/2026", Year: 2026, VersionNumber: 2, VersionDigest: "h1:abcdefghijklmnopqrstuvwxyz"},
		{Ordinal: 2, FullName: "=cmd|'/C calc'!A0", BirthDate: "1970", Number: "+84", Title: "-1", Position: "@SUM(A1)", Unit: "\tP1", Course: "hai\ndòng",
			Category: "digital_innovation", BegunOn: "2026-02-01", DoneOn: "2026-03-01", CourseHours: 800, HoursReason: "no_plan", Year: 2026, VersionNumber: 1, VersionDigest: "h1:x"},
	}
}

func rowsOf(rows ...*reports.CompletionRow) reports.Rows[reports.CompletionRow] {
	return func(yield func(*reports.CompletionRow) error) error {
		for _, r := range rows {
			if err := yield(r); err != nil {
				return err
			}
		}
		return nil
	}
}

func writeCSV(t *testing.T, q reports.Query, separator string, p *i18n.Printer) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, reports.WriteCSV(&out, reports.CompletionColumns(q), rowsOf(sampleRows()...), reports.CSVOptions{Separator: reports.Separators[separator]}, p))
	return out.String()
}

func TestCSVAsExcelReadsIt(t *testing.T) {
	for name, separator := range reports.Separators {
		raw := writeCSV(t, reports.Query{NationalID: true}, name, vi)
		text, marked := strings.CutPrefix(raw, "\uFEFF")
		require.True(t, marked, "without a byte order mark Excel takes UTF-8 for something else")
		require.Equal(t, 1, strings.Count(raw, "\uFEFF"))
		require.Equal(t, strings.Count(text, "\n"), strings.Count(text, "\r\n"), "RFC 4180 ends lines with CRLF")
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = separator
		lines, err := r.ReadAll()
		require.NoError(t, err)
		require.Equal(t, []string{"STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số hiệu công chức", "Số định danh cá nhân", "Chức danh/Ngạch", "Chức vụ", "Đơn vị",
			"Tên khóa bồi dưỡng", "Loại nội dung", "Cơ sở/đơn vị tổ chức", "Hình thức", "Từ ngày", "Đến ngày", "Số tiết", "Điểm/Kết quả",
			"Văn bằng, chứng chỉ/Giấy xác nhận (số, ngày cấp)", "Năm tính", "Ghi chú"}, lines[0])
		require.Equal(t, []string{"1", "Nguyễn Thị Ánh", "08/03/1988", "Nữ", "0012", "019188000001", "Kiểm sát viên sơ cấp", "", "Phòng 1; Tổ A",
			`Quà tặng: "được nhận gì"`}, lines[1][:10])
		require.Equal(t, []string{"Trực tuyến", "01/02/2026", "01/03/2026", "8,5", "8,3/10", "", "2026"}, lines[1][12:19])
		require.Equal(t, "Phiên bản 2 (h1:abcdefghijkl); theo 12/KH-VKS, 15/01/2026", lines[1][19])
		require.Equal(t, []string{"'=cmd|'/C calc'!A0", "1970", "", "'+84", "", "'-1", "'@SUM(A1)", "'\tP1", "hai\ndòng"}, lines[2][1:10])
		require.Equal(t, []string{"0", "Hoàn thành"}, lines[2][15:17])
	}
	require.Contains(t, writeCSV(t, reports.Query{}, "comma", en), ",8.5,8.3/10,")
	require.NotContains(t, writeCSV(t, reports.Query{}, "comma", vi), "019188000001", "identity numbers are off unless asked for")
}

func TestNeutral(t *testing.T) {
	for in, want := range map[string]string{"": "", "=1": "'=1", "+1": "'+1", "-1": "'-1", "@a": "'@a", "\ta": "'\ta", "\ra": "'\ra", "\n=1": "'\n=1",
		"a=1": "a=1", "'=1": "'=1", "Đào": "Đào"} {
		require.Equal(t, want, reports.Neutral(in))
	}
}

// client is a browser that counts what has reached it.
type client struct {
	bytes.Buffer
	flushed int
}

func (c *client) Flush() error { c.flushed = c.Len(); return nil }

func TestCSVGoesOutAsItComes(t *testing.T) {
	var out client
	row := sampleRows()[0]
	asked := 0
	rows := func(yield func(*reports.CompletionRow) error) error {
		require.Positive(t, out.flushed, "the heading is on its way before the first row is there")
		for asked = range 5000 {
			if err := yield(row); err != nil {
				return err
			}
			require.Less(t, asked*200-out.Len(), 128<<10, "rows are not kept back")
		}
		return nil
	}
	require.NoError(t, reports.WriteCSV(&out, reports.CompletionColumns(reports.Query{}), rows, reports.CSVOptions{Separator: ';'}, vi))
	require.Equal(t, 5001, strings.Count(out.String(), "\r\n"))
}

func TestCSVStopsWhereItFails(t *testing.T) {
	boom := errors.New("boom")
	failing := func(yield func(*reports.CompletionRow) error) error {
		if err := yield(sampleRows()[0]); err != nil {
			return err
		}
		return boom
	}
	columns := reports.CompletionColumns(reports.Query{})
	err := reports.WriteCSV(io.Discard, columns, failing, reports.CSVOptions{Separator: ';'}, vi)
	require.ErrorIs(t, err, boom)
	err = reports.WriteXLSX(io.Discard, "A", columns, failing, vi)
	require.ErrorIs(t, err, boom)

	broken := &breaking{after: 100 << 10}
	asked := 0
	endless := func(yield func(*reports.CompletionRow) error) error {
		for ; ; asked++ {
			if err := yield(sampleRows()[0]); err != nil {
				return err
			}
		}
	}
	err = reports.WriteCSV(broken, columns, endless, reports.CSVOptions{Separator: ';'}, vi)
	require.ErrorIs(t, err, io.ErrClosedPipe, "who reads has left")

	err = reports.WriteCSV(io.Discard, columns, rowsOf(), reports.CSVOptions{Separator: '|'}, vi)
	require.Equal(t, fault.Invalid, fault.KindOf(err))
}

// breaking is a line that breaks.
type breaking struct{ after int }

func (b *breaking) Write(p []byte) (int, error) {
	if b.after -= len(p); b.after < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}
