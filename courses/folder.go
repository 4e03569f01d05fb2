package courses

import (
	"io"
	"path"
	"sort"
	"strings"
	"unicode"

	"liem/internal/fault"
)

// Limits of a course folder, in bytes and files; docs/course-format.md states them.
const (
	MaxZip    = 64 << 20
	MaxTotal  = 256 << 20
	MaxFiles  = 2000
	MaxMedia  = 128 << 20
	maxPath   = 200 // bytes of one path
	maxText   = 1 << 20
	mediaDir  = "media"
	courseDoc = "course.md"
)

// File is a file of a course folder.
type File struct {
	Path string // slash-separated, in NFC
	Size int64
	Open func() (io.ReadCloser, error)
}

// Folder is a course as it arrived.
type Folder struct {
	Slug  string // the folder's name
	Files []File // by path

	Skipped []string // of a folder that is no course: links and names that are not taken
}

// newFolder checks names and sizes: what is refused here is refused before anything is read.
func newFolder(slug string, files []File) (*Folder, error) {
	f := &Folder{Slug: slug}
	seen := map[string]bool{}
	var total int64
	for _, file := range files {
		if junk(file.Path) {
			continue
		}
		if err := checkPath(file.Path); err != nil {
			return nil, err
		}
		key := strings.ToLower(file.Path)
		if seen[key] {
			return nil, fault.New(fault.Invalid, "courses.zip.duplicate").With("Path", file.Path)
		}
		seen[key] = true
		total += file.Size
		f.Files = append(f.Files, file)
	}
	switch {
	case len(f.Files) > MaxFiles:
		return nil, fault.New(fault.Invalid, "courses.zip.too_many").With("Max", MaxFiles)
	case total > MaxTotal:
		return nil, fault.New(fault.Invalid, "courses.zip.too_large").With("Max", MaxTotal>>20)
	case len(f.Files) == 0:
		return nil, fault.New(fault.Invalid, "courses.zip.empty")
	}
	sort.Slice(f.Files, func(i, j int) bool { return f.Files[i].Path < f.Files[j].Path })
	return f, nil
}

// checkPath refuses a name that leads out of the folder, or that no other machine could store.
func checkPath(p string) error {
	bad := p == "" || len(p) > maxPath || strings.ContainsAny(p, `\:*?"<>|`) || strings.ContainsFunc(p, unicode.IsControl) ||
		strings.HasPrefix(p, "/") || path.Clean(p) != p
	for _, part := range strings.Split(p, "/") {
		bad = bad || part == ".." || part == "." || strings.TrimRight(part, " .") != part
	}
	if bad {
		return fault.New(fault.Invalid, "courses.zip.bad_path").With("Path", p)
	}
	return nil
}

// junk is what operating systems and editors leave in folders: hidden files and folders above all.
func junk(p string) bool {
	for _, part := range strings.Split(p, "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." {
			return true
		}
	}
	base := path.Base(p)
	return strings.HasPrefix(p, "__MACOSX/") || base == "Thumbs.db" || base == "desktop.ini"
}

// read takes a file whole, at most limit bytes of it.
func (f *File) read(limit int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fault.New(fault.Invalid, "courses.zip.broken").Because(err)
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fault.New(fault.Invalid, "courses.zip.broken").Because(err)
	}
	if int64(len(raw)) > limit {
		return nil, fault.New(fault.Invalid, "courses.zip.file_too_large").With("Path", f.Path).With("Max", limit>>20)
	}
	return raw, nil
}
