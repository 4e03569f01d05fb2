package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"liem/courses"
	"liem/internal/fault"
	"liem/internal/markdown"
)

// courseSource is a course folder or a zip of one.
type courseSource struct {
	*courses.Folder
	dir   string // the folder; empty for a zip
	close func() error
}

// openCourse opens a folder or a zip.
func openCourse(path string) (*courseSource, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "server.no_such_path").With("Path", path)
	}
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return openCourseDir(path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	base := filepath.Base(path)
	folder, err := courses.OpenAnyZip(f, info.Size(), strings.TrimSuffix(base, filepath.Ext(base)))
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &courseSource{Folder: folder, close: f.Close}, nil
}

func openCourseDir(path string) (*courseSource, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(full)
	if err != nil {
		return nil, err
	}
	folder, err := courses.OpenAnyFS(root.FS(), filepath.Base(full))
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &courseSource{Folder: folder, dir: path, close: root.Close}, nil
}

// problem is a problem as it is printed.
type problem struct {
	File     string            `json:"file"`
	Line     int               `json:"line"`
	Column   int               `json:"column"`
	Severity markdown.Severity `json:"severity"`
	Code     string            `json:"code"`
	Message  string            `json:"message"`
	Mend     string            `json:"mend"`
}

// problems puts problems into the person's language.
func (c *console) problems(list []markdown.Problem) []problem {
	out := make([]problem, len(list))
	for i, p := range list {
		args := make([]any, 0, 2*len(p.Args))
		for name, value := range p.Args {
			args = append(args, name, value)
		}
		severity := markdown.SeverityWarning
		if p.Blocks() {
			severity = markdown.SeverityError
		}
		out[i] = problem{p.File, p.Line, p.Column, severity, p.Code, c.p.T(p.TextKey(), args...), c.p.T(p.MendKey(), args...)}
	}
	return out
}

// printProblems prints a line for each, as editors read it: file:line:column.
func (c *console) printProblems(dir string, list []problem) error {
	for _, p := range list {
		text := c.p.T("server.problem", "File", filepath.Join(dir, filepath.FromSlash(p.File)), "Line", p.Line, "Column", p.Column,
			"Severity", c.p.T("server.severity."+string(p.Severity)), "Message", p.Message, "Mend", p.Mend)
		if err := c.line(text); err != nil {
			return err
		}
	}
	return nil
}
