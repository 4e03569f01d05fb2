package citation

import (
	"strconv"
	"strings"
)

// Span is one article, or those from one to another.
type Span struct{ From, To string }

// maxSpans bounds a list that a person gives.
const maxSpans = 200

// Spans reads articles as an amending law lists them: "2, 5–7 và 36a", "Điều 147", "các điều từ 16 đến 24". It tells whether
// that is what the text is; an empty text is no article.
func Spans(list string) (out []Span, ok bool) {
	joined := false
	for _, t := range tokens(strings.ReplaceAll(list, "-", " - ")) {
		switch f := t.fold; {
		case number(f):
			article := trim(f)
			if joined {
				last := &out[len(out)-1]
				if last.From != last.To || Order(article) <= Order(last.From) {
					return nil, false
				}
				last.To, joined = article, false
				continue
			}
			out = append(out, Span{article, article})
		case to[f] && len(out) > 0 && !joined:
			joined = true
		case f == "dieu" || f == "cac" || f == "tu" || apart[f] || f == ";":
		default:
			return nil, false
		}
	}
	return out, !joined && len(out) <= maxSpans
}

// Order sorts articles as a law has them: 36, 36a, 37.
func Order(article string) int {
	digits := strings.TrimRight(article, "abcdefghijklmnopqrstuvwxyz")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	n *= 32
	if len(article) > len(digits) {
		n += int(article[len(digits)]-'a') + 1
	}
	return n
}
