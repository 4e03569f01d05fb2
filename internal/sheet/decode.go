package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"liem/internal/text"
)

const (
	utf8Name  = "UTF-8"
	utf16Name = "UTF-16"
	ansiName  = "windows-1252"
)

// decode is a text file's text with the name of its encoding. Bytes that are neither Unicode nor windows-1258 are read
// as Western European: if they belong to an old font, the cells are converted like those of a workbook.
func decode(raw []byte) (string, string, error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		return strings.ToValidUTF8(string(raw[3:]), string(utf8.RuneError)), utf8Name, nil
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		return utf16(raw, unicode.LittleEndian)
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		return utf16(raw, unicode.BigEndian)
	}
	if zeros := bytes.Count(raw, []byte{0}); zeros > len(raw)/4 {
		return utf16(raw, byteOrder(raw))
	} else if zeros > 0 {
		return "", "", errFormat // a program, a picture
	}
	if utf8.Valid(raw) {
		return string(raw), utf8Name, nil
	}
	vietnamese, err1 := charmap.Windows1258.NewDecoder().String(string(raw))
	western, err2 := charmap.Windows1252.NewDecoder().String(string(raw))
	if err1 != nil || err2 != nil {
		return "", "", errFormat
	}
	vietnamese = text.NFC(vietnamese)
	if good(vietnamese) > max(good(western), good(text.TCVN3.Unicode(western)), good(text.VNI.Unicode(western))) {
		return vietnamese, "windows-1258", nil
	}
	return western, ansiName, nil
}

// good counts the Vietnamese words at the beginning of a text.
func good(s string) int {
	n, _ := text.Syllables(s[:cut(s, 64<<10)])
	return n
}

// cut is where a text of at most n bytes may end.
func cut(s string, n int) int {
	if len(s) <= n {
		return len(s)
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

func utf16(raw []byte, order unicode.Endianness) (string, string, error) {
	s, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().String(string(raw))
	if err != nil { // without a mark
		s, err = unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().String(string(raw))
	}
	if err != nil {
		return "", "", errBroken.Because(err)
	}
	return s, utf16Name, nil
}

// byteOrder tells it by where the zeros of ASCII stand.
func byteOrder(raw []byte) unicode.Endianness {
	even := 0
	for i := 0; i < len(raw); i += 2 {
		if raw[i] == 0 {
			even++
		}
	}
	if even > len(raw)/8 && even*2 > bytes.Count(raw, []byte{0}) {
		return unicode.BigEndian
	}
	return unicode.LittleEndian
}
