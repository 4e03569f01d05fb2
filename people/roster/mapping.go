package roster

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"liem/internal/fault"
	"liem/internal/sheet"
)

// Mapping says where the rows stand and what each column holds.
type Mapping struct {
	Sheet   string  `json:"sheet"`   // the sheet's name
	Header  int     `json:"header"`  // the number of the row with the headings; 0 when there is none
	Headers int     `json:"headers"` // how many rows the headings take: 1 or 2
	Fields  []Field `json:"fields"`  // by column
}

// headerSearch is how many rows are looked at for headings.
const headerSearch = 40

// propose finds the headings of a book: in the sheet and the row that name the most fields. Two rows are headings together
// only where cells of the first are merged over those of the second, or down into it.
func propose(b *sheet.Book, d dictionary) Mapping {
	var best Mapping
	most := 0
	for _, s := range b.Sheets {
		for i := range s.Rows[:min(headerSearch, len(s.Rows))] {
			for lines := 1; lines <= headingLines(s, i); lines++ {
				m := d.mapping(s, i, lines)
				if n := m.known()*2 + lines; n > most { // two lines say more than one of them
					best, most = m, n
				}
			}
		}
	}
	if best.known() < 2 { // no headings: the person says what is what
		for _, s := range b.Sheets {
			if len(s.Rows) > 0 {
				return Mapping{Sheet: s.Name, Header: s.Rows[0].Number, Headers: 1, Fields: make([]Field, width(s, 0))}
			}
		}
	}
	return best
}

// headingLines is how many rows the headings that begin at a row may take.
func headingLines(s sheet.Sheet, i int) int {
	if i+1 >= len(s.Rows) || s.Rows[i+1].Number != s.Rows[i].Number+1 {
		return 1
	}
	merged := map[string]bool{}
	for _, c := range s.Rows[i].Cells {
		if c.Merged {
			merged[c.Text] = true
		}
	}
	if len(merged) < 2 { // a title across the sheet is one range
		return 1
	}
	return 2
}

// at reads the mapping that a row of headings of a sheet proposes.
func (d dictionary) at(b *sheet.Book, name string, header, lines int) (Mapping, error) {
	for _, s := range b.Sheets {
		if s.Name != name {
			continue
		}
		for i, r := range s.Rows {
			if r.Number == header {
				return d.mapping(s, i, lines), nil
			}
		}
	}
	return Mapping{}, fault.New(fault.Invalid, "roster.header_missing").At("header")
}

func (d dictionary) mapping(s sheet.Sheet, i, lines int) Mapping {
	m := Mapping{Sheet: s.Name, Header: s.Rows[i].Number, Headers: lines, Fields: make([]Field, width(s, i))}
	seen := map[Field]bool{}
	for column, heading := range m.headings(s) {
		f := d[headingKey(heading)]
		for line := lines; f == Ignore && line > 0 && lines > 1; line-- { // of two lines the lower one says more
			f = d[headingKey(s.Rows[i+line-1].Cell(column).Text)]
		}
		if f != Ignore && !seen[f] {
			m.Fields[column], seen[f] = f, true
		}
	}
	return m
}

// width is the number of columns from a row on.
func width(s sheet.Sheet, from int) int {
	n := 0
	for _, r := range s.Rows[from:] {
		n = max(n, len(r.Cells))
	}
	return n
}

// known is how many fields are mapped.
func (m Mapping) known() int {
	n := 0
	for _, f := range m.Fields {
		if f != Ignore {
			n++
		}
	}
	return n
}

// headings are the texts above each column; of two rows, both texts, or one where the cells are merged.
func (m Mapping) headings(s sheet.Sheet) []string {
	out := make([]string, len(m.Fields))
	for _, r := range s.Rows {
		if r.Number < m.Header || r.Number >= m.Header+m.Headers {
			continue
		}
		for column := range out {
			if t := strings.Join(strings.Fields(r.Cell(column).Text), " "); t != "" && t != out[column] {
				out[column] = strings.TrimSpace(out[column] + " " + t)
			}
		}
	}
	return out
}

// layout names files of the same headings, whatever rows they hold.
func (m Mapping) layout(s sheet.Sheet) string {
	h := sha256.New()
	for _, heading := range m.headings(s) {
		h.Write([]byte(headingKey(heading) + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Check refuses a mapping by which nobody could be found or added.
func (m Mapping) Check() error {
	var list fault.List
	has := func(f Field) bool { return slices.Contains(m.Fields, f) }
	for i, f := range m.Fields {
		if f != Ignore && slices.Contains(m.Fields[:i], f) {
			list.Add(fault.New(fault.Invalid, "roster.column_twice").At("column_"+sheet.Column(i)).With("Column", sheet.Column(i)))
		}
	}
	if !has(Number) && !has(NationalID) {
		list.Add(fault.New(fault.Invalid, "roster.number_column_missing").At("columns"))
	}
	if !has(FullName) && !has(GivenName) {
		list.Add(fault.New(fault.Invalid, "roster.name_column_missing").At("columns"))
	}
	return list.Err()
}

// sheetOf is the sheet that a mapping names.
func (m Mapping) sheetOf(b *sheet.Book) (sheet.Sheet, error) {
	for _, s := range b.Sheets {
		if s.Name == m.Sheet {
			return s, nil
		}
	}
	return sheet.Sheet{}, fault.New(fault.Invalid, "roster.sheet_missing").At("sheet")
}
