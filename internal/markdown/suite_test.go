package markdown

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// suites are the inputs of the CommonMark suite and of those for tables, task lists, strikethrough, autolinks, footnotes and
// definition lists, which goldmark's module ships.
func suites(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	require.NoError(t, err)
	module := strings.TrimSpace(string(out))
	raw, err := os.ReadFile(filepath.Join(module, "_test", "spec.json"))
	require.NoError(t, err)
	var examples []struct {
		Markdown string `json:"markdown"`
	}
	require.NoError(t, json.Unmarshal(raw, &examples))
	require.Greater(t, len(examples), 600)
	var inputs []string
	for _, e := range examples {
		inputs = append(inputs, e.Markdown)
	}
	files, err := filepath.Glob(filepath.Join(module, "extension", "_test", "*.txt"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range append(files, filepath.Join(module, "_test", "extra.txt")) {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, example := range strings.Split(string(raw), "//= = = = =") {
			if parts := strings.Split(example, "//- - - - - - - - -//\n"); len(parts) > 1 {
				inputs = append(inputs, parts[1])
			}
		}
	}
	return inputs
}

// TestSuitesStayWithinTheAllowList: whatever the suites hold, raw HTML above all, what is rendered has nothing but what a
// page may have.
func TestSuitesStayWithinTheAllowList(t *testing.T) {
	inputs := suites(t)
	require.Greater(t, len(inputs), 700)
	for _, src := range inputs {
		checkDocument(t, []byte(src))
	}
	checkDocument(t, []byte(strings.Join(inputs, "\n\n")))
}
