package text

import (
	"bytes"
	"unicode/utf8"

	"liem/internal/fault"
)

// DecodeUTF8 is the text of a file. A byte order mark of UTF-8 is left out; UTF-16, UTF-32 and the encodings that old
// Vietnamese files have are refused with the name of what the file looks like, so that its author knows what to do.
func DecodeUTF8(b []byte) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xFF\xFE\x00\x00")), bytes.HasPrefix(b, []byte("\x00\x00\xFE\xFF")):
		return "", fault.New(fault.Invalid, "text.encoding").With("Encoding", "UTF-32")
	case bytes.HasPrefix(b, []byte("\xFF\xFE")), bytes.HasPrefix(b, []byte("\xFE\xFF")), bytes.Count(b, []byte{0}) > len(b)/4:
		return "", fault.New(fault.Invalid, "text.encoding").With("Encoding", "UTF-16")
	}
	b = bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(b) {
		return "", fault.New(fault.Invalid, "text.encoding").With("Encoding", legacy(b))
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return "", fault.New(fault.Invalid, "text.control_character")
	}
	return string(b), nil
}

// legacy guesses the encoding of bytes that are not UTF-8 by what their high bytes follow. windows-1258 and VNI write a
// mark as a byte of its own after the vowel, with different bytes; TCVN3 has one byte for the whole letter, which mostly
// follows a consonant.
func legacy(b []byte) string {
	var combining, marks, other, high int
	for i, c := range b {
		switch {
		case c < 0x80:
			continue
		case i > 0 && vowel(b[i-1]) && (c == 0xCC || c == 0xEC || c == 0xD2 || c == 0xDE || c == 0xF2):
			combining++
		case i > 0 && b[i-1] < 0x80 && vowel(b[i-1]) && c >= 0xC0:
			marks++
		case c < 0xA1 || c == 0xFF: // a letter in none of the three
			other++
		}
		high++
	}
	switch {
	case other*4 > high:
		return "ANSI"
	case combining*3 > high:
		return "windows-1258"
	case marks*2 > high:
		return "VNI"
	}
	return "TCVN3 (ABC)"
}

// vowel tells the letters that a mark may follow: the plain vowels, and those of windows-1258 with a hat or a horn.
func vowel(c byte) bool {
	return bytes.IndexByte([]byte("aeiouyAEIOUY\xe2\xea\xf4\xe3\xf5\xfd"), c) >= 0
}
