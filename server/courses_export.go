package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path"

	"liem/courses"
	"liem/internal/blob"
	"liem/internal/fault"
	"liem/server/app"
)

// courseExportCmd writes a version's files into a folder.
type courseExportCmd struct {
	Slug   string `arg:""`
	Dest   string `arg:""`
	Number int    `name:"version"`
}

// Run writes the files byte for byte into a folder that is new or empty.
func (cmd *courseExportCmd) Run(ctx context.Context, c *console) error {
	return c.with(ctx, func(a *app.App) error {
		v, err := cmd.find(ctx, a)
		if err != nil {
			return err
		}
		files, err := courses.NewStore(a.DB.Reader()).Files(ctx, v.ID)
		if err != nil {
			return err
		}
		root, err := emptyFolder(cmd.Dest)
		if err != nil {
			return err
		}
		defer root.Close()
		for _, f := range files {
			if err := copyOut(ctx, root, a.Blobs, f); err != nil {
				return err
			}
		}
		result := map[string]any{"slug": cmd.Slug, "number": v.Number, "digest": v.Digest, "files": len(files), "dest": cmd.Dest}
		return c.say(result, "server.courses.exported", "Slug", cmd.Slug, "Number", v.Number, "Count", len(files), "Dest", cmd.Dest)
	})
}

// find is the version asked for, or the current one.
func (cmd *courseExportCmd) find(ctx context.Context, a *app.App) (courses.Version, error) {
	course, err := courses.NewStore(a.DB.Reader()).CourseBySlug(ctx, cmd.Slug)
	if fault.Is(err, fault.NotFound) {
		return courses.Version{}, fault.New(fault.NotFound, "server.courses.unknown").With("Slug", cmd.Slug)
	}
	if err != nil {
		return courses.Version{}, err
	}
	_, versions, err := a.Courses.Course(ctx, cli(), course.ID)
	if err != nil {
		return courses.Version{}, err
	}
	for _, v := range versions {
		if (cmd.Number > 0 && v.Number == cmd.Number) || (cmd.Number == 0 && v.ID == course.CurrentVersionID) {
			return v, nil
		}
	}
	return courses.Version{}, fault.New(fault.NotFound, "server.courses.no_version").With("Slug", cmd.Slug).With("Number", cmd.Number)
}

// emptyFolder opens a folder for writing, which no path leaves, and makes it when it is missing.
func emptyFolder(dir string) (*os.Root, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	if len(entries) > 0 {
		return nil, fault.New(fault.Conflict, "server.folder_not_empty").With("Path", dir)
	}
	return os.OpenRoot(dir)
}

func copyOut(ctx context.Context, root *os.Root, store blob.Store, f courses.StoredFile) error {
	in, _, err := store.Open(ctx, f.Digest)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := root.MkdirAll(path.Dir(f.Path), 0o755); err != nil {
		return err
	}
	out, err := root.OpenFile(f.Path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
