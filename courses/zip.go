package courses

import (
	"archive/zip"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"liem/internal/fault"
	"liem/internal/text"
)

// maxRatio is how much larger than itself a packed file may unpack; text packs 10 to 1, a bomb 1000 to 1. Small files
// are let off.
const (
	maxRatio   = 200
	smallEntry = 1 << 20
)

// OpenZip reads the list of a zip without unpacking it. name is the zip's own name: the slug when the zip has no root
// folder. Sizes are checked again while files are unpacked, for a list may lie.
func OpenZip(r io.ReaderAt, size int64, name string) (*Folder, error) {
	if size > MaxZip {
		return nil, fault.New(fault.Invalid, "courses.zip.zip_too_large").With("Max", MaxZip>>20)
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fault.New(fault.Invalid, "courses.zip.broken").Because(err)
	}
	if len(z.File) > 2*MaxFiles { // folders are entries too
		return nil, fault.New(fault.Invalid, "courses.zip.too_many").With("Max", MaxFiles)
	}
	files := make([]File, 0, len(z.File))
	for _, entry := range z.File {
		file, keep, err := zipFile(entry)
		if err != nil {
			return nil, err
		}
		if keep {
			files = append(files, file)
		}
	}
	slug, files := stripRoots(strings.TrimSuffix(path.Base(name), path.Ext(name)), files)
	return newFolder(slug, files)
}

func zipFile(entry *zip.File) (File, bool, error) {
	name := entry.Name
	if !utf8.ValidString(name) {
		return File{}, false, fault.New(fault.Invalid, "courses.zip.bad_name")
	}
	name = text.NFC(name)
	mode := entry.Mode()
	if err := checkPath(strings.TrimSuffix(name, "/")); err != nil && !junk(name) { // before root folders are taken off
		return File{}, false, err
	}
	switch {
	case mode.IsDir() || strings.HasSuffix(name, "/"):
		return File{}, false, nil
	case mode&fs.ModeType != 0:
		return File{}, false, fault.New(fault.Invalid, "courses.zip.symlink").With("Path", name)
	case entry.Flags&1 != 0:
		return File{}, false, fault.New(fault.Invalid, "courses.zip.encrypted").With("Path", name)
	}
	unpacked, packed := entry.UncompressedSize64, entry.CompressedSize64
	if unpacked > MaxMedia || (unpacked > smallEntry && unpacked/max(packed, 1) > maxRatio) {
		return File{}, false, fault.New(fault.Invalid, "courses.zip.bomb").With("Path", name)
	}
	open := func() (io.ReadCloser, error) {
		r, err := entry.Open()
		if err != nil {
			return nil, err
		}
		return &bounded{r, int64(unpacked)}, nil // #nosec G115 -- at most MaxMedia, see above
	}
	return File{Path: name, Size: int64(unpacked), Open: open}, true, nil
}

// bounded ends a file that goes on after the size that its list said.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, zip.ErrFormat
	}
	return n, err
}

// stripRoots takes off the folders that hold everything: the zip of a folder has one, the zip of a folder's folder two. The
// name of the innermost is the slug; without one the slug is the zip's name.
func stripRoots(name string, files []File) (string, []File) {
	for {
		root := onlyRoot(files)
		if root == "" {
			return name, files
		}
		inside := make([]File, 0, len(files))
		for _, f := range files {
			if rest, ok := strings.CutPrefix(f.Path, root+"/"); ok {
				f.Path = rest
				inside = append(inside, f)
			}
		}
		name, files = root, inside
	}
}

// onlyRoot is the one folder that holds every file that counts, or empty.
func onlyRoot(files []File) string {
	root := ""
	for _, f := range files {
		if junk(f.Path) {
			continue
		}
		first, _, inside := strings.Cut(f.Path, "/")
		if !inside || (root != "" && first != root) || first == mediaDir {
			return ""
		}
		root = first
	}
	return root
}
