package courses

import (
	"regexp"
	"strings"

	"liem/internal/markdown"
	"liem/quiz"
)

// HTML is text that passed the allow-list of internal/markdown.
type HTML = markdown.HTML

// PartKind is what a part of a course is.
type PartKind string

// The kinds of parts.
const (
	KindLesson PartKind = "lesson"
	KindQuiz   PartKind = "quiz"
)

// Part is a lesson or a quiz of a version, without its text.
type Part struct {
	Position int    // from 1
	ID       string // stays the same across versions
	Stem     string // its address within the course
	Kind     PartKind
	Title    string
	Minutes  int // a lesson's reading time, a quiz's limit; 0 = none
}

// reserved stems are words that addresses use.
var reserved = map[string]bool{"media": true, "done": true, "attempts": true, "edit": true, "print": true, "begin": true}

// partName is a part's file name: a number, a hyphen, the stem, and ".md" or ".quiz.md".
var partName = regexp.MustCompile(`^([0-9]+)-(.+?)(\.quiz)?\.md$`)

// compiledPart is a part as Compile made it.
type compiledPart struct {
	Part
	Path      string
	HTML      HTML
	Outline   []markdown.Heading
	Settings  quiz.Settings
	Questions []quiz.Question

	doc *markdown.Document
}

// splitName reads a part's number, stem and kind from its path.
func splitName(path string) (number, stem string, kind PartKind, ok bool) {
	m := partName.FindStringSubmatch(path)
	if m == nil {
		return "", "", "", false
	}
	kind = KindLesson
	if m[3] != "" {
		kind = KindQuiz
	}
	return strings.TrimLeft(m[1], "0"), m[2], kind, true
}
