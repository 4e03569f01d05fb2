package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

// merge is a range of merged cells, columns from 0, rows from 1, all included.
type merge struct{ left, top, right, bottom int }

// maxMerges bounds how many ranges of a sheet are filled.
const maxMerges = 50_000

func (rr *rowReader) merge(ref string) {
	from, to, ok := strings.Cut(ref, ":")
	left, top, ok1 := parseAddress(from)
	right, bottom, ok2 := parseAddress(to)
	if ok && ok1 && ok2 && left <= right && top <= bottom && len(rr.merges) < maxMerges {
		rr.merges = append(rr.merges, merge{left, top, right, bottom})
	}
}

// searchMerges finds the merged ranges behind rows that are not read, without taking the rows apart. When the rest is too
// long to unpack, what is merged there stays unknown: the rows that were read are whole.
func (rr *rowReader) searchMerges(r *bufio.Reader) error {
	for {
		chunk, err := r.ReadSlice('>')
		if i := bytes.Index(chunk, []byte("<mergeCell ")); i >= 0 {
			if _, ref, ok := strings.Cut(string(chunk[i:]), `ref="`); ok {
				ref, _, _ = strings.Cut(ref, `"`)
				rr.merge(ref)
			}
		}
		switch {
		case err == nil || errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF), errors.Is(err, errBomb):
			return nil
		default:
			return broken(err)
		}
	}
}

// fillMerged puts the value of each merged range into all its cells that are empty, in the rows that hold something.
func (rr *rowReader) fillMerged() {
	rows := rr.sheet.Rows
	if len(rr.merges) == 0 || len(rows) == 0 {
		return
	}
	at := make(map[int]int, len(rows))
	for i, r := range rows {
		at[r.Number] = i
	}
	for _, m := range rr.merges {
		first, ok := at[m.top]
		if !ok {
			continue
		}
		value := rows[first].Cell(m.left)
		if value.Kind == Empty {
			continue
		}
		rr.w.book.note(MergedCell, rr.name, Address(m.left, m.top)+":"+Address(m.right, m.bottom))
		value.Merged = true
		for i := first; i < len(rows) && rows[i].Number <= m.bottom; i++ {
			rr.fill(&rows[i], m, value)
		}
	}
}

func (rr *rowReader) fill(r *Row, m merge, value Cell) {
	for column := m.left; column <= min(m.right, MaxColumns-1) && rr.w.cells < MaxCells; column++ {
		for len(r.Cells) <= column {
			r.Cells = append(r.Cells, Cell{})
		}
		if c := &r.Cells[column]; c.Kind == Empty || column == m.left && r.Number == m.top {
			*c = value
			rr.w.cells++
		}
	}
}
