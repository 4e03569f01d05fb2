package web_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/training/trainingtest"
)

// picture is a diagram: a text that a server would like to compress, and a browser to read in parts.
const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"><title>Sơ đồ</title>` +
	`<rect x="1" y="1" width="8" height="8" fill="none" stroke="#000"/></svg>`

// folder is a course folder by name.
func folder(t *testing.T, name string) trainingtest.Folder {
	t.Helper()
	const lesson, quiz = "01-mot.md", "03-kiem-tra.quiz.md"
	one := trainingtest.Course(1)
	switch name {
	case "good":
		return one
	case "changed":
		return one.With(lesson, trainingtest.Lesson("Bài một", "Nội dung đã sửa. Xem tiếp [bài hai](02-hai.md).")).
			With("04-them.md", trainingtest.Lesson("Bài thêm", "Nội dung thêm."))
	case "kind": // the kind of a question changed under its id
		return one.Edit(t, quiz, "- [x] Tin báo", "- [ ] Tin báo")
	case "picture":
		return trainingtest.Course(2).With("media/so-do.svg", picture).
			With(lesson, trainingtest.Lesson("Bài một", "![Sơ đồ](media/so-do.svg)\n\nXem tiếp [bài hai](02-hai.md)."))
	case "sketch": // with a picture that no other course holds
		return trainingtest.Course(9).With("media/phac-thao.svg", strings.Replace(picture, "Sơ đồ", "Phác thảo", 1)).
			With(lesson, trainingtest.Lesson("Bài một", "![Phác thảo](media/phac-thao.svg)\n\nXem tiếp [bài hai](02-hai.md)."))
	case "marks":
		return trainingtest.Course(3).Edit(t, quiz, "review: full", "review: marks")
	case "none":
		return trainingtest.Course(4).Edit(t, quiz, "review: full", "review: none")
	case "warned": // nothing blocks, one thing deserves a look
		return trainingtest.Course(5).Edit(t, "course.md", "plan:\n  number: 12/KH-VKS\n  date: 2026-01-15\n", "")
	case "other": // belongs to department 2
		return trainingtest.Course(6).Edit(t, "course.md", "hours: 8", "hours: 8\nunit: P2")
	case "problems":
		return trainingtest.Course(7).With(lesson, trainingtest.Lesson("Bài một", "Xem [bài mười](10-muoi.md).")).
			Edit(t, quiz, "- [x] 20 ngày", "- [ ] 20 ngày").Edit(t, quiz, "{#can-cu}", "{#thoi-han}")
	case "untitled":
		return trainingtest.Course(8).Edit(t, "course.md", "title: Khóa học số 8\n", "")
	}
	t.Fatalf("no folder %q", name)
	return trainingtest.Folder{}
}

// upload is a file to upload, by name.
func upload(t *testing.T, name string) []byte {
	t.Helper()
	good := func() []byte { return folder(t, "good").Zip(t, "khoa-1") }
	switch name = strings.TrimSuffix(name, ".zip"); name {
	case "handbook":
		return handbook(t)
	case "roster.csv":
		return []byte(rosterFile)
	case "so-do.svg":
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><title>Sơ đồ</title></svg>`)
	case "hinh.png":
		return []byte("không phải hình")
	case "broken":
		return good()[:300]
	case "text":
		return []byte("Đây không phải tệp nén.")
	case "empty":
		return nil
	case "bomb":
		return packed(t, entry{"khoa-1/course.md", strings.Repeat("0", 50<<20), 0})
	case "dots":
		return packed(t, entry{"khoa-1/../../course.md", "x", 0})
	case "absolute":
		return packed(t, entry{"/etc/course.md", "x", 0})
	case "symlink":
		return packed(t, entry{"khoa-1/course.md", "/etc/passwd", fs.ModeSymlink | 0o777})
	case "many":
		entries := make([]entry, 10_000)
		for i := range entries {
			entries[i] = entry{fmt.Sprintf("khoa-1/media/%d.txt", i), "x", 0}
		}
		return packed(t, entries...)
	}
	f := folder(t, name)
	return f.Zip(t, f.Slug)
}

// entry is a file of a zip that no tool would pack like this.
type entry struct {
	name, text string
	mode       fs.FileMode
}

func packed(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		w, err := z.CreateHeader(h)
		require.NoError(t, err)
		_, err = w.Write([]byte(e.text))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}
