package db_test

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/migrations"
)

func TestSchemaChangesNothing(t *testing.T) {
	ctx := context.Background()
	d, err := db.Open(ctx, db.Config{Path: t.TempDir() + "/new.db"})
	require.NoError(t, err)
	defer d.Close()
	s, err := db.Schema(ctx, d, migrations.FS)
	require.NoError(t, err)
	require.Empty(t, s.Applied)
	require.Equal(t, "0001_schema", s.Pending[0])
	var tables int
	require.NoError(t, d.Reader().NewRaw("SELECT count(*) FROM sqlite_master").Scan(ctx, &tables))
	require.Zero(t, tables)
}

func TestSchemaTellsWhatANewerProgramApplied(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		older := fstest.MapFS{
			"0001_schema.tx.up.sql": {Data: []byte("SELECT 1")},
			"0777_later.tx.up.sql":  {Data: []byte("SELECT 1")},
		}
		s, err := db.Schema(ctx, d, older)
		require.NoError(t, err)
		require.Equal(t, []string{"0001_schema"}, s.Applied)
		require.Equal(t, []string{"0777_later"}, s.Pending)
		require.Contains(t, s.Unknown, "0002")
	})
}
