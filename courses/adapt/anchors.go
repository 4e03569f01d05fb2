package adapt

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"liem/internal/markdown"
)

// anchors learns by which names links may call the headings of a page. Site generators make ids each in their own way; they
// agree on letters and digits, so these alone are compared.
func (p *page) anchors() {
	p.ids = map[string]string{"": "", "top": ""}
	places := p.marks()
	doc := markdown.Parse([]byte(p.body), markdown.Options{TopHeading: 2})
	count := map[string]int{}
	add := func(key, id string) {
		if key == "" {
			return
		}
		n := count[key]
		count[key]++
		if n > 0 {
			key += strconv.Itoa(n)
		}
		if _, taken := p.ids[key]; !taken {
			p.ids[key] = id
		}
	}
	for _, h := range doc.Outline() {
		if _, taken := p.ids[loose(h.ID)]; !taken {
			p.ids[loose(h.ID)] = h.ID
		}
	}
	for _, h := range doc.Outline() {
		add(loose(h.Text), h.ID)
		if ascii := strings.Map(asciiOnly, loose(h.Text)); ascii != loose(h.Text) {
			add(ascii, h.ID)
		}
	}
	var at []int
	markdown.Walk(doc.Blocks(), func(b *markdown.Block) {
		if b.Kind == markdown.KindHeading {
			at = append(at, b.Position.Line)
		}
	})
	for _, place := range places {
		if _, taken := p.ids[loose(place.id)]; !taken {
			p.ids[loose(place.id)] = headingNear(doc.Outline(), at, place.line)
		}
	}
	if title := loose(p.title); title != "" {
		if _, taken := p.ids[title]; !taken {
			p.ids[title] = ""
		}
	}
}

func asciiOnly(r rune) rune {
	if r > 127 {
		return -1
	}
	return r
}

// place is an anchor by its line.
type place struct {
	id   string
	line int
}

// marks takes the anchors out of a page's text. An anchor on a line before a heading means the heading.
func (p *page) marks() (out []place) {
	if !strings.Contains(p.body, anchorBegin) {
		return nil
	}
	var kept []string
	for _, line := range strings.Split(p.body, "\n") {
		found := anchorMark.FindAllStringSubmatch(line, -1)
		for _, m := range found {
			if m[1] != "" {
				out = append(out, place{m[1], len(kept) + 1})
			}
		}
		if len(found) > 0 {
			if line = anchorMark.ReplaceAllString(line, ""); strings.TrimSpace(line) == "" {
				continue
			}
		}
		kept = append(kept, line)
	}
	p.body = strings.TrimLeft(strings.NewReplacer(anchorBegin, "", anchorEnd, "").Replace(strings.Join(kept, "\n")), "\n")
	return out
}

// headingNear is the id of the heading that an anchor stands at: on the line, up to two lines below, or the last one above.
func headingNear(outline []markdown.Heading, lines []int, line int) string {
	id := ""
	for i, h := range outline {
		if i >= len(lines) || lines[i] > line+2 {
			break
		}
		id = h.ID
	}
	return id
}

// loose is a name by its letters and digits alone, without marks.
func loose(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'đ':
			return 'd'
		case unicode.Is(unicode.Mn, r) || !unicode.IsLetter(r) && !unicode.IsDigit(r):
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(s)))
}
