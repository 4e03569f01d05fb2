package audit_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/audit"
	"liem/internal/db"
	"liem/internal/db/dbtest"
)

func TestEntriesAreListedNewestFirst(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		start := time.Date(2026, 11, 23, 16, 59, 0, 0, time.UTC) // 23:59 in Hà Nội
		for i, action := range []string{"course.publish", "report.export", "report.export"} {
			err := audit.Write(ctx, d.Writer(), audit.Entry{Actor: "a", Action: action, Target: "report:1", Detail: map[string]int{"number": i}},
				start.Add(time.Duration(i)*2*time.Minute))
			require.NoError(t, err)
		}
		list, total, err := audit.List(ctx, d.Reader(), audit.Query{Limit: 2})
		require.NoError(t, err)
		require.Equal(t, 3, total)
		require.Len(t, list, 2)
		require.JSONEq(t, `{"number":2}`, string(list[0].Detail.(json.RawMessage)))
		_, total, err = audit.List(ctx, d.Reader(), audit.Query{Action: "report.export", From: "2026-11-24", To: "2026-11-24", Limit: 10})
		require.NoError(t, err)
		require.Equal(t, 2, total)
	})
}
