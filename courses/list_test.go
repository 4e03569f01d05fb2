package courses_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/training/trainingtest"
)

func TestCoursesAreFoundWithoutMarksAndSorted(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		for i, title := range []string{"Đạo đức công vụ", "Án lệ 100%", "Dân vận", "Bảo vệ dữ liệu"} {
			s.Publish(t, trainingtest.Course(i+1).Edit(t, "course.md", "Khóa học số "+string(rune('1'+i)), title))
			s.Clock.Add(1000)
		}
		find := func(q courses.ListQuery) (titles []string) {
			rows, total, err := s.Courses.List(ctx, trainingtest.Root, q)
			require.NoError(t, err)
			if q.Limit == 0 {
				require.Equal(t, len(rows), total)
			}
			for _, r := range rows {
				titles = append(titles, r.Title)
				require.Equal(t, 1, r.Number)
				require.False(t, r.ChangedAt.IsZero())
				require.Nil(t, r.WithdrawnAt)
			}
			return titles
		}
		require.Equal(t, []string{"Án lệ 100%", "Bảo vệ dữ liệu", "Dân vận", "Đạo đức công vụ"}, find(courses.ListQuery{}))
		require.Equal(t, []string{"Đạo đức công vụ", "Dân vận"}, find(courses.ListQuery{Sort: "-title", Limit: 2}))
		require.Equal(t, []string{"Bảo vệ dữ liệu", "Án lệ 100%"}, find(courses.ListQuery{Sort: "-title", Limit: 2, Offset: 2}))
		require.Equal(t, []string{"Đạo đức công vụ"}, find(courses.ListQuery{Search: "dao DUC"}))
		require.Equal(t, []string{"Án lệ 100%"}, find(courses.ListQuery{Search: "0%"}), "% is no pattern")
		require.Len(t, find(courses.ListQuery{Search: "tom tat"}), 4, "summaries are searched too")
		require.Empty(t, find(courses.ListQuery{Search: "không có"}))
		require.Empty(t, find(courses.ListQuery{Category: courses.PoliticalTheory}))
		require.Equal(t, []string{"Bảo vệ dữ liệu", "Dân vận", "Án lệ 100%", "Đạo đức công vụ"}, find(courses.ListQuery{Sort: "-changed"}))
	})
}
