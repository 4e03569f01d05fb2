package quiz

import (
	"regexp"
	"strings"

	"liem/internal/fault"
	"liem/internal/markdown"
)

var idPattern = regexp.MustCompile(`^[a-z0-9]+(?:-[a-z0-9]+)*$`)

// maxID is how long an id may be.
const maxID = 64

func isID(s string) bool { return len(s) <= maxID && idPattern.MatchString(s) }

// question reads one question: its heading, the text, the answers and the feedback after them.
func (p *parser) question(heading *markdown.Block, body []*markdown.Block) Question {
	q := Question{
		Points: 100, Text: heading.Text, File: p.file, Position: heading.Position,
	}
	if q.Text == "" {
		p.error(heading.Position, "no_text", nil)
	}
	multiple, reserved := p.attributes(heading, &q)
	at, form := findAnswers(body)
	if reserved == "" {
		reserved = reservedForm(heading, body[:at], form)
	}
	prefix := idPrefix(q.ID)
	q.Prompt = p.doc.RenderTitled(heading, body[:at], p.resolve, prefix)
	switch {
	case reserved != "":
		p.error(heading.Position, "reserved_"+reserved, nil)
		return q
	case form == nil:
		p.noAnswers(heading, body)
		return q
	case form.Kind == markdown.KindList:
		p.options(form, multiple, prefix, &q)
	default:
		p.numeric(form, multiple, &q)
	}
	q.Feedback = p.feedback(body[at+1:], prefix+"f.")
	return q
}

// noAnswers reports a question without answers, or the one that the line above took in.
func (p *parser) noAnswers(heading *markdown.Block, body []*markdown.Block) {
	for _, b := range body {
		for _, line := range b.Lines {
			if b.Kind == markdown.KindParagraph && strings.HasPrefix(line.Text, "= ") {
				p.error(line.Position, "answer_not_apart", nil)
				return
			}
		}
	}
	p.error(heading.Position, "no_answers", nil)
}

// idPrefix keeps the ids of a question's footnotes apart from those of others on the page. No id of a question holds a
// full stop, so that option a of question x cannot be taken for question x-a.
func idPrefix(id string) string {
	if id == "" {
		return "q."
	}
	return id + "."
}

// attributes reads {#id points=1 tags="a b" multiple}; reserved names a kind that this version does not take.
func (p *parser) attributes(heading *markdown.Block, q *Question) (multiple bool, reserved string) {
	p.id(heading, q)
	seen := map[string]bool{}
	for _, item := range heading.Attrs.Items {
		if seen[item.Key] {
			p.error(item.Position, "duplicate_attribute", fault.Args{"Key": item.Key})
			continue
		}
		seen[item.Key] = true
		switch {
		case item.Bare && item.Key == "multiple":
			multiple = true
		case item.Bare && reservedWords[item.Key] != "":
			reserved = reservedWords[item.Key]
		case !item.Bare && item.Key == "points":
			p.points(item, q)
		case !item.Bare && item.Key == "tags":
			q.Tags = strings.Fields(strings.ReplaceAll(item.Value, ",", " "))
		default:
			p.error(item.Position, "unknown_attribute", fault.Args{"Key": item.Key})
		}
	}
	return multiple, reserved
}

func (p *parser) id(heading *markdown.Block, q *Question) {
	q.ID = heading.Attrs.ID
	at := heading.Attrs.Position
	switch {
	case q.ID == "":
		p.error(heading.Position, "no_id", fault.Args{"Suggestion": suggestID(heading.Text)})
	case !isID(q.ID):
		p.error(at, "bad_id", fault.Args{"ID": q.ID, "Suggestion": suggestID(q.ID), "Max": maxID})
	case p.ids[q.ID]:
		p.error(at, "duplicate_id", fault.Args{"ID": q.ID})
	}
	p.ids[q.ID] = true
}

// suggestID makes an id of at most six words from a text.
func suggestID(text string) string {
	words := strings.Split(markdown.Slug(text), "-")
	ascii := strings.Join(words[:min(len(words), 6)], "-")
	if ascii = ascii[:min(len(ascii), maxID)]; isID(ascii) {
		return ascii
	}
	return "cau-1"
}

// points reads the points of a question: more than 0, at most 100, at most two decimals.
func (p *parser) points(item markdown.Attr, q *Question) {
	d, ok := ParseDecimal(item.Value)
	hundredths, exact := d.scaled(100)
	if !ok || !exact || hundredths < 1 || hundredths > 10000 {
		p.error(item.Position, "bad_points", fault.Args{"Value": item.Value})
		return
	}
	q.Points = hundredths
}

// feedback renders the quotes after the answers; anything else there is out of place.
func (p *parser) feedback(blocks []*markdown.Block, prefix string) markdown.HTML {
	var inside []*markdown.Block
	for _, b := range blocks {
		switch {
		case b.Kind == markdown.KindQuote:
			inside = append(inside, b.Children...)
		case b.Kind == markdown.KindList && hasMarks(b):
			p.error(b.Position, "two_answer_lists", nil)
		default:
			p.error(b.Position, "text_after_answers", nil)
		}
	}
	if len(inside) == 0 {
		return ""
	}
	return p.doc.RenderFragment(inside, p.resolve, prefix)
}
