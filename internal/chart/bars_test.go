package chart

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestColumns(t *testing.T) {
	c := Columns(100, []Part{{"01", 50}, {"02", 0}, {"03", 200}, {"04", 1}})
	require.Len(t, c, 4)
	require.Equal(t, Column{Part: Part{"01", 50}, X: 3.75, Width: 17.5, Middle: 12.5, Y: 75, Height: 25}, c[0])
	require.Zero(t, c[1].Height, "nothing has no bar")
	require.Equal(t, 100.0, c[2].Height, "the largest reaches the top")
	require.Equal(t, 0.0, c[2].Y)
	require.Equal(t, 1.0, c[3].Height, "something is never invisible")
	require.Less(t, c[3].X+c[3].Width, 100.0)
	require.Empty(t, Columns(100, nil))
	require.Zero(t, Columns(100, []Part{{"01", 0}})[0].Height)
}

func TestRows(t *testing.T) {
	r := Rows([]Part{{"a", 300}, {"b", 150}, {"c", 0}, {"d", -5}})
	require.Equal(t, []float64{100, 50, 0, 0}, []float64{r[0].Length, r[1].Length, r[2].Length, r[3].Length})
	require.Zero(t, Rows([]Part{{"a", 0}})[0].Length)
}
