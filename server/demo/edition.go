package demo

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"

	"liem/courses"
	"liem/courses/library"
	"liem/internal/clock"
)

// edition is a sample course as it stood on a day of the past: the same folder, but that it was checked and planned
// shortly before that day, so that nobody completes a course before its plan was issued.
type edition struct {
	published clock.Date
	owner     string // unit code; empty = as in the folder
	addition  bool   // with the section that the second version brings
}

// How many days before it was published, at least, an edition was checked, and planned.
const (
	checkedBefore = 6
	plannedBefore = 12
)

// sample opens the folder of a sample course.
func sample(name string) (*courses.Folder, error) {
	files, err := library.Course(name)
	if err != nil {
		return nil, err
	}
	return courses.OpenFS(files, name)
}

// folder is the sample course's folder in this edition.
func (e edition) folder(name string) (*courses.Folder, error) {
	f, err := sample(name)
	if err != nil {
		return nil, err
	}
	if err := replace(f, "course.md", e.course); err != nil || !e.addition {
		return f, err
	}
	more, err := files.ReadFile("data/addition.md")
	if err != nil {
		return nil, err
	}
	return f, replace(f, lastLesson(f), func(text string) string { return strings.TrimRight(text, "\n") + "\n" + string(more) })
}

var (
	validAsOf = regexp.MustCompile(`(?m)^valid_as_of: *([0-9-]{10})\s*$`)
	planDate  = regexp.MustCompile(`(?m)^( +date: *)[0-9-]{10}\s*$`)
	ownerUnit = regexp.MustCompile(`(?m)^unit: *\S+\s*$`)
)

// course moves the dates of course.md, in its front matter and where the text repeats them, and names the owner.
func (e edition) course(text string) string {
	checked, planned := workday(e.published.Add(-checkedBefore)), workday(e.published.Add(-plannedBefore))
	if m := validAsOf.FindStringSubmatch(text); m != nil {
		text = strings.NewReplacer(m[1], string(checked), shown(clock.Date(m[1])), shown(checked)).Replace(text)
	}
	text = planDate.ReplaceAllString(text, "${1}"+string(planned))
	if e.owner != "" {
		text = ownerUnit.ReplaceAllString(text, "unit: "+e.owner)
	}
	return text
}

// lastLesson is the path of a folder's last lesson.
func lastLesson(f *courses.Folder) string {
	last := ""
	for _, file := range f.Files { // by path
		if strings.HasSuffix(file.Path, ".md") && !strings.HasSuffix(file.Path, ".quiz.md") && file.Path != "course.md" {
			last = file.Path
		}
	}
	return last
}

// replace changes the text of one file.
func replace(f *courses.Folder, path string, change func(string) string) error {
	i := slices.IndexFunc(f.Files, func(file courses.File) bool { return file.Path == path })
	if i < 0 {
		return nil // the check of the folder says what is missing
	}
	r, err := f.Files[i].Open()
	if err != nil {
		return err
	}
	defer r.Close()
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	changed := []byte(change(string(raw)))
	f.Files[i].Size = int64(len(changed))
	f.Files[i].Open = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(changed)), nil }
	return nil
}
