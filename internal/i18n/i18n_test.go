package i18n_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/fault"
	"liem/internal/i18n"
)

var argument = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

func arguments(s string) map[string]bool {
	set := map[string]bool{}
	for _, m := range argument.FindAllStringSubmatch(s, -1) {
		set[m[1]] = true
	}
	return set
}

func TestLanguagesHaveTheSameKeysAndArguments(t *testing.T) {
	vi, en := i18n.Messages(i18n.Vietnamese), i18n.Messages(i18n.English)
	for key, m := range vi {
		other, ok := en[key]
		require.True(t, ok, "%s has no English text", key)
		require.Equal(t, arguments(m.Other), arguments(other.Other), "%s: arguments differ", key)
		require.NotEmpty(t, strings.TrimSpace(m.Other), key)
	}
	for key := range en {
		require.Contains(t, vi, key, "%s has no Vietnamese text", key)
	}
}

// used finds keys that code and templates name: calls of T and faults.
var used = regexp.MustCompile(`(?:\bT\s*\(?\s*|fault\.New\([\w.]+, |Done\([^\n]*, |Base\([\w.]*"?"?, )"([a-z_]+(?:\.[a-z0-9_]+)+)"`)

func TestEveryKeyThatCodeNamesHasATextInBothLanguages(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../..", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist" || d.Name() == "testdata" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(p, "_test.go") || !(strings.HasSuffix(p, ".go") || strings.HasSuffix(p, ".html")) {
			return nil
		}
		raw, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		for _, m := range used.FindAllStringSubmatch(string(raw), -1) {
			found++
			for _, l := range i18n.Locales {
				if !i18n.For(l).Has(m[1]) {
					t.Errorf("%s: key %q has no text in %s", p, m[1], l)
				}
			}
		}
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, found, 50)
}

func TestNumbersAndDates(t *testing.T) {
	vi, en := i18n.For("vi"), i18n.For("en")
	require.Equal(t, "1.234.567", vi.Number(1234567))
	require.Equal(t, "-1,234", en.Number(-1234))
	require.Equal(t, "8,5", vi.Hundredths(850))
	require.Equal(t, "8", vi.Hundredths(800))
	require.Equal(t, "0,05", vi.Hundredths(5))
	require.Equal(t, "8,3/10", vi.Mark(8333))
	require.Equal(t, "10/10", vi.Mark(10000))
	require.Equal(t, "15/12/2026", vi.Date("2026-12-15"))
	require.Equal(t, "1975", vi.Date("1975"))
	require.Equal(t, "24/11/2026 00:30", vi.Time(time.Date(2026, 11, 23, 17, 30, 0, 0, time.UTC)))
	require.Equal(t, "12 KB", vi.Bytes(12<<10))
	require.Equal(t, "1,5 MB", vi.Bytes(3<<19))
	require.Equal(t, "75,2 GB", vi.Bytes(77_020<<20))
}

func TestErrorsShowNothingInternal(t *testing.T) {
	vi := i18n.For("vi")
	require.Equal(t, vi.T("fault.internal"), vi.Error(errors.New("pq: password is hunter2")))
	e := fault.New(fault.Invalid, "form.too_large").With("Limit", 64)
	require.Contains(t, vi.Error(e), "64 MB")
	require.Equal(t, vi.Error(e)+" "+vi.T("fault.not_found"), vi.Error(fault.List{e, fault.New(fault.NotFound, "fault.not_found")}))
	require.Equal(t, "[no.such]", vi.T("no.such"))
}
