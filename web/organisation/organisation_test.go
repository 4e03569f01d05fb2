package organisation

import (
	"testing"

	"github.com/jba/templatecheck"
	"github.com/stretchr/testify/require"

	"liem/web/page"
)

func TestTemplatesFitTheirPages(t *testing.T) {
	pages := page.All()
	require.GreaterOrEqual(t, len(pages), 6)
	for _, p := range pages {
		require.NoError(t, templatecheck.CheckHTMLStrict(p.Template, p.Data), p.Name)
	}
}
