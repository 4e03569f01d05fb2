package web_test

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"maps"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"
)

// browser is one browser: its cookies, the last answer, and what was filled in on the page that shows.
type browser struct {
	site    *site
	cookies map[string]string
	csrf    string // the token of the last page that had one,
	csrfOf  string // and the session that it belongs to
	user    string // who was signed in last, for a browser that belongs to somebody

	last   *request
	status int
	header http.Header
	body   []byte
	page   *node // nil for what is no page
	filled map[string]string
	chosen map[*node]bool
}

// request is what a browser sends.
type request struct {
	method, path, contentType string
	body                      []byte
	header                    http.Header
}

func newBrowser(s *site) *browser { return &browser{site: s, cookies: map[string]string{}} }

// send sends a request as a browser does, with cookies and where it comes from, and keeps the answer. Headers of the
// request stand before the browser's; an empty one is left out.
func (b *browser) send(r request) error {
	if b.last != nil && !strings.HasPrefix(r.path, "/") { // a link beside the page that shows
		r.path = path.Join(path.Dir(b.last.path), r.path)
	}
	b.last = &r
	req, err := http.NewRequest(r.method, "http://"+b.site.address+r.path, bytes.NewReader(r.body))
	if err != nil {
		return err
	}
	if r.contentType != "" {
		req.Header.Set("Content-Type", r.contentType)
	}
	if r.method != http.MethodGet && r.method != http.MethodHead {
		req.Header.Set("Origin", "http://"+b.site.address)
		req.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for name, values := range r.header {
		if values[0] == "" {
			req.Header.Del(name)
			continue
		}
		req.Header[name] = values
	}
	for _, name := range slices.Sorted(maps.Keys(b.cookies)) {
		req.AddCookie(&http.Cookie{Name: name, Value: b.cookies[name]})
	}
	res, err := b.site.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	return b.take(res)
}

var tokenOfPage = regexp.MustCompile(`<meta name="csrf-token" content="([^"]*)">`)

func (b *browser) take(res *http.Response) (err error) {
	b.status, b.header = res.StatusCode, res.Header
	b.page, b.filled, b.chosen = nil, map[string]string{}, map[*node]bool{}
	for _, c := range res.Cookies() {
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		} else {
			b.cookies[c.Name] = c.Value
		}
	}
	if b.body, err = io.ReadAll(res.Body); err != nil {
		return fmt.Errorf("the answer broke off: %w", err)
	}
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") || res.Header.Get("Content-Encoding") != "" {
		return nil
	}
	if token := tokenOfPage.FindSubmatch(b.body); token != nil {
		b.csrf, b.csrfOf = html.UnescapeString(string(token[1])), b.cookies["liem_session"]
	}
	if b.page, err = xhtml.Parse(bytes.NewReader(b.body)); err != nil {
		return err
	}
	if key := keyOnPage.FindString(visible(b.page)); key != "" {
		return fmt.Errorf("the page shows the key %s instead of its text", key)
	}
	return nil
}

// keyOnPage is what a printer writes for a key without a text.
var keyOnPage = regexp.MustCompile(`\[[a-z_]+(?:\.[a-z0-9_]+)+\]`)

// shows tells whether a text stands on the page, as people read it or in its markup.
func (b *browser) shows(text string) bool {
	text = squash(text)
	return strings.Contains(squash(html.UnescapeString(string(b.body))), text) || strings.Contains(visible(b.page), text)
}

// squash makes all white space one space.
func squash(s string) string { return strings.Join(strings.Fields(s), " ") }

// visible is the text below a node.
func visible(n *node) string {
	var text strings.Builder
	if n != nil {
		for d := range n.Descendants() {
			if d.Type == xhtml.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style" {
				text.WriteString(d.Data)
			}
		}
	}
	return squash(text.String())
}

// String is the last answer, for a test that fails.
func (b *browser) String() string {
	if b.last == nil {
		return "(nothing was sent)"
	}
	text := visible(b.page)
	if b.page == nil {
		text = string(b.body[:min(len(b.body), 2000)])
	}
	return fmt.Sprintf("%s %s answered %d %v\n%s", b.last.method, b.last.path, b.status, b.header, text)
}
