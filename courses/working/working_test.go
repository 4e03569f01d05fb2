package working_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/courses/working"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/training/trainingtest"
)

type desk struct {
	*trainingtest.School
	*working.Service
	author, other people.Actor
}

func open(t *testing.T, d *db.DB) *desk {
	s := trainingtest.New(t, d)
	author := func() people.Actor { return s.Staff(t, trainingtest.Grant{Role: people.RoleAuthor, Unit: "TINH"}) }
	return &desk{s, &working.Service{Service: s.Courses}, author(), author()}
}

func file(t *testing.T, files []working.File, path string) working.File {
	t.Helper()
	for _, f := range files {
		if f.Path == path {
			return f
		}
	}
	t.Fatalf("no file %s", path)
	return working.File{}
}

func TestAWorkingCopyBecomesADraftByteForByte(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := open(t, d)
		f := trainingtest.Course(1).With("02-hai.md", "---\r\ntitle: Bài hai\r\n---\r\n\r\nDòng một.\r\n\r\nDòng hai.\r\n")
		v1 := s.School.Publish(t, f)
		w, err := s.Open(ctx, s.author, v1.CourseID)
		require.NoError(t, err)
		again, err := s.Open(ctx, s.other, v1.CourseID)
		require.NoError(t, err)
		require.Equal(t, w.CreatedBy, again.CreatedBy, "there is one of each course")
		draft, err := s.MakeDraft(ctx, s.author, v1.CourseID, false)
		require.NoError(t, err)
		require.True(t, draft.Same, "what was not edited is what it was")

		files, err := s.Files(ctx, s.author, v1.CourseID)
		require.NoError(t, err)
		two := file(t, files, "02-hai.md")
		saved, err := s.Save(ctx, s.author, v1.CourseID, two.Path, strings.ReplaceAll(strings.ReplaceAll(two.Body, "\r\n", "\n"), "Dòng hai.", "Dòng hai, đã sửa."), two.Revision)
		require.NoError(t, err)
		require.Equal(t, strings.ReplaceAll(two.Body, "Dòng hai.", "Dòng hai, đã sửa."), saved.Body, "line ends stay")
		draft, err = s.MakeDraft(ctx, s.other, v1.CourseID, false)
		require.NoError(t, err)
		require.False(t, draft.Same)
		require.Equal(t, []string{s.author.AccountID}, draft.Version.Authors)
		s.Courses.OwnApproval = false
		require.False(t, s.MayApprove(s.author, draft.Version), "who wrote it does not approve it, whoever made the draft")
	})
}

func TestASaveNeverOverwritesUnseen(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := open(t, d)
		id := s.School.Publish(t, trainingtest.Course(1)).CourseID
		_, err := s.Open(ctx, s.author, id)
		require.NoError(t, err)
		mine, err := s.Save(ctx, s.author, id, "01-mot.md", "của tôi", 1)
		require.NoError(t, err)
		_, err = s.Save(ctx, s.other, id, "01-mot.md", "của người khác", 1)
		var conflict *working.Conflict
		require.True(t, errors.As(err, &conflict), "%v", err)
		require.Equal(t, []any{"của tôi", mine.Revision}, []any{conflict.Theirs.Body, conflict.Theirs.Revision})
		_, err = s.Save(ctx, s.other, id, "01-mot.md", "của tôi", 1)
		require.NoError(t, err, "the same text is no conflict")
		merged, err := s.Save(ctx, s.other, id, "01-mot.md", "của cả hai", mine.Revision)
		require.NoError(t, err)
		require.Equal(t, s.other.AccountID, merged.SavedBy)

		s.Restart(d) // what was acknowledged is there
		s.Service = &working.Service{Service: s.Courses}
		files, err := s.Files(ctx, s.author, id)
		require.NoError(t, err)
		require.Equal(t, "của cả hai", file(t, files, "01-mot.md").Body)
		_, err = s.Save(ctx, s.author, id, "01-mot.md", strings.Repeat("a", 384<<10+1), merged.Revision)
		require.Equal(t, fault.Invalid, fault.KindOf(err))
		_, err = s.Save(ctx, s.author, id, "khong-co.md", "x", 1)
		require.Equal(t, fault.NotFound, fault.KindOf(err))
		far := s.Staff(t, trainingtest.Grant{Role: people.RoleAuthor, Unit: "KV1"})
		_, err = s.Save(ctx, far, id, "01-mot.md", "x", merged.Revision)
		require.Equal(t, fault.NotFound, fault.KindOf(err))
	})
}

func TestHistoryKeepsBurstsAndComesBack(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := open(t, d)
		id := s.School.Publish(t, trainingtest.Course(1)).CourseID
		_, err := s.Open(ctx, s.author, id)
		require.NoError(t, err)
		revision := int64(1)
		save := func(body string) {
			f, err := s.Save(ctx, s.author, id, "01-mot.md", body, revision)
			require.NoError(t, err)
			revision = f.Revision
		}
		s.Clock.Add(time.Hour)
		for _, body := range []string{"một", "một hai", "một hai ba"} {
			save(body)
			s.Clock.Add(time.Second)
		}
		steps, err := s.Service.History(ctx, s.author, id, "01-mot.md")
		require.NoError(t, err)
		require.Len(t, steps, 1, "as one types, the history keeps what was before")
		s.Clock.Add(time.Hour)
		save("khác")
		steps, err = s.Service.History(ctx, s.author, id, "01-mot.md")
		require.NoError(t, err)
		require.Len(t, steps, 2)
		step, err := s.Step(ctx, s.author, id, steps[0].ID)
		require.NoError(t, err)
		require.Equal(t, "một hai ba", step.Body)
		require.NotEmpty(t, step.Lines)
		_, err = s.Restore(ctx, s.author, id, step.ID)
		require.NoError(t, err)
		files, err := s.Files(ctx, s.author, id)
		require.NoError(t, err)
		require.Equal(t, "một hai ba", file(t, files, "01-mot.md").Body)

		require.NoError(t, s.Remove(ctx, s.author, id, "01-mot.md"))
		removed, err := s.Removed(ctx, s.author, id)
		require.NoError(t, err)
		require.Len(t, removed, 1)
		_, err = s.Restore(ctx, s.author, id, removed[0].ID)
		require.NoError(t, err)
		files, err = s.Files(ctx, s.author, id)
		require.NoError(t, err)
		require.Equal(t, "một hai ba", file(t, files, "01-mot.md").Body)
		require.Equal(t, fault.Invalid, fault.KindOf(s.Remove(ctx, s.author, id, "course.md")))
	})
}

func TestPartsAreAddedMovedAndRenamedWithTheirLinks(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := open(t, d)
		id := s.School.Publish(t, trainingtest.Course(1).With("02-hai.md", trainingtest.Lesson("Bài hai", "Xem [bài một](01-mot.md).\n\n[kt]: 03-kiem-tra.quiz.md"))).CourseID
		_, err := s.Open(ctx, s.author, id)
		require.NoError(t, err)
		name, err := s.Add(ctx, s.author, id, courses.KindLesson, "Bài mới: đầu tiên", trainingtest.Lesson("Bài mới", "Chữ."))
		require.NoError(t, err)
		require.Equal(t, "04-bai-moi-dau-tien.md", name)
		name, err = s.Add(ctx, s.author, id, courses.KindLesson, "Bài mới, đầu tiên", "x")
		require.NoError(t, err)
		require.Equal(t, "05-bai-moi-dau-tien-2.md", name)
		require.NoError(t, s.Remove(ctx, s.author, id, name))

		moved, err := s.Shift(ctx, s.author, id, "01-mot.md", 1)
		require.NoError(t, err)
		require.Equal(t, "02-mot.md", moved)
		files, err := s.Files(ctx, s.author, id)
		require.NoError(t, err)
		var names []string
		for _, f := range working.Parts(files) {
			names = append(names, f.Path)
		}
		require.Equal(t, []string{"01-hai.md", "02-mot.md", "03-kiem-tra.quiz.md", "04-bai-moi-dau-tien.md"}, names)
		require.Contains(t, file(t, files, "01-hai.md").Body, "[bài một](02-mot.md)")
		to, err := s.Rename(ctx, s.author, id, "02-mot.md", "Phần mở đầu")
		require.NoError(t, err)
		require.Equal(t, "02-phan-mo-dau.md", to)
		files, err = s.Files(ctx, s.author, id)
		require.NoError(t, err)
		require.Contains(t, file(t, files, "01-hai.md").Body, "[bài một](02-phan-mo-dau.md)")
		require.Contains(t, file(t, files, to).Body, "\nid: mot\n", "what officers did of it still counts")
		_, err = s.Rename(ctx, s.author, id, to, "Hai")
		require.Equal(t, fault.Conflict, fault.KindOf(err), "two parts cannot have one address")
		draft, err := s.MakeDraft(ctx, s.author, id, false)
		require.NoError(t, err)
		require.False(t, draft.Blocked(), "%v", draft.Problems)
	})
}

func TestANewCourseFromTheBrowser(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := open(t, d)
		for _, language := range []string{"vi", "en"} {
			w, err := s.New(ctx, s.author, `Khóa "mới": `+language, s.Unit("TINH"), language)
			require.NoError(t, err)
			draft, err := s.MakeDraft(ctx, s.author, w.CourseID, false)
			require.NoError(t, err)
			require.False(t, draft.Blocked(), "%v", draft.Problems)
			require.Equal(t, []any{`Khóa "mới": ` + language, w.CourseID}, []any{draft.Version.Meta.Title, draft.Version.CourseID})
			_, err = s.New(ctx, s.author, "Khóa mới "+language, s.Unit("TINH"), language)
			require.Equal(t, fault.Conflict, fault.KindOf(err), "the address is taken")
		}
		_, err := s.New(ctx, s.author, " ", s.Unit("TINH"), "vi")
		require.Equal(t, fault.Invalid, fault.KindOf(err))
		far := s.Staff(t, trainingtest.Grant{Role: people.RoleAuthor, Unit: "KV1"})
		_, err = s.New(ctx, far, "Của tỉnh", s.Unit("TINH"), "vi")
		require.Equal(t, fault.Invalid, fault.KindOf(err))
	})
}

func TestADraftFromElsewhereIsNotLeftOutUnseen(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := open(t, d)
		id := s.School.Publish(t, trainingtest.Course(1)).CourseID
		_, err := s.Open(ctx, s.author, id)
		require.NoError(t, err)
		_, err = s.Save(ctx, s.author, id, "01-mot.md", trainingtest.Lesson("Bài một", "Trong trình duyệt."), 1)
		require.NoError(t, err)
		s.School.Upload(t, trainingtest.Course(1).Edit(t, "02-hai.md", "Nội dung", "Chữ"))
		_, err = s.MakeDraft(ctx, s.author, id, false)
		require.Equal(t, fault.Conflict, fault.KindOf(err))
		_, err = s.MakeDraft(ctx, s.author, id, true)
		require.NoError(t, err)
		_, err = s.MakeDraft(ctx, s.author, id, false)
		require.NoError(t, err, "now it knows")
	})
}

func TestMediaAndPreview(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := open(t, d)
		id := s.School.Publish(t, trainingtest.Course(1)).CourseID
		_, err := s.Open(ctx, s.author, id)
		require.NoError(t, err)
		add := func(name, text string) (string, error) {
			return s.AddMedia(ctx, s.author, id, name, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader([]byte(text))), nil }, int64(len(text)))
		}
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><title>`
		one, err := add("Sơ đồ 1.SVG", svg+"1</title></svg>")
		require.NoError(t, err)
		require.Equal(t, "media/so-do-1.svg", one)
		same, err := add("so do 1.svg", svg+"1</title></svg>")
		require.NoError(t, err)
		require.Equal(t, one, same)
		two, err := add("so-do-1.svg", svg+"2</title></svg>")
		require.NoError(t, err)
		require.Equal(t, "media/so-do-1-2.svg", two)
		for name, text := range map[string]string{"a.png": "no picture", "b.exe": "MZ", "c.svg": svg + `</title><script>alert(1)</script></svg>`} {
			_, err = add(name, text)
			var refused *courses.Refused
			require.True(t, errors.As(err, &refused), "%s: %v", name, err)
		}

		seen, err := s.Look(ctx, s.author, id, "01-mot.md", trainingtest.Lesson("Bài một", "**Đậm** ![Sơ đồ](media/so-do-1.svg)\n\n[hỏng](99-khong-co.md)"))
		require.NoError(t, err)
		require.Contains(t, string(seen.HTML), "<strong>Đậm</strong>")
		require.Contains(t, string(seen.HTML), "/media/")
		var codes []string
		for _, p := range seen.Problems {
			if p.File == "01-mot.md" {
				codes = append(codes, p.Code)
			}
		}
		require.Equal(t, []string{"course.dead_link"}, codes)
		quiz, err := s.Look(ctx, s.author, id, "03-kiem-tra.quiz.md", trainingtest.Quiz)
		require.NoError(t, err)
		require.NotEmpty(t, quiz.Questions)
		files, err := s.Files(ctx, s.author, id)
		require.NoError(t, err)
		ok, err := s.Training.MayReadMedia(ctx, s.author, file(t, files, one).Digest)
		require.NoError(t, err)
		require.True(t, ok, "who writes sees the picture")
		ok, err = s.Training.MayReadMedia(ctx, s.Officer(t, "Nguyễn Thị Ánh", "P1"), file(t, files, one).Digest)
		require.NoError(t, err)
		require.False(t, ok, "officers do not, before it is published")
	})
}

func TestWhoIsInside(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := open(t, d)
		id := s.School.Publish(t, trainingtest.Course(1)).CourseID
		_, err := s.Open(ctx, s.author, id)
		require.NoError(t, err)
		others, err := s.Touch(ctx, s.author, id, "01-mot.md")
		require.NoError(t, err)
		require.Empty(t, others)
		since := s.Clock.Now()
		s.Clock.Add(20 * time.Second)
		_, err = s.Touch(ctx, s.author, id, "01-mot.md")
		require.NoError(t, err)
		others, err = s.Touch(ctx, s.other, id, "01-mot.md")
		require.NoError(t, err)
		require.Len(t, others, 1)
		require.Equal(t, []any{s.author.AccountID, since.UTC()}, []any{others[0].AccountID, others[0].Since.UTC()})
		others, err = s.Touch(ctx, s.other, id, "02-hai.md")
		require.NoError(t, err)
		require.Empty(t, others, "another file")
		s.Clock.Add(time.Minute)
		others, err = s.Touch(ctx, s.other, id, "01-mot.md")
		require.NoError(t, err)
		require.Empty(t, others, "who was not heard of has left")
		require.NoError(t, s.Service.Discard(ctx, s.author, id))
		_, err = s.Work(ctx, s.author, id)
		require.Equal(t, fault.NotFound, fault.KindOf(err))
	})
}
