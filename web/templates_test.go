package web_test

import (
	"testing"

	"github.com/jba/templatecheck"
	"github.com/stretchr/testify/require"

	"liem/web/page"
)

// TestTemplatesFitTheirPages type-checks every template against the struct that it is rendered with: a field that is
// gone, or a method with other arguments, would otherwise show on the day on which somebody opens that page.
func TestTemplatesFitTheirPages(t *testing.T) {
	pages := page.All()
	require.GreaterOrEqual(t, len(pages), 20, "pages register themselves as they are parsed")
	names := map[string]bool{}
	for _, p := range pages {
		names[p.Name] = true
		t.Run(p.Name, func(t *testing.T) {
			require.NoError(t, templatecheck.CheckHTMLStrict(p.Template, p.Data))
		})
	}
	for _, name := range []string{"error.html", "login.html", "lesson.html", "attempt.html", "upload.html", "completions.html", "people.html", "audit.html"} {
		require.True(t, names[name], "%s is not among the pages", name)
	}
}

// TestNavigationFitsItsData checks the template that all pages share and that is rendered with a struct of its own.
func TestNavigationFitsItsData(t *testing.T) {
	nav := page.All()[0].Template.Lookup("nav")
	require.NotNil(t, nav)
	require.NoError(t, templatecheck.CheckHTMLStrict(nav, &page.Nav{}))
}
