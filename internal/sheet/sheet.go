package sheet

import (
	"strconv"
	"strings"
)

// Limits of what is read. They are far above what a province's roster needs.
const (
	MaxFile     = 16 << 20 // bytes of the file as sent
	MaxUnpacked = 64 << 20 // bytes of all parts of a workbook
	MaxRows     = 50_000   // rows that hold something, of all sheets
	MaxColumns  = 200
	MaxCells    = 1_000_000
	maxText     = 2_000 // characters of a cell

	// emptyRows in a row end a sheet: formats were applied to whole columns, and nothing follows.
	emptyRows = 1_000
)

// Kind is what a cell holds.
type Kind uint8

// The kinds. Failed is a formula's error, or a formula whose result was not stored; Text is then the error.
const (
	Empty Kind = iota
	Text
	Number
	Date
	Bool
	Failed
)

// Cell is a cell's value. Text is what it holds: a text as written, a number in plain decimals with a point, a date as
// YYYY-MM-DD.
type Cell struct {
	Kind    Kind
	Text    string
	Formula bool // the stored result of a formula
	Merged  bool // the value of the range that the cell is merged into
}

// Row is a row that holds something. Number counts from 1, as the sheet shows it; of a CSV file it is the line's.
type Row struct {
	Number int
	Cells  []Cell
}

// Cell is the cell of a column, counted from 0; an empty one beyond the last.
func (r Row) Cell(column int) Cell {
	if column < 0 || column >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[column]
}

// Sheet is a sheet's rows that hold something, in order.
type Sheet struct {
	Name string // empty for CSV
	Rows []Row
}

// Format is what a file was.
type Format string

// The formats.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv"
)

// Book is a file that was read.
type Book struct {
	Format    Format
	Encoding  string // of a CSV file, "UTF-8"; empty for a workbook
	Separator string // of a CSV file
	Sheets    []Sheet
	Notices   []Notice
	Converted []Conversion // some of what was converted, for people to look at
}

// Notice says that something was left out or turned round.
type Notice struct {
	Kind  NoticeKind `json:"kind"`
	Sheet string     `json:"sheet,omitempty"` // its name
	At    string     `json:"at,omitempty"`    // the first place: a cell or a range
	Count int        `json:"count"`           // how many
}

// NoticeKind is what a notice is about.
type NoticeKind string

// The kinds of notices.
const (
	HiddenSheet NoticeKind = "hidden_sheet" // a hidden sheet was not read
	HiddenRow   NoticeKind = "hidden_row"   // hidden rows were read like others
	Formula     NoticeKind = "formula"      // formulas' stored results were read
	FailedCell  NoticeKind = "failed"       // formulas had no result
	MergedCell  NoticeKind = "merged"       // a merged range's value stands in all its cells
	EmptyEnd    NoticeKind = "empty_end"    // reading ended after many empty rows
	Date1904    NoticeKind = "date1904"     // dates count from 1904
	OldFont     NoticeKind = "old_font"     // texts in an old font were converted; At names it
	OldCode     NoticeKind = "old_code"     // the file's encoding was converted; At names it
)

// Conversion is a text before and after it was converted from an old font.
type Conversion struct {
	At   string `json:"at"`
	From string `json:"from"`
	To   string `json:"to"`
}

// Column is a column's letters: A for 0, AA for 26.
func Column(n int) string {
	var letters []byte
	for n++; n > 0; n = (n - 1) / 26 {
		letters = append([]byte{byte('A' + (n-1)%26)}, letters...)
	}
	return string(letters)
}

// Address is a cell's name, "C12": the column counts from 0, the row from 1.
func Address(column, row int) string { return Column(column) + strconv.Itoa(row) }

// parseAddress reads "C12"; ok is false for what is none.
func parseAddress(s string) (column, row int, ok bool) {
	letters := strings.TrimRight(s, "0123456789")
	if letters == "" || len(letters) > 3 || len(letters) == len(s) {
		return 0, 0, false
	}
	for i := range len(letters) {
		c := letters[i]
		if c < 'A' || c > 'Z' {
			return 0, 0, false
		}
		column = column*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(s[len(letters):])
	return column - 1, row, err == nil && row > 0
}
