package journeys

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// links are the addresses of pages that a page links to.
const links = `[...document.querySelectorAll("a[href]:not([download])")].filter((a) => a.origin === location.origin).map((a) => a.pathname)`

var (
	noPage = regexp.MustCompile(`\.(csv|xlsx|json|zip|pdf)$|^/(media|assets|account/export|healthz|readyz)`)
	named  = regexp.MustCompile(`^/(courses|attempts)/[^/]+(/[^/]+)?`)
	uuid   = regexp.MustCompile(`/[0-9a-f]{8}-[0-9a-f-]{27}`)
)

// shape is an address with what differs from one course, officer or unit to another left out.
func shape(path string) string {
	return uuid.ReplaceAllString(named.ReplaceAllStringFunc(path, func(s string) string {
		return "/" + strings.Split(s, "/")[1] + strings.Repeat("/*", strings.Count(s, "/")-1)
	}), "/*")
}

// TestEveryPageThatLinksLeadTo follows the links of each account's pages and looks at one page of every shape: see check.
func TestEveryPageThatLinksLeadTo(t *testing.T) {
	s := startServer(t, "")
	looked := map[string]bool{}
	for _, account := range []string{"hr", "manager", "officer", "inspector", "admin", "head", "author"} {
		p := signIn(t, s, account)
		ways, known := []string{p.path()}, map[string]bool{}
		for len(ways) > 0 {
			way := ways[0]
			ways = ways[1:]
			if known[shape(way)] {
				continue
			}
			known[shape(way)] = true
			p.open(way)
			if !looked[shape(way)] {
				looked[shape(way)] = true
				p.check()
			}
			ways = append(ways, slices.DeleteFunc(value[[]string](p, links), noPage.MatchString)...)
		}
	}
	for _, must := range []string{"/people/*/edit", "/units/*", "/roles/new", "/courses/*/*", "/reports", "/audit", "/account/disclosures", "/manage/courses/*"} {
		require.True(t, looked[must], "%s was not found; found %d pages", must, len(looked))
	}
}
