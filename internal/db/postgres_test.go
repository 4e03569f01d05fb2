package db

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPostgresAddressesAreVerifiedOrLocal(t *testing.T) {
	for _, ok := range []string{
		"postgres://liem@127.0.0.1:5432/liem", "postgres://liem@localhost/liem?sslmode=disable",
		"postgres://liem@db.example/liem?sslmode=verify-full", "postgres://liem@db.example/liem",
	} {
		_, err := postgresOptions(ok)
		require.NoError(t, err, ok)
	}
	for _, bad := range []string{
		"postgres://liem@db.example/liem?sslmode=require", "postgres://liem@db.example/liem?sslmode=prefer",
		"mysql://liem@db.example/liem", "postgres://liem@db.example/liem?sslmode=verify-full&sslrootcert=/nowhere.pem",
	} {
		_, err := postgresOptions(bad)
		require.Error(t, err, bad)
	}
}
