package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"liem/courses"
	"liem/internal/blob"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/server/app"
)

// openKeys looks at the key files and loads the keys. It makes none.
func (p *patient) openKeys() {
	if err := app.RequireKeys(p.c.config); err != nil {
		e, ok := fault.As(err)
		if !ok {
			p.found("keys", stateFail, "unreadable", "Reason", err.Error())
			return
		}
		p.found("keys", stateFail, "missing", "Path", e.Args["Path"])
		return
	}
	files := p.c.config.KeyFiles()
	var open []string
	for _, path := range files {
		if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
			open = append(open, path)
		}
	}
	if len(open) > 0 {
		slices.Sort(open)
		p.found("keys", stateFail, "open", "Paths", strings.Join(open, " "))
	}
	keys, err := app.LoadKeys(p.c.config)
	if err != nil {
		p.found("keys", stateFail, "unreadable", "Reason", err.Error())
		return
	}
	p.keys = keys
}

// belongs checks that keys and media folder are those of the database.
func (p *patient) belongs(ctx context.Context) error {
	if p.keys == nil {
		return nil // told already
	}
	names, err := app.Strangers(ctx, p.c.config, p.db, p.keys)
	if err != nil {
		return err
	}
	if i := slices.Index(names, "media"); i >= 0 {
		p.found("media", stateFail, "stranger", "Path", p.c.config.MediaDir())
		names = slices.Delete(names, i, i+1)
	}
	if len(names) > 0 {
		p.found("keys", stateFail, "stranger", "Names", strings.Join(names, ", "))
		return nil
	}
	p.found("keys", stateOK, "ok")
	return nil
}

// media checks that the folder can be written and holds every file that a version of a course names.
func (p *patient) media(ctx context.Context) error {
	dir := p.c.config.MediaDir()
	if _, err := os.Stat(dir); err != nil {
		p.found("media", stateFail, "missing_folder", "Path", dir)
		return nil
	}
	f, err := os.CreateTemp(dir, "partial-doctor-*")
	if err != nil {
		p.found("media", stateFail, "not_writable", "Path", dir)
		return nil
	}
	f.Close()
	os.Remove(f.Name())
	store, err := blob.OpenDir(dir)
	if err != nil {
		return err
	}
	defer store.Close()
	missing, files, err := missingFiles(ctx, p.db, store)
	if err != nil {
		return err
	}
	switch {
	case len(missing) > 0:
		p.found("media", stateFail, "missing", "Count", len(missing), "First", missing[0], "Path", filepath.Clean(dir))
	case p.db.Engine() == db.Postgres:
		p.found("media", stateOK, "shared", "Count", files, "Path", dir)
	default:
		p.found("media", stateOK, "ok", "Count", files)
	}
	return nil
}

// missingFiles lists the digests of files that are not there, or not whole.
func missingFiles(ctx context.Context, d *db.DB, store blob.Store) (missing []string, files int, err error) {
	err = courses.NewStore(d.Reader()).AllFiles(ctx, func(f courses.StoredFile) error {
		files++
		r, size, err := store.Open(ctx, f.Digest)
		if fault.Is(err, fault.NotFound) || (err == nil && size != f.Size) {
			missing = append(missing, f.Digest)
		} else if err != nil {
			return err
		}
		if r != nil {
			return r.Close()
		}
		return nil
	})
	return missing, files, err
}
