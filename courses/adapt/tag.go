package adapt

import (
	"html"
	"regexp"
	"strings"
)

// tag is an HTML or JSX tag in a text.
type tag struct {
	name         string // in lower case
	written      string
	closing      bool // </name>
	selfClosing  bool // <name/>
	attrs        map[string]string
	length       int
	hasAttribute bool
}

var (
	tagHead  = regexp.MustCompile(`^<(/?)([A-Za-z][A-Za-z0-9.:_-]*)`)
	tagAttr  = regexp.MustCompile(`^\s+([@:A-Za-z_{][\w:.{}@-]*)(?:\s*=\s*("[^"]*"|'[^']*'|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^\s"'=<>` + "`" + `]+))?`)
	tagEnd   = regexp.MustCompile(`^\s*(/?)>`)
	inBraces = regexp.MustCompile("[\"'`]([^\"'`]*)[\"'`]")
)

// maxTag bounds a tag with its attributes.
const maxTag = 4000

// readTag reads the tag that a text begins with.
func readTag(s string) (tag, bool) {
	s = s[:min(len(s), maxTag)]
	m := tagHead.FindStringSubmatch(s)
	if m == nil {
		return tag{}, false
	}
	t := tag{written: m[2], name: strings.ToLower(m[2]), closing: m[1] != "", length: len(m[0])}
	for {
		rest := s[t.length:]
		if end := tagEnd.FindStringSubmatch(rest); end != nil {
			t.length += len(end[0])
			t.selfClosing = end[1] != ""
			return t, true
		}
		a := tagAttr.FindStringSubmatch(rest)
		if a == nil {
			return tag{}, false
		}
		t.length += len(a[0])
		t.hasAttribute = true
		t.set(strings.ToLower(a[1]), a[2])
	}
}

func (t *tag) set(name, value string) {
	if t.attrs == nil {
		t.attrs = map[string]string{}
	}
	switch {
	case value == "":
	case value[0] == '{': // JSX: what stands in quotes is what matters
		m := inBraces.FindStringSubmatch(value)
		if m == nil {
			return
		}
		value = m[1]
	case value[0] == '"' || value[0] == '\'':
		value = value[1 : len(value)-1]
	}
	if _, twice := t.attrs[name]; !twice {
		t.attrs[name] = strings.Join(strings.Fields(html.UnescapeString(value)), " ")
	}
}

func (t *tag) get(name string) string { return t.attrs[name] }

// What becomes of the elements of HTML.
var (
	inlineMarks = map[string]string{"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "dfn": "*", "del": "~~", "s": "~~", "strike": "~~",
		"code": "`", "tt": "`", "kbd": "`", "samp": "`"}
	blockTags = setOf("p div center section article figure header footer main aside picture nav address figcaption details blockquote ul ol dl dt dd table thead tbody tfoot tr form fieldset legend hgroup tabs tabitem dialog colgroup caption")
	plainTags = setOf("span font small u ins mark big nobr abbr acronym q label time data bdi bdo ruby rt rp wbr var output button input select option textarea optgroup datalist meter progress source track param link meta html head body title base area map col td th noscript slot center")
	dropped   = setOf("script style svg template canvas math object embed applet noframes frameset")
)

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
