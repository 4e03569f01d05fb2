package markdown

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"liem/internal/fault"
	"liem/internal/text"
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

// isControl reports whether a character may not stand in a text: those of text.IsControl but tab and line feed, and a
// byte order mark, which is none inside the text.
func isControl(r rune) bool {
	return r == 0xfeff || r != '\t' && r != '\n' && text.IsControl(r)
}

// withoutControls leaves control characters out; entities bring them into a text that was clean.
func withoutControls(src []byte) []byte {
	if bytes.IndexFunc(src, isControl) < 0 {
		return src
	}
	return bytes.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, src)
}
