package sheet_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"liem/internal/fault"
	"liem/internal/sheet"
)

// bookOf builds a workbook and reads it.
func bookOf(t testing.TB, fill func(f *excelize.File)) *sheet.Book {
	t.Helper()
	b, err := read(built(t, fill))
	require.NoError(t, err)
	return b
}

func built(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var out bytes.Buffer
	require.NoError(t, f.Write(&out))
	return out.Bytes()
}

func read(raw []byte) (*sheet.Book, error) { return sheet.Read(bytes.NewReader(raw), int64(len(raw))) }

func requireRefused(t testing.TB, key string, raw []byte) {
	t.Helper()
	_, err := read(raw)
	e, ok := fault.As(err)
	require.True(t, ok, "%v", err)
	require.Equal(t, key, e.Key, "%v", err)
	require.Equal(t, fault.Invalid, e.Kind)
}

// texts are the texts of a row's cells.
func texts(r sheet.Row) []string {
	var out []string
	for _, c := range r.Cells {
		out = append(out, c.Text)
	}
	return out
}

func notice(b *sheet.Book, kind sheet.NoticeKind) (found sheet.Notice) {
	for _, n := range b.Notices {
		if n.Kind == kind {
			found = n
		}
	}
	return found
}

func TestAddresses(t *testing.T) {
	for n, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		require.Equal(t, want, sheet.Column(n))
	}
	require.Equal(t, "C12", sheet.Address(2, 12))
}

func TestDaysOfNumbers(t *testing.T) {
	for v, want := range map[float64]string{1: "1900-01-01", 59: "1900-02-28", 61: "1900-03-01", 45839: "2025-07-01", 45839.9: "2025-07-01"} {
		day, ok := sheet.Serial(v, false)
		require.True(t, ok)
		require.Equal(t, want, day)
	}
	day, ok := sheet.Serial(44377, true)
	require.True(t, ok)
	require.Equal(t, "2025-07-01", day)
	for _, v := range []float64{-1, 0, 3_000_000} {
		_, ok := sheet.Serial(v, false)
		require.False(t, ok, "%v", v)
	}
}
