package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Legacy is one of the two ways of writing Vietnamese that came with fonts of their own. Text in them looks right in
// that font alone: as Unicode it reads "NguyÔn V¨n" or "Nguyeãn Vaên", its bytes taken for those of Western Europe.
type Legacy string

// The two. TCVN3 (ABC, the fonts .Vn…) has one byte for a letter, and its capitals with tones are letters of another
// font; VNI writes the mark as a character of its own after the vowel.
const (
	TCVN3 Legacy = "TCVN3 (ABC)"
	VNI   Legacy = "VNI"
)

// Legacies lists them.
var Legacies = []Legacy{TCVN3, VNI}

// Unicode turns a text in an old font into letters, in NFC. Characters that are none of the font's stay.
func (l Legacy) Unicode(s string) string {
	if l == VNI {
		return fromVNI(s)
	}
	return fromTCVN3(s)
}

// tcvn3 holds the letters at 0xA1 to 0xFE (TCVN 5712:1993, VN3); a space stands where there is none.
var tcvn3 = []rune("ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ")

const (
	tcvn3First = 0xA1
	tcvn3Tones = 0xB5 // from here on small letters that have no capital
)

// fromTCVN3 turns letters round. The letters with tones are small ones; fonts of capitals show them as capitals. So they
// are capitals in a text whose other letters are, and where every other word begins with a capital.
func fromTCVN3(s string) string {
	letters := []rune(s)
	inner, small := false, false // a capital within a word; a small letter that could have been one
	for i, r := range letters {
		letter, known := tcvn3Letter(r)
		switch {
		case !known && unicode.IsLower(r), known && r < tcvn3Tones && unicode.IsLower(letter):
			small = true
		case (known && r < tcvn3Tones || !known) && unicode.IsUpper(letter):
			inner = inner || i > 0 && !unicode.IsSpace(letters[i-1])
		}
	}
	out := make([]rune, len(letters))
	for i, r := range letters {
		out[i], _ = tcvn3Letter(r)
	}
	if inner && !small {
		return strings.ToUpper(string(out))
	}
	return string(raiseTones(out, letters))
}

func tcvn3Letter(r rune) (rune, bool) {
	if n := int(r) - tcvn3First; n >= 0 && n < len(tcvn3) && tcvn3[n] != ' ' {
		return tcvn3[n], true
	}
	return r, false
}

// raiseTones makes the first letters of words capitals that the encoding has no capitals for, when all other words of
// the text begin with one: "Nguyễn Thị ánh".
func raiseTones(out, raw []rune) []rune {
	var low []int
	capitals := 0
	for i, r := range out {
		switch first := i == 0 || unicode.IsSpace(out[i-1]); {
		case first && unicode.IsLower(r) && raw[i] >= tcvn3Tones:
			low = append(low, i)
		case first && unicode.IsLower(r):
			return out
		case first && unicode.IsUpper(r):
			capitals++
		}
	}
	if capitals > 0 {
		for _, i := range low {
			out[i] = unicode.ToUpper(out[i])
		}
	}
	return out
}

// Combining marks.
const (
	grave, acute, hook, tilde, dot = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
	circumflex, breve              = "\u0302", "\u0306"
)

// vniMarks are what follows a vowel, as combining marks; in capitals they have the codes 0x20 below.
var vniMarks = map[rune]string{
	'ù': acute, 'ø': grave, 'û': hook, 'õ': tilde, 'ï': dot,
	'â': circumflex, 'á': circumflex + acute, 'à': circumflex + grave, 'å': circumflex + hook, 'ã': circumflex + tilde, 'ä': circumflex + dot,
	'ê': breve, 'é': breve + acute, 'è': breve + grave, 'ú': breve + hook, 'ü': breve + tilde, 'ë': breve + dot,
}

// vniLetters are letters of one code.
var vniLetters = map[rune]rune{
	'ñ': 'đ', 'ô': 'ơ', 'ö': 'ư', 'ì': 'ì', 'í': 'í', 'æ': 'ỉ', 'ó': 'ĩ', 'ò': 'ị', 'î': 'ỵ',
}

// fromVNI joins vowels with the marks that follow them: a and e and o may take any, the others a tone alone.
func fromVNI(s string) string {
	var b strings.Builder
	before := ' ' // the letter that the next may be the mark of; a space for none
	for _, r := range s {
		low := unicode.ToLower(r)
		mark, isMark := vniMarks[low]
		if isMark && takes(before, mark) {
			b.WriteString(mark)
			before = ' '
			continue
		}
		if letter, ok := vniLetters[low]; ok {
			if r != low {
				letter = unicode.ToUpper(letter)
			}
			r, low = letter, unicode.ToLower(letter)
		}
		b.WriteRune(r)
		before = low
	}
	return norm.NFC.String(b.String())
}

func takes(vowel rune, mark string) bool {
	switch {
	case strings.HasPrefix(mark, circumflex):
		return vowel == 'a' || vowel == 'e' || vowel == 'o'
	case strings.HasPrefix(mark, breve):
		return vowel == 'a'
	}
	return strings.ContainsRune("aeouyơư", vowel)
}
