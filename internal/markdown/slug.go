package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Slug makes the id of a heading from its text: lower case, without Vietnamese marks (đ becomes d), what is neither a
// letter nor a digit turned into single hyphens. "Khi nào được nhận?" is khi-nao-duoc-nhan. A text without letters and
// digits gives "".
func Slug(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		switch {
		case r == 'đ' || r == 'ð': // converted files have the capital of the second, Ð, for ours
			b.WriteByte('d')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return norm.NFC.String(strings.TrimRight(b.String(), "-"))
}

// headingIDs hands out ids that differ from each other.
type headingIDs struct {
	used map[string]bool
	next map[string]int // the number to try next, so that a thousand equal headings do not count up a thousand times
}

// pageIDs are ids of the pages that show a document; a heading of such a name gets a number behind it.
var pageIDs = []string{"main", "outline"}

func newHeadingIDs() *headingIDs {
	h := &headingIDs{used: map[string]bool{}, next: map[string]int{}}
	for _, id := range pageIDs {
		h.used[id] = true
	}
	return h
}

// reserve takes an id that the author chose and reports whether it was free.
func (h *headingIDs) reserve(id string) bool {
	free := !h.used[id]
	h.used[id] = true
	return free
}

func (h *headingIDs) generate(text string) string {
	base := Slug(text)
	if base == "" {
		base = "s"
	}
	id := base
	for h.used[id] {
		h.next[base] = max(h.next[base], 1) + 1
		id = base + "-" + strconv.Itoa(h.next[base])
	}
	h.used[id] = true
	return id
}
