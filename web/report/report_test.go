package report

import (
	"testing"

	"github.com/jba/templatecheck"
	"github.com/stretchr/testify/require"

	"liem/web/page"
)

func TestTemplatesFitTheirPages(t *testing.T) {
	pages := page.All()
	require.Len(t, pages, 3)
	for _, p := range pages {
		require.NoError(t, templatecheck.CheckHTMLStrict(p.Template, p.Data), p.Name)
	}
}
