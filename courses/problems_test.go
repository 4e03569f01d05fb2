package courses_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/i18n"
	"liem/internal/markdown"
	"liem/training/trainingtest"
)

const today clock.Date = "2026-11-24"

func compile(t *testing.T, f trainingtest.Folder) (*courses.Compiled, []markdown.Problem) {
	t.Helper()
	return courses.Compile(f.Open(t), today)
}

// blocking lists the problems that block as "file:line:column code", and sees that each says what is wrong and how to
// mend it in both languages.
func blocking(t *testing.T, problems []markdown.Problem) []string {
	t.Helper()
	list := []string{}
	for _, p := range problems {
		for _, l := range i18n.Locales {
			for _, key := range []string{p.TextKey(), p.MendKey()} {
				s := sentence(l, key, p)
				require.NotContains(t, s, "[problem.", "no text in %s", l)
				require.NotContains(t, s, "<no value>", key)
			}
		}
		if p.Blocks() {
			list = append(list, fmt.Sprintf("%s:%d:%d %s", p.File, p.Line, p.Column, p.Code))
		}
	}
	return list
}

func sentence(l i18n.Locale, key string, p markdown.Problem) string {
	var args []any
	for name, value := range p.Args {
		args = append(args, name, value)
	}
	return i18n.For(l).T(key, args...)
}

func TestAFaultlessCourseHasNoProblems(t *testing.T) {
	c, problems := compile(t, trainingtest.Course(1))
	require.Empty(t, problems)
	require.Len(t, c.Parts(), 3)
	require.Equal(t, 4, c.QuestionCount())
}

// TestEveryProblemSaysWhere breaks one thing at a time; each case has the problems that follow and no others.
func TestEveryProblemSaysWhere(t *testing.T) {
	const about, one, two, quiz = "course.md", "01-mot.md", "02-hai.md", "03-kiem-tra.quiz.md"
	type folder = trainingtest.Folder
	edit := func(path, old, new string) func(folder) folder {
		return func(f folder) folder { return f.Edit(t, path, old, new) }
	}
	with := func(path, text string) func(folder) folder {
		return func(f folder) folder { return f.With(path, text) }
	}
	bodyOf := func(text string) func(folder) folder { return with(two, trainingtest.Lesson("Bài hai", text)) }
	for name, test := range map[string]struct {
		change func(folder) folder
		want   []string
	}{
		"no course.md": {func(f folder) folder { return f.Without(about) }, []string{"course.md:1:1 course.missing"}},
		"no parts": {func(f folder) folder {
			return f.Edit(t, about, "[bài một](01-mot.md)", "bài một").Without(one).Without(two).Without(quiz)
		}, []string{"course.md:1:1 course.no_parts"}},
		"front matter that is none": {edit(about, "title: Khóa học số 1", "title: [Khóa học"), []string{"course.md:4:1 markdown.front_syntax"}},
		"front matter left open":    {with(two, "---\ntitle: Bài hai\n\nNội dung.\n"), []string{"02-hai.md:1:1 markdown.front_not_closed"}},
		"an alias bomb": {with(two, "---\ntitle: &a [x,x,x,x,x,x,x,x,x]\nminutes: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nid: [*b,*b,*b,*b,*b,*b,*b,*b]\n---\n\nNội dung.\n"),
			[]string{"02-hai.md:2:8 markdown.front_reference", "02-hai.md:3:10 markdown.front_reference", "02-hai.md:4:6 markdown.front_reference",
				"02-hai.md:4:9 markdown.front_reference", "02-hai.md:4:12 markdown.front_reference", "02-hai.md:4:15 markdown.front_reference",
				"02-hai.md:4:18 markdown.front_reference", "02-hai.md:4:21 markdown.front_reference", "02-hai.md:4:24 markdown.front_reference", "02-hai.md:4:27 markdown.front_reference"}},
		"an unknown key":           {edit(about, "hours: 8", "hour: 8"), []string{"course.md:7:1 markdown.front_unknown_key"}},
		"no id":                    {edit(about, "id: "+trainingtest.CourseID(1), "id:"), []string{"course.md:2:4 course.no_id"}},
		"an id that is none":       {edit(about, "id: "+trainingtest.CourseID(1), "id: khoa-1"), []string{"course.md:2:5 course.bad_id"}},
		"hours of a third":         {edit(about, "hours: 8", "hours: 8,3"), []string{"course.md:7:8 course.bad_hours"}},
		"an unknown category":      {edit(about, "job_position", "ethics"), []string{"course.md:5:11 course.bad_category"}},
		"an unknown theme":         {edit(about, "[ethics]", "[ethics, law]"), []string{"course.md:6:9 course.bad_theme"}},
		"a day that is none":       {edit(about, "2026-01-15", "2026-02-30"), []string{"course.md:14:9 course.bad_date"}},
		"completion of nothing":    {edit(about, "counts: true", "counts: true\ncompletion: [mot, ba]"), []string{"course.md:16:13 course.unknown_completion"}},
		"a lesson without a title": {with(two, "Nội dung.\n"), []string{"02-hai.md:1:1 course.lesson_no_title"}},
		"minutes of a year":        {edit(two, "minutes: 10", "minutes: 525600"), []string{"02-hai.md:3:10 course.bad_minutes"}},
		"a stray file":             {with("notes.txt", "x"), []string{"notes.txt:1:1 course.stray_file"}},
		"a name without a number":  {with("ba.md", trainingtest.Lesson("Bài ba", "x")), []string{"ba.md:1:1 course.bad_part_name"}},
		"a lesson in a folder":     {with("04-a/ba.md", trainingtest.Lesson("Bài ba", "x")), []string{"04-a/ba.md:1:1 course.bad_stem"}},
		"two parts with one stem":  {with("04-mot.md", trainingtest.Lesson("Bài bốn", "x")), []string{"04-mot.md:1:1 course.duplicate_stem"}},
		"a lesson and a quiz with one stem": {with("04-mot.quiz.md", strings.NewReplacer("{#", "{#hai-").Replace(trainingtest.Quiz)),
			[]string{"04-mot.quiz.md:1:1 course.duplicate_stem"}},
		"a reserved stem":               {with("04-media.md", trainingtest.Lesson("Bài bốn", "x")), []string{"04-media.md:1:1 course.reserved_stem"}},
		"a stem with marks":             {with("04-bốn.md", trainingtest.Lesson("Bài bốn", "x")), []string{"04-bốn.md:1:1 course.bad_stem"}},
		"two parts with one id":         {edit(two, "minutes: 10", "minutes: 10\nid: mot"), []string{"02-hai.md:1:1 course.duplicate_part_id"}},
		"a script":                      {bodyOf("Trước.\n\n<script>alert(1)</script>\n"), []string{"02-hai.md:8:1 markdown.raw_html"}},
		"raw HTML in a line":            {bodyOf("Một <b onclick=\"x()\">chữ</b> đậm."), []string{"02-hai.md:6:5 markdown.raw_html"}},
		"a javascript: link":            {bodyOf("[bấm](javascript:alert(1))"), []string{"02-hai.md:6:1 markdown.unsafe_link"}},
		"a hidden javascript:":          {bodyOf("[bấm](java&#x09;script:alert(1))"), []string{"02-hai.md:6:1 markdown.unsafe_link"}},
		"an image from elsewhere":       {bodyOf("![ảnh](https://example.com/a.png)"), []string{"02-hai.md:6:1 markdown.remote_image"}},
		"a link to no part":             {bodyOf("Xem [bài ba](04-ba.md)."), []string{"02-hai.md:6:5 course.dead_link"}},
		"a link out of the course":      {bodyOf("Xem [tệp](../../etc/passwd)."), []string{"02-hai.md:6:5 course.dead_link"}},
		"a link to no heading":          {bodyOf("Xem [bài một](01-mot.md#muc-khong-co)."), []string{"02-hai.md:6:5 course.dead_fragment"}},
		"a fragment of nothing":         {bodyOf("Xem [mục](#khong-co)."), []string{"02-hai.md:6:5 course.dead_fragment"}},
		"media that is missing":         {bodyOf("![Sơ đồ](media/so-do.png)"), []string{"02-hai.md:6:1 course.missing_media"}},
		"a quiz without a right answer": {edit(quiz, "- [x] 20 ngày", "- [ ] 20 ngày"), []string{"03-kiem-tra.quiz.md:12:1 quiz.no_right_answer"}},
		"one question id twice":         {edit(quiz, "{#can-cu}", "{#thoi-han}"), []string{"03-kiem-tra.quiz.md:17:27 quiz.duplicate_id"}},
		"one question id in two quizzes": {with("04-kiem-tra-lai.quiz.md", strings.NewReplacer("{#can-cu}", "{#c}", "{#chuc-nang}", "{#d}", "{#duc-tinh}", "{#e}").Replace(trainingtest.Quiz)),
			[]string{"04-kiem-tra-lai.quiz.md:10:1 course.duplicate_question"}},
		"a question without an id": {edit(quiz, " {#thoi-han}", ""), []string{"03-kiem-tra.quiz.md:10:1 quiz.no_id"}},
		"a pass mark of 170 %":     {edit(quiz, "pass: 70", "pass: 170"), []string{"03-kiem-tra.quiz.md:3:7 quiz.bad_pass"}},
		"a kind not yet taken":     {edit(quiz, "= 5", "= năm | nam"), []string{"03-kiem-tra.quiz.md:32:1 quiz.reserved_shorttext"}},
	} {
		t.Run(name, func(t *testing.T) {
			c, problems := compile(t, test.change(trainingtest.Course(1)))
			require.Equal(t, test.want, blocking(t, problems))
			require.Empty(t, c.Digest, "what is blocked has no digest")
		})
	}
}

// TestProblemsReadAsAClerkWouldSayThem holds the sentences of a handful.
func TestProblemsReadAsAClerkWouldSayThem(t *testing.T) {
	f := trainingtest.Course(1).
		Edit(t, "course.md", "hours: 8", "hours: 8,3").
		With("02-hai.md", trainingtest.Lesson("Bài hai", "Xem [bài ba](04-ba.md) và <b>chữ đậm</b>.")).
		Edit(t, "03-kiem-tra.quiz.md", "- [x] 20 ngày", "- [ ] 20 ngày").
		With("04-media.md", trainingtest.Lesson("Bài bốn", "x"))
	_, problems := compile(t, f)
	var got []string
	for _, p := range problems {
		got = append(got, sentence(i18n.Vietnamese, p.TextKey(), p)+" "+sentence(i18n.Vietnamese, p.MendKey(), p))
	}
	require.Equal(t, []string{
		"Liên kết tới 04-ba.md không dẫn đến bài nào. Ghi đúng tên tệp của bài, ví dụ 02-qua-tang.md.",
		"Có mã HTML trong văn bản: <b> Viết bằng Markdown. Nếu muốn hiện đúng dấu <, đặt \\ trước dấu ấy hoặc đặt cả đoạn giữa hai dấu `.",
		"Không có phương án nào được đánh dấu đúng. Đánh dấu phương án đúng bằng x: - [x] hoặc - (x).",
		"“media” là từ dành riêng cho hệ thống. Đổi tên tệp.",
		"Số tiết “8,3” không hợp lệ. Ghi số tiết chính thức, bội số của 0,5.",
	}, got)
}
