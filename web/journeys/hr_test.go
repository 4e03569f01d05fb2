package journeys

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// TestHRExportsTheYear chooses a period and a unit, reads the table, and downloads the same rows as XLSX and CSV.
func TestHRExportsTheYear(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		p := signIn(t, s, "hr")
		p.visit("/reports")
		p.click("#kind-year")
		p.follow("form[action='/reports'] button")
		require.Equal(t, "/reports/completions", p.path())
		p.check()
		names := value[[]string](p, `[...document.querySelectorAll(".sheet tbody th")].map((e) => e.textContent.trim())`)
		require.Greater(t, len(names), 10)

		book, err := excelize.OpenReader(bytes.NewReader(p.download(".xlsx", "form[action$='.xlsx'] button:not([name])")))
		require.NoError(t, err)
		rows, err := book.GetRows(book.GetSheetName(0))
		require.NoError(t, err)
		requireSame(t, names, rows)

		raw := p.download(".csv", "button[value=semicolon]")
		require.True(t, bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")), "Excel needs the mark to read UTF-8")
		reader := csv.NewReader(bytes.NewReader(raw[3:]))
		reader.Comma = ';'
		lines, err := reader.ReadAll()
		require.NoError(t, err)
		requireSame(t, names, lines)
		require.Len(t, lines, len(rows), "both files hold the same rows")

		p.visit("/reports/yearly?kind=year&year=" + value[string](p, `new URLSearchParams(location.search).get("year")`))
		require.Contains(t, p.text(".sheet thead"), "Tổng số tiết")
		p.visit("/reports/completions?kind=range&from=31/12/2026&to=01/01/2026")
		require.Contains(t, p.text("[role=alert]"), "sớm hơn ngày bắt đầu")
		p.visit("/people?q=nguyen")
		require.Contains(t, p.text("#main"), "Nguyễn")
	})
}

// download opens the menu of files, clicks a button, and reads what arrives.
func (p *person) download(ending, button string) []byte {
	p.t.Helper()
	p.run(chromedp.Evaluate(`document.querySelector("details.menu").open = true`, nil))
	p.click(button)
	return p.downloaded(ending)
}

// requireSame compares a file's rows with the names that the page shows, in their order.
func requireSame(t *testing.T, names []string, rows [][]string) {
	t.Helper()
	require.Greater(t, len(rows), len(names))
	require.Equal(t, []string{"STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số hiệu công chức"}, rows[0][:5])
	for i, name := range names {
		require.Equal(t, name, strings.TrimSpace(rows[i+1][1]))
	}
}
