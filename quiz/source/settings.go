package source

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"liem/internal/fault"
)

// Settings are the lines of the front matter that a form holds, as written; an empty one is left out.
type Settings struct {
	Title, Pass, Time, Attempts, Draw, Shuffle, Review string
}

var settingKeys = []string{"title", "pass", "time", "attempts", "draw", "shuffle", "review"}

func (s *Settings) field(key string) *string {
	return map[string]*string{"title": &s.Title, "pass": &s.Pass, "time": &s.Time, "attempts": &s.Attempts, "draw": &s.Draw, "shuffle": &s.Shuffle,
		"review": &s.Review}[key]
}

var settingLine = regexp.MustCompile(`^([a-z]+):\s*(.*?)(\s+#.*)?\s*$`)

// front is where the front matter stands: the lines between its two fences.
func (f *File) front() (from, to int, ok bool) {
	if len(f.lines) == 0 || strings.TrimSpace(f.lines[0]) != "---" {
		return 0, 0, false
	}
	for i := 1; i < len(f.lines); i++ {
		if strings.TrimSpace(f.lines[i]) == "---" {
			return 1, i, true
		}
	}
	return 0, 0, false
}

// Settings reads them; ok is false where the front matter is not written in the usual way.
func (f *File) Settings() (s Settings, ok bool) {
	from, to, ok := f.front()
	if !ok {
		return s, false
	}
	for _, line := range bare(f.lines[from:to]) {
		m := settingLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		if field := s.field(m[1]); field != nil {
			*field = unquote(m[2])
		}
	}
	return s, s.Title == f.Quiz.Title
}

func unquote(s string) string {
	if text, err := strconv.Unquote(s); err == nil && strings.HasPrefix(s, `"`) {
		return text
	}
	if len(s) > 1 && strings.HasPrefix(s, "'") && strings.HasSuffix(s, "'") {
		return strings.ReplaceAll(s[1:len(s)-1], "''", "'")
	}
	return s
}

var plainScalar = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N} ,.()–-]*$`)

// SetSettings writes those that differ and returns the text; other lines of the front matter stay as they are.
func (f *File) SetSettings(s Settings) (string, error) {
	was, ok := f.Settings()
	if !ok {
		return "", errUnsafe
	}
	from, to, _ := f.front()
	front := slices.Clone(f.lines[from:to])
	for _, key := range settingKeys {
		if now := strings.TrimSpace(*s.field(key)); now != *was.field(key) {
			front = f.setLine(front, key, now)
		}
	}
	text := strings.Join(splice(f.lines, from, to, front), "\n")
	now := Read(text)
	for _, p := range now.Problems {
		if p.Blocks() && p.Line <= len(front)+1 {
			return "", (&fault.Error{Kind: fault.Invalid, Key: p.TextKey(), Args: p.Args}).At("settings")
		}
	}
	if got, ok := now.Settings(); !ok || got != s {
		return "", errUnsafe
	}
	return text, nil
}

// setLine puts a setting into its line, or adds one; an empty value takes the line out.
func (f *File) setLine(front []string, key, value string) []string {
	if value != "" && !plainScalar.MatchString(value) {
		value = strconv.Quote(value)
	}
	for i, line := range front {
		bare := strings.TrimSuffix(line, "\r")
		if m := settingLine.FindStringSubmatch(bare); m != nil && m[1] == key {
			if value == "" {
				return append(append([]string{}, front[:i]...), front[i+1:]...)
			}
			front[i] = key + ": " + value + m[3] + line[len(bare):] // the comment and the line end stay
			return front
		}
	}
	if value == "" {
		return front
	}
	return append(front, key+": "+value+f.cr)
}
