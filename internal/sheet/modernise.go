package sheet

import "liem/internal/text"

// maxConversions is how many conversions are kept to be looked at.
const maxConversions = 12

// modernise converts texts in an old font. Which font a file used is told by all its texts together; a text is converted
// when more of its words are Vietnamese afterwards, so columns in Unicode stay as they are.
func (b *Book) modernise() {
	font, ok := b.font()
	if !ok {
		return
	}
	for i := range b.Sheets {
		s := &b.Sheets[i]
		for _, r := range s.Rows {
			for column := range r.Cells {
				b.convert(&r.Cells[column], font, s.Name, Address(column, r.Number))
			}
		}
	}
}

func (b *Book) convert(c *Cell, font text.Legacy, sheet, at string) {
	if c.Kind != Text || !western(c.Text) {
		return
	}
	to, better := improved(c.Text, font)
	if better <= 0 {
		return
	}
	b.note(OldFont, sheet, string(font))
	if len(b.Converted) < maxConversions && !b.showed(to) {
		b.Converted = append(b.Converted, Conversion{At: at, From: c.Text, To: to})
	}
	c.Text = to
}

func (b *Book) showed(to string) bool {
	for _, c := range b.Converted {
		if c.To == to {
			return true
		}
	}
	return false
}

// font is the old font that makes the most words of the file Vietnamese; ok is false when none makes more of them so than
// there are already.
func (b *Book) font() (font text.Legacy, ok bool) {
	gains := map[text.Legacy]int{}
	for _, s := range b.Sheets {
		for _, r := range s.Rows {
			for _, c := range r.Cells {
				if c.Kind != Text || !western(c.Text) {
					continue
				}
				for _, l := range text.Legacies {
					if _, gain := improved(c.Text, l); gain > 0 {
						gains[l] += gain
					}
				}
			}
		}
	}
	best := 0
	for _, l := range text.Legacies {
		if gains[l] > best {
			font, best, ok = l, gains[l], true
		}
	}
	return font, ok
}

// improved converts a text and counts how many more of its words are Vietnamese then.
func improved(s string, l text.Legacy) (string, int) {
	to := l.Unicode(s)
	if to == s {
		return s, 0
	}
	before, _ := text.Syllables(s)
	after, words := text.Syllables(to)
	if after*2 < words { // hardly Vietnamese either way
		return to, 0
	}
	return to, after - before
}

// western tells whether a text has letters beyond ASCII and all of them stand in Western Europe's code page, as the codes
// of the old fonts do when they are taken for Unicode.
func western(s string) bool {
	high := false
	for _, r := range s {
		switch {
		case r < 0x80:
		case r >= 0xA0 && r <= 0xFF:
			high = true
		default:
			return false
		}
	}
	return high
}
