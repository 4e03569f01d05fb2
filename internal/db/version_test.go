package db_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
)

func TestTheEngineTellsItsVersionAndTime(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		text, major, err := d.Version(ctx)
		require.NoError(t, err)
		require.NotEmpty(t, text)
		lowest := map[db.Engine]int{db.SQLite: 3, db.Postgres: 13}
		require.GreaterOrEqual(t, major, lowest[d.Engine()], text)
		now, err := d.Now(ctx, time.Now())
		require.NoError(t, err)
		require.WithinDuration(t, time.Now(), now, time.Minute)
	})
}
