package blob

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
)

// partial begins the names of files that are being written.
const partial = "partial-"

// Put implements Store: a temporary file, flushed, then renamed into place.
func (d *Dir) Put(_ context.Context, r io.Reader) (digest string, size int64, err error) {
	temp := partial + rand.Text()
	f, err := d.root.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", 0, err
	}
	defer func() {
		if err != nil {
			d.root.Remove(temp)
		}
	}()
	h := sha256.New()
	size, err = io.Copy(io.MultiWriter(f, h), r)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return "", 0, err
	}
	digest = hex.EncodeToString(h.Sum(nil))
	return digest, size, d.place(temp, digest, size)
}

// place renames a flushed file to its digest's name. A blob of that name is left as it is, unless its size shows that it
// was damaged: then storing the file again mends it. The folders are flushed in every case, as whoever stored the blob
// at the same moment may not have come so far.
func (d *Dir) place(temp, digest string, size int64) error {
	target, err := name(digest)
	if err != nil {
		return err
	}
	if err := d.root.Mkdir(digest[:2], 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, statErr := d.root.Stat(target); statErr == nil && info.Mode().IsRegular() && info.Size() == size {
		err = d.root.Remove(temp)
	} else {
		err = d.root.Rename(temp, target)
	}
	if err != nil {
		return err
	}
	return errors.Join(d.sync(digest[:2]), d.sync("."))
}

// sync makes what was renamed or made in a folder survive a power cut.
func (d *Dir) sync(dir string) error {
	f, err := d.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// RemoveLeftovers removes what a server that was killed in the middle of Put left behind: unfinished files that nothing
// was written to since before. It reports how many.
func (d *Dir) RemoveLeftovers(before time.Time) (removed int, err error) {
	entries, err := fs.ReadDir(d.root.FS(), ".")
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), partial) || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // placed or removed meanwhile
		}
		if err != nil {
			return removed, err
		}
		if !info.ModTime().Before(before) {
			continue
		}
		if err := d.root.Remove(e.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return removed, err
		}
		removed++
	}
	return removed, nil
}
