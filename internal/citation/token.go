package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"liem/internal/text"
)

// token is a word, a number or one sign of punctuation.
type token struct {
	text, fold string
	start, end int // bytes in the paragraph
}

// capital tells whether a word begins with a capital letter.
func (t token) capital() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsUpper(r)
}

// folded holds the plain letters of those that Vietnamese uses; asking text.Fold for every letter would cost too much.
var folded = func() (table [0x1f00]byte) {
	for r := rune(1); r < rune(len(table)); r++ {
		if f := text.Fold(string(r)); len(f) == 1 {
			table[r] = f[0]
		}
	}
	return table
}()

// fold is text.Fold of one word.
func fold(word string) string {
	var b strings.Builder
	b.Grow(len(word))
	for _, r := range word {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Cf):
		case r < rune(len(folded)) && folded[r] != 0:
			b.WriteByte(folded[r])
		default:
			b.WriteString(text.Fold(string(r)))
		}
	}
	return b.String()
}

// joints may stand inside a word, between letters or digits: 63/2014/QH13, TTLT-BCA-BNN&PTNT.
const joints = "/-&"

// tokens parts a paragraph into words and signs; white space is left out.
func tokens(s string) []token {
	var out []token
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
			i += n
		case letter(r):
			end := wordEnd(s, i)
			out = append(out, token{s[i:end], fold(s[i:end]), i, end})
			i = end
		default:
			out = append(out, token{s[i : i+n], s[i : i+n], i, i + n})
			i += n
		}
	}
	return out
}

func wordEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if letter(r) {
			i += n
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[i+n:])
		if !strings.ContainsRune(joints, r) || !letter(next) {
			break
		}
		i += n
	}
	return i
}

func letter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}
