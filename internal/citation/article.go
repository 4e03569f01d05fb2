package citation

import (
	"slices"
	"strconv"
	"strings"
)

// Bounds of what is read: no law has more articles, and no range that is meant is wider.
const (
	maxArticle = 999
	maxRange   = 120
	maxLabels  = 200
)

// letters are the points of a clause in their order.
var letters = strings.Fields("a b c d đ e g h i k l m n o p q r s t u v x y")

// place is an article with a clause and a point, where they are named.
type place struct {
	article, clause, point string
	ranged                 bool // one of a range: "các điều từ 16 đến 24"
	start, end             int  // tokens
}

// label is the name of an article, a clause or a point.
type label struct {
	text   string
	ranged bool // stands inside a range, or at its end
}

// plain makes labels of names.
func plain(names []string, ranged bool) (out []label) {
	for _, n := range names {
		out = append(out, label{n, ranged})
	}
	return out
}

// measures are words before which a number is no article.
var measures = map[string]bool{}

func init() {
	for _, w := range strings.Fields("ngay thang nam nguoi gio phut giay tiet cau lan ban trieu ty dong tuan buoi vu viec can bai trang to cap xa tinh huyen" +
		" nhom hanh truong loai buoc hinh muc phan tram so quyen nhiem dau cong") {
		measures[w] = true
	}
}

// apart are the words and signs between labels of one list.
var apart = map[string]bool{",": true, "va": true, "hoac": true, "hay": true}

// to are those of a range.
var to = map[string]bool{"den": true, "toi": true, "-": true, "–": true, "—": true}

// labels reads "khoản 1", "các khoản 2, 3 và 4", "Điều 143 đến Điều 145", "điểm a, điểm b", and where it ends.
func (p *paragraph) labels(i int, kind string) ([]label, int) {
	at := i
	many := p.at(at).fold == "cac" || p.at(at).fold == "nhung"
	if many {
		at++
	}
	at, ok := p.word(at, kind)
	if !ok {
		return nil, i
	}
	if f := p.at(at).fold; f == "tu" || f == "so" {
		at++
	}
	list := p.label(at, kind)
	if list == nil {
		return nil, i
	}
	for at++; len(list) < maxLabels; {
		next, end := p.further(at, kind, list[len(list)-1].text)
		if next == nil {
			break
		}
		list, at = append(list, next...), end
	}
	return list, at
}

// word passes over the word for a kind. "Đ." is an article too.
func (p *paragraph) word(i int, kind string) (int, bool) {
	t := p.at(i)
	switch {
	case t.fold == kind:
		return i + 1, true
	case kind == "dieu" && t.text == "Đ":
		if p.at(i+1).text == "." {
			return i + 2, true
		}
		return i + 1, true
	}
	return i, false
}

// further reads the next label of a list, or the rest of a range.
func (p *paragraph) further(i int, kind, last string) ([]label, int) {
	sep, at := p.at(i), i+1
	if !apart[sep.fold] && !to[sep.fold] {
		return nil, i
	}
	if sep.text == "," && (apart[p.at(at).fold] && p.at(at).text != "," || p.at(at).fold == "den") {
		sep, at = p.at(at), at+1
	}
	if f := p.at(at).fold; f == "cac" || f == "tu" {
		at++
	}
	repeated := false
	if next, ok := p.word(at, kind); ok {
		at, repeated = next, true
	}
	if f := p.at(at).fold; repeated && f == "tu" {
		at++
	}
	list := p.label(at, kind)
	if list == nil || !repeated && !p.listed(at, kind) {
		return nil, i
	}
	if to[sep.fold] {
		if list = plain(between(last, list[0].text, kind), true); list == nil {
			return nil, i
		}
	}
	return list, at + 1
}

// listed tells whether a label without its word belongs to the list before it: a number that counts something does not.
func (p *paragraph) listed(i int, kind string) bool {
	next := p.at(i + 1)
	if kind == "diem" { // a letter alone may be a word
		return next.text == "" || apart[next.fold] || next.fold == "khoan" || next.fold == "dieu" || !letterStart(next.text)
	}
	if next.text == "%" || next.text == "/" || measures[next.fold] {
		return false
	}
	return next.text != "." && next.text != "," || !digits(p.at(i+2).text) || p.at(i+2).start > next.end
}

// label is what stands at a token as a label: one, or a range in one word such as 143-145.
func (p *paragraph) label(i int, kind string) []label {
	t := p.at(i)
	if kind == "diem" {
		l := strings.ToLower(t.text)
		if base := strings.TrimRight(l, "0123456789"); !slices.Contains(letters, base) || len(l)-len(base) > 1 {
			return nil
		}
		return []label{{text: l}}
	}
	if from, until, ok := strings.Cut(t.fold, "-"); ok {
		if !number(from) || !number(until) {
			return nil
		}
		if rest := between(trim(from), trim(until), kind); rest != nil {
			return append([]label{{text: trim(from)}}, plain(rest, true)...)
		}
		return nil
	}
	if !number(t.fold) {
		return nil
	}
	return []label{{text: trim(t.fold)}}
}

// number tells an article's or a clause's number, with a letter where it was added later: 36a.
func number(s string) bool {
	plain := strings.TrimRight(s, "abcdeghik")
	n, err := strconv.Atoi(plain)
	return err == nil && digits(plain) && len(s)-len(plain) <= 1 && n > 0 && n <= maxArticle
}

// trim drops leading noughts.
func trim(s string) string { return strings.TrimLeft(s, "0") }

// between are the labels after one up to another; nil when that is no range.
func between(from, until, kind string) (out []string) {
	if kind == "diem" {
		a, b := slices.Index(letters, from), slices.Index(letters, until)
		if a < 0 || b <= a {
			return nil
		}
		return letters[a+1 : b+1]
	}
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(until)
	if errA != nil || errB != nil || b <= a || b-a > maxRange {
		return nil
	}
	for n := a + 1; n <= b; n++ {
		out = append(out, strconv.Itoa(n))
	}
	return out
}

// places reads an article, or several, with their clauses and points, and where that ends; nil when there is none.
func (p *paragraph) places(i int) ([]place, int) {
	if i < p.dead {
		return nil, i
	}
	inner, at := p.inner(i)
	if inner != nil {
		for n := 0; n < 2 && (p.at(at).fold == "cua" || p.at(at).text == "," || p.at(at).fold == "tai"); n++ {
			at++
		}
	} else if !p.begins(i) {
		return nil, i
	}
	articles, end := p.labels(at, "dieu")
	if articles == nil {
		if inner != nil {
			p.dead = at // no clause of this list leads to an article
		}
		return nil, i
	}
	var out []place
	for _, in := range inner {
		out = append(out, place{article: articles[0].text, clause: in.clause, point: in.point})
	}
	if inner != nil {
		articles = articles[1:]
	}
	for _, a := range articles {
		out = append(out, place{article: a.text, ranged: a.ranged})
	}
	if inner == nil && len(out) == 1 {
		out, end = p.outer(out, end)
	}
	for n := range out {
		out[n].start, out[n].end = i, end
	}
	return out, end
}

// begins tells whether the word for an article stands at a token as one: with a capital, for several, or after a word that
// leads to it. "ba điều 1 …" is not an article.
func (p *paragraph) begins(i int) bool {
	t := p.at(i)
	if t.fold == "cac" || t.fold == "nhung" || t.capital() || p.named > 0 && i == p.named {
		return true
	}
	switch p.at(i - 1).fold {
	case "tai", "theo", "cua", "va", "den", "tu", "o", "trong", ",", "(", "hoac", "xem":
		return t.fold == "dieu"
	}
	return false
}

// inner reads points and clauses before an article: "điểm a khoản 2", "khoản 1 và điểm b khoản 3".
func (p *paragraph) inner(i int) (out []place, end int) {
	for at := i; ; {
		points, next := p.labels(at, "diem")
		if points != nil && p.at(next).text == "," {
			next++
		}
		clauses, next := p.labels(next, "khoan")
		switch {
		case clauses != nil:
			for n, c := range clauses {
				if n > 0 || points == nil {
					out = append(out, place{clause: c.text})
					continue
				}
				for _, pt := range points {
					out = append(out, place{clause: c.text, point: pt.text})
				}
			}
		case points != nil:
			for _, pt := range points {
				out = append(out, place{point: pt.text})
			}
			_, next = p.labels(at, "diem")
		default:
			return nil, i
		}
		if !apart[p.at(next).fold] || len(out) > maxLabels {
			return out, next
		}
		if f := p.at(next + 1).fold; f != "diem" && f != "khoan" && f != "cac" || p.at(next+2).fold == "dieu" {
			return out, next
		}
		at = next + 1
	}
}

// outer reads a clause and a point behind their article: "Điều 147 khoản 1", "Điều 85(4)".
func (p *paragraph) outer(out []place, end int) ([]place, int) {
	if clause := p.label(end+1, "khoan"); p.at(end).text == "(" && p.at(end).start == p.at(end-1).end && clause != nil && p.at(end+2).text == ")" {
		out[0].clause = clause[0].text
		if point := p.label(end+4, "diem"); p.at(end+3).text == "(" && p.at(end+3).start == p.at(end+2).end && point != nil && p.at(end+5).text == ")" {
			out[0].point = point[0].text
			return out, end + 6
		}
		return out, end + 3
	}
	at := end
	if p.at(at).text == "," {
		at++
	}
	clauses, next := p.labels(at, "khoan")
	if clauses == nil || p.leads(next) {
		return out, end
	}
	article := out[0].article
	out = nil
	for _, c := range clauses {
		out = append(out, place{article: article, clause: c.text})
	}
	at = next
	if p.at(at).text == "," {
		at++
	}
	if points, last := p.labels(at, "diem"); points != nil && !p.leads(last) && len(clauses) == 1 {
		out = nil
		for _, pt := range points {
			out = append(out, place{article: article, clause: clauses[0].text, point: pt.text})
		}
		next = last
	}
	return out, next
}

// leads tells whether clauses or points lead on to an article of their own.
func (p *paragraph) leads(i int) bool {
	for n := 0; n < 4; n++ {
		switch f := p.at(i + n).fold; f {
		case "dieu":
			return true
		case "cua", ",", "cac", "va", "tai", "khoan":
		default:
			return false
		}
	}
	return false
}
