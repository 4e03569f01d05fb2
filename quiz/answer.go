package quiz

import (
	"bytes"
	"encoding/json"

	"liem/internal/fault"
)

// MaxAnswer is how many bytes an answer may have.
const MaxAnswer = 8 << 10

// noAnswer is the canonical form of an answer taken back.
var noAnswer = json.RawMessage("null")

// ValidateAnswer checks a value by the item's kind and returns the one form it is stored and graded in:
//
//   - single choice and true/false: an option's key, "b"
//   - multiple choice: the keys in order, ["a","c"]; from a list, or one key alone
//   - numeric: a number, 20.5; from a number, or a text with a decimal comma or point
//
// null, "" and [] take an answer back. Anything else is an Invalid fault.
func ValidateAnswer(item Item, raw json.RawMessage) (json.RawMessage, error) {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) > MaxAnswer:
		return nil, fault.New(fault.Invalid, "quiz.answer.too_large").At("value").With("Max", MaxAnswer)
	case len(raw) == 0, string(raw) == "null", string(raw) == `""`, string(raw) == "[]":
		return noAnswer, nil
	case !json.Valid(raw):
		return nil, fault.New(fault.Invalid, "quiz.answer.not_json").At("value")
	}
	return ruleOf(item.Kind).canonical(item, raw)
}

// answered reports whether a stored value is an answer.
func answered(value json.RawMessage) bool { return len(value) > 0 && string(value) != "null" }
