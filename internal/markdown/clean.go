package markdown

import (
	"bytes"
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
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte{'\n'})
		src = bytes.ReplaceAll(src, []byte{'\r'}, []byte{'\n'})
	}
	if offset, code := badByte(src); offset >= 0 {
		r.error(newLineIndex(src[:offset], firstLine).at(offset), code, nil)
		return nil, false
	}
	if !norm.NFC.IsNormal(src) {
		src = norm.NFC.Bytes(src)
	}
	return src, true
}

// badByte finds the first byte that is not part of UTF-8 text, or a control character other than tab and line feed.
func badByte(src []byte) (offset int, code string) {
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return i, "markdown.not_utf8"
		case r < ' ' && r != '\t' && r != '\n' || r == 0x7f:
			return i, "markdown.control_character"
		}
		i += size
	}
	return -1, ""
}
