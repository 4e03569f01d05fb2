package citation

import (
	"slices"
	"strings"
)

// mode is how an instrument is referred to.
type mode int

const (
	noName  mode = iota
	named        // by a number or a name that says which
	partly       // by a part of its number: Nghị định 59
	generic      // by its kind alone: của Luật, Bộ luật này, Luật năm 2014
)

// reference is an instrument as a text refers to it.
type reference struct {
	mode   mode
	keys   []string // of named: one, or several that share a name
	name   string   // as it is written
	kind   Kind
	number string // of partly, folded
	year   string // where it is given
}

// kindWords are the words for kinds of instruments, the longer ones first. An abbreviation counts before a number alone.
var kindWords = []struct {
	words []string
	kind  Kind
	short bool
}{
	{[]string{"thong", "tu", "lien", "tich"}, "thong_tu_lien_tich", false}, {[]string{"nghi", "quyet", "lien", "tich"}, "nghi_quyet", false},
	{[]string{"bo", "luat"}, "bo_luat", false}, {[]string{"nghi", "dinh"}, "nghi_dinh", false}, {[]string{"thong", "tu"}, "thong_tu", false},
	{[]string{"quyet", "dinh"}, "quyet_dinh", false}, {[]string{"nghi", "quyet"}, "nghi_quyet", false}, {[]string{"chi", "thi"}, "chi_thi", false},
	{[]string{"phap", "lenh"}, "phap_lenh", false}, {[]string{"hien", "phap"}, "hien_phap", false}, {[]string{"quy", "dinh"}, "quy_dinh", false},
	{[]string{"quy", "che"}, "quy_che", false}, {[]string{"ket", "luan"}, "ket_luan", false}, {[]string{"huong", "dan"}, "huong_dan", false},
	{[]string{"luat"}, "luat", false}, {[]string{"ttlt"}, "thong_tu_lien_tich", true}, {[]string{"nd"}, "nghi_dinh", true}, {[]string{"tt"}, "thong_tu", true},
	{[]string{"qd"}, "quyet_dinh", true}, {[]string{"nq"}, "nghi_quyet", true}, {[]string{"ct"}, "chi_thi", true},
}

// alias is a name in the table with those that have it.
type alias struct {
	words []string
	keys  []string // the newest first
	kind  Kind
}

// aliases are the names by their first word, the longer ones first.
var aliases = func() map[string][]alias {
	byName := map[string]*alias{}
	for _, key := range knownKeys {
		in := known[key]
		for _, name := range in.Aliases {
			var words []string
			for _, t := range tokens(name) {
				if t.text != "," {
					words = append(words, t.fold)
				}
			}
			id := strings.Join(words, " ")
			if byName[id] == nil {
				byName[id] = &alias{words: words, kind: in.Kind}
			}
			byName[id].keys = append(byName[id].keys, key)
		}
	}
	out := map[string][]alias{}
	for _, a := range byName {
		slices.SortFunc(a.keys, func(x, y string) int { return strings.Compare(known[y].Year, known[x].Year) })
		out[a.words[0]] = append(out[a.words[0]], *a)
	}
	for _, list := range out {
		slices.SortFunc(list, func(x, y alias) int {
			if len(x.words) != len(y.words) {
				return len(y.words) - len(x.words)
			}
			return strings.Compare(strings.Join(x.words, " "), strings.Join(y.words, " "))
		})
	}
	return out
}()

// instrument reads a reference to an instrument that begins at a token, and where it ends. after tells that an article
// stands before it, so that a kind alone counts too.
func (p *paragraph) instrument(i int, after bool) (reference, int) {
	if r, end := p.byName(i); r.mode != noName {
		return r, end
	}
	if r, end := p.byKind(i, after); r.mode != noName {
		return r, end
	}
	if t := p.at(i); whole(t.fold) && numberFull.MatchString(t.fold) {
		return p.byNumber(i, "")
	}
	return reference{}, i
}

// byName reads a name of the table with the year and the number that follow.
func (p *paragraph) byName(i int) (reference, int) {
	if !p.at(i).capital() {
		return reference{}, i
	}
	for _, a := range aliases[p.at(i).fold] {
		end := i
		for _, w := range a.words {
			if end > i && p.at(end).text == "," {
				end++
			}
			if p.at(end).fold != w {
				end = i
				break
			}
			end++
		}
		if end == i || (a.words[0] == "luat" && len(a.words) <= 3 && !p.at(i+1).capital()) {
			continue
		}
		return p.particulars(reference{mode: named, keys: a.keys, kind: a.kind}, i, end)
	}
	return reference{}, i
}

// particulars reads the year and the number after a name, and settles which of those of the name is meant.
func (p *paragraph) particulars(r reference, i, end int) (reference, int) {
	end = p.year(&r, end)
	if number, next := p.numberAfter(end); number != "" {
		r.keys, end = []string{settled(number, "")}, next
	} else if r.year != "" {
		if of := ofYear(r.keys, r.year); of != nil {
			r.keys = of
		} else { // another law of this name
			r.keys = []string{slug(p.words(i, end))}
		}
	}
	r.name = p.words(i, end)
	return r, p.dated(end)
}

func ofYear(keys []string, year string) (out []string) {
	for _, k := range keys {
		if known[k].Year == year {
			out = append(out, k)
		}
	}
	return out
}

// year reads "năm 2015" or "2015".
func (p *paragraph) year(r *reference, i int) int {
	at := i
	if p.at(at).fold == "nam" {
		at++
	}
	if t := p.at(at).text; len(t) == 4 && (t[:2] == "19" || t[:2] == "20") && digits(t) {
		r.year = t
		return at + 1
	}
	return i
}

// numberAfter reads "số 101/2015/QH13", in brackets or not. What else stands in the brackets is read later.
func (p *paragraph) numberAfter(i int) (string, int) {
	at := i
	open := p.at(at).text == "("
	if open {
		at++
	}
	if p.at(at).fold == "so" {
		at++
	}
	number := p.at(at).fold
	if !whole(number) {
		return "", i
	}
	if open && p.at(at+1).text == ")" {
		return number, at + 2
	}
	return number, at + 1
}

// dated passes over "ngày 29/12/2017".
func (p *paragraph) dated(i int) int {
	if p.at(i).fold == "ngay" && strings.Count(p.at(i+1).text, "/") == 2 {
		return i + 2
	}
	return i
}

// byKind reads a kind with a number or a year, or alone after an article.
func (p *paragraph) byKind(i int, after bool) (reference, int) {
	for _, k := range kindWords {
		end := p.match(i, k.words)
		if end == i {
			continue
		}
		at := end
		if p.at(at).fold == "so" {
			at++
		}
		if number := p.at(at).fold; whole(number) {
			r, end := p.byNumber(at, k.kind)
			r.name = p.words(i, at+1)
			return r, end
		}
		if m := numberShort.FindStringSubmatch(p.at(at).fold); m != nil && p.at(i).capital() && k.kind != "luat" && k.kind != "bo_luat" || m != nil && m[1] != "" && p.at(i).capital() {
			return reference{mode: partly, kind: k.kind, number: p.at(at).fold, name: p.words(i, at+1)}, p.dated(at + 1)
		}
		if k.short || !p.at(i).capital() {
			return reference{}, i
		}
		return p.alone(i, end, k.kind, after)
	}
	return reference{}, i
}

// alone reads what follows a kind without a number: a name that is not in the table, a year, or nothing.
func (p *paragraph) alone(i, end int, kind Kind, after bool) (reference, int) {
	r := reference{mode: generic, kind: kind}
	if next := p.year(&r, end); next > end {
		r.name = p.words(i, next)
		return r, next
	}
	if (kind == "luat" || kind == "bo_luat" || kind == "phap_lenh") && p.at(end).capital() && !strings.ContainsAny(p.at(end).text, "0123456789") {
		if r, next := p.unlisted(i, end, kind, after); r.mode != noName {
			return r, next
		}
	}
	if !after {
		return reference{}, i
	}
	r.name = p.words(i, end)
	if p.at(end).fold == "nay" {
		end++
	}
	return r, end
}

// nameWords bounds a name that is not in the table.
const nameWords = 14

// unlisted reads a name that is not in the table: up to its year or number, or, after an article, to the end of the clause.
func (p *paragraph) unlisted(i, at int, kind Kind, after bool) (reference, int) {
	for end := at + 1; end <= at+nameWords; end++ {
		r := reference{mode: named, kind: kind}
		t := p.at(end)
		if next := p.year(&r, end); next > end || strings.HasPrefix(t.fold, "so") && whole(p.at(end+1).fold) || t.text == "(" {
			if number, next := p.numberAfter(next); number != "" {
				r.keys, r.name = []string{settled(number, "")}, p.words(i, next)
				return r, p.dated(next)
			}
			if r.year != "" {
				r.keys, r.name = []string{slug(p.words(i, next))}, p.words(i, next)
				return r, next
			}
		}
		if stop := t.text == "" || !letterStart(t.text) && t.text != ","; stop {
			if !after {
				break
			}
			r.keys, r.name = []string{slug(p.words(i, end))}, p.words(i, end)
			return r, end
		}
	}
	return reference{}, i
}

// byNumber reads an instrument by its number, with the day that follows.
func (p *paragraph) byNumber(i int, kind Kind) (reference, int) {
	t := p.at(i)
	if kind == "" || kindOfNumber(t.fold) == "thong_tu_lien_tich" {
		kind = kindOfNumber(t.fold)
	}
	end, year := p.dated(i+1), ""
	if end > i+1 {
		year = p.at(end - 1).text[strings.LastIndex(p.at(end-1).text, "/")+1:]
	}
	return reference{mode: named, kind: kind, keys: []string{settled(t.fold, year)}, name: t.text}, end
}

// settled is the key of a number: that of the table where one is meant.
func settled(number, year string) string {
	if _, ok := known[number]; ok {
		return number
	}
	key := number
	if year != "" && numberPlain.MatchString(number) {
		key = number + "-" + year
	}
	found := ""
	for _, k := range knownKeys {
		if begins(k, key) || begins(key, k) {
			if found != "" {
				return key
			}
			found = k
		}
	}
	if found != "" {
		return found
	}
	return key
}

// match tells where words end that stand at a token; the token itself when they do not.
func (p *paragraph) match(i int, words []string) int {
	for n, w := range words {
		if p.at(i+n).fold != w {
			return i
		}
	}
	return i + len(words)
}
