package adapt_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/courses/adapt"
	"liem/internal/clock"
	"liem/internal/i18n"
	"liem/internal/markdown"
)

const today clock.Date = "2026-11-24"

// project is a folder by the paths of its files.
type project map[string]string

// picture is a small PNG.
func picture() string {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 3))); err != nil {
		panic(err)
	}
	return b.String()
}

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><text x="1" y="8">ba bước</text></svg>`

func (p project) fs() fs.FS {
	out := fstest.MapFS{}
	for name, body := range p {
		out[name] = &fstest.MapFile{Data: []byte(body)}
	}
	return out
}

func (p project) open(t testing.TB) *courses.Folder {
	t.Helper()
	folder, err := courses.OpenAnyFS(p.fs(), "du-an")
	require.NoError(t, err)
	return folder
}

var answers = adapt.Answers{Category: string(courses.JobPosition), Slug: "du-an"}

// convert adapts a project, and sees to what is true of every one: the course has no problem that blocks, and the report says
// what it says in both languages.
func (p project) convert(t testing.TB) *adapt.Adapted {
	t.Helper()
	out, err := adapt.Adapt(p.open(t), answers, today)
	require.NoError(t, err)
	check(t, out)
	return out
}

func check(t testing.TB, out *adapt.Adapted) {
	t.Helper()
	require.Empty(t, out.Problems)
	_, problems := courses.Compile(out.Folder, today)
	for _, problem := range problems {
		require.False(t, problem.Blocks(), "%+v\n%s", problem, text(t, out, problem.File))
	}
	for _, n := range out.Report.Notes {
		require.Positive(t, n.Count)
		for _, l := range i18n.Locales {
			said := i18n.For(l).T(n.Key(), "What", n.What, "Count", n.Count)
			require.False(t, strings.HasPrefix(said, "["), said)
			require.NotContains(t, said, "<no value>")
		}
	}
	for _, moved := range out.Report.Pages {
		require.NotContains(t, text(t, out, moved.To), "\ue000")
	}
}

// text is a file of the course.
func text(t testing.TB, out *adapt.Adapted, name string) string {
	t.Helper()
	for i := range out.Folder.Files {
		if f := &out.Folder.Files[i]; f.Path == name {
			raw, err := f.Read(markdown.MaxSize)
			require.NoError(t, err)
			return string(raw)
		}
	}
	require.Fail(t, "there is no file "+name, "%v", files(out))
	return ""
}

// body is a lesson's text behind its front matter.
func body(t testing.TB, out *adapt.Adapted, name string) string {
	t.Helper()
	_, b, _, problem := markdown.SplitFrontMatter([]byte(text(t, out, name)))
	require.Nil(t, problem)
	return strings.TrimSpace(string(b))
}

func files(out *adapt.Adapted) (list []string) {
	for _, f := range out.Folder.Files {
		list = append(list, f.Path)
	}
	return list
}

// lessons are the lessons in order with their titles.
func lessons(out *adapt.Adapted) (list []string) {
	for _, p := range out.Report.Pages {
		list = append(list, p.To+" "+p.Title)
	}
	return list
}

// said are the notes of one file, as "code what".
func said(out *adapt.Adapted, file string) (list []string) {
	for _, n := range out.Report.Notes {
		if n.File == file {
			sign := "~"
			if n.Lost {
				sign = "-"
			}
			list = append(list, strings.TrimSpace(fmt.Sprintf("%s %s %s", sign, n.Code, n.What)))
		}
	}
	return list
}

// one converts a single page and returns its text.
func one(t testing.TB, page string) string {
	t.Helper()
	out := project{"01-mot.md": page}.convert(t)
	return body(t, out, out.Report.Pages[0].To)
}
