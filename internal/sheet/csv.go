package sheet

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// separators are tried in this order; the last is what Excel never writes.
var separators = []rune{';', ',', '\t', '|'}

// separatorNames name them as notices do.
var separatorNames = map[rune]string{';': ";", ',': ",", '\t': "tab", '|': "|"}

// readCSV reads a text of rows. Its encoding and separator are told by what it holds.
func readCSV(raw []byte) (*Book, error) {
	decoded, encoding, err := decode(raw)
	if err != nil {
		return nil, err
	}
	decoded, comma, skipped := chosen(decoded)
	if comma == 0 {
		comma = separator(decoded)
	}
	b := &Book{Format: CSV, Encoding: encoding, Separator: separatorNames[comma]}
	if encoding != utf8Name && encoding != utf16Name {
		b.note(OldCode, "", encoding)
	}
	s, err := csvRows(decoded, comma, skipped)
	if err != nil {
		return nil, err
	}
	b.Sheets = []Sheet{s}
	return b, nil
}

// chosen reads the line "sep=;" with which Excel is told the separator.
func chosen(s string) (rest string, comma rune, skipped int) {
	line, rest, ok := strings.Cut(s, "\n")
	line = strings.TrimRight(line, "\r")
	if name, found := strings.CutPrefix(strings.ToLower(line), "sep="); ok && found {
		for _, r := range separators {
			if name == string(r) {
				return rest, r, 1
			}
		}
	}
	return s, 0, 0
}

func csvReader(s string, comma rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	return r
}

// separator is the one with which the first lines have the most fields, and the same number of them.
func separator(s string) rune {
	best, bestScore := separators[0], 0
	for _, comma := range separators {
		r := csvReader(s, comma)
		counts := map[int]int{}
		for range 30 {
			fields, err := r.Read()
			if err != nil {
				break
			}
			if len(fields) > 1 {
				counts[len(fields)]++
			}
		}
		for fields, lines := range counts {
			if score := lines * fields; score > bestScore {
				best, bestScore = comma, score
			}
		}
	}
	return best
}

func csvRows(decoded string, comma rune, skipped int) (Sheet, error) {
	r := csvReader(decoded, comma)
	var s Sheet
	cells := 0
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			return s, errBroken.Because(err)
		}
		line, _ := r.FieldPos(0)
		row := Row{Number: line + skipped}
		for i, f := range fields {
			if f = plain(f); f == "" {
				continue
			}
			if i >= MaxColumns || cells >= MaxCells {
				return s, errMany
			}
			for len(row.Cells) < i {
				row.Cells = append(row.Cells, Cell{})
			}
			row.Cells = append(row.Cells, Cell{Kind: Text, Text: unquoted(f)})
			cells++
		}
		if len(row.Cells) == 0 {
			continue
		}
		if len(s.Rows) >= MaxRows {
			return s, errMany
		}
		s.Rows = append(s.Rows, row)
	}
}

// unquoted takes off what keeps a spreadsheet from reading a text as a formula or a number: ="001234", and the
// apostrophe that our own files have before = + - and @.
func unquoted(s string) string {
	if inner, ok := strings.CutPrefix(s, `="`); ok && strings.HasSuffix(inner, `"`) {
		return strings.TrimSuffix(inner, `"`)
	}
	if len(s) > 1 && s[0] == '\'' && strings.ContainsRune("=+-@", rune(s[1])) {
		return s[1:]
	}
	return s
}
