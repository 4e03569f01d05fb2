package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A syllable of Vietnamese: an onset, a nucleus, a coda. Bytes of one encoding that are read in another hardly ever make
// one, which is how they are told.
var (
	onsets = setOf(" b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x")
	nuclei = setOf("a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oă oai oao oay oe oeo oi oo ôi ơi ơu ua uâ uây uê ui " +
		"uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu yê yêu uă uai uay ue uyê uao")
	codas = setOf(" c ch m n ng nh p t")
)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	if words[0] == ' ' {
		set[""] = true
	}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// IsSyllable tells whether a word can be Vietnamese: one syllable with at most one tone, in letters of any case.
func IsSyllable(word string) bool {
	plain, tones := toneless(strings.ToLower(NFC(word)))
	if tones > 1 {
		return false
	}
	letters := []rune(plain)
	for from := min(3, len(letters)); from >= 0; from-- {
		if !onsets[string(letters[:from])] {
			continue
		}
		for to := len(letters); to > from && to >= len(letters)-2; to-- {
			if nuclei[string(letters[from:to])] && codas[string(letters[to:])] {
				return true
			}
		}
	}
	return false
}

// toneless takes the tones off the vowels, and leaves hats, horns and breves on.
func toneless(s string) (string, int) {
	tones := 0
	vowel := false
	plain := strings.Map(func(r rune) rune {
		switch r {
		case 0x300, 0x301, 0x303, 0x309, 0x323:
			if vowel {
				tones++
				return -1
			}
		case 0x302, 0x306, 0x31b: // hat, breve, horn
		default:
			vowel = strings.ContainsRune("aeiouy", r)
		}
		return r
	}, norm.NFD.String(s))
	return NFC(plain), tones
}

// Syllables counts the words of a text that have a letter beyond ASCII, and how many of them can be Vietnamese. Words are
// runs of anything but white space and ASCII punctuation.
func Syllables(s string) (good, all int) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r < 0x80 && !unicode.IsLetter(r) }) {
		if strings.IndexFunc(w, func(r rune) bool { return r >= 0x80 }) < 0 {
			continue
		}
		all++
		if IsSyllable(w) {
			good++
		}
	}
	return good, all
}
