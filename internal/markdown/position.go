package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// A Position is a place in a file: line and column from 1, the column in runes of the NFC text.
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Before reports whether p stands before q.
func (p Position) Before(q Position) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column
}

// lineIndex finds positions for byte offsets.
type lineIndex struct {
	src    []byte
	starts []int // offset of each line's first byte
	first  int   // the number of the first line
}

func newLineIndex(src []byte, firstLine int) *lineIndex {
	starts := make([]int, 1, 1+bytes.Count(src, []byte{'\n'}))
	for i, c := range src {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return &lineIndex{src: src, starts: starts, first: max(firstLine, 1)}
}

// at returns the position of a byte offset; an offset outside the text is moved to its nearer end.
func (x *lineIndex) at(offset int) Position {
	offset = min(max(offset, 0), len(x.src))
	line := sort.SearchInts(x.starts, offset+1) - 1
	column := utf8.RuneCount(x.src[x.starts[line]:offset]) + 1
	return Position{Line: x.first + line, Column: column}
}
