package db_test

import (
	"context"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
)

// TestStatement asks one statement from many goroutines, with a wish that is withdrawn among them, before and after the
// table that it reads is changed.
func TestStatement(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		exec := func(text string) {
			_, err := d.Writer().ExecContext(ctx, text)
			require.NoError(t, err)
		}
		exec("CREATE TABLE words (n BIGINT PRIMARY KEY, word TEXT NOT NULL)")
		exec("INSERT INTO words VALUES (1, 'cần'), (2, 'kiệm'), (3, 'liêm'), (4, 'chính')")
		s := d.Statement("SELECT word FROM words WHERE n >= ? AND word <> ? ORDER BY n")
		gone, leave := context.WithCancel(ctx)
		leave()
		_, err := s.Query(gone, 1, "")
		require.Error(t, err, "whoever has left is not answered")
		var wg sync.WaitGroup
		for n := range 16 {
			wg.Go(func() {
				want := []string{"cần", "kiệm", "liêm", "chính"}[n%4:]
				got, err := words(ctx, s, n%4+1, "?'")
				if len(got) != len(want) || got[0] != want[0] || err != nil {
					t.Errorf("from %d: %v, %v", n%4+1, got, err)
				}
			})
		}
		wg.Wait()
		exec("ALTER TABLE words ADD COLUMN mark TEXT")
		exec("UPDATE words SET word = 'CHÍNH' WHERE n = 4")
		got, err := words(ctx, s, 3, "liêm")
		require.NoError(t, err)
		require.Equal(t, []string{"CHÍNH"}, got)
	})
}

// TestStatementPassesReports asks while long reports hold as many connections as there are for reading on SQLite.
func TestStatementPassesReports(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		for range max(4, runtime.NumCPU()) {
			report, err := d.Reader().QueryContext(ctx, "SELECT 1 UNION SELECT 2")
			require.NoError(t, err)
			defer report.Close()
			require.True(t, report.Next())
		}
		got, err := words(ctx, d.Statement("SELECT 'liêm'"))
		require.NoError(t, err)
		require.Equal(t, []string{"liêm"}, got)
	})
}

func words(ctx context.Context, s *db.Statement, args ...any) (list []string, err error) {
	rows, err := s.Query(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var word string
		if err := rows.Scan(&word); err != nil {
			return nil, err
		}
		list = append(list, word)
	}
	return list, rows.Err()
}
