package manage

import (
	"testing"

	"github.com/jba/templatecheck"
	"github.com/stretchr/testify/require"

	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/internal/markdown"
	"liem/web/page"
)

func TestTemplatesFitTheirPages(t *testing.T) {
	pages := page.All()
	require.Greater(t, len(pages), 6)
	for _, p := range pages {
		require.NoError(t, templatecheck.CheckHTMLStrict(p.Template, p.Data), p.Name)
	}
}

func TestProblemsAreGroupedByFileAndWarningsStandApart(t *testing.T) {
	got := showProblems(i18n.For(i18n.Vietnamese), []markdown.Problem{
		{File: "01-a.md", Line: 3, Column: 1, Code: "course.dead_link", Args: fault.Args{"Target": "02-b.md"}, Severity: markdown.SeverityError},
		{File: "01-a.md", Line: 5, Column: 2, Code: "course.missing_media", Args: fault.Args{"Target": "media/x.png"}, Severity: markdown.SeverityError},
		{File: "course.md", Line: 2, Column: 1, Code: "course.no_plan", Severity: markdown.SeverityWarning},
		{File: "course.md", Line: 9, Column: 1, Code: "course.no_title", Severity: markdown.SeverityError},
	})
	require.Equal(t, 3, got.Errors)
	require.Equal(t, 1, got.Notes)
	require.Len(t, got.Blocking, 2)
	require.Equal(t, "01-a.md", got.Blocking[0].File)
	require.Len(t, got.Blocking[0].Lines, 2)
	first := got.Blocking[0].Lines[0]
	require.Equal(t, "Dòng 3, cột 1", first.Where)
	require.Contains(t, first.Text, "02-b.md")
	require.NotEmpty(t, first.Mend)
	require.Equal(t, "course.md", got.Warnings[0].File)
}
