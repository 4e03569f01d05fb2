package backup

import (
	"archive/tar"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"liem/internal/fault"
)

// maxKeyFile bounds a key file; one is far smaller.
const maxKeyFile = 64 << 10

// WriteFiles writes small files as a plain tar: the keys, which are kept apart from the data. files maps a name in the
// archive to a path.
func WriteFiles(w io.Writer, files map[string]string, at time.Time) error {
	out := tar.NewWriter(w)
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		raw, err := os.ReadFile(files[name])
		if err != nil {
			return err
		}
		h := &tar.Header{Name: name, Size: int64(len(raw)), Mode: 0o600, ModTime: at.Truncate(time.Second), Typeflag: tar.TypeReg}
		if err := out.WriteHeader(h); err != nil {
			return err
		}
		if _, err := out.Write(raw); err != nil {
			return err
		}
	}
	return out.Close()
}

// ReadFiles reads what WriteFiles wrote. Exactly the names given must be there.
func ReadFiles(r io.Reader, names []string) (map[string][]byte, error) {
	files := map[string][]byte{}
	in := tar.NewReader(r)
	for {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, damaged("keys", err)
		}
		_, twice := files[h.Name]
		if twice || !slices.Contains(names, h.Name) || h.Size > maxKeyFile {
			return nil, damaged(h.Name, errors.New("not a member of a keys archive"))
		}
		if files[h.Name], err = io.ReadAll(in); err != nil {
			return nil, damaged(h.Name, err)
		}
	}
	for _, name := range names {
		if _, ok := files[name]; !ok {
			return nil, damaged(name, errors.New("missing"))
		}
	}
	return files, nil
}

// CheckPlace refuses a place where another file is already.
func CheckPlace(path string, content []byte) error {
	have, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || (err == nil && string(have) == string(content)) {
		return nil
	}
	return fault.New(fault.Conflict, "backup.file_exists").With("Path", path).Because(err)
}

// PlaceFile writes a file that only its owner may read. One that is there must be the same already.
func PlaceFile(path string, content []byte) error {
	if err := CheckPlace(path, content); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil // the same, as was just seen
	}
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}
