package training_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people"
	"liem/training"
	"liem/training/trainingtest"
)

func slugs(items []training.Item) []string {
	list := []string{}
	for _, it := range items {
		list = append(list, it.Slug)
	}
	return list
}

func TestHome(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		for n := 1; n <= 4; n++ {
			s.Publish(t, trainingtest.Course(n))
		}
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		home := func() training.Home {
			h, err := s.Training.Home(ctx, a)
			require.NoError(t, err)
			return h
		}
		h := home()
		require.Equal(t, "khoa-1", h.Next.Slug, "nothing is begun: the first on offer")
		require.False(t, h.Next.Begun)
		require.Len(t, h.Offers, 4)

		for _, slug := range []string{"khoa-1", "khoa-2", "khoa-3"} {
			s.Clock.Add(time.Minute)
			_, err := s.Training.LessonDone(ctx, a, slug, "mot")
			require.NoError(t, err)
		}
		h = home()
		require.Equal(t, "khoa-3", h.Next.Slug, "what was read last")
		require.Equal(t, "hai", h.Next.PartStem)
		require.Equal(t, []string{"khoa-3", "khoa-2", "khoa-1"}, slugs(h.Begun))
		require.Equal(t, []int{1, 3, 2}, []int{h.Begun[0].Done, h.Begun[0].Total, h.Begun[0].Left()})
		require.Equal(t, []string{"khoa-4"}, slugs(h.Offers))

		_, err := d.Writer().ExecContext(ctx, "UPDATE enrolments SET due_on = '2026-12-01' WHERE course_id = ?", trainingtest.CourseID(2))
		require.NoError(t, err)
		h = home()
		require.Equal(t, "khoa-2", h.Next.Slug, "what is due comes before what was read last")
		require.Equal(t, []string{"khoa-2"}, slugs(h.Due))

		id := s.Start(t, a, "khoa-1", "kiem-tra")
		h = home()
		require.Equal(t, id, h.Next.AttemptID, "an attempt whose time runs comes first")
		require.Equal(t, "khoa-1", h.Next.Slug)
		s.Clock.Add(time.Hour)
		require.Equal(t, "khoa-2", home().Next.Slug, "one that is over does not")

		s.Complete(t, a, "khoa-2")
		h = home()
		require.Len(t, h.Done, 1)
		require.Equal(t, 800, h.Tally.Total)
		require.Empty(t, h.Due)
	})
}

func TestReadingIsFoundWhereItWasLeft(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		s.Publish(t, trainingtest.Course(2))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		for _, stem := range []string{"mot", "hai"} {
			_, err := s.Training.Lesson(ctx, a, "khoa-1", stem)
			require.NoError(t, err)
		}
		s.Complete(t, a, "khoa-2")
		_, err := s.Training.Lesson(ctx, a, "khoa-2", "hai")
		require.NoError(t, err)
		s.Restart(d) // what waits is written when the server stops
		home, err := s.Training.Home(ctx, a)
		require.NoError(t, err)
		require.Equal(t, "hai", home.Next.PartStem)
		require.Equal(t, 1, count(t, d, "enrolments WHERE last_part_id = 'hai'"), "reading again after completing leaves no trace")

		_, err = s.Training.Lesson(ctx, a, "khoa-1", "mot")
		require.NoError(t, err)
		require.Eventually(t, func() bool { return count(t, d, "enrolments WHERE last_part_id = 'mot'") == 1 }, 20*time.Second, 20*time.Millisecond,
			"and while it runs, a moment later")
	})
}

func TestCatalogue(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		for n := 1; n <= 3; n++ {
			s.Publish(t, trainingtest.Course(n))
		}
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		s.Complete(t, a, "khoa-1")
		_, err := s.Training.LessonDone(ctx, a, "khoa-2", "mot")
		require.NoError(t, err)
		s.Publish(t, trainingtest.Course(1).Edit(t, "course.md", "Khóa học số 1", "Khóa học một, bản mới").With("04-ba.md", trainingtest.Lesson("Bài ba", "x")))

		items, total, err := s.Training.Catalogue(ctx, a, courses.ListQuery{Sort: "title"})
		require.NoError(t, err)
		require.Equal(t, 3, total)
		byslug := map[string]training.Item{}
		for _, it := range items {
			byslug[it.Slug] = it
		}
		one := byslug["khoa-1"]
		require.Equal(t, "Khóa học một, bản mới", one.Title, "on offer is the current version")
		require.True(t, one.Completed)
		require.Zero(t, one.Left(), "a new part does not undo what was completed")
		require.Equal(t, []int{1, 3}, []int{byslug["khoa-2"].Done, byslug["khoa-2"].Total})
		require.False(t, byslug["khoa-3"].Enrolled)
		items, total, err = s.Training.Catalogue(ctx, a, courses.ListQuery{Search: "ban moi", Limit: 1})
		require.NoError(t, err)
		require.Equal(t, 1, total)
		require.Equal(t, []string{"khoa-1"}, slugs(items))
	})
}

func TestWhoMayReadMedia(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		picture := func(n string) string {
			return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><text>` + n + `</text></svg>`
		}
		f := trainingtest.Course(1).Edit(t, "course.md", "language: vi", "language: vi\nunit: P1").
			With("media/a.svg", picture("1")).With("02-hai.md", trainingtest.Lesson("Bài hai", "![a](media/a.svg)"))
		digest := func(v courses.Version) string {
			files, err := courses.NewStore(d.Reader()).Files(ctx, v.ID)
			require.NoError(t, err)
			for _, file := range files {
				if file.Path == "media/a.svg" {
					return file.Digest
				}
			}
			return ""
		}
		v1 := s.Publish(t, f)
		inside, outside := s.Officer(t, "Nguyễn Thị Ánh", "P2"), s.Officer(t, "Trần Văn An", "P2")
		manager, stranger := s.Staff(t, trainingtest.Grant{Role: people.RoleAuthor, Unit: "P1"}), s.Staff(t, trainingtest.Grant{Role: people.RoleAuthor, Unit: "P2"})
		may := func(a people.Actor, digest string) bool {
			ok, err := s.Training.MayReadMedia(ctx, a, digest)
			require.NoError(t, err)
			return ok
		}
		_, err := s.Training.Begin(ctx, inside, "khoa-1")
		require.NoError(t, err)
		for who, want := range map[*people.Actor]bool{&inside: true, &outside: true, &manager: true, &stranger: false, {}: false, &trainingtest.Root: true} {
			require.Equal(t, want, may(*who, digest(v1)), who.Name)
		}
		v2 := s.Publish(t, f.With("media/a.svg", picture("2")))
		draft := s.Upload(t, f.With("media/a.svg", picture("3"))).Version
		require.True(t, may(inside, digest(v1)), "the version that one is in")
		require.False(t, may(outside, digest(v1)), "no longer on offer")
		require.True(t, may(outside, digest(v2)))
		require.False(t, may(outside, digest(draft)), "a draft is not on offer")
		require.True(t, may(manager, digest(draft)))
		require.NoError(t, s.Courses.Withdraw(ctx, trainingtest.Root, v1.CourseID, true, ""))
		require.False(t, may(outside, digest(v2)))
		require.True(t, may(inside, digest(v1)))
		require.False(t, may(trainingtest.Root, "none"))
	})
}
