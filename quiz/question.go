package quiz

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/gowebpki/jcs"

	"liem/internal/markdown"
)

// A Question is one version of a question. Its JSON is the content that is stored and that Digest names.
type Question struct {
	ID       string        `json:"id"`
	Kind     Kind          `json:"kind"`
	Points   int           `json:"points"` // hundredths
	Tags     []string      `json:"tags,omitempty"`
	Text     string        `json:"text"` // the first sentence without marks, for lists
	Prompt   markdown.HTML `json:"prompt"`
	Feedback markdown.HTML `json:"feedback,omitempty"`
	Options  []Option      `json:"options,omitempty"`
	Numeric  *Numeric      `json:"numeric,omitempty"`

	File     string            `json:"-"` // where it was read, for problems
	Position markdown.Position `json:"-"`

	digest string // of what it was rewritten from; empty for a question as it was read
}

// An Option is one of the answers offered, in the author's order.
type Option struct {
	HTML     markdown.HTML `json:"html"`
	Feedback markdown.HTML `json:"feedback,omitempty"`
	Correct  bool          `json:"correct,omitempty"`
}

// Numeric is the key of a numeric question: decimal numbers with a point. A tolerance of "0" means exactly.
type Numeric struct {
	Value     string `json:"value"`
	Tolerance string `json:"tolerance"`
}

// contentVersion is the version of a question's JSON.
const contentVersion = 1

// content is a question as it is stored.
type content struct {
	V int `json:"v"`
	Question
}

// Content returns the canonical JSON (RFC 8785) of the question.
func (q Question) Content() ([]byte, error) {
	plain, err := json.Marshal(content{V: contentVersion, Question: q})
	if err != nil {
		return nil, fmt.Errorf("quiz: encoding question %s: %w", q.ID, err)
	}
	canonical, err := jcs.Transform(plain)
	if err != nil {
		return nil, fmt.Errorf("quiz: canonical form of question %s: %w", q.ID, err)
	}
	return canonical, nil
}

// Rewrite returns the question with change applied to all of its HTML, for a page that shows it at another address. It is
// the same version of the question and keeps its Digest.
func (q Question) Rewrite(change func(markdown.HTML) markdown.HTML) Question {
	q.digest = q.Digest()
	q.Prompt, q.Feedback = change(q.Prompt), change(q.Feedback)
	options := make([]Option, len(q.Options))
	for i, o := range q.Options {
		options[i] = Option{HTML: change(o.HTML), Feedback: change(o.Feedback), Correct: o.Correct}
	}
	q.Options = options
	return q
}

// Digest is the SHA-256 of Content in hexadecimal. It panics only where a question cannot be encoded, which none can
// that was read by Parse or ReadQuestion.
func (q Question) Digest() string {
	if q.digest != "" {
		return q.digest
	}
	canonical, err := q.Content()
	if err != nil {
		panic(err)
	}
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:])
}

// ReadQuestion reads the JSON that Content wrote.
func ReadQuestion(data []byte) (Question, error) {
	var c content
	if err := json.Unmarshal(data, &c); err != nil {
		return Question{}, fmt.Errorf("quiz: reading a question: %w", err)
	}
	if c.V != contentVersion {
		return Question{}, fmt.Errorf("quiz: question %s has content version %d, not %d", c.ID, c.V, contentVersion)
	}
	return c.Question, nil
}
