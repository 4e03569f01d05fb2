package journeys

import (
	"fmt"
	"os"
	"testing"

	"liem/internal/db/dbtest"
)

// root is the repository's root, seen from here.
const root = "../.."

func TestMain(m *testing.M) {
	if os.Getenv("JOURNEYS") == "" {
		fmt.Println("journeys: skipped; `make journeys` builds the program and runs them")
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// onBoth runs a journey on SQLite and on PostgreSQL, each with a demonstration of its own.
func onBoth(t *testing.T, journey func(t *testing.T, s *server), env ...string) {
	t.Run("sqlite", func(t *testing.T) { journey(t, startServer(t, "", env...)) })
	t.Run("postgres", func(t *testing.T) { journey(t, startServer(t, dbtest.PostgresURL(t), env...)) })
}
