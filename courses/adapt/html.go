package adapt

import (
	"html"
	"path"
	"regexp"
	"strings"
)

// Marks of places that links lead to, of private use in Unicode: they are taken out of what is read, and of what is written.
const (
	anchorBegin = "\ue000"
	anchorEnd   = "\ue001"
)

// htmlPass turns the raw HTML of a text into Markdown, as far as Markdown has the same. The rest goes, its words stay.
type htmlPass struct {
	n        *notes
	page     string
	all      string // the whole page in lower case, to see whether an element ends anywhere
	out      strings.Builder
	links    []string // addresses of open <a>
	lists    []string
	summary  bool
	unending map[string]bool
}

func newHTMLPass(n *notes, page, all string) *htmlPass {
	return &htmlPass{n: n, page: page, all: strings.ToLower(all), unending: map[string]bool{}}
}

// convert turns one run of text.
func (h *htmlPass) convert(s string) string {
	if !strings.Contains(s, "<") {
		return s
	}
	h.out.Reset()
	h.links, h.lists, h.summary = nil, nil, false
	var t ticks
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			h.out.WriteString(s[i : i+2])
			i += 2
		case s[i] == '`':
			next := t.skip(s, i)
			h.out.WriteString(s[i:next])
			i = next
		case s[i] == '<':
			i += h.angle(s, i)
		default:
			h.out.WriteByte(s[i])
			i++
		}
	}
	return h.out.String()
}

// angle deals with a < and returns how many bytes it took.
func (h *htmlPass) angle(s string, i int) int {
	if m := autolink.FindString(s[i:min(len(s), i+2000)]); m != "" {
		h.out.WriteString(m)
		return len(m)
	}
	if strings.HasPrefix(s[i:], "<>") || strings.HasPrefix(s[i:], "</>") { // JSX
		h.n.changed(h.page, "html", "")
		return strings.Index(s[i:], ">") + 1
	}
	if i+1 < len(s) && (s[i+1] == '!' || s[i+1] == '?') {
		h.out.WriteString(`\<`)
		h.n.changed(h.page, "escaped", "<"+s[i+1:i+2])
		return 1
	}
	t, ok := readTag(s[i:])
	if !ok {
		h.out.WriteByte('<')
		return 1
	}
	return h.tag(t, s, i)
}

func (h *htmlPass) tag(t tag, s string, i int) int {
	after := t.length
	if id := firstOf(t.get("id"), t.get("name")); id != "" && !t.closing && (t.get("id") != "" || t.name == "a") {
		h.out.WriteString(anchorBegin + id + anchorEnd)
	}
	switch {
	case t.name == "img" || t.name == "image" && t.get("src") != "":
		h.image(t, t.get("src"))
	case t.name == "video" || t.name == "audio" || (t.name == "source" && t.get("src") != ""):
		if t.get("src") != "" && !t.closing {
			h.image(t, t.get("src"))
		}
	case t.name == "iframe" || t.name == "embed":
		after += h.frame(t, s[i+after:])
	case dropped[t.name]:
		if !t.closing {
			h.n.lost(h.page, "dropped", "<"+t.written+">")
			if !t.selfClosing {
				after += h.contentEnd(t.name, s[i+after:])
			}
		}
	case t.name == "a":
		h.anchor(t)
	case inlineMarks[t.name] == "`":
		after += h.code(t, s[i+after:])
	case inlineMarks[t.name] != "":
		if !h.summary {
			h.out.WriteString(inlineMarks[t.name])
		}
		h.n.changed(h.page, "html", "")
	default:
		return h.structure(t, s, i)
	}
	return after
}

func (h *htmlPass) structure(t tag, s string, i int) int {
	rest := s[i+t.length:]
	switch {
	case t.name == "br":
		h.lineBreak(rest)
	case t.name == "hr":
		h.block("\n\n---\n\n")
	case len(t.name) == 2 && t.name[0] == 'h' && t.name[1] >= '1' && t.name[1] <= '6':
		h.heading(t)
	case t.name == "summary":
		h.summary = !t.closing
		h.out.WriteString(map[bool]string{false: "\n\n**", true: "**\n\n"}[t.closing])
	case t.name == "li":
		if !t.closing {
			mark, depth := "- ", max(len(h.lists)-1, 0)
			if depth < len(h.lists) && h.lists[depth] == "ol" {
				mark = "1. "
			}
			h.out.WriteString("\n" + strings.Repeat("   ", min(depth, 8)) + mark)
		}
	case t.name == "ul" || t.name == "ol":
		if !t.closing {
			h.lists = append(h.lists, t.name)
		} else if len(h.lists) > 0 {
			h.lists = h.lists[:len(h.lists)-1]
		}
		if len(h.lists) < 2 {
			h.block("\n\n")
		}
	case t.name == "tabitem":
		if !t.closing {
			h.n.changed(h.page, "tab", "")
			h.block("\n\n**" + firstOf(t.get("label"), t.get("value")) + "**\n\n")
		}
	case t.name == "sup" || t.name == "sub":
		if !t.closing {
			h.out.WriteString(map[string]string{"sup": "^", "sub": `\_`}[t.name])
		}
	case blockTags[t.name]:
		h.block("\n\n")
	case plainTags[t.name] || t.name == "td" || t.name == "th":
		if t.name == "td" || t.name == "th" {
			h.out.WriteByte(' ')
		}
	default:
		return h.unknown(t, s, i)
	}
	h.n.changed(h.page, "html", "")
	return t.length
}

// unknown deals with what is no element of HTML: a component of the site, which goes, or words that only look like one.
func (h *htmlPass) unknown(t tag, s string, i int) int {
	ends := t.selfClosing || t.closing || strings.Contains(h.all, "</"+t.name+">")
	capital := t.written[0] >= 'A' && t.written[0] <= 'Z'
	if ends && (capital || t.hasAttribute || strings.ContainsAny(t.name, "-.") || t.closing || t.selfClosing) && !(t.closing && !strings.Contains(h.all, "<"+t.name)) {
		if !t.closing {
			h.n.add(h.page, "component", "<"+t.written+">", t.selfClosing)
			h.caption(t)
		}
		return t.length
	}
	h.out.WriteString(`\<`)
	h.n.changed(h.page, "escaped", "<"+t.written+">")
	return 1
}

// caption keeps what a component says in words.
func (h *htmlPass) caption(t tag) {
	var words []string
	if n := t.get("number"); n != "" {
		words = append(words, t.written+" "+n)
	}
	for _, key := range []string{"file-name", "filename", "file", "title", "caption", "label"} {
		if v := t.get(key); v != "" {
			words = append(words, v)
		}
	}
	if len(words) > 0 {
		h.out.WriteString("\n\n" + strings.Join(words, ". ") + "\n\n")
	}
}

// block writes the break between blocks where there is text on the line.
func (h *htmlPass) block(s string) { h.out.WriteString(s) }

func (h *htmlPass) heading(t tag) {
	if !t.closing {
		h.out.WriteString("\n\n" + strings.Repeat("#", int(t.name[1]-'0')) + " ")
		return
	}
	h.out.WriteString("\n\n")
}

// code writes a piece of code with what stands in it; nothing when it never ends.
func (h *htmlPass) code(t tag, rest string) int {
	h.n.changed(h.page, "html", "")
	end := strings.Index(rest[:min(len(rest), maxTag)], "</"+t.written)
	if t.closing || end < 0 {
		return 0
	}
	inner := strings.Join(strings.Fields(html.UnescapeString(anyTag.ReplaceAllString(rest[:end], ""))), " ")
	mark := strings.Repeat("`", longestRun(inner)+1)
	if inner != "" {
		if len(mark) > 1 {
			inner = " " + inner + " "
		}
		h.out.WriteString(mark + inner + mark)
	}
	return end
}

// image writes an image or a film as Markdown.
func (h *htmlPass) image(t tag, src string) {
	if src == "" {
		return
	}
	h.n.changed(h.page, "html_image", "")
	title := ""
	if v := t.get("title"); v != "" {
		title = ` "` + strings.ReplaceAll(v, `"`, "”") + `"`
	}
	h.out.WriteString("![" + brackets.Replace(t.get("alt")) + "](<" + angles.Replace(src) + ">" + title + ")")
}

var (
	brackets = strings.NewReplacer("[", `\[`, "]", `\]`, "\n", " ")
	angles   = strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "")
)

// frame turns an embedded page into a link to it.
func (h *htmlPass) frame(t tag, rest string) int {
	if t.closing {
		return 0
	}
	h.n.lost(h.page, "frame", t.get("src"))
	if src := t.get("src"); src != "" {
		h.out.WriteString("[" + brackets.Replace(firstOf(t.get("title"), path.Base(src))) + "](<" + angles.Replace(src) + ">)")
	}
	if t.selfClosing || t.name == "embed" {
		return 0
	}
	return h.contentEnd(t.name, rest)
}

func (h *htmlPass) anchor(t tag) {
	h.n.changed(h.page, "html", "")
	switch {
	case t.closing:
		if n := len(h.links); n > 0 {
			h.out.WriteString("](<" + angles.Replace(h.links[n-1]) + ">)")
			h.links = h.links[:n-1]
		}
	case t.get("href") != "" && !t.selfClosing && len(h.links) == 0:
		h.links = append(h.links, t.get("href"))
		h.out.WriteByte('[')
	}
}

// contentEnd is how long an element's content is, with the tag that ends it; 0 when it never ends.
func (h *htmlPass) contentEnd(name, rest string) int {
	if h.unending[name] {
		return 0
	}
	at := strings.Index(strings.ToLower(rest), "</"+name)
	if at < 0 {
		h.unending[name] = true
		return 0
	}
	end := strings.IndexByte(rest[at:], '>')
	if end < 0 {
		return 0
	}
	return at + end + 1
}

// lineBreak breaks a line; in a table and in a heading a space stands for it.
func (h *htmlPass) lineBreak(rest string) {
	written := h.out.String()
	line := written[strings.LastIndexByte(written, '\n')+1:]
	trimmed := strings.TrimLeft(line, " \t")
	switch {
	case strings.HasPrefix(trimmed, "|") || strings.HasPrefix(trimmed, "#") || strings.Count(line, "|") > 1 || strings.TrimSpace(line) == "":
		h.out.WriteByte(' ')
	case strings.HasPrefix(rest, "\n"):
		h.out.WriteByte('\\')
	default:
		h.out.WriteString("\\\n" + leadOf(line))
	}
}

var listLead = regexp.MustCompile(`^[ \t>]*(?:[-*+] |[0-9]{1,9}[.)] )?`)

// leadOf is what the next line of the same block begins with.
func leadOf(line string) string {
	lead := listLead.FindString(line)
	return strings.Map(func(r rune) rune {
		if r == '>' || r == '\t' {
			return r
		}
		return ' '
	}, lead)
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
