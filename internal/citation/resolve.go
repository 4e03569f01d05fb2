package citation

import "strings"

type set map[string]bool

// only is the one member of a set; empty when it has none or several.
func (s set) only() string {
	if len(s) != 1 {
		return ""
	}
	for k := range s {
		return k
	}
	return ""
}

// resolver settles which instrument is meant. What it knows comes from the whole document.
type resolver struct {
	order      []string          // the basis's instruments in their order
	basis      map[string]set    // article → instruments that the basis names it of
	ranges     map[string]set    // the same of those that it names by a range alone
	enumerated set               // instruments whose articles the basis lists
	seen       []string          // all that the document names, in order
	written    map[string]string // names as they are written, of those that are not in the table
	kinds      map[string]Kind   // their kinds
}

// learnBasis takes in what the legal basis lists.
func (r *resolver) learnBasis(lines []scanned) {
	r.learn(lines)
	r.order = append(r.order, r.seen...)
	basis, ranges := map[string]set{}, map[string]set{}
	for _, c := range r.resolve(lines) {
		if c.Article == "" || c.Certainty == Unknown {
			continue
		}
		into := basis
		if c.ranged {
			into = ranges
		}
		if into[c.Article] == nil {
			into[c.Article] = set{}
		}
		into[c.Article][c.Instrument] = true
		r.enumerated[c.Instrument] = true
	}
	r.basis, r.ranges = basis, ranges
}

// learn takes in the instruments that are named for certain.
func (r *resolver) learn(lines []scanned) {
	for _, s := range lines {
		for _, g := range s.found {
			if g.ref.mode == named && len(g.ref.keys) == 1 {
				r.see(g.ref.keys[0], g.ref)
			}
		}
	}
}

func (r *resolver) see(key string, ref reference) {
	for _, k := range r.seen {
		if k == key {
			return
		}
	}
	r.seen = append(r.seen, key)
	r.written[key] = ref.name
	if r.kinds == nil {
		r.kinds = map[string]Kind{}
	}
	r.kinds[key] = ref.kind
}

func (r *resolver) kind(key string) Kind {
	if in, ok := known[key]; ok {
		return in.Kind
	}
	return r.kinds[key]
}

func (r *resolver) name(key string) string {
	if in, ok := known[key]; ok {
		return in.Title()
	}
	return r.written[key]
}

// standing is where a reading stands: what was named last in the paragraph and in the section.
type standing struct {
	paragraph, section []string          // the last one last
	part               map[string]set    // article → instruments that the part names it of
	last               map[string]string // article → what it was read as last in this section
	quoted             set               // instruments that this paragraph names with an article
	named              set               // instruments that the part names anywhere
	basis              bool              // the legal basis is read: a line speaks of what it names
}

// resolve settles a part.
func (r *resolver) resolve(lines []scanned) []Citation {
	at := standing{last: map[string]string{}, basis: r.basis == nil}
	at.part, at.named = r.evidence(lines)
	var out []Citation
	number := 0
	for i, s := range lines {
		if i == 0 || s.Section != lines[i-1].Section {
			at.section, at.last = nil, map[string]string{}
		}
		if i == 0 || !s.Continued {
			at.paragraph, at.quoted = nil, set{}
		}
		for _, g := range s.found {
			list := r.group(&at, s, g)
			for n := range list {
				list[n].Group = number
			}
			out = append(out, list...)
			if len(list) > 0 {
				number++
			}
		}
	}
	return out
}

// evidence is what a part names outright: instruments, and their articles.
func (r *resolver) evidence(lines []scanned) (articles map[string]set, instruments set) {
	out, instruments := map[string]set{}, set{}
	for _, s := range lines {
		for _, g := range s.found {
			key, sure := r.named(g.ref)
			if key == "" || sure != Named {
				continue
			}
			instruments[key] = true
			for _, pl := range g.places {
				if out[pl.article] == nil {
					out[pl.article] = set{}
				}
				out[pl.article][key] = true
			}
		}
	}
	return out, instruments
}

// group settles the articles of one group, or the instrument that stands alone.
func (r *resolver) group(at *standing, s scanned, g group) (out []Citation) {
	before, cited, after := s.words(g)
	add := func(pl place, key string, sure Certainty, name string) {
		c := Citation{Text: s.index, Instrument: key, Name: name, Kind: g.ref.kind, Article: pl.article, Clause: pl.clause, Point: pl.point, Certainty: sure, ranged: pl.ranged,
			Before: before, Cited: cited, After: after}
		if key != "" {
			c.Name, c.Kind = r.name(key), r.kind(key)
		}
		out = append(out, c)
	}
	key, sure := r.named(g.ref)
	if key != "" && !g.aside {
		defer at.note(key)
	}
	if g.places == nil {
		if key != "" {
			add(place{}, key, sure, "")
		}
		return out
	}
	if key != "" {
		at.quoted[key] = true
	} else if key, sure = r.together(at, g), Context; key == "" {
		sure = Unknown
	}
	for _, pl := range g.places {
		add(pl, key, sure, g.ref.name)
		if key != "" {
			at.last[pl.article] = key
		}
	}
	return out
}

func (at *standing) note(key string) {
	at.paragraph, at.section = append(at.paragraph, key), append(at.section, key)
}

// named is the instrument that a reference says by itself, or by what the document names elsewhere.
func (r *resolver) named(ref reference) (string, Certainty) {
	switch {
	case ref.mode == named && len(ref.keys) == 1:
		return ref.keys[0], Named
	case ref.mode == named: // several share the name: the one that the document is about, or the newest
		for _, k := range r.seen {
			for _, c := range ref.keys {
				if k == c {
					return k, Context
				}
			}
		}
		return ref.keys[0], Context
	case ref.mode == partly:
		return r.partly(ref), Named
	case ref.mode == generic && ref.year != "": // "Luật năm 2014"
		of := set{}
		for _, k := range r.seen {
			if r.ofKind(k, ref) {
				of[k] = true
			}
		}
		return of.only(), Context
	}
	return "", Unknown
}

// partly finds the one instrument that has the kind and begins with the number: of the document's own, or of the table.
func (r *resolver) partly(ref reference) string {
	for _, list := range [][]string{r.seen, knownKeys} {
		found := set{}
		for _, k := range list {
			if r.kind(k) == ref.kind && (begins(k, ref.number) || begins(strings.TrimLeft(k, "0"), strings.TrimLeft(ref.number, "0"))) {
				found[k] = true
			}
		}
		if k := found.only(); k != "" {
			return k
		}
	}
	return ""
}
