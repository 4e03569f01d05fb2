package markdown

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/util"
)

// href is an address as an attribute holds it, percent signs put where they are needed.
func href(address string) string { return string(util.URLEscape([]byte(address), false)) }

// bare returns an address without white space, control and format characters. Browsers drop some of these wherever
// they stand, so that "java\tscript:" is javascript and "/\t/host" another server; no address needs any of them.
func bare(address string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, address)
}

// scheme returns the scheme of an address in lower case, "" when it has none.
func scheme(address string) string {
	address = bare(address)
	end := strings.IndexAny(address, ":/?#")
	if end < 0 || address[end] != ':' {
		return ""
	}
	return strings.ToLower(address[:end])
}

// isLocal reports whether an address has neither a scheme nor a host.
func isLocal(address string) bool {
	slashed := strings.ReplaceAll(bare(address), `\`, "/")
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

// isReadable reports whether an address can be taken apart. The allow-list drops those that cannot, without a word.
func isReadable(address string) bool {
	_, err := url.Parse(href(address))
	return err == nil
}
