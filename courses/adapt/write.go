package adapt

import (
	"bytes"
	"io"
	"strings"

	"github.com/google/uuid"

	"liem/courses"
	"liem/internal/text"
)

// textFile is a file of the course that was written here.
func textFile(name, body string) courses.File {
	raw := []byte(text.NFC(body))
	return courses.File{Path: name, Size: int64(len(raw)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil }}
}

// quote writes a value of front matter.
func quote(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

func lessonText(title, body string) string {
	return "---\ntitle: " + quote(title) + "\n---\n\n" + strings.TrimLeft(body, "\n")
}

// fill completes the answers from what the folder says.
func (a *adapter) fill() {
	first := a.pages[0]
	ans := &a.answers
	if ans.Title == "" {
		ans.Title = firstOf(plainTitle(a.plan.title), telling(first), orName("", a.source.folder.Slug), first.title)
	}
	if ans.Summary == "" {
		ans.Summary = plainTitle(a.plan.summary)
	}
	if ans.Slug == "" {
		ans.Slug = a.slug()
	}
	if ans.ID == "" {
		ans.ID = uuid.NewString()
	}
	if ans.Language == "" {
		ans.Language = a.language()
	}
}

// telling is the title of the folder's index where it says more than that it is one.
func telling(p *page) string {
	switch loose(p.title) {
	case "home", "welcome", "introduction", "index", "overview", "gettingstarted", "readme", "documentation", "docs", "gioithieu", "tongquan":
		return ""
	}
	if !indexFile(p.path) {
		return ""
	}
	return p.title
}

// slug is the folder's name where it says something, or else the title.
func (a *adapter) slug() string {
	name := stem(a.source.folder.Slug)
	for _, branch := range []string{"-main", "-master"} {
		name = strings.TrimSuffix(name, branch)
	}
	switch name {
	case "", "docs", "doc", "src", "guide", "book", "content", "documentation", "upload", "main", "master", "website", "site", "wiki":
		name = firstOf(stem(a.answers.Title), name, "course")
	}
	return name
}

// language is that of the pages: Vietnamese shows itself by its letters.
func (a *adapter) language() string {
	switch word, _, _ := strings.Cut(strings.ToLower(a.plan.language), "-"); word {
	case "vi", "en":
		return word
	case "":
	default:
		a.n.lost("", "language", a.plan.language)
	}
	all, marked := 0, 0
	for _, p := range a.pages {
		for _, r := range p.body[:min(len(p.body), 20_000)] {
			if r == ' ' {
				all++
			}
			if r >= 0x1ea0 && r <= 0x1ef9 || strings.ContainsRune("ăâđêôơưĂÂĐÊÔƠƯ", r) {
				marked++
			}
		}
		if all > 20_000 {
			break
		}
	}
	if marked > all/4 {
		return "vi"
	}
	return "en"
}

// course writes course.md: what the answers say, and the table of contents, which keeps what is lost when pages below pages
// become lessons in a row.
func (a *adapter) course() string {
	var b strings.Builder
	b.WriteString("---\n")
	for _, kv := range [][2]string{{"id", a.answers.ID}, {"title", a.answers.Title}, {"summary", a.answers.Summary}, {"category", a.answers.Category},
		{"language", a.answers.Language}, {"unit", a.answers.Unit}, {"hours", a.answers.Hours}} {
		switch {
		case kv[1] == "":
		case kv[0] == "hours":
			b.WriteString("hours: " + plainValue(kv[1]) + "\n")
		default:
			b.WriteString(kv[0] + ": " + quote(kv[1]) + "\n")
		}
	}
	b.WriteString("---\n\n")
	byPath := map[string]*page{}
	for _, p := range a.pages {
		byPath[p.path] = p
	}
	for i, e := range a.plan.entries {
		p := byPath[e.path]
		lead := strings.Repeat("  ", e.depth)
		switch {
		case e.path == "" && a.leads(i, byPath):
			b.WriteString(lead + "- **" + escaped(firstOf(e.title, "…")) + "**\n")
		case p != nil:
			b.WriteString(lead + "- [" + escaped(p.title) + "](" + p.file + ")\n")
		}
	}
	return b.String()
}

// leads tells whether a heading has pages below it.
func (a *adapter) leads(i int, byPath map[string]*page) bool {
	for _, e := range a.plan.entries[i+1:] {
		if e.depth <= a.plan.entries[i].depth && (e.path == "" || a.plan.entries[i].depth > 0 || e.depth < a.plan.entries[i].depth) {
			return false
		}
		if byPath[e.path] != nil {
			return true
		}
	}
	return false
}

// plainValue is a number as it was typed, without what would end the line.
func plainValue(s string) string {
	s = strings.Join(strings.Fields(s), "")
	if strings.Trim(s, "0123456789.,") != "" {
		return quote(s)
	}
	return s
}

var signs = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "&", `\&`)

// escaped is a text that Markdown reads as nothing but text.
func escaped(s string) string { return signs.Replace(s) }
