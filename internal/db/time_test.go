package db_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
)

// TestTimeText compares it with what Bun writes into SQLite, text for text.
func TestTimeText(t *testing.T) {
	d := dbtest.SQLite(t)
	zone := time.FixedZone("ICT", 7*3600)
	for _, at := range []time.Time{
		time.Date(2026, 11, 25, 7, 8, 9, 0, time.UTC),
		time.Date(2026, 11, 25, 7, 8, 9, 120_000_000, zone),
		time.Date(2026, 1, 1, 0, 0, 0, 123_456_789, zone),
	} {
		var written string
		require.NoError(t, d.Reader().NewRaw("SELECT CAST(? AS TEXT)", at).Scan(context.Background(), &written))
		require.Equal(t, written, db.TimeText(at))
	}
}
