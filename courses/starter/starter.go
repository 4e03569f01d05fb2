// Package starter holds the course that an author begins from, one per language: it passes the check as it is.
package starter

import (
	"bytes"
	"embed"
	"io/fs"
	"regexp"
	"strconv"
	"text/template"

	"liem/internal/clock"
)

//go:embed vi en
var folders embed.FS

// Values are what differs from course to course.
type Values struct {
	ID    string
	Title string
	Unit  string // its code
	Date  clock.Date
}

// File is a file of the course.
type File struct {
	Path string
	Text []byte
}

var plain = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N} ,.()–-]*$`)

// Files are the files of the course in a language, by path. What differs stands in [[…]] in them.
func Files(language string, v Values) ([]File, error) {
	set, err := template.New("").Delims("[[", "]]").ParseFS(folders, language+"/*.md")
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(folders, language)
	if err != nil {
		return nil, err
	}
	if !plain.MatchString(v.Title) {
		v.Title = strconv.Quote(v.Title) // a double-quoted scalar of YAML reads the same
	}
	files := make([]File, len(entries))
	for i, e := range entries {
		var text bytes.Buffer
		if err := set.ExecuteTemplate(&text, e.Name(), v); err != nil {
			return nil, err
		}
		files[i] = File{e.Name(), text.Bytes()}
	}
	return files, nil
}
