package markdown

import (
	"bytes"

	"liem/internal/fault"
)

// What one formula may hold. Who reads it in a browser pays for it there.
const (
	maxTeX      = 4000 // bytes
	maxTeXDepth = 24   // groups inside groups
)

// checkTeX reports a formula that no reader could be shown.
func checkTeX(tex []byte, offset int, g *guard) {
	if code, args := texFault(tex); code != "" {
		g.note(offset, code, args)
	}
}

// texFault finds what is wrong with a formula: the key of a problem, or nothing. It looks at what has to be balanced; what the
// commands are is known to the program that sets the formula.
func texFault(tex []byte) (code string, args fault.Args) {
	switch {
	case len(bytes.TrimSpace(tex)) == 0:
		return "markdown.maths_empty", nil
	case len(tex) > maxTeX:
		return "markdown.maths_too_long", fault.Args{"Max": maxTeX}
	}
	t := texReader{rest: tex}
	for len(t.rest) > 0 {
		t.step()
		switch {
		case t.wrong != "":
			return "markdown.maths_unbalanced", fault.Args{"Text": t.wrong}
		case len(t.open) > maxTeXDepth:
			return "markdown.maths_too_deep", fault.Args{"Max": maxTeXDepth}
		}
	}
	if n := len(t.open); n > 0 {
		return "markdown.maths_unbalanced", fault.Args{"Text": t.open[n-1]}
	}
	return "", nil
}

// A texReader follows what opens and closes: braces, \left and \right, \begin and \end.
type texReader struct {
	rest  []byte
	open  []string
	wrong string
}

func (t *texReader) step() {
	c := t.rest[0]
	t.rest = t.rest[1:]
	switch c {
	case '{':
		t.open = append(t.open, "{")
	case '}':
		t.close("{", "}")
	case '%': // the rest of the line is a remark
		if end := bytes.IndexByte(t.rest, '\n'); end >= 0 {
			t.rest = t.rest[end:]
		} else {
			t.rest = nil
		}
	case '\\':
		t.command()
	}
}

func (t *texReader) command() {
	n := 0
	for n < len(t.rest) && isLatin(t.rest[n]) {
		n++
	}
	if n == 0 { // \{, \\ and the like stand for themselves
		t.rest = t.rest[min(1, len(t.rest)):]
		return
	}
	name := string(t.rest[:n])
	t.rest = t.rest[n:]
	switch name {
	case "left":
		t.open = append(t.open, `\left`)
	case "right":
		t.close(`\left`, `\right`)
	case "begin":
		t.open = append(t.open, `\begin`+t.group())
	case "end":
		what := t.group()
		t.close(`\begin`+what, `\end`+what)
	}
}

// group reads the name in braces that follows \begin and \end.
func (t *texReader) group() string {
	if end := bytes.IndexByte(t.rest, '}'); end > 0 && t.rest[0] == '{' && end < 30 {
		name := string(t.rest[:end+1])
		t.rest = t.rest[end+1:]
		return name
	}
	return ""
}

func (t *texReader) close(opening, closing string) {
	last := len(t.open) - 1
	if last < 0 || t.open[last] != opening {
		t.wrong = closing
		return
	}
	t.open = t.open[:last]
}

func isLatin(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
