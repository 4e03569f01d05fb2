package main

import (
	"bytes"
	"embed"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"text/template"

	"liem/internal/db"
	"liem/internal/fault"
)

// starters are course folders to begin from, one per language; what differs from course to course stands in [[…]].
//
//go:embed starter
var starters embed.FS

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
	values := map[string]string{"ID": db.NewID(), "Title": cmd.Title, "Unit": cmd.Unit,
		"Date": string(today())}
	if cmd.Title == "" {
		values["Title"] = c.p.T("server.courses.untitled")
	}
	files, err := writeStarter(full, path.Join("starter", string(c.p.Locale())), values)
	if err != nil {
		return err
	}
	return c.say(map[string]any{"dir": cmd.Dest, "slug": slug, "id": values["ID"], "files": files}, "server.courses.made", "Dir", cmd.Dest)
}

func writeStarter(dir, from string, values map[string]string) (names []string, err error) {
	set, err := template.New("").Delims("[[", "]]").ParseFS(starters, from+"/*.md")
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(starters, from)
	if err != nil {
		return nil, err
	}
	root, err := emptyFolder(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	for _, e := range entries {
		var text bytes.Buffer
		if err := set.ExecuteTemplate(&text, e.Name(), values); err != nil {
			return nil, err
		}
		if err := root.WriteFile(e.Name(), text.Bytes(), 0o644); err != nil {
			return nil, err
		}
		names = append(names, e.Name())
	}
	return names, nil
}
