package quiz_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/i18n"
	"liem/internal/markdown"
	"liem/quiz"
)

// front is a quiz with a line of its own in the front matter.
func frontOf(line string) string { return "---\ntitle: A\npass: 70\n" + line + "\n---\n" + fine }

// wrong has a quiz for every problem there is.
var wrong = map[string]string{
	"no_title":             "---\npass: 70\n---\n" + fine,
	"bad_part_id":          frontOf("id: Đ"),
	"no_pass":              "---\ntitle: A\n---\n" + fine,
	"bad_pass":             "---\ntitle: A\npass: đạt\n---\n" + fine,
	"setting_out_of_range": frontOf("time: 601"),
	"bad_review":           frontOf("review: all"),
	"draw_too_large":       frontOf("draw: 2"),
	"too_many_questions":   "---\ntitle: A\npass: 70\n---\n" + strings.Repeat(fine, 501),
	"no_questions":         "---\ntitle: A\npass: 70\n---\n",
	"no_text":              ask("{#a}", "= 1"),
	"no_answers":           ask("Câu {#a}", "chữ"),
	"answer_not_apart":     ask("Câu {#a}", "chữ\n= 1"),
	"no_id":                ask("Câu hỏi thứ nhất là gì", "= 1"),
	"bad_id":               ask("Câu {#A}", "= 1"),
	"duplicate_id":         ask("Câu {#a}", "= 1\n\n## Câu {#a}\n\n= 1"),
	"bad_points":           ask("Câu {#a points=0}", "= 1"),
	"unknown_attribute":    ask("Câu {#a diem=1}", "= 1"),
	"duplicate_attribute":  ask("Câu {#a points=1 points=1}", "= 1"),
	"no_right_answer":      ask("Câu {#a}", "- [ ] a\n- [ ] b"),
	"one_option":           ask("Câu {#a}", "- [x] a"),
	"too_many_options":     ask("Câu {#a}", strings.Repeat("- [x] a\n", 27)),
	"duplicate_option":     ask("Câu {#a}", "- [x] a\n- [ ] a"),
	"empty_option":         ask("Câu {#a}", "- [x] a\n- [ ]"),
	"option_without_mark":  ask("Câu {#a}", "- [x] a\n- b"),
	"mixed_marks":          ask("Câu {#a}", "- [x] a\n- ( ) b"),
	"truefalse_not_two":    ask("Câu {#a}", "- (x) a"),
	"truefalse_two_right":  ask("Câu {#a}", "- (x) a\n- (x) b"),
	"multiple_truefalse":   ask("Câu {#a multiple}", "- (x) a\n- ( ) b"),
	"multiple_numeric":     ask("Câu {#a multiple}", "= 1"),
	"two_answer_lists":     ask("Câu {#a}", "- [x] a\n- [ ] b\n\n* [x] c"),
	"text_after_answers":   ask("Câu {#a}", "= 1\n\nchữ"),
	"text_after_feedback":  ask("Câu {#a}", "- [x] a\n  > b\n\n  c\n- [ ] d"),
	"bad_number":           ask("Câu {#a}", "= 1 ngày"),
	"ambiguous_number":     ask("Câu {#a}", "= 1.500"),
	"bad_tolerance":        ask("Câu {#a}", "= 1 ± a"),
	"reserved_matching":    ask("Câu {#a}", "| a | b |\n|---|---|\n| c | d |"),
	"reserved_ordering":    ask("Câu {#a order}", "1. a"),
	"reserved_shorttext":   ask("Câu {#a}", "= a"),
	"reserved_gaps":        ask("Câu {#a}", "a {{b}}"),
	"reserved_essay":       ask("Câu {#a essay}", ""),
}

// TestEveryProblemCanBeMet and has a place in the file, and an argument for every gap in its sentences, which say what is
// wrong and how to mend it in both languages.
func TestEveryProblemCanBeMet(t *testing.T) {
	for code, src := range wrong {
		_, list := parse(t, src)
		at := slices.IndexFunc(list, func(p markdown.Problem) bool { return p.Code == "quiz."+code })
		require.GreaterOrEqual(t, at, 0, "%s: %v", code, places(list))
		requireTold(t, list[at])
	}
	changed := quiz.CheckSuccession([]quiz.Question{choice("a", quiz.KindSingle, "x.")}, []quiz.Question{numeric("a", "1", "0")})
	require.Len(t, changed, 1)
	changed[0].Line, changed[0].Column = 1, 1 // the question was not read from a file
	requireTold(t, changed[0])
}

func requireTold(t *testing.T, p markdown.Problem) {
	t.Helper()
	require.Positive(t, p.Line, p.Code)
	require.Positive(t, p.Column, p.Code)
	var args []any
	for name, value := range p.Args {
		args = append(args, name, value)
	}
	for _, locale := range i18n.Locales {
		said, mend := i18n.For(locale).T(p.TextKey(), args...), i18n.For(locale).T(p.MendKey(), args...)
		for _, text := range []string{said, mend} {
			require.NotContains(t, text, "problem.", "%s %s", locale, p.Code)
			require.NotContains(t, text, "<no value>", "%s %s", locale, p.Code)
		}
		require.NotEqual(t, said, mend, p.Code)
	}
}

// TestEveryProblemIsTested: the language files name no problem that cannot occur.
func TestEveryProblemIsTested(t *testing.T) {
	n := 0
	for key := range i18n.Messages(i18n.Vietnamese) {
		code, ok := strings.CutPrefix(key, "problem.quiz.")
		if ok && !strings.HasSuffix(code, ".mend") && code != "kind_changed" {
			require.Contains(t, wrong, code)
			n++
		}
	}
	require.Len(t, wrong, n)
}

// TestSuggestedIDsAreValid: what the author is told to write is taken.
func TestSuggestedIDsAreValid(t *testing.T) {
	for heading, want := range map[string]string{
		"Thời hạn thông thường để giải quyết tố giác": "thoi-han-thong-thuong-de-giai",
		"?": "cau-1", "한국": "cau-1", "Đ": "d", strings.Repeat("dài", 40): "cau-1",
	} {
		_, problems := parse(t, ask(heading, "= 1\n"))
		require.Equal(t, []string{"6:1 quiz.no_id"}, places(problems), heading)
		suggestion := problems[0].Args["Suggestion"].(string)
		if want != "cau-1" {
			require.Equal(t, want, suggestion)
		}
		_, problems = parse(t, ask("Câu {#"+suggestion+"}", "= 1\n"))
		require.Empty(t, problems, suggestion)
	}
}
