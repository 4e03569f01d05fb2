package demo

import (
	"encoding/json"
	"slices"

	"liem/quiz"
)

// answer is what a person gives to a question of a paper, in the form in which answers are stored: meant to be right, or
// meant to be wrong. Whether it is, quiz.Grade says.
func answer(d dice, item quiz.Item, q quiz.Question, shown quiz.ShownQuestion, right bool) (json.RawMessage, error) {
	raw, err := json.Marshal(choice(d, item, q, shown, right))
	if err != nil {
		return nil, err
	}
	return quiz.ValidateAnswer(item, raw)
}

func choice(d dice, item quiz.Item, q quiz.Question, shown quiz.ShownQuestion, right bool) any {
	if q.Numeric != nil {
		if right {
			return q.Numeric.Value
		}
		return "0"
	}
	var good, bad []string
	for place, o := range shown.Options {
		if q.Options[item.Order[place]].Correct {
			good = append(good, o.Key)
		} else {
			bad = append(bad, o.Key)
		}
	}
	switch {
	case right || len(bad) == 0:
		return good
	case len(good) == 1 && q.Kind != quiz.KindMultiple:
		return pick(d, bad)
	case len(good) > 1 && d.chance(0.5): // one forgotten
		at := d.IntN(len(good))
		return slices.Delete(good, at, at+1)
	}
	return append(good, pick(d, bad)) // one too many
}
