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

// TestTheTrailNamesWhoseAuthorityWasUsed writes each sort of detail with and without an authority in the context.
func TestTheTrailNamesWhoseAuthorityWasUsed(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx, now := context.Background(), time.Date(2026, 11, 25, 2, 0, 0, 0, time.UTC)
		lent := audit.Under(ctx, "g1", "g2")
		for _, c := range []struct {
			ctx    context.Context
			detail any
			want   string
		}{
			{lent, nil, `{"under":"g1 g2"}`},
			{lent, map[string]any{"number": 2}, `{"number":2,"under":"g1 g2"}`},
			{lent, audit.Change{Reason: "Thử", Detail: map[string]string{"grant": "g"}}, `{"grant":"g","under":"g1 g2"}`},
			{audit.Under(ctx), map[string]any{"number": 2}, `{"number":2}`},
		} {
			require.NoError(t, audit.Write(c.ctx, d.Writer(), audit.Entry{Actor: "a", Action: "course.publish", Target: "course:1", Detail: c.detail}, now))
			list, _, err := audit.List(ctx, d.Reader(), audit.Query{Limit: 1})
			require.NoError(t, err)
			require.JSONEq(t, c.want, string(list[0].Detail.(json.RawMessage)))
		}
	})
}
