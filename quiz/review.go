package quiz

import (
	"encoding/json"
	"slices"

	"liem/internal/markdown"
)

// A ReviewedQuestion is a question as shown after submitting, as far as the settings allow.
type ReviewedQuestion struct {
	ItemResult
	Kind     Kind
	Prompt   markdown.HTML
	Options  []ReviewedOption
	Given    string        // of a numeric question: the number given, with a point
	Numeric  *Numeric      // the key; nil unless the review is full
	Feedback markdown.HTML // empty unless the review is full
}

// A ReviewedOption is an option with what was chosen.
type ReviewedOption struct {
	Key      string
	HTML     markdown.HTML
	Chosen   bool
	Correct  bool          // always false unless the review is full
	Feedback markdown.HTML // empty unless the review is full
}

// ReviewPaper returns what a person may see of a graded paper: nothing for ReviewNone, own answers with right and wrong for
// ReviewMarks, the key and the feedback too for ReviewFull.
func ReviewPaper(
	review Review, paper Paper, questions map[string]Question, answers map[int]json.RawMessage, result Result,
) ([]ReviewedQuestion, error) {
	if review != ReviewFull && review != ReviewMarks {
		return nil, nil
	}
	reviewed := make([]ReviewedQuestion, 0, len(paper.Items))
	for i, item := range paper.Items {
		q, err := item.question(questions)
		if err != nil {
			return nil, err
		}
		r := ReviewedQuestion{Kind: item.Kind, Prompt: q.Prompt}
		if i < len(result.Items) {
			r.ItemResult = result.Items[i]
		}
		r.show(item, q, answers[i+1])
		if review == ReviewFull {
			r.explain(item, q)
		}
		reviewed = append(reviewed, r)
	}
	return reviewed, nil
}

func (r *ReviewedQuestion) show(item Item, q Question, value json.RawMessage) {
	var chosen []string
	if answered(value) && len(item.Order) > 0 {
		chosen, _ = readKeys(item, value) // an answer that cannot be read chose nothing
	} else if answered(value) {
		r.Given = string(value)
	}
	for place, authored := range item.Order {
		key := optionKey(place)
		r.Options = append(r.Options, ReviewedOption{
			Key: key, HTML: q.Options[authored].HTML, Chosen: slices.Contains(chosen, key),
		})
	}
}

func (r *ReviewedQuestion) explain(item Item, q Question) {
	r.Numeric, r.Feedback = q.Numeric, q.Feedback
	for place, authored := range item.Order {
		r.Options[place].Correct = q.Options[authored].Correct
		r.Options[place].Feedback = q.Options[authored].Feedback
	}
}
