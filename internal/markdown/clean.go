package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"liem/internal/fault"
)

var byteOrderMark = []byte("\xef\xbb\xbf")

// clean makes src the text that positions count in: without a byte order mark, lines ended by \n alone, in NFC. It is
// idempotent. When src is too large, not UTF-8 or holds control characters it reports the first such place and says no.
func clean(src []byte, r *report, firstLine int) ([]byte, bool) {
	src = bytes.TrimPrefix(src, byteOrderMark)
	if len(src) > MaxSize {
		r.error(Position{Line: firstLine, Column: 1}, "markdown.too_large", fault.Args{"Max": MaxSize})
		return nil, false
	}
	src = unixLines(src)
	if offset, code := badByte(src); offset >= 0 {
		before := norm.NFC.Bytes(src[:offset]) // columns count runes in NFC
		r.error(newLineIndex(before, firstLine).at(len(before)), code, nil)
		return nil, false
	}
	if !norm.NFC.IsNormal(src) {
		src = norm.NFC.Bytes(src)
	}
	return src, true
}

// unixLines ends all lines by \n alone.
func unixLines(src []byte) []byte {
	if bytes.IndexByte(src, '\r') < 0 {
		return src
	}
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte{'\n'})
	return bytes.ReplaceAll(src, []byte{'\r'}, []byte{'\n'})
}

// badByte finds the first byte that is not part of UTF-8 text, or a control character other than tab and line feed.
func badByte(src []byte) (offset int, code string) {
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return i, "markdown.not_utf8"
		case isControl(r):
			return i, "markdown.control_character"
		}
		i += size
	}
	return -1, ""
}

// isControl reports whether a character steers instead of being read: the control characters but tab and line feed, the
// Unicode line and paragraph separators, which editors count as lines and Markdown does not, a byte order mark inside the
// text, and those that turn the direction of writing round, with which a text reads differently from what it says.
func isControl(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r == 0x2028 || r == 0x2029 || r == 0xfeff:
		return true
	case 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069:
		return true
	}
	return unicode.IsControl(r)
}

// withoutControls leaves control characters out; entities bring them into a text that was clean.
func withoutControls(text []byte) []byte {
	if bytes.IndexFunc(text, isControl) < 0 {
		return text
	}
	return bytes.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, text)
}
