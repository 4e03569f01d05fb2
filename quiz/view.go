package quiz

import "liem/internal/markdown"

// A ShownQuestion is a question as the person who answers it sees it. It has no place for the key or for feedback.
type ShownQuestion struct {
	N       int           `json:"n"`
	Kind    Kind          `json:"kind"`
	Points  int           `json:"points"` // hundredths
	Prompt  markdown.HTML `json:"prompt"`
	Options []ShownOption `json:"options,omitempty"`
}

// A ShownOption is an option with the key that the form sends for it.
type ShownOption struct {
	Key  string        `json:"key"`
	HTML markdown.HTML `json:"html"`
}

// View returns the paper's questions as they are shown, from the questions by digest. It fails, with an internal fault,
// only when questions are missing.
func View(paper Paper, questions map[string]Question) ([]ShownQuestion, error) {
	shown := make([]ShownQuestion, 0, len(paper.Items))
	for i, item := range paper.Items {
		q, err := item.question(questions)
		if err != nil {
			return nil, err
		}
		s := ShownQuestion{N: i + 1, Kind: item.Kind, Points: item.Points, Prompt: q.Prompt}
		for place, authored := range item.Order {
			s.Options = append(s.Options, ShownOption{Key: optionKey(place), HTML: q.Options[authored].HTML})
		}
		shown = append(shown, s)
	}
	return shown, nil
}

// maxOptions is how many options there are keys for.
const maxOptions = 26

// optionKey is the key of the option shown at a place from 0: a, b, c …
func optionKey(place int) string { return string(rune('a' + place)) } // #nosec G115 -- below maxOptions

// optionPlace is the place of a key among n options.
func optionPlace(key string, n int) (place int, ok bool) {
	if len(key) != 1 {
		return 0, false
	}
	place = int(key[0]) - 'a'
	return place, place >= 0 && place < n
}
