package adapt

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"liem/internal/markdown"
)

// front is what stands above a page's text, read leniently: site generators take much that the course format does not.
type front struct {
	keys map[string]string
	body string // what follows
}

// readFront reads YAML between lines of --- or TOML between lines of +++. Only keys at the left edge are read.
func readFront(body string) front {
	body = strings.TrimLeft(body, "\n")
	for _, fence := range []string{"---", "+++"} {
		rest, ok := strings.CutPrefix(body, fence+"\n")
		if !ok {
			continue
		}
		inside, after, ok := strings.Cut("\n"+rest, "\n"+fence+"\n")
		if !ok {
			if inside, ok = strings.CutSuffix("\n"+rest, "\n"+fence); !ok {
				return front{body: body}
			}
		}
		if fence == "---" {
			return front{keys: yamlFront(inside), body: after}
		}
		return front{keys: tomlFront(inside), body: after}
	}
	return front{body: body}
}

func yamlFront(text string) map[string]string {
	out := map[string]string{}
	for key, v := range topKeys(text) {
		out[strings.ToLower(key)] = v.scalar()
	}
	return out
}

func tomlFront(text string) map[string]string {
	out := map[string]string{}
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "[") {
			break
		}
		if key, value, ok := strings.Cut(line, "="); ok {
			out[strings.ToLower(strings.TrimSpace(key))] = unquote(strings.TrimSpace(value))
		}
	}
	return out
}

func (f front) value(key string) string { return f.keys[key] }

// position is where a page says that it stands among its siblings.
func (f front) position(otherwise float64) float64 {
	for _, key := range []string{"sidebar_position", "nav_order", "weight", "order"} {
		if v, err := strconv.ParseFloat(f.keys[key], 64); err == nil && v == v {
			return v
		}
	}
	return otherwise
}

// others are the keys that have no place in a lesson, in no particular order.
func (f front) others() (keys []string) {
	for key := range f.keys {
		switch key {
		case "title", "sidebar_position", "nav_order", "weight", "order", "id", "slug", "sidebar_label", "layout", "draft":
		default:
			keys = append(keys, key)
		}
	}
	return keys
}

// orName is a title, or one made of a file's name.
func orName(title, p string) string {
	if title != "" {
		return title
	}
	name := bare(p)
	if indexFile(p) && path.Dir(p) != "." {
		name = path.Base(path.Dir(p))
	}
	if m := numbered.FindStringSubmatch(name); m != nil {
		name = m[2]
	}
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, name))
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// humps are where a word begins in a name like GettingStarted.
var humps = regexp.MustCompile(`([\p{Ll}0-9])(\p{Lu})`)

// maxStem bounds a lesson's address.
const maxStem = 60

// stem makes an address of a name: a–z, 0–9 and single hyphens; "" when nothing is left.
func stem(name string) string {
	if !strings.Contains(name, " ") { // in words people write capitals as they like
		name = humps.ReplaceAllString(name, "$1-$2")
	}
	var b strings.Builder
	for _, r := range markdown.Slug(name) {
		switch {
		case r < 128 && r != '-':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	s := b.String()
	return strings.Trim(s[:min(len(s), maxStem)], "-")
}

// names hands out names that differ from each other.
type names struct{ used map[string]bool }

// free is the first of the candidates that is not used, or the last with a number behind it.
func (n *names) free(candidates ...string) string {
	if n.used == nil {
		n.used = map[string]bool{}
	}
	last := "page"
	for _, c := range candidates {
		if c == "" {
			continue
		}
		if last = c; !n.used[c] {
			n.used[c] = true
			return c
		}
	}
	for i := 2; ; i++ {
		if c := last + "-" + strconv.Itoa(i); !n.used[c] {
			n.used[c] = true
			return c
		}
	}
}
