package chart

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRing(t *testing.T) {
	around := 2 * math.Pi * RingRadius
	arcs := Ring(4000, []Part{{"a", 1000}, {"none", 0}, {"b", 2000}})
	require.Len(t, arcs, 2)
	require.InDelta(t, around/4, arcs[0].Length, 0.01)
	require.InDelta(t, around/2, arcs[1].Length, 0.01)
	require.InDelta(t, -around/4, arcs[1].Offset, 0.01, "the second begins where the first ends")

	over := Ring(1000, []Part{{"a", 900}, {"b", 900}, {"c", 10}})
	require.Len(t, over, 2)
	require.InDelta(t, around, over[0].Length+over[1].Length, 0.02, "never more than a full circle")
	require.Nil(t, Ring(0, []Part{{"a", 1}}))
}
