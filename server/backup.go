package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"liem/internal/backup"
	"liem/internal/blob"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/migrations"
)

// backupCmd writes the database and its media into one file.
type backupCmd struct {
	Dest string `arg:"" placeholder:"DEST"`
	Keys string `placeholder:"FILE"`
}

// backedUp is what backup wrote.
type backedUp struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"` // of the whole file
	Rows   int64  `json:"rows"`
	Blobs  int    `json:"media_files"`
	Bytes  int64  `json:"media_bytes"`
	Keys   string `json:"keys,omitempty"`
}

// Run writes the backup, and the keys beside it where asked for; it writes over nothing.
func (cmd *backupCmd) Run(ctx context.Context, c *console) error {
	path := backupPath(cmd.Dest, clock.System.Now())
	if err := refuseExisting(path); err != nil {
		return err
	}
	if cmd.Keys != "" {
		if err := refuseExisting(cmd.Keys); err != nil {
			return err
		}
	}
	return c.withDB(ctx, func(d *db.DB) error {
		result, err := cmd.write(ctx, c, d, path)
		if err != nil {
			return err
		}
		if err := c.say(result, "server.backup.done", "Path", path, "Rows", c.p.Number(int(result.Rows)), "Blobs", c.p.Number(result.Blobs), "SHA256", result.SHA256); err != nil {
			return err
		}
		if c.json {
			return nil
		}
		if cmd.Keys == "" {
			return c.line(c.p.T("server.backup.no_keys"))
		}
		return c.line(c.p.T("server.backup.keys_done", "Path", cmd.Keys))
	})
}

// backupPath is the file to write: in a folder, one that is named after the time.
func backupPath(dest string, now time.Time) string {
	if info, err := os.Stat(dest); err == nil && info.IsDir() {
		return filepath.Join(dest, "liem-"+now.UTC().Format("20060102T150405Z")+".tar.zst")
	}
	return dest
}

func (cmd *backupCmd) write(ctx context.Context, c *console, d *db.DB, path string) (backedUp, error) {
	media, err := blob.OpenDir(c.config.MediaDir())
	if err != nil {
		return backedUp{}, err
	}
	defer media.Close()
	var m backup.Manifest
	h := sha256.New()
	err = writeFile(path, func(w io.Writer) (err error) {
		m, err = backup.Write(ctx, io.MultiWriter(w, h), backup.Source{DB: d, Blobs: media, Migrations: migrations.FS,
			Program: version(), Now: clock.System.Now(), Temp: filepath.Dir(path)})
		return err
	})
	if err == nil && cmd.Keys != "" {
		err = writeFile(cmd.Keys, func(w io.Writer) error { return backup.WriteFiles(w, c.config.KeyFiles(), clock.System.Now()) })
		if err != nil {
			err = errors.Join(err, os.Remove(path)) // both or neither
		}
	}
	return backedUp{Path: path, SHA256: hex.EncodeToString(h.Sum(nil)), Rows: m.Rows(), Blobs: len(m.Blobs), Bytes: m.BlobBytes(),
		Keys: cmd.Keys}, err
}
