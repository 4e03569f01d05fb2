package report

import (
	"maps"

	"liem/internal/i18n"
	"liem/reports"
	"liem/web/page"
)

// Sheet is a report's table on the page: the columns of its file but those of detail.
type Sheet struct {
	Heads []Head
	Rows  [][]Cell
}

// Head is a column's heading.
type Head struct {
	Text    string
	Numeric bool
	Name    bool // the column that names the row and stays in sight
	Long    bool // words that need room
}

// Cell is a value with its column.
type Cell struct {
	*Head
	Value string
}

// nameColumn is the column that names a row.
const nameColumn = "full_name"

// sheetOf lays rows out in columns.
func sheetOf[R any](columns []reports.Column[R], rows []R, p *i18n.Printer) Sheet {
	var s Sheet
	var shown []reports.Column[R]
	for _, c := range columns {
		if !c.Detail {
			shown = append(shown, c)
			s.Heads = append(s.Heads, headOf(c, p))
		}
	}
	for i := range rows {
		cells := make([]Cell, len(shown))
		for j, c := range shown {
			cells[j] = Cell{&s.Heads[j], c.Value(&rows[i], p).Format(c.Kind, p)}
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}

// longColumn is the width in characters from which a column's words need room.
const longColumn = 30

func headOf[R any](c reports.Column[R], p *i18n.Printer) Head {
	return Head{Text: c.Header(p), Numeric: c.Kind == reports.Integer || c.Kind == reports.Decimal,
		Name: c.Key == nameColumn, Long: c.Width >= longColumn}
}

// maxAtOnce is how many rows one page shows when all are asked for, to be printed.
const maxAtOnce = 2000

// All tells that all rows are asked for on one page.
func (s *Settings) All() bool { return s.List.Get("all") != "" }

// CanShowAll tells that there are more rows than on this page, and not too many for one.
func (s *Settings) CanShowAll() bool {
	return !s.All() && s.List.Pages() > 1 && s.List.Total <= maxAtOnce
}

// Paged is the address of the same sheet in pages.
func (s *Settings) Paged() string {
	l := s.List
	l.Query = maps.Clone(l.Query)
	l.Query.Del("all")
	return l.To(l.Path)
}

// span is the rows that the page asks for.
func (s *Settings) span() (limit, offset int) {
	if s.All() {
		return maxAtOnce, 0
	}
	return page.PerPage, s.List.Offset()
}
