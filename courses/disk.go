package courses

import (
	"io"
	"io/fs"
	"path"
	"strings"

	"liem/internal/fault"
	"liem/internal/text"
)

// OpenFS reads the list of a folder, from a disk (os.Root's FS, which no link leaves) or from the program itself.
func OpenFS(files fs.FS, slug string) (*Folder, error) {
	var list []File
	err := fs.WalkDir(files, ".", func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fault.New(fault.Invalid, "courses.folder_unreadable").With("Path", p).Because(err)
		case e.IsDir():
			if p != "." && strings.HasPrefix(e.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		case e.Type()&fs.ModeType != 0:
			return fault.New(fault.Invalid, "courses.zip.symlink").With("Path", p)
		case len(list) > 2*MaxFiles:
			return fault.New(fault.Invalid, "courses.zip.too_many").With("Max", MaxFiles)
		}
		info, err := e.Info()
		if err != nil {
			return fault.New(fault.Invalid, "courses.folder_unreadable").With("Path", p).Because(err)
		}
		if info.Size() > MaxMedia {
			return fault.New(fault.Invalid, "courses.zip.file_too_large").With("Path", p).With("Max", MaxMedia>>20)
		}
		list = append(list, File{Path: text.NFC(p), Size: info.Size(), Open: func() (io.ReadCloser, error) { return files.Open(p) }})
		return nil
	})
	if err != nil {
		return nil, err
	}
	return newFolder(path.Base(slug), list)
}
