package clock_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
)

func TestDatesFollowHanoi(t *testing.T) {
	late := time.Date(2026, 12, 31, 17, 0, 0, 0, time.UTC) // midnight in Hà Nội
	require.Equal(t, clock.Date("2027-01-01"), clock.DateOf(late, clock.Hanoi))
	require.Equal(t, clock.Date("2026-12-31"), clock.DateOf(late.Add(-time.Second), clock.Hanoi))
	require.Equal(t, late, clock.Date("2027-01-01").Start())
}

func TestParseDateTakesBothForms(t *testing.T) {
	for in, want := range map[string]clock.Date{"2026-12-15": "2026-12-15", "15/12/2026": "2026-12-15", "5/2/2026": "2026-02-05"} {
		got, ok := clock.ParseDate(in)
		require.True(t, ok, in)
		require.Equal(t, want, got)
	}
	for _, in := range []string{"", "31/02/2026", "2026-13-01", "12/15/2026", "hôm nay"} {
		_, ok := clock.ParseDate(in)
		require.False(t, ok, in)
	}
	require.False(t, clock.Date("2026-02-30").Valid())
	require.Equal(t, 0, clock.Date("").Year())
	require.Equal(t, clock.Date("2027-01-01"), clock.Date("2026-12-31").Add(1))
}

func TestFromRunsAtTheBasesPace(t *testing.T) {
	base := clock.At(time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC))
	business := clock.From(base, time.Date(2027, 1, 5, 0, 0, 0, 0, time.UTC))
	base.Add(90 * time.Minute)
	require.Equal(t, time.Date(2027, 1, 5, 1, 30, 0, 0, time.UTC), business.Now())
}
