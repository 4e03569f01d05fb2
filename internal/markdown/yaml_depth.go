package markdown

// maxFrontDepth is how many lists and mappings may stand inside one another. The YAML library takes seconds for thousands.
const maxFrontDepth = 20

// tooDeep returns the offset at which front matter opens too many brackets without closing them, or begins a line with
// too many hyphens; -1 when it does neither. Quotes do not matter: no text that people write leaves as many open.
func tooDeep(text []byte) int {
	brackets, hyphens, leading := 0, 0, true
	for i, c := range text {
		switch c {
		case '\n':
			hyphens, leading = 0, true
		case ' ':
		case '-', '?':
			if leading {
				hyphens++
			}
		case '[', '{':
			brackets, leading = brackets+1, false
		case ']', '}':
			brackets = max(brackets-1, 0)
		default:
			leading = false
		}
		if brackets > maxFrontDepth || hyphens > maxFrontDepth {
			return i
		}
	}
	return -1
}
