package markdown

import (
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// mayHave names the elements that a page of ours may get from Markdown, each with its attributes. It is kept apart from
// the allow-list on purpose: whoever widens that one has to come here too.
var mayHave = map[string]string{
	"p": "class", "br": "", "hr": "", "h1": "id", "h2": "id", "h3": "id", "h4": "id", "h5": "id", "h6": "id",
	"strong": "", "em": "", "del": "", "code": "class", "pre": "role aria-label tabindex", "blockquote": "", "ul": "", "ol": "start", "li": "id",
	"dl": "", "dt": "", "dd": "", "figure": "class", "figcaption": "", "sup": "id", "aside": "class role",
	"section": "class role aria-label", "div": "class role aria-label tabindex", "span": "class",
	"table": "", "thead": "", "tbody": "", "tr": "", "th": "align scope", "td": "align",
	"a":     "href title rel class role aria-label",
	"img":   "src alt title width height loading decoding",
	"input": "type checked disabled aria-label",
	"video": "class src controls preload aria-label", "audio": "class src controls preload aria-label",
	"track": "kind src default",
}

var void = map[string]bool{"br": true, "hr": true, "img": true, "input": true, "track": true}

// phrasing may stand in a paragraph.
var phrasing = map[string]bool{
	"br": true, "strong": true, "em": true, "del": true, "code": true, "a": true, "img": true, "input": true, "sup": true, "span": true,
	"video": true, "audio": true, "track": true,
}

// page is what checkPage found.
type page struct {
	ids   map[string]bool
	hrefs []string
	text  string
}

// checkPage fails when HTML holds anything that runs, styles or names itself twice, an address that leads astray, an
// element that is not closed, or a link in a link. It reads the HTML with a tokenizer, as text alone may say anything.
func checkPage(t testing.TB, rendered HTML) page {
	t.Helper()
	found := page{ids: map[string]bool{}}
	var open []string
	var text strings.Builder
	for z := html.NewTokenizer(strings.NewReader(string(rendered))); ; {
		switch z.Next() {
		case html.ErrorToken:
			require.ErrorIs(t, z.Err(), io.EOF)
			require.Empty(t, open, "left open in %s", rendered)
			found.text = text.String()
			return found
		case html.TextToken:
			text.WriteString(z.Token().Data)
		case html.StartTagToken:
			token := z.Token()
			checkElement(t, token, open, rendered)
			found.add(t, token)
			if !void[token.Data] {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			name := z.Token().Data
			require.True(t, len(open) > 0 && open[len(open)-1] == name, "</%s> closes nothing in %s", name, rendered)
			open = open[:len(open)-1]
		default:
			require.Fail(t, "a comment, doctype or self-closing tag", "%s", rendered)
		}
	}
}

func checkElement(t testing.TB, token html.Token, open []string, rendered HTML) {
	t.Helper()
	attributes, known := mayHave[token.Data]
	require.True(t, known, "<%s> in %s", token.Data, rendered)
	for _, outer := range open {
		require.False(t, token.Data == "a" && outer == "a", "a link in a link in %s", rendered)
		require.True(t, outer != "p" || phrasing[token.Data], "<%s> in a paragraph in %s", token.Data, rendered)
	}
	seen := map[string]bool{}
	for _, a := range token.Attr {
		require.Contains(t, strings.Fields(attributes), a.Key, "<%s> in %s", token.Data, rendered)
		require.False(t, seen[a.Key], "%s twice in %s", a.Key, rendered)
		seen[a.Key] = true
		if a.Key == "href" || a.Key == "src" {
			checkAddress(t, a.Val)
		}
	}
}

func checkAddress(t testing.TB, address string) {
	t.Helper()
	u, err := url.Parse(address)
	require.NoError(t, err)
	require.Contains(t, []string{"", "http", "https", "mailto", "tel"}, strings.ToLower(u.Scheme), address)
	require.False(t, u.Scheme == "" && u.Host != "", "another server: %s", address)
	require.NotContains(t, address, "\\")
	require.Equal(t, bare(address), address)
}

func (p *page) add(t testing.TB, token html.Token) {
	t.Helper()
	for _, a := range token.Attr {
		switch a.Key {
		case "id":
			require.False(t, p.ids[a.Val], "the id %s twice", a.Val)
			p.ids[a.Val] = true
		case "href":
			p.hrefs = append(p.hrefs, a.Val)
		}
	}
}
