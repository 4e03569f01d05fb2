package sheet

import (
	"strings"
	"unicode/utf8"

	"liem/internal/text"
)

// plain is a cell's text: NFC, trimmed, without control characters but line breaks and tabs, and without the escapes that
// workbooks have for them; cut where nobody reads on.
func plain(s string) string {
	if strings.Contains(s, "_x000D_") {
		s = strings.ReplaceAll(s, "_x000D_", "")
	}
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	s = strings.Map(func(r rune) rune {
		if text.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	s = strings.TrimSpace(text.NFC(s))
	if len(s) > maxText {
		if r := []rune(s); len(r) > maxText {
			s = strings.TrimSpace(string(r[:maxText]))
		}
	}
	return s
}
