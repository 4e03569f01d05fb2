package courses_test

import (
	"context"
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/blob"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people"
)

// smallCourse is the folder of a course with one lesson; n tells courses apart.
func smallCourse(n int, title, text string) fstest.MapFS {
	about := fmt.Sprintf("---\nid: 0192f0c4-7c1e-7000-8000-%012d\ntitle: %s\nsummary: Tóm tắt.\ncategory: job_position\nthemes: [ethics]\n"+
		"hours: 4\nlegal_basis:\n  - Luật\nvalid_as_of: 2026-11-01\nplan:\n  number: 1/KH\n  date: 2026-01-15\n---\n\nGiới thiệu.\n", n, title)
	return fstest.MapFS{
		"course.md":     {Data: []byte(about)},
		"01-bai-mot.md": {Data: []byte("---\ntitle: Bài một\nminutes: 5\n---\n\n" + text + "\n")},
	}
}

func TestListByStanding(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		now := clock.At(time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC))
		blobs, err := blob.OpenDir(t.TempDir())
		require.NoError(t, err)
		defer blobs.Close()
		root := people.System("cli")
		_, err = people.NewService(people.Options{DB: d, System: now, Business: now}).
			AddUnit(ctx, root, people.NewUnit{Code: "TINH", Name: "VKSND tỉnh", Kind: people.Province, From: "2020-01-01"})
		require.NoError(t, err)
		s := courses.NewService(d, blobs, now, nil)
		upload := func(n int, title, text string) courses.Version {
			folder, err := courses.OpenFS(smallCourse(n, title, text), fmt.Sprintf("khoa-%d", n))
			require.NoError(t, err)
			draft, err := s.Upload(ctx, root, folder)
			require.NoError(t, err)
			require.False(t, draft.Blocked(), "%v", draft.Problems)
			return draft.Version
		}
		publish := func(v courses.Version) courses.Version {
			v, err := s.Publish(ctx, root, v.ID, courses.Publication{Revision: courses.RevisionEditorial})
			require.NoError(t, err)
			return v
		}
		upload(1, "Ánh sáng", "Chữ.")
		publish(upload(2, "Bền bỉ", "Chữ."))
		publish(upload(3, "Cẩn trọng", "Chữ."))
		upload(3, "Cẩn trọng", "Chữ khác.")
		withdrawn := publish(upload(4, "Dân chủ", "Chữ."))
		require.NoError(t, s.Withdraw(ctx, root, withdrawn.CourseID, true, ""))

		titles := func(st courses.Standing) []string {
			rows, total, err := s.List(ctx, root, courses.ListQuery{Standing: st})
			require.NoError(t, err)
			require.Len(t, rows, total)
			var out []string
			for _, r := range rows {
				out = append(out, r.Title)
			}
			return out
		}
		require.Equal(t, []string{"Ánh sáng", "Bền bỉ", "Cẩn trọng", "Dân chủ"}, titles(""))
		require.Equal(t, []string{"Ánh sáng", "Cẩn trọng"}, titles(courses.StandingDraft))
		require.Equal(t, []string{"Bền bỉ", "Cẩn trọng"}, titles(courses.StandingPublished))
		require.Equal(t, []string{"Dân chủ"}, titles(courses.StandingWithdrawn))

		published, err := s.Titles(ctx)
		require.NoError(t, err)
		var names []string
		for _, p := range published {
			names = append(names, p.Title)
		}
		require.Equal(t, []string{"Bền bỉ", "Cẩn trọng", "Dân chủ"}, names, "withdrawn courses have records, drafts have none")
	})
}
