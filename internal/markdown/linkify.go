package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/extension"
)

// What a bare address in the text may consist of. goldmark's own patterns stop at the first letter beyond ASCII, which
// makes a link to somewhere else of https://vi.wikipedia.org/wiki/Viện_kiểm_sát.
const (
	hostPattern = `[-\p{L}\p{M}\p{N}@:%._+~#=]{1,256}\.[a-z]+`
	restPattern = `(?:[/#?][-\p{L}\p{M}\p{N}@:%_+.~#$!?&/=();,'">^{}\[\]` + "`" + `]*)?`
)

// webAddresses makes links of bare addresses; other schemes than these are text.
var webAddresses = []extension.LinkifyOption{
	extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}),
	extension.WithLinkifyURLRegexp(regexp.MustCompile(`^https?://` + hostPattern + `(?::[0-9]+)?` + restPattern)),
	extension.WithLinkifyWWWRegexp(regexp.MustCompile(`^www\.` + hostPattern + restPattern)),
}
