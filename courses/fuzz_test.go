package courses_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/training/trainingtest"
)

// FuzzZip holds what must be true of every zip: it is refused, or its folder is compiled, and no path in it leads out.
// Without -fuzz it checks the seeds.
func FuzzZip(f *testing.F) {
	good := trainingtest.Course(1)
	f.Add(good.Zip(f, "khoa-1"))
	f.Add(good.Without("course.md").Zip(f, "khoa-1"))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		folder, err := courses.OpenAnyZip(bytes.NewReader(raw), int64(len(raw)), "khoa-1.zip")
		if err != nil {
			return
		}
		for _, file := range folder.Files {
			require.False(t, strings.HasPrefix(file.Path, "/") || strings.Contains("/"+file.Path+"/", "/../"), file.Path)
		}
		_, problems := courses.Compile(folder, today)
		blocking(t, problems)
	})
}

// FuzzCourse holds what must be true of every course.md and every drawing: its problems stand in the folder and have words,
// and what has none that block has what a course needs.
func FuzzCourse(f *testing.F) {
	good := trainingtest.Course(1)
	f.Add(good.Files["course.md"], `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`)
	f.Add("---\nid: &a [*a]\nhours: 1e9\nplan: {number: x, date: 2026-13-01}\ncompletion: [mot, mot]\nvalid_as_of: hôm nay\n---\n", "<svg onload='x'><script/></svg>")
	f.Add("---\n", "<!DOCTYPE x [<!ENTITY a \"b\">]><svg>&a;</svg>")
	f.Fuzz(func(t *testing.T, about, drawing string) {
		folder := good.With("course.md", about).With("media/a.svg", drawing).Open(t)
		c, problems := courses.Compile(folder, today)
		if len(blocking(t, problems)) == 0 {
			require.NotEmpty(t, c.Digest)
			require.NotEmpty(t, c.Meta.Title)
			require.Contains(t, courses.Categories, c.Meta.Category)
			require.NotContains(t, strings.ToLower(drawing), "<script")
		}
	})
}
