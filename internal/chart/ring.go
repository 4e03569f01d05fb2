// Package chart makes the geometry of small pictures that pages draw as SVG: presentation attributes only, so that a
// strict Content-Security-Policy lets them through, and the same figures always stand beside them as text.
package chart

import "math"

// Arc is a piece of a ring: the values of stroke-dasharray and stroke-dashoffset for a circle of radius RingRadius that
// is turned so that it begins at the top.
type Arc struct {
	Name   string // of the part, for the colour
	Length float64
	Gap    float64
	Offset float64
}

// RingRadius is the radius of a ring's circle.
const RingRadius = 42.0

// Part is a value with a name.
type Part struct {
	Name  string
	Value int
}

// Ring lays parts around a circle that stands for whole. What goes beyond a full circle is cut off; parts without a
// value have no arc.
func Ring(whole int, parts []Part) []Arc {
	if whole <= 0 {
		return nil
	}
	around := 2 * math.Pi * RingRadius
	var arcs []Arc
	at := 0.0
	for _, p := range parts {
		length := min(float64(p.Value)/float64(whole)*around, around-at)
		if p.Value <= 0 || length <= 0 {
			continue
		}
		arcs = append(arcs, Arc{Name: p.Name, Length: round(length), Gap: round(around - length), Offset: round(-at)})
		at += length
	}
	return arcs
}

func round(f float64) float64 { return math.Round(f*100) / 100 }
