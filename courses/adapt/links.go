package adapt

import (
	"path"
	"slices"
	"strings"

	"liem/courses"
)

// edit puts a text in the place of another.
type edit struct {
	from, to int
	text     string
}

// apply makes edits that do not overlap.
func apply(s string, edits []edit) string {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.from - b.from })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.from < at {
			continue
		}
		b.WriteString(s[at:e.from])
		b.WriteString(e.text)
		at = e.to
	}
	b.WriteString(s[at:])
	return b.String()
}

// definition of a reference link by its label: where it leads, and what it is worth.
type reference struct {
	dest string
	text string // the destination that is written instead
	live bool
	far  bool // an address elsewhere
}

// relink writes a page's links for the course: lessons by their files, media under media/. What leads nowhere becomes text.
func (a *adapter) relink(p *page) string {
	defs := map[string]reference{}
	onText(p.body, func(s string) string {
		for _, l := range findLinks(s) {
			if l.definition {
				if _, twice := defs[l.label]; !twice {
					defs[l.label] = a.refer(p, l)
				}
			}
		}
		return s
	})
	return onText(p.body, func(s string) string {
		links := findLinks(s)
		var edits []edit
		for i := range links {
			edits = append(edits, a.edits(p, s, &links[i], links, defs)...)
		}
		return apply(s, edits)
	})
}

func (a *adapter) refer(p *page, l link) reference {
	text, live := a.address(p, l.dest, false)
	return reference{dest: l.dest, text: text, live: live, far: hasScheme(l.dest)}
}

// edits are the changes that one link needs.
func (a *adapter) edits(p *page, s string, l *link, all []link, defs map[string]reference) []edit {
	switch {
	case l.definition:
		def := defs[l.label]
		if !def.live {
			return []edit{{l.start, min(l.end+1, len(s)), ""}}
		}
		return []edit{{l.destStart, l.destEnd, angled(def.text)}}
	case !l.inline:
		def, known := defs[l.label]
		switch {
		case !known:
			return nil
		case l.image && (def.far || !def.live):
			return a.noImage(p, s, l, all, def.dest, def.far && def.live)
		case !def.live:
			return unlink(l)
		}
		return nil
	}
	text, live := a.address(p, l.dest, l.image)
	switch {
	case l.image && live && hasScheme(l.dest):
		return a.noImage(p, s, l, all, l.dest, true)
	case l.image && !live:
		return a.noImage(p, s, l, all, l.dest, false)
	case !live:
		return unlink(l)
	}
	return []edit{{l.destStart, l.destEnd, angled(text)}}
}

// unlink leaves a link's words.
func unlink(l *link) []edit {
	return []edit{{l.start, l.textStart, ""}, {l.textEnd, l.end, ""}}
}

// noImage leaves of an image that cannot be shown its description, as a link to where it lies when it lies elsewhere.
func (a *adapter) noImage(p *page, s string, l *link, all []link, dest string, far bool) []edit {
	if far {
		a.n.lost(p.path, "remote_image", dest)
	}
	var out []edit
	words := strings.TrimSpace(s[l.textStart:l.textEnd])
	if words == "" {
		name := path.Base(strings.TrimRight(strings.SplitN(dest, "?", 2)[0], "/"))
		out = append(out, edit{l.textStart, l.textStart, brackets.Replace(name)})
	}
	inside := slices.ContainsFunc(all, func(o link) bool { return !o.image && !o.definition && o.start < l.start && o.textEnd >= l.end })
	if !far || inside {
		return append([]edit{{l.start, l.textStart, ""}}, append(out, edit{l.textEnd, l.end, ""})...)
	}
	return append([]edit{{l.start, l.start + 1, ""}}, out...)
}

// address is what a destination is written as in the course; live is false where it leads nowhere.
func (a *adapter) address(p *page, dest string, image bool) (text string, live bool) {
	t := a.resolve(p, dest)
	switch {
	case t.outside:
		return dest, true
	case t.why != "":
		code := t.why
		if image {
			code = "missing_image"
		}
		a.n.lost(p.path, code, dest)
		return "", false
	case t.media != "":
		return a.mediaAddress(p, t.media, dest)
	}
	return a.pageAddress(p, t)
}

func (a *adapter) pageAddress(p *page, t target) (string, bool) {
	key := loose(t.fragment)
	id, known := t.page.ids[key]
	if !known && t.fragment != "" {
		a.n.lost(p.path, "dead_fragment", "#"+t.fragment)
	}
	switch {
	case t.page != p && id == "":
		a.n.changed(p.path, "link", "")
		return t.page.file, true
	case t.page != p:
		a.n.changed(p.path, "link", "")
		return t.page.file + "#" + id, true
	case id == "" && !known:
		return "", false
	case id == "":
		return p.file, true
	}
	return "#" + id, true
}

// mediaAddress is the name that a file has in the course, if it can be media.
func (a *adapter) mediaAddress(p *page, file, dest string) (string, bool) {
	if to := a.media[file]; to != "" {
		return to, true
	}
	switch why := a.refused[file]; {
	case why != "":
		a.n.lost(p.path, why, file)
	case courses.MediaFile(file):
		a.n.lost(p.path, "missing_image", dest)
	default:
		a.n.lost(p.path, "other_file", dest)
	}
	return "", false
}

// angled writes a destination so that brackets and spaces in it do no harm.
func angled(dest string) string {
	if strings.ContainsAny(dest, " ()<>\t\n") {
		return "<" + angles.Replace(dest) + ">"
	}
	return dest
}
