package staff

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/jba/templatecheck"
	"github.com/stretchr/testify/require"

	"liem/internal/i18n"
	"liem/web/page"
)

func TestTemplatesFitTheirPages(t *testing.T) {
	pages := page.All()
	require.GreaterOrEqual(t, len(pages), 9)
	for _, p := range pages {
		require.NoError(t, templatecheck.CheckHTMLStrict(p.Template, p.Data), p.Name)
	}
}

// noted finds the acts that code writes into the trail.
var (
	notes = regexp.MustCompile(`Audit\(|Action: |^\tAct[A-Z][a-z]+: |\baction :?= |verifyAction = |marked +=|change(?:Account|Posting)\(ctx, a,|closeCorrection\(`)
	act   = regexp.MustCompile(`"((?:roster|role|see_as|course|lesson|completion|report|ledger|officer|unit|account|token|audit|demo)\.[a-z_]+)"`)
)

func TestEveryActInTheTrailHasWordsAndAFilter(t *testing.T) {
	found := map[string]bool{}
	for _, dir := range []string{"people", "courses", "records", "training", "reports", "server", filepath.Join("web", "staff")} {
		err := filepath.WalkDir(filepath.Join("..", "..", dir), func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
				return err
			}
			raw, err := os.ReadFile(p)
			for line := range strings.Lines(string(raw)) {
				if notes.MatchString(line) {
					for _, m := range act.FindAllStringSubmatch(line, -1) {
						found[m[1]] = true
					}
				}
			}
			return err
		})
		require.NoError(t, err)
	}
	for name := range found {
		require.Contains(t, actions, name)
	}
	for _, name := range actions {
		require.True(t, found[name], "nothing writes %s", name)
		for _, l := range i18n.Locales {
			require.True(t, i18n.For(l).Has("audit.action."+name), name)
		}
	}
}

func TestPairsOfADetail(t *testing.T) {
	require.Equal(t, []Pair{{"digest", "h1:x"}, {"number", "2"}}, pairs(json.RawMessage(`{"number": 2, "digest": "h1:x"}`)))
	require.Empty(t, pairs(json.RawMessage(`{}`)))
	require.Equal(t, []Pair{{"", "[1]"}}, pairs(json.RawMessage(`[1]`)))
	require.Empty(t, pairs(nil))
}

func TestAKeptHeadGetsItsLineBreaksBack(t *testing.T) {
	require.Equal(t, "liem\n8\nroot\n\n— liem sig\n", keptHead("liem\r\n8\r\nroot\r\n\r\n— liem sig"))
	require.Empty(t, keptHead(""))
}
