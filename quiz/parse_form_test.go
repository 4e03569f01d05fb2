package quiz_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"liem/internal/markdown"
	"liem/quiz"
)

// one reads a quiz of one question without problems.
func one(t *testing.T, src string) quiz.Question {
	t.Helper()
	q, problems := parse(t, src)
	require.Empty(t, places(problems), src)
	require.Len(t, q.Questions, 1)
	return q.Questions[0]
}

func TestOptionsMayHoldWhatLessonsHold(t *testing.T) {
	q := one(t, ask("Chọn {#chon}", "* [x] **Đúng**[^1] `mã`\n\n  Đoạn hai.\n\n  - [ ] ô trong\n\n  > Vì *thế*.\n\n* [ ] ![Sơ đồ](media/a.png \"Tên\")\n\n[^1]: chú\n"))
	require.Equal(t, quiz.KindSingle, q.Kind)
	first := string(q.Options[0].HTML)
	require.Contains(t, first, "<strong>Đúng</strong>")
	require.Contains(t, first, "<p>Đoạn hai.</p>")
	require.Contains(t, first, `id="chon.a.fn:1"`)
	require.Contains(t, first, `<input type="checkbox" disabled="">`, "a box inside an answer is no mark")
	require.NotContains(t, first, "checked", "the mark of the answer itself is not shown")
	require.Equal(t, markdown.HTML("<p>Vì <em>thế</em>.</p>\n"), q.Options[0].Feedback)
	require.Contains(t, q.Options[1].HTML, `alt="Sơ đồ" title="Tên"`)
}

// TestTheKeyIsNowhereInWhatIsShown: a question looks the same whichever answer is right.
func TestTheKeyIsNowhereInWhatIsShown(t *testing.T) {
	for _, marks := range [][2]string{{"[x]", "[ ]"}, {"(x)", "( )"}, {"[X]", "[ ]"}} {
		a := one(t, ask("Câu {#c}", "- "+marks[0]+" một\n- "+marks[1]+" hai\n"))
		b := one(t, ask("Câu {#c}", "- "+marks[1]+" một\n- "+marks[0]+" hai\n"))
		require.NotEqual(t, a.Digest(), b.Digest())
		for i := range a.Options {
			require.Equal(t, a.Options[i].HTML, b.Options[i].HTML)
			require.NotEqual(t, a.Options[i].Correct, b.Options[i].Correct)
		}
		require.Equal(t, a.Prompt, b.Prompt)
	}
}

// TestFootnotesOfQuestions: those of the heading and of the text are numbered together, and no two questions on a page
// share an id, however their own ids look.
func TestFootnotesOfQuestions(t *testing.T) {
	const src = "---\ntitle: A\npass: 70\n---\n\nVào bài[^1].\n\n" +
		"## Một[^1]? {#quiz}\n\nXem[^2].\n\n- [x] a[^1]\n- [ ] b\n\n> Vì[^1].\n\n" +
		"## Hai[^2]? {#quiz-a}\n\n- [x] a[^1]\n  > Vì[^1].\n- [ ] b\n\n> Vì[^2].\n\n[^1]: một\n[^2]: hai\n"
	q, problems := parse(t, src)
	require.Empty(t, problems)
	prompt := string(q.Questions[0].Prompt)
	require.True(t, strings.HasPrefix(prompt, `<p>Một<sup id="quiz.fnref:1">`), prompt)
	require.Contains(t, prompt, `<p>Xem<sup id="quiz.fnref:2">`)
	require.Equal(t, 1, strings.Count(prompt, "<section"))

	var page strings.Builder
	page.WriteString(string(q.Intro))
	for _, question := range q.Questions {
		page.WriteString(string(question.Prompt + question.Feedback))
		for _, o := range question.Options {
			page.WriteString(string(o.HTML + o.Feedback))
		}
	}
	seen := map[string]bool{}
	for _, part := range strings.Split(page.String(), ` id="`)[1:] {
		id, _, _ := strings.Cut(part, `"`)
		require.False(t, seen[id], id)
		seen[id] = true
	}
	require.Len(t, seen, 18)
}

func TestNumbersAsPeopleWriteThem(t *testing.T) {
	for written, want := range map[string]quiz.Numeric{
		"= 20":           {Value: "20", Tolerance: "0"},
		"=20":            {Value: "20", Tolerance: "0"},
		"=  20  ":        {Value: "20", Tolerance: "0"},
		"= 20 ± 0":       {Value: "20", Tolerance: "0"},
		"= 4,5±0,25":     {Value: "4.5", Tolerance: "0.25"},
		"= −3":           {Value: "-3", Tolerance: "0"},
		"= +3.50":        {Value: "3.5", Tolerance: "0"},
		"= 0.125":        {Value: "0.125", Tolerance: "0"},
		"= 1000":         {Value: "1000", Tolerance: "0"},
		"= 1000,5 ± 100": {Value: "1000.5", Tolerance: "100"},
		"= 007":          {Value: "7", Tolerance: "0"},
	} {
		q := one(t, ask("Bao nhiêu? {#a}", written+"\n"))
		require.Equal(t, quiz.KindNumeric, q.Kind)
		require.Equal(t, &want, q.Numeric, written)
	}
}

// TestThousandsAreAskedAbout: 1.500 is one and a half here and fifteen hundred to many who write it.
func TestThousandsAreAskedAbout(t *testing.T) {
	for written, value := range map[string]string{"= 1.500": "1.5", "= 150.000 ± 1": "150", "= -1,000": "-1"} {
		q, problems := parse(t, ask("Bao nhiêu? {#a}", written+"\n"))
		require.Equal(t, []string{"8:1 quiz.ambiguous_number"}, places(problems), written)
		require.False(t, markdown.Blocking(problems), "it may be meant")
		require.Equal(t, value, q.Questions[0].Numeric.Value)
		require.Equal(t, value, problems[0].Args["Read"])
	}
}

func TestSlipsInWriting(t *testing.T) {
	for body, want := range map[string][]string{
		"-[x] a\n-[ ] b\n":        {"6:1 quiz.no_answers"},
		"- [] a\n- [ x ] b\n":     {"6:1 quiz.no_answers"},
		"- [x] a\n- [] b\n":       {"9:1 quiz.option_without_mark"},
		"- [x] a\n- [\u00a0] b\n": {"9:1 quiz.option_without_mark"},
		"- [x] a\n* [ ] b\n":      {"8:1 quiz.one_option", "9:1 quiz.two_answer_lists"},
		"- [x] a\n- [ ] b\n\n### Câu 2\n\n- [x] a\n- [ ] b\n": {"11:1 quiz.text_after_answers", "13:1 quiz.two_answer_lists"},
		"- [x] a\n- [ ] b\n\n= 20\n":                          {"11:1 quiz.text_after_answers"},
		"= 20\n\n= 21\n":                                      {"10:1 quiz.text_after_answers"},
		"= 20\n\n- [x] a\n- [ ] b\n":                          {"10:1 quiz.two_answer_lists"},
		"=\n":                                                 {"8:1 quiz.bad_number"},
		"= 20 ±\n":                                            {"8:1 quiz.bad_tolerance"},
		"= 20 ± 5%\n":                                         {"8:1 quiz.bad_tolerance"},
		"= 20 +- 1\n":                                         {"8:1 quiz.bad_number"},
		"= 1e3\n":                                             {"8:1 quiz.bad_number"},
		"= 1 000\n":                                           {"8:1 quiz.bad_number"},
		"= 20 ± 1 ± 2\n":                                      {"8:1 quiz.bad_tolerance"},
		"= " + strings.Repeat("9", 31) + "\n":                 {"8:1 quiz.bad_number"},
		"- (x) a\n- ( ) b\n- c\n":                             {"10:1 quiz.option_without_mark", "8:1 quiz.truefalse_not_two"},
		"- [x] a\n- [ ] b\n\n> [!NOTE]\n> c\n":                {"11:1 quiz.text_after_answers"},
	} {
		_, problems := parse(t, ask("Câu? {#a}", body))
		require.ElementsMatch(t, want, places(problems), body)
	}
}

func TestManyOptionsAndQuestions(t *testing.T) {
	var options, questions strings.Builder
	for i := range 27 {
		options.WriteString("- [x] " + strings.Repeat("a", i+1) + "\n")
	}
	_, problems := parse(t, ask("Câu? {#a}", options.String()))
	require.Equal(t, []string{"8:1 quiz.too_many_options"}, places(problems))
	for i := range 501 {
		questions.WriteString("## Câu {#c" + strings.Repeat("a", i%50) + "-" + strings.Repeat("b", 1+i/50) + "}\n\n= 1\n\n")
	}
	q, problems := parse(t, "---\ntitle: A\npass: 70\n---\n\n"+questions.String())
	require.Equal(t, []string{"2006:1 quiz.too_many_questions"}, places(problems))
	require.Len(t, q.Questions, 500)
}

// TestQuestionsDoNotDependOnHowTheFileWasSaved: line ends, decomposed letters, a byte order mark.
func TestQuestionsDoNotDependOnHowTheFileWasSaved(t *testing.T) {
	want, problems := parse(t, sample)
	require.Empty(t, problems)
	for name, src := range map[string]string{
		"CRLF": strings.ReplaceAll(sample, "\n", "\r\n"), "CR": strings.ReplaceAll(sample, "\n", "\r"),
		"NFD": norm.NFD.String(sample), "BOM": "\ufeff" + sample,
	} {
		got, problems := parse(t, src)
		require.Empty(t, problems, name)
		require.Equal(t, want, got, name)
	}
}
