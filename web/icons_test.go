package web_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// named finds the icons that a template or a page names, by the ending of the file: calls of icon, links with an icon,
// and the entries of the navigation.
var named = map[string][]*regexp.Regexp{
	".html": {regexp.MustCompile(`\bicon "([a-z0-9-]+)"`)},
	".go": {regexp.MustCompile(`\bIcon: +"([a-z0-9-]+)"`), regexp.MustCompile(`\bicon\.SVG\("([a-z0-9-]+)"\)`),
		regexp.MustCompile(`\{Section\w+, "[^"]*", "([a-z0-9-]+)"`)},
}

// TestIconsAreBuilt looks every named icon up in what the assets' build wrote: an icon that is missing there is silently
// empty on the page.
func TestIconsAreBuilt(t *testing.T) {
	raw, err := os.ReadFile("dist/icons.json")
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("CI") == "" {
		t.Skip("web/dist is not built: run `make assets`")
	}
	require.NoError(t, err)
	var built map[string]string
	require.NoError(t, json.Unmarshal(raw, &built))
	places := iconPlaces(t)
	require.GreaterOrEqual(t, len(places), 30, "the test looks for icons in the wrong place")
	for icon, file := range places {
		require.NotEmpty(t, built[icon], "%s names the icon %q, which the build lacks", file, icon)
	}
}

// iconPlaces maps each icon that is named somewhere to one file that names it.
func iconPlaces(t *testing.T) map[string]string {
	t.Helper()
	places := map[string]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist"):
			return filepath.SkipDir
		case d.IsDir() || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		for _, pattern := range named[filepath.Ext(path)] {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, match := range pattern.FindAllSubmatch(text, -1) {
				places[string(match[1])] = path
			}
		}
		return nil
	})
	require.NoError(t, err)
	return places
}
