// Package library holds the sample courses that ship with the program: folders in the course format, embedded.
package library

import (
	"embed"
	"io/fs"
)

//go:embed all:*
var files embed.FS

// Names lists the sample courses by slug.
func Names() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // the files are embedded
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// Course is the folder of one sample course.
func Course(name string) (fs.FS, error) { return fs.Sub(files, name) }
