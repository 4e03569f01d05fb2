package markdown_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"liem/internal/markdown"
)

type meta struct {
	Title  string   `yaml:"title"`
	Count  int      `yaml:"count"`
	Long   *int     `yaml:"long"`
	Hours  float64  `yaml:"hours"`
	Sample bool     `yaml:"sample"`
	Counts *bool    `yaml:"counts"`
	Themes []string `yaml:"themes"`
	Day    day      `yaml:"day"`
	Plan   *plan    `yaml:"plan"`
	Hidden string   `yaml:"-"`
	Plain  string
}

type plan struct {
	Number string `yaml:"number"`
	Date   day    `yaml:"date"`
}

// A day is a value that reads itself.
type day string

func (d *day) UnmarshalText(text []byte) error {
	if len(text) != 10 {
		return errors.New("no day")
	}
	*d = day(text)
	return nil
}

// decode reads front matter that begins on line 2 of bai.md.
func decode(yaml string) (meta, []string) {
	var m meta
	problems := markdown.DecodeYAML(markdown.Front{File: "bai.md", YAML: []byte(yaml), Line: 2}, &m)
	return m, places(problems)
}

func TestFrontMatterIsRead(t *testing.T) {
	m, problems := decode(`title: Quà tặng: được nhận gì, "trả" gì?
count: 12
long: 3
hours: 4.5
sample: true
counts: false
themes: [ethics, "a: b"]
day: 2026-11-01
plan:
  number: 012/KH-VKS
  date: "2026-01-15" # ghi chú
`)
	require.Empty(t, problems)
	three, no := 3, false
	require.Equal(t, meta{
		Title: `Quà tặng: được nhận gì, "trả" gì?`, Count: 12, Long: &three, Hours: 4.5, Sample: true, Counts: &no,
		Themes: []string{"ethics", "a: b"}, Day: "2026-11-01", Plan: &plan{Number: "012/KH-VKS", Date: "2026-01-15"},
	}, m)
}

// TestTitlesAsPeopleTypeThem: a colon, a number, a date or a yes is text where text is wanted.
func TestTitlesAsPeopleTypeThem(t *testing.T) {
	for yaml, want := range map[string]string{
		"title: Một: hai":                           "Một: hai",
		"title: Điều 147:":                          "Điều 147:",
		"title: Một: 'hai'":                         "Một: 'hai'",
		"title: Một: hai # ba":                      "Một: hai",
		"title: C#: căn bản":                        "C#: căn bản",
		"title: \"Một: hai\"":                       "Một: hai",
		"title: 'Một: ''hai'''":                     "Một: 'hai'",
		"title: 2026":                               "2026",
		"title: 007":                                "007",
		"title: 4.50":                               "4.50",
		"title: true":                               "true",
		"title: 2026-11-01":                         "2026-11-01",
		"title: |\n  Một: hai\n  ba: b":             "Một: hai\nba: b",
		"title: >\n  Một: hai\n  ba":                "Một: hai ba",
		"title: \"một\n  count: hai: ba\"":          "một count: hai: ba",
		"title: 'một\n\n  count: hai: ba'":          "một\ncount: hai: ba",
		"title: một\n  hai":                         "một hai",
		"title:":                                    "",
		"title: ~":                                  "",
		"title: " + norm.NFD.String("Nguyễn: Đặng"): "Nguyễn: Đặng",
	} {
		m, problems := decode(yaml)
		require.Empty(t, problems, yaml)
		require.Equal(t, want, strings.TrimSuffix(m.Title, "\n"), yaml)
		require.Zero(t, m.Count, yaml)
	}
}

func TestListsAsPeopleTypeThem(t *testing.T) {
	for yaml, want := range map[string][]string{
		"themes:\n  - Luật: Điều 5\n  - a":                        {"Luật: Điều 5", "a"},
		"themes:\n- Luật: Điều 5":                                 {"Luật: Điều 5"},
		"themes:\n  - |\n    Luật: Điều 5: b\n    c: d: e\n  - a": {"Luật: Điều 5: b\nc: d: e\n", "a"},
		"themes: []": {},
		"themes:\n  - \"a: b\n    c: d: e\"\n  - f": {"a: b c: d: e", "f"},
		"themes: [\n  a,\n  b\n]":                   {"a", "b"},
	} {
		m, problems := decode(yaml)
		require.Empty(t, problems, yaml)
		require.Equal(t, want, m.Themes, yaml)
	}
}

func TestFrontMatterThatGoesWrong(t *testing.T) {
	for yaml, want := range map[string][]string{
		"titel: a":                       {"2:1 front_unknown_key"},
		"Title: a":                       {"2:1 front_unknown_key"},
		"Plain: a\nHidden: b\n-: c":      {"2:1 front_unknown_key", "3:1 front_unknown_key", "4:1 front_unknown_key"},
		"title: a\ncount: b":             {"3:8 front_not_integer"},
		"count: 1.5":                     {"2:8 front_not_integer"},
		"count: \"1\"":                   {"2:8 front_not_integer"},
		"count: 99999999999":             {"2:8 front_not_integer"},
		"count: 20 phút":                 {"2:8 front_not_integer"},
		"long: [1]":                      {"2:7 front_not_integer"},
		"hours: 4,5":                     {"2:8 front_not_number"},
		"hours: .inf":                    {"2:8 front_not_number"},
		"hours: .nan":                    {"2:8 front_not_number"},
		"hours: tám":                     {"2:8 front_not_number"},
		"sample: có":                     {"2:9 front_not_boolean"},
		"sample: 1":                      {"2:9 front_not_boolean"},
		"title: [a]":                     {"2:8 front_not_text"},
		"title:\n  a: b":                 {"3:3 front_not_text"},
		"themes: ethics":                 {"2:9 front_not_list"},
		"themes:\n  - a\n  - [b]":        {"4:5 front_not_text"},
		"day: mai":                       {"2:6 front_bad_value"},
		"day: [2026-11-01]":              {"2:6 front_bad_value"},
		"plan: a":                        {"2:7 front_not_mapping"},
		"plan:\n  number: 1\n  ngày: a":  {"4:3 front_unknown_key"},
		"plan:\n  date: mai":             {"3:9 front_bad_value"},
		"title: a\ntitle: b":             {"3:1 front_duplicate_key"},
		"- a\n- b":                       {"2:1 front_not_mapping"},
		"chữ":                            {"2:1 front_not_mapping"},
		"title: &a b":                    {"2:8 front_reference"},
		"title: *a":                      {"2:8 front_reference"},
		"title: !!binary aGE=":           {"2:8 front_reference"},
		"plan: &a\n  number: 1\nday: *a": {"2:7 front_reference", "4:6 front_reference"},
		"plan:\n  <<: {number: 1}":       {"3:3 front_reference"},
		"titel: a\ncount: b\nthemes: c":  {"2:1 front_unknown_key", "3:8 front_not_integer", "4:9 front_not_list"},
	} {
		_, problems := decode(yaml)
		require.Equal(t, want, problems, yaml)
	}
}

// TestSyntaxErrorsHaveALine: wherever the parser gives up, the place is one in the file.
func TestSyntaxErrorsHaveALine(t *testing.T) {
	for yaml, line := range map[string]int{
		"title: \"a":              2,
		"title: a\nthemes: [b":    3,
		"title: a\n\tcount: 1":    3,
		"title: a\nb":             3,
		"title: {a: b":            2,
		"title: a\n  count: 1: 2": 2,
		"title: 'a' b":            2,
		"title: @a":               2,
		"a: b\n...\nc: d\n":       2,
	} {
		var m meta
		problems := markdown.DecodeYAML(markdown.Front{File: "bai.md", YAML: []byte(yaml), Line: 2}, &m)
		require.NotEmpty(t, problems, yaml)
		require.True(t, markdown.Blocking(problems), yaml)
		require.Equal(t, "markdown.front_syntax", problems[0].Code, yaml)
		require.Equal(t, line, problems[0].Line, yaml)
		require.Equal(t, "bai.md", problems[0].File)
	}
}

// TestColumnsCountCharacters: Vietnamese before the place on its line does not move it.
func TestColumnsCountCharacters(t *testing.T) {
	_, problems := decode("title: Đạo đức công vụ\nthemes: [đạo đức, [lỗi]]")
	require.Equal(t, []string{"3:19 front_not_text"}, problems)
	_, problems = decode(norm.NFD.String("plan: {number: Đặng, ngày: ạ}"))
	require.Equal(t, []string{"2:22 front_unknown_key"}, problems)
	_, problems = decode("title: Nguyễn \x01")
	require.Equal(t, []string{"2:15 control_character"}, problems)
	_, problems = decode("title: a\r\ncount: ễ\r\n")
	require.Equal(t, []string{"3:8 front_not_integer"}, problems)
}

// TestAliasBombIsRefused: a text of some hundred bytes that stands for billions.
func TestAliasBombIsRefused(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("a: &a [x,x,x,x,x,x,x,x,x,x]\n")
	for c := 'b'; c < 'j'; c++ {
		bomb.WriteString(string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+",", 9) + "*" + string(c-1) + "]\n")
	}
	_, problems := decode(bomb.String() + "title: *i\n")
	require.Len(t, problems, 10)
	for _, p := range problems {
		require.Contains(t, p, "front_reference")
	}
}

// TestDeepFrontMatterIsRefused before the parser spends seconds on it.
func TestDeepFrontMatterIsRefused(t *testing.T) {
	for piece, place := range map[string]string{"[": "2:21", "{": "2:21", "{a: ": "2:81", "- ": "2:41", "? ": "2:41", "- [\n": "22:3"} {
		_, problems := decode(strings.Repeat(piece, 15_000/len(piece)))
		require.Equal(t, []string{place + " front_syntax"}, problems, piece)
	}
	m, problems := decode("title: " + strings.Repeat("a - [b] ", 250))
	require.Empty(t, problems)
	require.Len(t, m.Title, 1999)
	for _, piece := range []string{"\"", "'", "|\n ", ": ", "&a ", "!a ", "a: ", "[],", "\\", "%"} {
		_, problems := decode(strings.Repeat(piece, 15_000/len(piece)))
		require.NotEmpty(t, problems, piece)
	}
	require.Equal(t, markdown.Position{Line: 2, Column: 1}, markdown.Front{YAML: []byte(strings.Repeat("[", 100)), Line: 2}.At("title"))
}

func TestWhereAValueStands(t *testing.T) {
	front := markdown.Front{YAML: []byte("title: ễ: b\nplan:\n  number: 1\n  date: x\nthemes: [a]\ncount:\n"), Line: 2}
	for path, want := range map[string]markdown.Position{
		"title":       {Line: 2, Column: 8},
		"plan.number": {Line: 4, Column: 11},
		"plan.date":   {Line: 5, Column: 9},
		"themes":      {Line: 6, Column: 9},
		"none":        {Line: 2, Column: 1},
		"plan":        {Line: 4, Column: 3},
		"plan.none":   {Line: 4, Column: 3},
		"title.x":     {Line: 2, Column: 8},
		"none.x":      {Line: 2, Column: 1},
	} {
		require.Equal(t, want, front.At(path), path)
	}
	require.Equal(t, 7, front.At("count").Line)
	require.Equal(t, markdown.Position{Line: 1, Column: 1}, markdown.Front{}.At("title"))
	require.Equal(t, markdown.Position{Line: 2, Column: 1}, markdown.Front{YAML: []byte("a: ["), Line: 2}.At("a"))
}
