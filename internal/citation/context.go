package citation

// context settles an article whose instrument is not named, or named by its kind alone; empty when it cannot be settled.
//
// What the basis lists for exactly one instrument outweighs what was named last, when the basis also says which articles of
// that one are meant: a lesson on the Code that mentions a circular goes on to mean the Code.
func (r *resolver) context(at *standing, g group, article string) string {
	fits := func(key string) bool { return g.ref.mode != generic || r.ofKind(key, g.ref) }
	evidence := r.evidenceOf(at, article, fits)
	if last := r.target(latest(at.paragraph, fits)); last != "" && fits(last) &&
		(at.basis || evidence[last] || r.ranges[article][last] || len(evidence) == 0 || at.quoted[last] && !r.enumerated[last]) {
		return last
	}
	if key := evidence.only(); key != "" {
		return key
	}
	if key := at.last[article]; key != "" && fits(key) {
		return key
	}
	if key := only(at.part[article], fits); key != "" {
		return key
	}
	if last := r.target(latest(at.section, fits)); last != "" && fits(last) && (evidence[last] || len(evidence) == 0) {
		return last
	}
	if len(evidence) > 0 {
		return only(evidence, func(key string) bool { return at.named[key] })
	}
	return r.only(fits)
}

// together settles the articles of one group, which belong to one instrument: what most of them are settled to.
func (r *resolver) together(at *standing, g group) string {
	votes, best := map[string]int{}, ""
	for _, pl := range g.places {
		key := r.context(at, g, pl.article)
		if key == "" {
			continue
		}
		if votes[key]++; votes[key] > votes[best] {
			best = key
		}
	}
	return best
}

// evidenceOf are the instruments that the basis or the part names an article of; those that the basis has it of by a range
// alone count when there is no other.
func (r *resolver) evidenceOf(at *standing, article string, fits func(string) bool) set {
	out := set{}
	for i, from := range []map[string]set{r.basis, at.part, r.ranges} {
		for key := range from[article] {
			if fits(key) && (i < 2 || len(out) == 0 || len(r.basis[article]) == 0) {
				out[key] = true
			}
		}
	}
	return out
}

// ofKind tells whether a reference by kind, and by year where it has one, may mean an instrument.
func (r *resolver) ofKind(key string, ref reference) bool {
	return r.kind(key) == ref.kind && (ref.year == "" || known[key].Year == ref.year)
}

func latest(list []string, fits func(string) bool) string {
	for i := len(list) - 1; i >= 0; i-- {
		if fits(list[i]) {
			return list[i]
		}
	}
	return ""
}

func only(s set, fits func(string) bool) string {
	left := set{}
	for key := range s {
		if fits(key) {
			left[key] = true
		}
	}
	return left.only()
}

// target is what an instrument changes, if it changes one: "Luật số 82/2025/QH15 sửa đổi Điều 40" speaks of the law that it
// changes. Of several that of the document is meant.
func (r *resolver) target(key string) string {
	amends := known[key].Amends
	if len(amends) == 0 {
		return key
	}
	for _, seen := range r.seen {
		for _, k := range amends {
			if k == seen {
				return k
			}
		}
	}
	return amends[0]
}

// only is the one instrument of the basis that fits and changes no other.
func (r *resolver) only(fits func(string) bool) string {
	found := set{}
	for _, key := range r.order {
		if fits(key) && len(known[key].Amends) == 0 {
			found[key] = true
		}
	}
	return found.only()
}
