package main

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"time"

	"liem/internal/backup"
	"liem/internal/blob"
	"liem/migrations"
	"liem/server/app"
)

// restoreCmd puts a backup back into an empty database.
type restoreCmd struct {
	Source string `arg:"" placeholder:"SRC"`
	Keys   string `placeholder:"FILE"`
	Apply  bool
}

// restored is what a restore would put back, or did.
type restored struct {
	Applied   bool      `json:"applied"`
	CreatedAt time.Time `json:"created_at"`
	Program   string    `json:"program"`
	Engine    string    `json:"engine"`
	Migration string    `json:"migration"` // the last one of the backup
	Tables    int       `json:"tables"`
	Rows      int64     `json:"rows"`
	Blobs     int       `json:"media_files"`
	Bytes     int64     `json:"media_bytes"`
	Keys      bool      `json:"keys"` // they are put in place too
}

// Run checks the whole backup and says what it would do; with --apply it does it.
func (cmd *restoreCmd) Run(ctx context.Context, c *console) error {
	open := func() (io.ReadCloser, error) { return os.Open(cmd.Source) }
	keys, err := cmd.readKeys(c)
	if err != nil {
		return err
	}
	do := cmd.plan
	if cmd.Apply {
		do = cmd.apply
	}
	m, err := do(ctx, c, open)
	if err != nil {
		return err
	}
	for name, content := range keys {
		if cmd.Apply {
			err = errors.Join(err, backup.PlaceFile(c.config.KeyFiles()[name], content))
		}
	}
	if err != nil {
		return err
	}
	return cmd.tell(c, m)
}

// readKeys reads the keys archive and refuses one that would not fit beside the keys that are there.
func (cmd *restoreCmd) readKeys(c *console) (map[string][]byte, error) {
	if cmd.Keys == "" {
		return nil, nil
	}
	f, err := os.Open(cmd.Keys)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	paths := c.config.KeyFiles()
	names := make([]string, 0, len(paths))
	for name := range paths {
		names = append(names, name)
	}
	slices.Sort(names)
	keys, err := backup.ReadFiles(f, names)
	for name, content := range keys {
		err = errors.Join(err, backup.CheckPlace(paths[name], content))
	}
	return keys, err
}

// plan reads the backup and looks at the target, without making anything.
func (cmd *restoreCmd) plan(ctx context.Context, c *console, open backup.Opener) (backup.Manifest, error) {
	target := backup.Target{Migrations: migrations.FS}
	if app.RequireDB(c.config) == nil {
		d, err := app.OpenDB(ctx, c.config, c.log())
		if err != nil {
			return backup.Manifest{}, err
		}
		defer d.Close()
		target.DB = d
	}
	return backup.Plan(ctx, open, target)
}

func (cmd *restoreCmd) apply(ctx context.Context, c *console, open backup.Opener) (backup.Manifest, error) {
	if m, err := cmd.plan(ctx, c, open); err != nil {
		return m, err
	}
	d, err := app.OpenDB(ctx, c.config, c.log())
	if err != nil {
		return backup.Manifest{}, err
	}
	defer d.Close()
	media, err := blob.OpenDir(c.config.MediaDir())
	if err != nil {
		return backup.Manifest{}, err
	}
	defer media.Close()
	target := backup.Target{DB: d, Blobs: media, Migrations: migrations.FS, Accept: app.Accept(c.config)}
	m, err := backup.Restore(ctx, open, target)
	if err != nil {
		return m, err
	}
	return m, app.MarkMedia(ctx, c.config, d)
}

func (cmd *restoreCmd) tell(c *console, m backup.Manifest) error {
	r := restored{Applied: cmd.Apply, CreatedAt: m.CreatedAt, Program: m.Program, Engine: string(m.Engine), Tables: len(m.Tables),
		Rows: m.Rows(), Blobs: len(m.Blobs), Bytes: m.BlobBytes(), Keys: cmd.Keys != ""}
	if len(m.Migrations) > 0 {
		r.Migration = m.Migrations[len(m.Migrations)-1]
	}
	if c.json {
		return c.print(r)
	}
	if err := c.line(c.p.T("server.restore.content", "Time", c.p.Time(m.CreatedAt), "Program", m.Program, "Engine", r.Engine,
		"Migration", r.Migration, "Tables", r.Tables, "Rows", c.p.Number(int(r.Rows)), "Blobs", c.p.Number(r.Blobs), "Size", c.p.Bytes(r.Bytes))); err != nil {
		return err
	}
	if !cmd.Apply {
		return c.line(c.p.T("server.restore.dry_run"))
	}
	if cmd.Keys == "" {
		if err := c.line(c.p.T("server.restore.no_keys")); err != nil {
			return err
		}
	}
	return c.line(c.p.T("server.restore.done"))
}
