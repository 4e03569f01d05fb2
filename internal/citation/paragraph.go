package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraph is a stretch of text that is read as one.
type paragraph struct {
	text   string
	tokens []token
	named  int // where the instrument ends that was named last
	dead   int // before here no clause leads to an article
}

// at is a token; the empty one outside the paragraph.
func (p *paragraph) at(i int) token {
	if i < 0 || i >= len(p.tokens) {
		return token{}
	}
	return p.tokens[i]
}

// words is the text of some tokens, as written.
func (p *paragraph) words(from, until int) string {
	if from >= until || until > len(p.tokens) {
		return ""
	}
	return strings.Join(strings.Fields(p.text[p.tokens[from].start:p.tokens[until-1].end]), " ")
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

func letterStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// group is some articles of one instrument that a text names together, or an instrument without an article.
type group struct {
	places     []place
	ref        reference
	start, end int  // tokens
	aside      bool // a remark in brackets on an instrument before them
	direct     bool // the instrument stands before the articles, with nothing between
}

// maxPlaces bounds what one paragraph names.
const maxPlaces = 2000

// groups finds what a paragraph names, in order.
func (p *paragraph) groups() []group {
	var out []group
	brackets := remarks{}
	for i, count := 0, 0; i < len(p.tokens) && count < maxPlaces; {
		g, ok := p.group(i)
		if !ok {
			brackets.pass(p.at(i).text, len(out))
			i++
			continue
		}
		g.aside = brackets.aside()
		if g.ref.mode == noName {
			g.ref, g.direct = p.before(out, brackets, g.start)
		}
		for n := g.start; n < g.end; n++ {
			brackets.pass(p.at(n).text, len(out)+1)
		}
		if g.ref.mode == named {
			p.named = g.end
		}
		out, i, count = append(out, g), g.end, count+len(g.places)+1
	}
	return out
}

// remarks follows the brackets that are open, each with how many groups stood before it.
type remarks struct{ open []int }

func (r *remarks) pass(sign string, before int) {
	switch {
	case sign == "(":
		r.open = append(r.open, before)
	case sign == ")" && len(r.open) > 0:
		r.open = r.open[:len(r.open)-1]
	}
}

// aside tells whether something stood before the outermost bracket that is open.
func (r *remarks) aside() bool { return len(r.open) > 0 && r.open[0] > 0 }

// group reads one: articles joined by commas and words, with their instrument behind them, or an instrument alone.
func (p *paragraph) group(i int) (group, bool) {
	g := group{start: i}
	for at := i; ; {
		list, end := p.places(at)
		if list == nil {
			break
		}
		g.places, g.end = append(g.places, list...), end
		if ref, next := p.behind(end); ref.mode != noName {
			g.ref, g.end = ref, next
			return g, true
		}
		at = end
		for n := 0; n < 2 && joined[p.at(at).fold]; n++ {
			at++
		}
		if at == end || len(g.places) > maxPlaces {
			break
		}
	}
	if g.places != nil {
		return g, true
	}
	g.ref, g.end = p.instrument(i, false)
	return g, g.ref.mode != noName
}

// joined are the words that join articles of one instrument.
var joined = map[string]bool{",": true, "va": true, "hoac": true, "hay": true, "cung": true, "voi": true}

// behind reads the instrument that stands behind articles: "của Luật …", "thuộc Bộ luật …", or after a comma its full name.
func (p *paragraph) behind(i int) (reference, int) {
	at := i
	switch p.at(at).fold {
	case "cua", "thuoc", "trong", "tai":
		at++
	case ",":
		ref, end := p.instrument(at+1, false)
		if ref.mode == named {
			return ref, end
		}
		return reference{}, i
	}
	if ref, end := p.instrument(at, true); ref.mode != noName {
		return ref, end
	}
	return reference{}, i
}

// leading are the words and signs that may stand between an instrument and its articles.
var leading = map[string]bool{",": true, ":": true, "tai": true, "quy": true, "dinh": true, "o": true, ")": true, "va": true}

// gap bounds how far apart an instrument and its articles may stand, with a remark in brackets between them.
const gap = 80

// before finds the instrument that stands right before articles: "Luật Tiếp công dân năm 2013 (số …), khoản 2 Điều 3".
func (p *paragraph) before(out []group, brackets remarks, start int) (reference, bool) {
	for n := len(out) - 1; n >= 0; n-- {
		g := out[n]
		if g.aside && !brackets.aside() {
			continue // a remark on the one before it
		}
		if start-g.end > gap {
			return reference{}, false
		}
		for at := g.end; at < start; at++ {
			if !leading[p.at(at).fold] && !p.inRemark(at, g.start, start) {
				return reference{}, false
			}
		}
		if g.ref.mode == noName || g.places != nil && !g.direct {
			return reference{}, false
		}
		return g.ref, true
	}
	return reference{}, false
}

// inRemark tells whether a token stands in brackets that open and close between two others.
func (p *paragraph) inRemark(i, from, until int) bool {
	depth := 0
	for at := from; at < i; at++ {
		depth += bracket(p.at(at).text)
	}
	if depth+bracket(p.at(i).text) <= 0 && p.at(i).text != ")" {
		return false
	}
	for at := i; at < until; at++ {
		if p.at(at).text == ")" {
			return true
		}
	}
	return false
}

func bracket(sign string) int {
	switch sign {
	case "(":
		return 1
	case ")":
		return -1
	}
	return 0
}
