package markdown

import (
	"bytes"
	"regexp"
	"strings"
)

var (
	plainEntry = regexp.MustCompile(`^( *)([A-Za-z_][A-Za-z0-9_]*:[ \t]+)([^\s'"\[\]{}|>&*!%@#?,` + "`" + `-].*|-[^\s].*)$`)
	plainItem  = regexp.MustCompile(`^( *)(-[ \t]+)([^\s'"\[\]{}|>&*!%@#?,` + "`" + `-].*)$`)
	entryItem  = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*:(?:[ \t]|$)`)
	blockStart = regexp.MustCompile(`(?::|^[ \t]*(?:-[ \t]+)*-)[ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?$`)
	quoteStart = regexp.MustCompile(`^[ \t]*(?:-[ \t]+)*(?:[^\s:'"\[{#][^:'"#]*:[ \t]+)?(["'].*)$`)
)

// quotePlain puts quotes around plain values that hold a colon and a space. YAML reads "title: Quà tặng: được nhận gì" as
// an error; the people who write titles do not. Lines keep their number; columns after the quote move by one.
func quotePlain(src []byte) []byte {
	if !bytes.Contains(src, []byte(": ")) {
		return src
	}
	lines := strings.Split(string(src), "\n")
	block := -1    // the indentation of the key whose block of text these lines are in
	var quote byte // the quote in whose text these lines are
	for i, line := range lines {
		if quote != 0 {
			quote = openQuote(quote, line)
			continue
		}
		indent := len(line) - len(strings.TrimLeft(line, " "))
		if block >= 0 && (strings.TrimSpace(line) == "" || indent > block) {
			continue
		}
		block = -1
		if blockStart.MatchString(line) {
			block = indent
			continue
		}
		if m := quoteStart.FindStringSubmatch(line); m != nil {
			quote = openQuote(m[1][0], m[1][1:])
			continue
		}
		lines[i] = quoteLine(line)
	}
	return []byte(strings.Join(lines, "\n"))
}

func quoteLine(line string) string {
	m := plainEntry.FindStringSubmatch(line)
	if m == nil {
		if m = plainItem.FindStringSubmatch(line); m == nil || entryItem.MatchString(m[3]) {
			return line
		}
	}
	value, comment := m[3], ""
	if at := strings.Index(value, " #"); at >= 0 {
		value, comment = value[:at], value[at:]
	}
	value = strings.TrimRight(value, " \t")
	if !strings.Contains(value, ": ") && !strings.HasSuffix(value, ":") {
		return line
	}
	return m[1] + m[2] + "'" + strings.ReplaceAll(value, "'", "''") + "'" + comment
}

// openQuote returns the quote when text, which stands inside it, does not close it, and 0 when it does.
func openQuote(quote byte, text string) byte {
	for i := 0; i < len(text); i++ {
		switch {
		case quote == '"' && text[i] == '\\':
			i++
		case text[i] == quote && quote == '\'' && i+1 < len(text) && text[i+1] == quote:
			i++
		case text[i] == quote:
			return 0
		}
	}
	return quote
}
