package quiz

import (
	"encoding/json"
	"slices"

	"liem/internal/fault"
)

// choiceRule is for questions with one right option.
type choiceRule struct{ shuffled bool }

func (r choiceRule) shuffles() bool { return r.shuffled }

func (choiceRule) canonical(item Item, raw json.RawMessage) (json.RawMessage, error) {
	keys, err := readKeys(item, raw)
	if err != nil {
		return nil, err
	}
	if len(keys) != 1 {
		return nil, fault.New(fault.Invalid, "quiz.answer.one_option").At("value")
	}
	return json.Marshal(keys[0])
}

func (choiceRule) right(item Item, q Question, value json.RawMessage) bool {
	keys, err := readKeys(item, value)
	return err == nil && len(keys) == 1 && exactly(item, q, keys)
}

// choicesRule is for questions where exactly the right options must be chosen.
type choicesRule struct{}

func (choicesRule) shuffles() bool { return true }

func (choicesRule) canonical(item Item, raw json.RawMessage) (json.RawMessage, error) {
	keys, err := readKeys(item, raw)
	if err != nil {
		return nil, err
	}
	if len(keys) == 0 { // an empty list with white space in it
		return noAnswer, nil
	}
	return json.Marshal(keys)
}

func (choicesRule) right(item Item, q Question, value json.RawMessage) bool {
	keys, err := readKeys(item, value)
	return err == nil && exactly(item, q, keys)
}

// readKeys reads one key or a list of keys of the item's options; the list it returns is sorted and names none twice.
func readKeys(item Item, raw json.RawMessage) ([]string, error) {
	var keys []string
	if raw[0] == '"' {
		keys = make([]string, 1)
		if json.Unmarshal(raw, &keys[0]) != nil {
			return nil, fault.New(fault.Invalid, "quiz.answer.not_option").At("value")
		}
	} else if json.Unmarshal(raw, &keys) != nil {
		return nil, fault.New(fault.Invalid, "quiz.answer.not_option").At("value")
	}
	for _, key := range keys {
		if _, ok := optionPlace(key, len(item.Order)); !ok {
			return nil, fault.New(fault.Invalid, "quiz.answer.not_option").At("value")
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys), nil
}

// exactly reports whether the keys are those of the right options, all of them and no other.
func exactly(item Item, q Question, keys []string) bool {
	for place, authored := range item.Order {
		if q.Options[authored].Correct != slices.Contains(keys, optionKey(place)) {
			return false
		}
	}
	return true
}

// ChosenKeys is the set of option keys in a stored answer; what holds none is empty.
func ChosenKeys(value json.RawMessage) map[string]bool {
	var many []string
	var one string
	if json.Unmarshal(value, &one) == nil && one != "" {
		many = []string{one}
	} else if json.Unmarshal(value, &many) != nil {
		return nil
	}
	keys := make(map[string]bool, len(many))
	for _, key := range many {
		keys[key] = true
	}
	return keys
}
