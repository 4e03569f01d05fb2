package roster_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people/roster"
)

// many is a roster of n people, half of a name with the next.
func many(n int, title string) []byte {
	rows := [][]string{heads}
	for i := range n {
		rows = append(rows, []string{fmt.Sprint(i + 1), fmt.Sprintf("Nguyễn Văn Số %d", i/2), fmt.Sprintf("S%06d", i), "01/07/1985", "Nam",
			fmt.Sprintf("019085%06d", i), title, "", []string{"P1", "P2", "KV1"}[i%3], fmt.Sprintf("s%d@vks.example", i)})
	}
	return lines(rows...)
}

// benchRows is how many; the goal is said of 20,000.
var benchRows = 20_000

// BenchmarkTwentyThousand reads, compares, applies and undoes 20,000 new officers, and then as many changed ones:
//
//	go test ./people/roster -run xxx -bench TwentyThousand -benchtime 1x
func BenchmarkTwentyThousand(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		b.Run(name, func(b *testing.B) {
			w := newWorld(b, open(b))
			for b.Loop() {
				w.timed(b, "new", many(benchRows, "Kiểm sát viên sơ cấp"))
				id := w.timed(b, "changed", many(benchRows, "Kiểm sát viên trung cấp"))
				began := time.Now()
				blockers, err := w.Undo(context.Background(), w.hr, id)
				require.NoError(b, err)
				require.Empty(b, blockers)
				b.ReportMetric(time.Since(began).Seconds(), "undo-s")
			}
		})
	}
}

// timed imports a file as the program does, with the work in the background done here.
func (w *world) timed(b *testing.B, what string, raw []byte) string {
	ctx, began := context.Background(), time.Now()
	id, err := w.Upload(ctx, w.hr, "lon.csv", bytes.NewReader(raw), int64(len(raw)))
	require.NoError(b, err)
	i, err := w.Find(ctx, w.hr, id)
	require.NoError(b, err)
	require.NoError(b, w.Compare(ctx, w.hr, id, i.Mapping, roster.Terms{AsOf: w.people.Today()}))
	w.work(roster.JobCompare, id)
	compared := time.Since(began)
	require.NoError(b, w.Apply(ctx, w.hr, id))
	w.work(roster.JobApply, id)
	i, err = w.Find(ctx, w.hr, id)
	require.NoError(b, err)
	require.Equal(b, roster.Applied, i.State, i.Failure)
	b.ReportMetric(compared.Seconds(), what+"-compared-s")
	b.ReportMetric((time.Since(began) - compared).Seconds(), what+"-applied-s")
	return id
}
