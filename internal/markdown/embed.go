package markdown

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Embed makes a rendered text a part of a longer page: every id and every link to one gets a prefix, so that texts on one
// page do not clash, and headings go down one level, under a heading of the page's own. The list of footnotes is named after
// the title, for there may be several.
func Embed(text HTML, prefix, title string) HTML {
	var b strings.Builder
	b.Grow(len(text) + len(text)/16)
	for z := html.NewTokenizer(strings.NewReader(string(text))); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return sanitise([]byte(b.String()))
		}
		raw := string(z.Raw())
		if kind != html.StartTagToken && kind != html.EndTagToken {
			b.WriteString(raw)
			continue
		}
		t := z.Token()
		heading := isHeading(t.DataAtom)
		if heading {
			t.Data = lower[t.DataAtom]
		}
		if !prefixed(&t, prefix, title) && !heading {
			b.WriteString(raw)
			continue
		}
		b.WriteString(t.String())
	}
}

// lower is the level below each level of heading.
var lower = map[atom.Atom]string{atom.H1: "h2", atom.H2: "h3", atom.H3: "h4", atom.H4: "h5", atom.H5: "h6", atom.H6: "h6"}

// prefixed puts a prefix before an element's id and before where its link leads on the page.
func prefixed(t *html.Token, prefix, title string) (changed bool) {
	for i, a := range t.Attr {
		switch {
		case a.Key == "id":
			t.Attr[i].Val = prefix + a.Val
		case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
			t.Attr[i].Val = "#" + prefix + a.Val[1:]
		case a.Key == "aria-label" && t.DataAtom == atom.Section:
			t.Attr[i].Val += ": " + title
		default:
			continue
		}
		changed = true
	}
	return changed
}
