package quiz

import "encoding/json"

// gradesVersion is the version of a result's JSON.
const gradesVersion = 1

// A Reason says why an item has the points it has.
type Reason string

// The reasons.
const (
	ReasonRight      Reason = "right"
	ReasonWrong      Reason = "wrong"
	ReasonUnanswered Reason = "unanswered"
)

// TextKey is the key of the reason's name.
func (r Reason) TextKey() string { return "quiz.reason." + string(r) }

// An ItemResult is the grade of one place of a paper.
type ItemResult struct {
	N        int    `json:"n"`
	Points   int    `json:"points"` // hundredths
	Max      int    `json:"max"`    // hundredths
	Correct  bool   `json:"correct"`
	Answered bool   `json:"answered"`
	Reason   Reason `json:"reason"`
}

// A Result is the grade of a paper. Its JSON is stored with the attempt.
type Result struct {
	V      int          `json:"v"`
	Items  []ItemResult `json:"items"`
	Points int          `json:"points"` // hundredths
	Max    int          `json:"max"`    // hundredths
	Mark   int          `json:"mark"`   // basis points, rounded down
}

// Grade grades the answers by place against the paper and its questions by digest. It fails, with an internal fault, only
// when questions are missing.
func Grade(paper Paper, questions map[string]Question, answers map[int]json.RawMessage) (Result, error) {
	result := Result{V: gradesVersion, Items: make([]ItemResult, 0, len(paper.Items))}
	for i, item := range paper.Items {
		q, err := item.question(questions)
		if err != nil {
			return Result{}, err
		}
		graded := gradeItem(item, q, answers[i+1])
		graded.N = i + 1
		result.Items = append(result.Items, graded)
		result.Points += graded.Points
		result.Max += graded.Max
	}
	if result.Max > 0 {
		result.Mark = result.Points * 10000 / result.Max
	}
	return result, nil
}

func gradeItem(item Item, q Question, value json.RawMessage) ItemResult {
	r := ItemResult{Max: item.Points, Answered: answered(value), Reason: ReasonWrong}
	switch {
	case !r.Answered:
		r.Reason = ReasonUnanswered
	case ruleOf(item.Kind).right(item, q, value):
		r.Correct, r.Points, r.Reason = true, item.Points, ReasonRight
	}
	return r
}

// Passed reports whether the result reaches the pass mark. It compares the points themselves; the mark is rounded down,
// so that what is printed never reaches a pass mark that the points do not.
func (r Result) Passed(settings Settings) bool {
	return r.Points*10000 >= settings.Pass*r.Max
}
