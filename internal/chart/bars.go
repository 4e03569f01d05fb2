package chart

// Column is an upright bar. X, Width and Middle are per cent of the picture's width, so that text keeps its size on any
// screen; Y and Height are pixels from the top.
type Column struct {
	Part
	X, Width, Middle float64
	Y, Height        float64
}

// filled is the share of its place that a column takes; the rest is the gap.
const filled = 0.7

// Columns lays values side by side, the largest as high as height. A value above none has a bar of at least one pixel.
func Columns(height float64, parts []Part) []Column {
	place := 100 / float64(max(len(parts), 1))
	largest := largest(parts)
	out := make([]Column, len(parts))
	for i, p := range parts {
		tall := 0.0
		if p.Value > 0 {
			tall = max(1, float64(p.Value)/float64(largest)*height)
		}
		left := place * (float64(i) + (1-filled)/2)
		out[i] = Column{Part: p, X: round(left), Width: round(place * filled), Middle: round(place * (float64(i) + 0.5)),
			Y: round(height - tall), Height: round(tall)}
	}
	return out
}

// Row is a lying bar: Length is per cent of the longest.
type Row struct {
	Part
	Length float64
}

// Rows lays values one below the other, the largest over the whole width.
func Rows(parts []Part) []Row {
	largest := largest(parts)
	out := make([]Row, len(parts))
	for i, p := range parts {
		out[i] = Row{p, round(100 * float64(max(p.Value, 0)) / float64(largest))}
	}
	return out
}

// largest is the largest value, at least 1.
func largest(parts []Part) int {
	most := 1
	for _, p := range parts {
		most = max(most, p.Value)
	}
	return most
}
