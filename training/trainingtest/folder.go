package trainingtest

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"liem/courses"
)

// Folder is a course folder in memory: a slug, and texts by path.
type Folder struct {
	Slug  string
	Files map[string]string
}

// CourseID is the id of the course that Course makes.
func CourseID(n int) string { return fmt.Sprintf("0192f0c4-7c1e-7000-8000-%012d", n) }

// Course is a course with nothing to complain about: two lessons and a quiz of four questions, one of each kind, to be
// done in 20 minutes and at most three times. n tells courses apart.
func Course(n int) Folder {
	about := fmt.Sprintf(`---
id: %s
title: Khóa học số %d
summary: Tóm tắt khóa học.
category: job_position
themes: [ethics]
hours: 8
language: vi
legal_basis:
  - Luật Tổ chức Viện kiểm sát nhân dân năm 2014, Điều 85
valid_as_of: 2026-11-01
plan:
  number: 12/KH-VKS
  date: 2026-01-15
counts: true
---

Bắt đầu từ [bài một](01-mot.md).
`, CourseID(n), n)
	return Folder{fmt.Sprintf("khoa-%d", n), map[string]string{
		"course.md":           about,
		"01-mot.md":           Lesson("Bài một", "Nội dung bài một. Xem tiếp [bài hai](02-hai.md)."),
		"02-hai.md":           Lesson("Bài hai", "Nội dung bài hai."),
		"03-kiem-tra.quiz.md": Quiz,
	}}
}

// Lesson is the text of a lesson.
func Lesson(title, text string) string {
	return "---\ntitle: " + title + "\nminutes: 10\n---\n\n" + text + "\n"
}

// Quiz is the quiz of Course.
const Quiz = `---
title: Kiểm tra cuối khóa
pass: 70
time: 20
attempts: 3
shuffle: true
review: full
---

## Thời hạn giải quyết là bao lâu? {#thoi-han}

- [ ] 10 ngày
- [x] 20 ngày
  > Đúng: xem lại [bài một](01-mot.md).
- [ ] 30 ngày

## Chọn những căn cứ đúng {#can-cu}

- [x] Tố giác
- [x] Tin báo
- [ ] Tin đồn

> Điều 143 Bộ luật Tố tụng hình sự.

## Viện kiểm sát có hai chức năng {#chuc-nang}

- (x) Đúng
- ( ) Sai

> Hai chức năng.

## Có bao nhiêu đức tính? {#duc-tinh}

= 5

> Năm đức tính.
`

// With returns the folder with a file put in or replaced.
func (f Folder) With(path, text string) Folder {
	f.Files = maps.Clone(f.Files)
	f.Files[path] = text
	return f
}

// Without returns the folder without a file.
func (f Folder) Without(path string) Folder {
	f.Files = maps.Clone(f.Files)
	delete(f.Files, path)
	return f
}

// Edit returns the folder with one text in a file replaced by another; it must be there.
func (f Folder) Edit(t testing.TB, path, old, new string) Folder {
	t.Helper()
	require.Contains(t, f.Files[path], old)
	return f.With(path, strings.Replace(f.Files[path], old, new, 1))
}

// Open reads the folder as from a disk.
func (f Folder) Open(t testing.TB) *courses.Folder {
	t.Helper()
	files := fstest.MapFS{}
	for path, text := range f.Files {
		files[path] = &fstest.MapFile{Data: []byte(text)}
	}
	folder, err := courses.OpenFS(files, f.Slug)
	require.NoError(t, err)
	return folder
}

// Zip packs the folder below a root; an empty root packs the files alone.
func (f Folder) Zip(t testing.TB, root string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, path := range slices.Sorted(maps.Keys(f.Files)) {
		name := path
		if root != "" {
			name = root + "/" + path
		}
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = w.Write([]byte(f.Files[path]))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

// Upload makes the folder the draft of its course; nothing in it may block.
func (s *School) Upload(t testing.TB, f Folder) courses.Draft {
	t.Helper()
	d, err := s.Courses.Upload(context.Background(), Root, f.Open(t))
	require.NoError(t, err)
	require.False(t, d.Blocked(), "%v", d.Problems)
	return d
}

// Publish uploads the folder and publishes it.
func (s *School) Publish(t testing.TB, f Folder) courses.Version {
	t.Helper()
	return s.PublishAs(t, f, courses.Publication{Revision: courses.RevisionEditorial})
}

// PublishAs uploads the folder and publishes it with what it means for those who learn.
func (s *School) PublishAs(t testing.TB, f Folder, p courses.Publication) courses.Version {
	t.Helper()
	v, err := s.Training.Publish(context.Background(), Root, s.Upload(t, f).Version.ID, p)
	require.NoError(t, err)
	return v
}
