package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
)

// TestScripts runs every script of testdata on both engines, each on a site of its own. A script is one command a line;
// commands_test.go says what they do. What a script expects of an answer stands below the request that it is about.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 14, "the scripts are gone")
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			dbtest.Run(t, func(t *testing.T, d *db.DB) { runScript(t, d, filepath.Base(file), string(text)) })
		})
	}
}

// script is a script that runs.
type script struct {
	*site
	browsers map[string]*browser
	*browser // the one at hand
	names    map[string]string
	next     nextRequest
}

// nextRequest is what the script says of the next request alone.
type nextRequest struct {
	header  map[string][]string
	token   string
	noToken bool
}

func runScript(t *testing.T, d *db.DB, file, text string) {
	t.Helper()
	s := &script{site: newSite(t, d), browsers: map[string]*browser{}, names: map[string]string{"password": password}}
	s.browser = s.named("nobody")
	checked := 0
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := s.run(line); err != nil {
			t.Fatalf("%s:%d: %s\n%v\n\nThe last answer: %v", file, i+1, line, err, s.browser)
		}
		checked++
	}
	require.Positive(t, checked, "%s holds no command", file)
}

// run carries out one line.
func (s *script) run(line string) error {
	name, rest, _ := strings.Cut(line, " ")
	do, ok := commands[name]
	if !ok {
		return fmt.Errorf("no command %q", name)
	}
	args, err := s.expand(strings.TrimSpace(rest))
	if err != nil {
		return err
	}
	return do(s, args)
}

var variable = regexp.MustCompile(`\$[a-zA-Z][a-zA-Z0-9]*`)

// expand puts values in for names such as $attempt.
func (s *script) expand(text string) (out string, err error) {
	s.names["host"], s.names["csrf"] = s.address, s.csrf
	out = variable.ReplaceAllStringFunc(text, func(name string) string {
		value, ok := s.names[name[1:]]
		if !ok {
			err = fmt.Errorf("%s was never saved", name)
		}
		return value
	})
	return out, err
}

// named is the browser of that name, with nothing in it at first.
func (s *script) named(name string) *browser {
	if s.browsers[name] == nil {
		s.browsers[name] = newBrowser(s.site)
	}
	return s.browsers[name]
}

var word = regexp.MustCompile(`(?:[^\s"]|"[^"]*")+`)

// words parts a line at its spaces; what stands in quotation marks holds together.
func words(line string) []string {
	list := word.FindAllString(line, -1)
	for i := range list {
		list[i] = strings.ReplaceAll(list[i], `"`, "")
	}
	return list
}
