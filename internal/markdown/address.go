package markdown

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/util"
)

// destination returns a link's address with backslashes and entities resolved, as a browser would read it.
func destination(raw []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(raw))))
}

// scheme returns the scheme of an address in lower case, "" when it has none. Browsers drop white space and control
// characters inside a scheme, so they are dropped here too: "java\tscript:" is javascript.
func scheme(address string) string {
	compact := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, address)
	end := strings.IndexAny(compact, ":/?#")
	if end < 0 || compact[end] != ':' {
		return ""
	}
	return compact[:end]
}

// isLocal reports whether an address has neither a scheme nor a host.
func isLocal(address string) bool {
	slashed := strings.ReplaceAll(strings.TrimSpace(address), `\`, "/")
	return scheme(address) == "" && !strings.HasPrefix(slashed, "//")
}

// isSafe reports whether a reader may be sent to an address.
func isSafe(address string) bool {
	switch scheme(address) {
	case "http", "https", "mailto", "tel":
		return true
	case "":
		return isLocal(address)
	}
	return false
}
