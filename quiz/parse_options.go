package quiz

import (
	"liem/internal/fault"
	"liem/internal/markdown"
)

func hasMarks(list *markdown.Block) bool {
	for _, item := range list.Children {
		if item.Task != nil {
			return true
		}
	}
	return false
}

// options reads a list of marked answers and finds out which kind of question it makes.
func (p *parser) options(list *markdown.Block, multiple bool, prefix string, q *Question) {
	round, square, right := 0, 0, 0
	texts := map[string]bool{}
	for i, item := range list.Children {
		switch {
		case item.Task == nil:
			p.error(item.Position, "option_without_mark", nil)
			continue
		case item.Round:
			round++
		default:
			square++
		}
		if *item.Task {
			right++
		}
		option := p.option(item, prefix+optionKey(i%maxOptions)+".")
		if option.HTML != "" && texts[string(option.HTML)] {
			p.error(item.Position, "duplicate_option", nil)
		}
		texts[string(option.HTML)] = true
		q.Options = append(q.Options, option)
	}
	switch {
	case round > 0 && square > 0:
		p.error(list.Position, "mixed_marks", nil)
	case round > 0:
		p.trueFalse(list, multiple, right, q)
	default:
		p.choice(list, multiple, right, q)
	}
}

func (p *parser) trueFalse(list *markdown.Block, multiple bool, right int, q *Question) {
	q.Kind = KindTrueFalse
	if multiple {
		p.error(list.Position, "multiple_truefalse", nil)
	}
	if n := len(list.Children); n != 2 {
		p.error(list.Position, "truefalse_not_two", fault.Args{"Options": n})
	}
	switch {
	case right == 0:
		p.error(list.Position, "no_right_answer", nil)
	case right > 1:
		p.error(list.Position, "truefalse_two_right", nil)
	}
}

func (p *parser) choice(list *markdown.Block, multiple bool, right int, q *Question) {
	q.Kind = KindSingle
	if multiple || right > 1 {
		q.Kind = KindMultiple
	}
	switch n := len(list.Children); {
	case n == 1:
		p.error(list.Position, "one_option", nil)
	case n > maxOptions:
		p.error(list.Position, "too_many_options", fault.Args{"Options": n, "Max": maxOptions})
	}
	if right == 0 {
		p.error(list.Position, "no_right_answer", nil)
	}
}

// option reads one answer: what comes before a quote is the answer, the quote its feedback.
func (p *parser) option(item *markdown.Block, prefix string) Option {
	option := Option{Correct: *item.Task}
	var answer, feedback []*markdown.Block
	for _, b := range item.Children {
		switch {
		case b.Kind == markdown.KindQuote:
			feedback = append(feedback, b.Children...)
		case len(feedback) > 0:
			p.error(b.Position, "text_after_feedback", nil)
		default:
			answer = append(answer, b)
		}
	}
	if len(answer) == 1 && answer[0].Kind == markdown.KindParagraph {
		option.HTML = p.doc.RenderInline(answer[0], p.resolve, prefix)
	} else if len(answer) > 0 {
		option.HTML = p.doc.RenderFragment(answer, p.resolve, prefix)
	}
	if option.HTML == "" {
		p.error(item.Position, "empty_option", nil)
	}
	if len(feedback) > 0 {
		option.Feedback = p.doc.RenderFragment(feedback, p.resolve, prefix+"f.")
	}
	return option
}
