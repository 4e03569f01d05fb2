// Package text holds what Vietnamese text needs: one normal form, folding for search, the order of names, and the
// refusal of what is no clean text.
//
// Text is stored in NFC. Neither database engine lower-cases or sorts Vietnamese right, so search columns and sort keys
// are made here and stored beside the text.
package text

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"liem/internal/fault"
)

// NFC is the composed form: "Nguyễn" has six letters, however it was typed.
func NFC(s string) string { return norm.NFC.String(s) }

// Fold is the form that searches compare: lower case without marks, đ as d, runs of white space as one space.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFD.String(strings.ToLower(NFC(s))) {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Cf): // marks, and characters without width that come with pasted text
			continue
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r == 'đ' || r == 'ð': // the second looks like ours as a capital, Ð; converted files have it
			r = 'd'
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// SplitName parts a full name into họ và tên đệm and tên, the last word.
func SplitName(full string) (family, given string) {
	words := strings.Fields(full)
	if len(words) == 0 {
		return "", ""
	}
	last := len(words) - 1
	return strings.Join(words[:last], " "), words[last]
}

// collators are not safe for concurrent use; each keeps a buffer.
var collators = sync.Pool{New: func() any {
	return &collator{collate.New(language.Vietnamese), &collate.Buffer{}}
}}

type collator struct {
	*collate.Collator
	buf *collate.Buffer
}

// Key is a sort key in Vietnamese order (CLDR vi): comparing keys byte by byte compares the texts.
func Key(s string) []byte {
	c := collators.Get().(*collator)
	defer collators.Put(c)
	defer c.buf.Reset()
	return append([]byte(nil), c.KeyFromString(c.buf, NFC(s))...)
}

// NameKey sorts a person: by tên first, then by họ và tên đệm. Rosters often come in capitals, which make no difference.
func NameKey(family, given string) []byte {
	key := append(Key(strings.ToLower(NFC(given))), 0, 0)
	return append(key, Key(strings.ToLower(NFC(family)))...)
}

// IsControl reports whether a character steers instead of being read: a control character, a Unicode line or paragraph
// separator, or one that turns the direction of writing round, with which a text reads differently from what it says.
func IsControl(r rune) bool {
	switch {
	case r == 0x2028 || r == 0x2029, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
		return true
	}
	return unicode.IsControl(r)
}

// Clean trims a text from outside and puts it into NFC. It refuses what is no text: broken UTF-8, NUL and other control
// characters but line breaks and tabs.
func Clean(s string) (string, error) {
	if !utf8.ValidString(s) {
		return "", fault.New(fault.Invalid, "text.not_utf8")
	}
	for _, r := range s {
		if IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			return "", fault.New(fault.Invalid, "text.control_character")
		}
	}
	return strings.TrimSpace(NFC(s)), nil
}
