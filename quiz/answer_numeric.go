package quiz

import (
	"encoding/json"
	"regexp"

	"liem/internal/fault"
)

// numericRule is for decimal numbers. They are compared exactly, as written: 0.1 + 0.2 is 0.3 here.
type numericRule struct{}

func (numericRule) shuffles() bool { return false }

func (numericRule) canonical(_ Item, raw json.RawMessage) (json.RawMessage, error) {
	text := string(raw)
	if raw[0] == '"' {
		if json.Unmarshal(raw, &text) != nil || thousands.MatchString(text) {
			return nil, fault.New(fault.Invalid, "quiz.answer.not_number").At("value")
		}
	}
	d, ok := ParseDecimal(text)
	if !ok {
		return nil, fault.New(fault.Invalid, "quiz.answer.not_number").At("value")
	}
	return json.RawMessage(d.String()), nil
}

// thousands are numbers as people write them that are a thousand to one reader and one to another.
var thousands = regexp.MustCompile(`^\s*[-+−]?[1-9][0-9]{0,2}\.[0-9]{3}\s*$`)

func (numericRule) right(_ Item, q Question, value json.RawMessage) bool {
	given, ok := ParseDecimal(string(value))
	if !ok || q.Numeric == nil {
		return false
	}
	key, ok := ParseDecimal(q.Numeric.Value)
	if !ok {
		return false
	}
	tolerance, ok := ParseDecimal(q.Numeric.Tolerance)
	return ok && given.Within(key, tolerance)
}
