package quiz_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
	"liem/quiz"
)

// sample has one question of each kind; its positions are asserted below.
const sample = `---
title: Kiểm tra cuối khóa
id: cuoi-khoa
pass: 66,5
time: 20
attempts: 3
draw: 3
shuffle: false
review: marks
---

Đọc kỹ **từng câu**.

## Thời hạn thông thường là bao lâu? {#han-20-ngay points=1.5 tags="dieu-147 thoi-han"}

Xem khoản 1[^1].

> Điều 147 quy định thời hạn.

- [ ] 10 ngày
- [x] 20 ngày
  > Đúng: khoản 1.
- [ ] 30 ngày

> Phản hồi *chung*.

## Chọn các chuẩn mực {#chuan-muc}

- [x] Vững mạnh
- [x] Bản lĩnh
- [ ] Nóng vội

## Chỉ một đúng nhưng hỏi nhiều {#nhieu multiple}

- [x] Một
- [ ] Hai

## Được nhận quà của bị can {#qua}

- ( ) Đúng
- (x) Sai

## Bao nhiêu ngày? {#ngay points=0,5}

= −20,5 ± 0.25

[^1]: Bộ luật Tố tụng hình sự.
`

func parse(t *testing.T, src string) (quiz.Quiz, []markdown.Problem) {
	t.Helper()
	return quiz.Parse("03-kiem-tra.quiz.md", []byte(src), nil, markdown.Labels{})
}

func TestParseReadsEveryKind(t *testing.T) {
	q, problems := parse(t, sample)
	require.Empty(t, problems)
	require.Equal(t, "cuoi-khoa", q.ID)
	require.Equal(t, "Kiểm tra cuối khóa", q.Title)
	require.Equal(t, quiz.Settings{Pass: 6650, Minutes: 20, Attempts: 3, Draw: 3, Review: quiz.ReviewMarks}, q.Settings)
	require.Equal(t, "<p>Đọc kỹ <strong>từng câu</strong>.</p>", strings.TrimSpace(string(q.Intro)))
	require.Len(t, q.Questions, 5)

	first := q.Questions[0]
	require.Equal(t, "han-20-ngay", first.ID)
	require.Equal(t, quiz.KindSingle, first.Kind)
	require.Equal(t, 150, first.Points)
	require.Equal(t, []string{"dieu-147", "thoi-han"}, first.Tags)
	require.Equal(t, "Thời hạn thông thường là bao lâu?", first.Text)
	require.Equal(t, markdown.Position{Line: 14, Column: 1}, first.Position)
	require.Contains(t, first.Prompt, "<p>Thời hạn thông thường là bao lâu?</p>")
	require.Contains(t, first.Prompt, "Điều 147 quy định", "a quote before the answers belongs to the question")
	require.Contains(t, first.Prompt, "Bộ luật Tố tụng hình sự", "the footnote goes with the question")
	require.Equal(t, []quiz.Option{
		{HTML: "10 ngày"}, {HTML: "20 ngày", Feedback: "<p>Đúng: khoản 1.</p>\n", Correct: true}, {HTML: "30 ngày"},
	}, first.Options)
	require.Equal(t, markdown.HTML("<p>Phản hồi <em>chung</em>.</p>\n"), first.Feedback)

	require.Equal(t, quiz.KindMultiple, q.Questions[1].Kind)
	require.Equal(t, 100, q.Questions[1].Points)
	require.Equal(t, quiz.KindMultiple, q.Questions[2].Kind, "one right answer and the word multiple")
	require.Equal(t, quiz.KindTrueFalse, q.Questions[3].Kind)
	require.Equal(t, []quiz.Option{{HTML: "Đúng"}, {HTML: "Sai", Correct: true}}, q.Questions[3].Options)
	require.Equal(t, quiz.KindNumeric, q.Questions[4].Kind)
	require.Equal(t, &quiz.Numeric{Value: "-20.5", Tolerance: "0.25"}, q.Questions[4].Numeric)
	require.Equal(t, 50, q.Questions[4].Points)
}

func TestParseDefaults(t *testing.T) {
	q, problems := parse(t, "---\ntitle: A\npass: 70\n---\n"+fine)
	require.Empty(t, problems)
	require.Equal(t, quiz.Settings{Pass: 7000, Shuffle: true, Review: quiz.ReviewFull}, q.Settings)
}

// fine is a question without a fault, for front matter tests.
const fine = "\n## Một? {#mot}\n\n- [ ] a\n- [x] b\n"

func TestParseNamesEveryProblemWithItsPlace(t *testing.T) {
	const front = "---\ntitle: A\npass: 70\n---\n\n"
	question := func(body string) string { return front + "## Câu? {#cau}\n\n" + body }
	for _, c := range []struct{ src, want string }{
		{front + "## Câu?\n\n- [ ] a\n- [x] b\n", "6:1 quiz.no_id"},
		{front + "## Câu? {#Cau-1}\n\n- [ ] a\n- [x] b\n", "6:9 quiz.bad_id"},
		{front + "## Câu? {#a--b}\n\n- [ ] a\n- [x] b\n", "6:9 quiz.bad_id"},
		{front + fine + fine, "12:9 quiz.duplicate_id"},
		{front + "## Câu? {#cau points=0}\n\n- [ ] a\n- [x] b\n", "6:15 quiz.bad_points"},
		{front + "## Câu? {#cau points=1.005}\n\n- [ ] a\n- [x] b\n", "6:15 quiz.bad_points"},
		{front + "## Câu? {#cau points=101}\n\n- [ ] a\n- [x] b\n", "6:15 quiz.bad_points"},
		{front + "## Câu? {#cau color=red}\n\n- [ ] a\n- [x] b\n", "6:15 quiz.unknown_attribute"},
		{front + "## Câu? {#cau points=1 points=2}\n\n- [ ] a\n- [x] b\n", "6:24 quiz.duplicate_attribute"},
		{front + "## {#cau}\n\n- [ ] a\n- [x] b\n", "6:1 quiz.no_text"},
		{question("- [ ] a\n- [ ] b\n"), "8:1 quiz.no_right_answer"},
		{question("- [x] a\n"), "8:1 quiz.one_option"},
		{question("- [x] a\n- [ ] a\n"), "9:1 quiz.duplicate_option"},
		{question("- [x] a\n- [ ]\n- [ ] b\n"), "9:1 quiz.empty_option"},
		{question("- [x] a\n- b\n- [ ] c\n"), "9:1 quiz.option_without_mark"},
		{question("- [x] a\n- (x) b\n"), "8:1 quiz.mixed_marks"},
		{question("- (x) a\n- ( ) b\n- ( ) c\n"), "8:1 quiz.truefalse_not_two"},
		{question("- (x) a\n- (x) b\n"), "8:1 quiz.truefalse_two_right"},
		{question("- ( ) a\n- ( ) b\n"), "8:1 quiz.no_right_answer"},
		{question("- [x] a\n> của a\n- [ ] b\n"), "10:1 quiz.two_answer_lists"},
		{question("- [x] a\n- [ ] b\n\nthêm\n"), "11:1 quiz.text_after_answers"},
		{question("- [x] a\n\n  > đúng\n\n  thêm\n- [ ] b\n"), "12:3 quiz.text_after_feedback"},
		{question("= hai mươi ngày\n"), "6:1 quiz.reserved_shorttext"},
		{question("= khởi tố | khoi to\n"), "6:1 quiz.reserved_shorttext"},
		{question("= 20 ngày\n"), "8:1 quiz.bad_number"},
		{question("= 1.234,5\n"), "8:1 quiz.bad_number"},
		{question("= 20 ± -1\n"), "8:1 quiz.bad_tolerance"},
		{question("= 20\nvà\n"), "9:1 quiz.text_after_answers"},
		{question("Bao nhiêu?\n= 20\n"), "9:1 quiz.answer_not_apart"},
		{question("Không có gì.\n"), "6:1 quiz.no_answers"},
		{question("| a | b |\n|---|---|\n| 1 | 2 |\n"), "6:1 quiz.reserved_matching"},
		{question("{order}\n\n1. a\n2. b\n"), "6:1 quiz.reserved_ordering"},
		{question("Thời hạn là {{20|hai mươi}} ngày.\n"), "6:1 quiz.reserved_gaps"},
		{front + "## Nêu ý kiến {#cau essay}\n\nViết.\n", "6:1 quiz.reserved_essay"},
		{front + "## Câu? {#cau multiple}\n\n- (x) a\n- ( ) b\n", "8:1 quiz.multiple_truefalse"},
		{front + "## Câu? {#cau multiple}\n\n= 1\n", "8:1 quiz.multiple_numeric"},
		{front + "chữ\n", "1:1 quiz.no_questions"},
		{"---\npass: 70\n---\n" + fine, "1:1 quiz.no_title"},
		{"---\ntitle: A\n---\n" + fine, "1:1 quiz.no_pass"},
		{"---\ntitle: A\npass: 101\n---\n" + fine, "3:7 quiz.bad_pass"},
		{"---\ntitle: A\npass: 7O\n---\n" + fine, "3:7 quiz.bad_pass"},
		{"---\ntitle: A\npass: 70\ndraw: 2\n---\n" + fine, "4:7 quiz.draw_too_large"},
		{"---\ntitle: A\npass: 70\ntime: 0\n---\n" + fine, "4:7 quiz.setting_out_of_range"},
		{"---\ntitle: A\npass: 70\ntime: 1.5\n---\n" + fine, "4:7 markdown.front_not_integer"},
		{"---\ntitle: A\npass: 70\nshuffle: có\n---\n" + fine, "4:10 markdown.front_not_boolean"},
		{"---\ntitle: A\npass: 70\nreview: all\n---\n" + fine, "4:9 quiz.bad_review"},
		{"---\ntitle: A\npass: 70\nid: Cuối\n---\n" + fine, "4:5 quiz.bad_part_id"},
		{"---\ntitle: A\npass: 70\ntimes: 3\n---\n" + fine, "4:1 markdown.front_unknown_key"},
		{"---\ntitle: A\ntitle: B\npass: 70\n---\n" + fine, "3:1 markdown.front_duplicate_key"},
		{"---\ntitle: A\npass: 70\n" + fine, "1:1 markdown.front_not_closed"},
		{question("- [x] a <b>\n- [ ] c\n"), "8:9 markdown.raw_html"},
	} {
		_, problems := parse(t, c.src)
		require.Contains(t, places(problems), c.want, c.src)
	}
}

func TestParseReportsAllProblemsAtOnce(t *testing.T) {
	_, problems := parse(t, "---\ntitle: A\npass: 700\n---\n\n## Một\n\n- [ ] a\n\n## Hai {#hai x=1}\n\n= ?\n")
	require.Equal(t, []string{
		"3:7 quiz.bad_pass", "6:1 quiz.no_id", "8:1 quiz.one_option", "8:1 quiz.no_right_answer",
		"10:1 quiz.reserved_shorttext", "10:14 quiz.unknown_attribute",
	}, places(problems))
	for _, p := range problems {
		require.Equal(t, "03-kiem-tra.quiz.md", p.File)
	}
}

func places(problems []markdown.Problem) []string {
	places := make([]string, len(problems))
	for i, p := range problems {
		places[i] = fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Code)
	}
	return places
}

// TestQuestionsDoNotDependOnTheirPlace: a question keeps its digest when others are put before it, when the file's line
// ends change and when blank lines do.
func TestQuestionsDoNotDependOnTheirPlace(t *testing.T) {
	q, _ := parse(t, sample)
	moved := strings.Replace(sample, "## Thời hạn", fine+"\nGhi chú[^0].\n\n[^0]: trước\n\n## Thời hạn", 1)
	moved = strings.ReplaceAll(strings.ReplaceAll(moved, "- [x] 20 ngày", "\n- [x] 20 ngày"), "\n", "\r\n")
	again, _ := parse(t, moved)
	require.Equal(t, q.Questions[0].Digest(), again.Questions[1].Digest())

	reworded, _ := parse(t, strings.Replace(sample, "30 ngày", "40 ngày", 1))
	require.NotEqual(t, q.Questions[0].Digest(), reworded.Questions[0].Digest())
	rekeyed, _ := parse(t, strings.Replace(sample, "- (x) Sai", "- ( ) Sai", 1))
	require.NotEqual(t, q.Questions[3].Digest(), rekeyed.Questions[3].Digest())
}

func TestContentRoundTrip(t *testing.T) {
	q, _ := parse(t, sample)
	for _, question := range q.Questions {
		data, err := question.Content()
		require.NoError(t, err)
		read, err := quiz.ReadQuestion(data)
		require.NoError(t, err)
		require.Equal(t, question.Digest(), read.Digest())
	}
	_, err := quiz.ReadQuestion([]byte(`{"v":2,"id":"a"}`))
	require.Error(t, err)
}

// TestSampleQuizzes reads the quizzes that ship with the program; none may have a problem that stops publishing.
func TestSampleQuizzes(t *testing.T) {
	files, err := filepath.Glob("../courses/library/*/*.quiz.md")
	require.NoError(t, err)
	for _, file := range files {
		src, err := os.ReadFile(file)
		require.NoError(t, err)
		q, problems := quiz.Parse(filepath.Base(file), src, nil, markdown.Labels{})
		require.False(t, markdown.Blocking(problems), "%s: %v", file, problems)
		require.NotEmpty(t, q.Questions, file)
	}
}
