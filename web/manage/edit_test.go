package manage

import (
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/courses/starter"
	"liem/internal/i18n"
	"liem/training/trainingtest"
)

// What the buttons of the editor write passes the check where it belongs, but for the picture that is still to come.
func TestSnippetsPassTheCheck(t *testing.T) {
	for _, l := range i18n.Locales {
		p := i18n.For(l)
		for _, s := range snippets(p) {
			f := trainingtest.Course(1)
			path := "02-hai.md"
			if s.Quiz {
				path = "03-kiem-tra.quiz.md"
			}
			folder := f.With(path, f.Files[path]+s.Text).Open(t)
			_, problems := courses.Compile(folder, "2026-11-24")
			for _, problem := range problems {
				require.Contains(t, []string{"course.missing_media"}, problem.Code, "%s: %s", l, s.Label)
			}
		}
		for _, key := range []string{"edit.new_lesson", "edit.new_quiz"} {
			path := map[string]string{"edit.new_lesson": "05-moi.md", "edit.new_quiz": "05-moi.quiz.md"}[key]
			_, problems := courses.Compile(trainingtest.Course(1).With(path, p.T(key, "Title", quoted(`Bài "mới": một`))).Open(t), "2026-11-24")
			require.Empty(t, problems, "%s %s", l, key)
		}
		_, err := starter.Files(string(l), starter.Values{Title: "Khóa", Unit: "TINH", Date: "2026-11-24"})
		require.NoError(t, err)
	}
}
