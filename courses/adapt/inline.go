package adapt

import (
	"regexp"
	"strings"
)

// link is a link, an image or a link's definition in a text, by the places of its parts in bytes.
type link struct {
	start, end         int // the whole
	textStart, textEnd int // between the brackets
	destStart, destEnd int // of an inline link or a definition, with its < >
	dest               string
	label              string // of a reference or a definition, folded
	image              bool
	inline             bool // [text](dest)
	definition         bool // [label]: dest
}

// bracket is one that waits for its end.
type bracket struct {
	at    int // of the [
	image bool
}

// maxBrackets bounds those that wait: texts for people have a handful.
const maxBrackets = 64

// findLinks finds the links of a text that holds no blocks of code. What stands between ` signs is no link. It is linear
// but for the search of ends, which stop at empty lines.
func findLinks(s string) []link {
	f := linkFinder{s: s}
	for f.i = 0; f.i < len(s); {
		f.step()
	}
	return f.links
}

type linkFinder struct {
	s     string
	i     int
	open  []bracket
	links []link
	ticks ticks
}

func (f *linkFinder) step() {
	s, i := f.s, f.i
	switch s[i] {
	case '\\':
		f.i = min(i+2, len(s))
	case '`':
		f.i = f.ticks.skip(s, i)
	case '<':
		if m := autolink.FindString(s[i:min(len(s), i+2000)]); m != "" {
			f.i += len(m)
			return
		}
		f.i++
	case '\n':
		if blankAfter(s, i+1) {
			f.open = f.open[:0]
		}
		f.i++
	case '!':
		if i+1 < len(s) && s[i+1] == '[' {
			f.push(bracket{i + 1, true})
			f.i += 2
			return
		}
		f.i++
	case '[':
		f.push(bracket{i, false})
		f.i++
	case ']':
		f.close()
	default:
		f.i++
	}
}

func (f *linkFinder) push(b bracket) {
	if len(f.open) == maxBrackets {
		f.open = append(f.open[:0], f.open[1:]...)
	}
	f.open = append(f.open, b)
}

// close ends the last bracket and sees what kind of link it makes.
func (f *linkFinder) close() {
	s, at := f.s, f.i
	f.i++
	if len(f.open) == 0 {
		return
	}
	b := f.open[len(f.open)-1]
	f.open = f.open[:len(f.open)-1]
	l := link{start: b.at, textStart: b.at + 1, textEnd: at, image: b.image}
	if b.image {
		l.start--
	}
	rest := s[at+1:]
	switch {
	case strings.HasPrefix(rest, "("):
		if d, ok := destination(s, at+2); ok {
			l.destStart, l.destEnd, l.dest, l.end, l.inline = d.start, d.end, d.dest, d.after, true
			f.found(l)
			return
		}
	case strings.HasPrefix(rest, ":") && !b.image && lineStart(s, b.at):
		if d, ok := definition(s, at+2); ok {
			l.destStart, l.destEnd, l.dest, l.end, l.definition = d.start, d.end, d.dest, d.after, true
			l.label = fold(s[l.textStart:l.textEnd])
			f.found(l)
			return
		}
	case strings.HasPrefix(rest, "["):
		if end := strings.IndexByte(rest[:min(len(rest), 1000)], ']'); end > 0 {
			l.label, l.end = fold(rest[1:end]), at+1+end+1
			if l.label == "" {
				l.label = fold(s[l.textStart:l.textEnd])
			}
			f.found(l)
			return
		}
	}
	if l.label == "" && l.textEnd-l.textStart < 1000 {
		l.label, l.end = fold(s[l.textStart:l.textEnd]), at+1
		if l.label != "" && l.label[0] != '^' && l.label[0] != '!' && l.label != "x" {
			f.links = append(f.links, l)
		}
	}
}

// found keeps a link and goes on behind it.
func (f *linkFinder) found(l link) {
	if strings.HasPrefix(l.label, "^") || (l.definition && strings.HasPrefix(f.s[l.textStart:], "^")) {
		return
	}
	f.links = append(f.links, l)
	f.i = l.end
}

// fold is a label as references are compared.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// lineStart tells a place where a line begins, but for spaces, > and the marks of lists.
func lineStart(s string, at int) bool {
	begin := strings.LastIndexByte(s[:at], '\n') + 1
	return strings.Trim(s[begin:at], " \t>") == ""
}

func blankAfter(s string, at int) bool {
	for at < len(s) && (s[at] == ' ' || s[at] == '\t' || s[at] == '>') {
		at++
	}
	return at >= len(s) || s[at] == '\n'
}

// dest is a destination in its place.
type dest struct {
	start, end, after int
	dest              string
}

// destination reads "dest "title")" after an opening bracket.
func destination(s string, at int) (dest, bool) {
	at = spaces(s, at)
	d, ok := bareDest(s, at)
	if !ok {
		return d, false
	}
	at = spaces(s, d.end)
	if at < len(s) && strings.IndexByte(`"'(`, s[at]) >= 0 && at > d.end {
		if at = titleEnd(s, at); at < 0 {
			return d, false
		}
		at = spaces(s, at)
	}
	if at >= len(s) || s[at] != ')' {
		return d, false
	}
	d.after = at + 1
	return d, true
}

// definition reads " dest "title"" up to the end of its line.
func definition(s string, at int) (dest, bool) {
	d, ok := bareDest(s, spaces(s, at))
	if !ok || d.end == d.start {
		return d, false
	}
	end := strings.IndexByte(s[d.end:], '\n')
	if end < 0 {
		end = len(s) - d.end
	}
	rest := strings.TrimSpace(s[d.end : d.end+end])
	if rest != "" && strings.IndexByte(`"'(`, rest[0]) < 0 {
		return d, false
	}
	d.after = d.end + end
	return d, true
}

// bareDest reads a destination, in < > or with balanced brackets.
func bareDest(s string, at int) (dest, bool) {
	d := dest{start: at}
	if at < len(s) && s[at] == '<' {
		end := strings.IndexAny(s[at:], ">\n")
		if end < 0 || s[at+end] == '\n' {
			return d, false
		}
		d.end, d.dest = at+end+1, unescaped(s[at+1:at+end])
		return d, true
	}
	depth, i := 0, at
	for ; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s):
			i++
			continue
		case c == '(':
			depth++
		case c == ')':
			depth--
		}
		if depth < 0 || c <= ' ' {
			break
		}
	}
	d.end, d.dest = min(i, len(s)), unescaped(s[at:min(i, len(s))])
	return d, depth <= 0
}

// titleEnd is the place behind a title in its quotes; -1 when it does not end before an empty line.
func titleEnd(s string, at int) int {
	closing := s[at]
	if closing == '(' {
		closing = ')'
	}
	for i := at + 1; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == closing:
			return i + 1
		case s[i] == '\n' && blankAfter(s, i+1):
			return -1
		}
	}
	return -1
}

// spaces goes over white space and at most one line end.
func spaces(s string, at int) int {
	lines := 0
	for at < len(s) && (s[at] == ' ' || s[at] == '\t' || s[at] == '\n' && lines == 0) {
		if s[at] == '\n' {
			lines++
		}
		at++
	}
	return at
}

// ticks remembers which runs of ` signs have no end, so that a text full of them is not searched again and again.
type ticks struct{ open map[int]int }

// skip is the place behind the code that begins at i, or behind its signs when it never ends.
func (t *ticks) skip(s string, i int) int {
	n := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
	if until, none := t.open[n]; none && i < until {
		return i + n
	}
	for at := i + n; at < len(s); {
		switch s[at] {
		case '`':
			m := len(s[at:]) - len(strings.TrimLeft(s[at:], "`"))
			if at += m; m == n {
				return at
			}
			continue
		case '\n':
			if blankAfter(s, at+1) {
				t.none(n, at)
				return i + n
			}
		}
		at++
	}
	t.none(n, len(s))
	return i + n
}

func (t *ticks) none(n, until int) {
	if t.open == nil {
		t.open = map[int]int{}
	}
	t.open[n] = until
}

var (
	autolink  = regexp.MustCompile(`^<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9.-]+)>`)
	schemes   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)
	backslash = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
)

func unescaped(s string) string { return backslash.ReplaceAllString(s, "$1") }

// hasScheme tells an address outside of the folder.
func hasScheme(dest string) bool { return schemes.MatchString(dest) || strings.HasPrefix(dest, "//") }

// plainTitle is a title without the marks of Markdown.
func plainTitle(s string) string {
	doc := strings.NewReplacer("`", "", "**", "", "__", "", "\\", "").Replace(s)
	if at := strings.LastIndex(doc, "{"); at >= 0 && strings.HasSuffix(strings.TrimSpace(doc), "}") && !strings.HasPrefix(doc[at:], "{{") {
		doc = doc[:at]
	}
	for _, l := range findLinks(doc) {
		if l.inline && l.end <= len(doc) {
			return plainTitle(doc[:l.start] + doc[l.textStart:l.textEnd] + doc[l.end:])
		}
	}
	return strings.Join(strings.Fields(doc), " ")
}
