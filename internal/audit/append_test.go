package audit_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	changes = regexp.MustCompile(`NewUpdate|NewDelete|NewTruncate|NewDropTable|(?i)\b(update|delete from|truncate|drop table)\s+"?audit_`)
	trail   = regexp.MustCompile(`(?i)(update|delete\s+from|truncate(\s+table)?|drop\s+table|replace\s+into)\s+"?audit_(entries|seals|sealed)`)
)

// TestNothingChangesTheTrail reads the program: this package has no statement that changes or removes a row, and nobody
// else names its tables in one.
func TestNothingChangesTheTrail(t *testing.T) {
	files := 0
	err := filepath.WalkDir(filepath.Join("..", ".."), func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "node_modules" || e.Name() == "dist" || e.Name() == ".git") {
			return filepath.SkipDir
		}
		if e.IsDir() || strings.HasSuffix(p, "_test.go") || (!strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, ".sql")) {
			return nil
		}
		raw, err := os.ReadFile(p)
		require.NotRegexp(t, trail, string(raw), p)
		if filepath.Base(filepath.Dir(p)) == "audit" {
			files++
			require.NotRegexp(t, changes, string(raw), p)
		}
		return err
	})
	require.NoError(t, err)
	require.Greater(t, files, 5)
}
