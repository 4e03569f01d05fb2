package main

import (
	"path/filepath"
	"regexp"

	"liem/courses/starter"
	"liem/internal/db"
	"liem/internal/fault"
)

// courseNewCmd makes a course folder to begin from.
type courseNewCmd struct {
	Dest  string `arg:"" placeholder:"DIR"`
	Title string
	Unit  string `placeholder:"CODE" default:"VKS-TINH"`
}

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Run writes the folder; it passes check as it is.
func (cmd *courseNewCmd) Run(c *console) error {
	full, err := filepath.Abs(cmd.Dest)
	if err != nil {
		return err
	}
	slug := filepath.Base(full)
	if !slugForm.MatchString(slug) {
		return fault.New(fault.Invalid, "server.courses.bad_slug").With("Slug", slug)
	}
	values := starter.Values{ID: db.NewID(), Title: cmd.Title, Unit: cmd.Unit, Date: today()}
	if cmd.Title == "" {
		values.Title = c.p.T("server.courses.untitled")
	}
	files, err := starter.Files(string(c.p.Locale()), values)
	if err != nil {
		return err
	}
	names, err := writeFiles(full, files)
	if err != nil {
		return err
	}
	return c.say(map[string]any{"dir": cmd.Dest, "slug": slug, "id": values.ID, "files": names}, "server.courses.made", "Dir", cmd.Dest)
}

func writeFiles(dir string, files []starter.File) (names []string, err error) {
	root, err := emptyFolder(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	for _, f := range files {
		if err := root.WriteFile(f.Path, f.Text, 0o644); err != nil {
			return nil, err
		}
		names = append(names, f.Path)
	}
	return names, nil
}
