package quiz

import (
	"encoding/json"
	"fmt"
)

// A Kind says how a question is asked and graded. The set is closed: every kind has a rule in ruleOf.
type Kind string

// The kinds of questions.
const (
	KindSingle    Kind = "single"    // one option is right
	KindMultiple  Kind = "multiple"  // exactly the right options must be chosen
	KindTrueFalse Kind = "truefalse" // two options that keep their order
	KindNumeric   Kind = "numeric"   // a decimal number within a tolerance
)

// Kinds are all kinds.
var Kinds = []Kind{KindSingle, KindMultiple, KindTrueFalse, KindNumeric}

// TextKey is the key of the kind's name.
func (k Kind) TextKey() string { return "quiz.kind." + string(k) }

// A rule is what differs between kinds once a question has been read.
type rule interface {
	// canonical checks a value as a browser sent it and returns the one form it is stored in; null means no answer.
	canonical(item Item, raw json.RawMessage) (json.RawMessage, error)
	// right reports whether a canonical value that is not null earns the points.
	right(item Item, q Question, value json.RawMessage) bool
	// shuffles reports whether options may be shown in another order than the author's.
	shuffles() bool
}

func ruleOf(k Kind) rule {
	switch k {
	case KindSingle:
		return choiceRule{shuffled: true}
	case KindMultiple:
		return choicesRule{}
	case KindTrueFalse:
		return choiceRule{}
	case KindNumeric:
		return numericRule{}
	}
	panic(fmt.Sprintf("quiz: no rule for kind %q", k))
}
