package icon

import (
	"encoding/xml"
	"html/template"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

const inner = `<path d="M5 12l5 5l10 -10"/>`

// fresh begins a test without icons and leaves none behind.
func fresh(t *testing.T) {
	t.Helper()
	loaded.Store(nil)
	t.Cleanup(func() { loaded.Store(nil) })
}

func assets(json string) fstest.MapFS { return fstest.MapFS{"icons.json": {Data: []byte(json)}} }

// TestIconsAreDrawnInline in the colour of the text around them, and say nothing to those who listen.
func TestIconsAreDrawnInline(t *testing.T) {
	fresh(t)
	require.NoError(t, Load(assets(`{"check":"<path d=\"M5 12l5 5l10 -10\"/>"}`), "icons.json"))
	require.True(t, Known("check"))
	svg := string(SVG("check"))
	require.Contains(t, svg, inner+"</svg>")
	for _, attribute := range []string{`aria-hidden="true"`, `focusable="false"`, `stroke="currentColor"`, `class="icon"`, `width="20"`, `height="20"`} {
		require.Contains(t, svg, attribute)
	}
	require.NotContains(t, svg, "style=")
	require.NotContains(t, svg, " on")
	requireElement(t, svg)
}

// TestIconsThatAreNotThere: a page without assets, or with a name that they do not hold, has an empty picture of the
// same size, so that nothing moves.
func TestIconsThatAreNotThere(t *testing.T) {
	fresh(t)
	require.False(t, Known("check"))
	empty := SVG("check")
	require.NoError(t, Load(assets(`{"check":"<path/>"}`), "icons.json"))
	for _, name := range []string{"", "Check", "check ", "../check", `"><script>`} {
		require.False(t, Known(name), name)
		require.Equal(t, empty, SVG(name), name)
	}
	require.True(t, strings.HasSuffix(string(empty), "></svg>"))
	requireElement(t, string(empty))
}

func TestAssetsThatCannotBeRead(t *testing.T) {
	fresh(t)
	require.NoError(t, Load(assets(`{"check":"<path/>"}`), "icons.json"))
	before := SVG("check")
	for _, bad := range []string{"", "[]", `{"check":1}`, `{"check":`} {
		require.Error(t, Load(assets(bad), "icons.json"), bad)
	}
	require.Error(t, Load(fstest.MapFS{}, "icons.json"))
	require.Equal(t, before, SVG("check"), "what was there stays")
	require.NoError(t, Load(assets(`{"x":"<path/>"}`), "icons.json"))
	require.False(t, Known("check"), "new assets replace the old")
}

// TestIconsAreReadWhileTheyAreLoaded; make test looks for data races.
func TestIconsAreReadWhileTheyAreLoaded(t *testing.T) {
	fresh(t)
	files := assets(`{"check":"<path/>"}`)
	require.NoError(t, Load(files, "icons.json"))
	want := SVG("check")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if err := Load(files, "icons.json"); err != nil || SVG("check") != want {
				t.Error("an icon went missing", err)
			}
		})
	}
	wg.Wait()
}

// TestIconsStandInTemplates as they are, where a name from outside is escaped.
func TestIconsStandInTemplates(t *testing.T) {
	fresh(t)
	require.NoError(t, Load(assets(`{"check":"<path/>"}`), "icons.json"))
	page := template.Must(template.New("").Funcs(template.FuncMap{"icon": SVG}).Parse(`<b>{{icon .}}</b>{{.}}`))
	var b strings.Builder
	require.NoError(t, page.Execute(&b, "check"))
	require.Equal(t, "<b>"+string(SVG("check"))+"</b>check", b.String())
}

// requireElement wants one element, closed.
func requireElement(t *testing.T, svg string) {
	t.Helper()
	depth, roots := 0, 0
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		switch token.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth++
		case xml.EndElement:
			depth--
		}
	}
	require.Equal(t, []int{0, 1}, []int{depth, roots})
}
