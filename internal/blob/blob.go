// Package blob keeps files by their content: a blob is named by its SHA-256, stored once, and never changed.
package blob

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"

	"liem/internal/fault"
)

// Store keeps blobs. It is safe for concurrent use.
type Store interface {
	// Put stores what r holds and returns its digest, SHA-256 in hexadecimal, and its size. When Put returns, the blob
	// survives a power cut.
	Put(ctx context.Context, r io.Reader) (digest string, size int64, err error)
	// Open reads a blob; not found when there is none.
	Open(ctx context.Context, digest string) (io.ReadSeekCloser, int64, error)
	// Has tells whether there is a blob.
	Has(ctx context.Context, digest string) (bool, error)
	// Walk calls visit for every blob, in no order.
	Walk(ctx context.Context, visit func(digest string, size int64) error) error
}

// Dir keeps blobs in a folder, "ab/cdef…". Names never leave it: all access goes through os.Root.
type Dir struct{ root *os.Root }

// OpenDir opens the folder and makes it when it is missing.
func OpenDir(dir string) (*Dir, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Dir{root}, nil
}

// Close gives the folder back.
func (d *Dir) Close() error { return d.root.Close() }

var digestForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

func name(digest string) (string, error) {
	if !digestForm.MatchString(digest) {
		return "", fault.New(fault.NotFound, "fault.not_found")
	}
	return path.Join(digest[:2], digest[2:]), nil
}

// Open implements Store.
func (d *Dir) Open(_ context.Context, digest string) (io.ReadSeekCloser, int64, error) {
	n, err := name(digest)
	if err != nil {
		return nil, 0, err
	}
	f, err := d.root.Open(n)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, fault.New(fault.NotFound, "fault.not_found").Because(err)
	}
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, info.Size(), nil
}

// Has implements Store.
func (d *Dir) Has(_ context.Context, digest string) (bool, error) {
	n, err := name(digest)
	if err != nil {
		return false, nil
	}
	_, err = d.root.Stat(n)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Walk implements Store.
func (d *Dir) Walk(ctx context.Context, visit func(digest string, size int64) error) error {
	return fs.WalkDir(d.root.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		if err = errors.Join(err, ctx.Err()); err != nil || e.IsDir() {
			return err
		}
		digest := strings.Replace(p, "/", "", 1)
		if n, err := name(digest); err != nil || n != p {
			return nil // being written, or not ours
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		return visit(digest, info.Size())
	})
}
