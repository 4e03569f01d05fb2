package markdown

import (
	"regexp"

	"github.com/microcosm-cc/bluemonday"
)

// allowed is the last word on what HTML leaves this package. It names what the renderers write and nothing more, so
// that a mistake in them, or in goldmark, loses a feature and not the reader's safety.
var allowed = allowList()

func sanitise(html []byte) HTML { return HTML(allowed.SanitizeBytes(html)) }

func allowList() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "del", "code", "pre",
		"blockquote", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "sup", "aside", "section", "div",
		"span", "table", "thead", "tbody", "tr", "th", "td", "a", "img", "input", "video", "audio", "track")
	allowIdentity(p)
	allowMedia(p)
	allowTables(p)
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("checked", "disabled").Matching(regexp.MustCompile(`^$`)).OnElements("input")

	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("title").OnElements("a", "img")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	p.RequireNoReferrerOnFullyQualifiedLinks(true)
	return p
}

// allowIdentity allows ids, and the classes, roles and names that the renderers give, each on its own element.
func allowIdentity(p *bluemonday.Policy) {
	id := regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}_.:-]*$`)
	p.AllowAttrs("id").Matching(id).OnElements("h1", "h2", "h3", "h4", "h5", "h6", "li", "sup")
	class := func(pattern string, elements ...string) {
		p.AllowAttrs("class").Matching(regexp.MustCompile(`^(?:` + pattern + `)$`)).OnElements(elements...)
	}
	class(`callout callout-[a-z]+`, "aside")
	class(`callout-title`, "p")
	class(`figure`, "figure")
	class(`table-scroll`, "div")
	class(`math|math math-display`, "span")
	class(`math math-display`, "div")
	class(`footnotes`, "section")
	class(`footnote-(?:ref|backref)`, "a")
	class(`language-[A-Za-z0-9+#-]+`, "code")
	class(`media-(?:video|audio)`, "video", "audio")
	role := func(pattern string, elements ...string) {
		p.AllowAttrs("role").Matching(regexp.MustCompile(`^(?:` + pattern + `)$`)).OnElements(elements...)
	}
	role("note", "aside")
	role("group", "div", "pre")
	role("doc-endnotes", "section")
	role("doc-noteref|doc-backlink", "a")
	p.AllowAttrs("aria-label").OnElements("div", "pre", "section", "a", "video", "audio", "input")
	p.AllowAttrs("tabindex").Matching(regexp.MustCompile(`^0$`)).OnElements("div", "pre")
}

func allowMedia(p *bluemonday.Policy) {
	empty := regexp.MustCompile(`^$`)
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(bluemonday.Integer).OnElements("img")
	p.AllowAttrs("loading").Matching(regexp.MustCompile(`^lazy$`)).OnElements("img")
	p.AllowAttrs("decoding").Matching(regexp.MustCompile(`^async$`)).OnElements("img")
	p.AllowAttrs("src").OnElements("video", "audio", "track")
	p.AllowAttrs("preload").Matching(regexp.MustCompile(`^metadata$`)).OnElements("video", "audio")
	p.AllowAttrs("controls").Matching(empty).OnElements("video", "audio")
	p.AllowAttrs("kind").Matching(regexp.MustCompile(`^captions$`)).OnElements("track")
	p.AllowAttrs("default").Matching(empty).OnElements("track")
}

func allowTables(p *bluemonday.Policy) {
	p.AllowAttrs("align").Matching(regexp.MustCompile(`^(?:left|right|center)$`)).OnElements("th", "td")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^col$`)).OnElements("th")
}
