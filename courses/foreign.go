package courses

import (
	"archive/zip"
	"io"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/internal/text"
)

// MaxForeign bounds the files of a folder that is no course: a project keeps much beside its pages, and only what the
// pages need is read.
const MaxForeign = 20_000

// IsCourse tells a folder in the course format from one that has to be adapted first.
func (f *Folder) IsCourse() bool {
	return slices.ContainsFunc(f.Files, func(file File) bool { return file.Path == courseDoc })
}

// IsForeign tells a folder that is no course and could be made into one: it has Markdown.
func (f *Folder) IsForeign() bool { return !f.IsCourse() && hasPages(f.Files) }

// hasPages tells whether there is anything in a folder that could become a lesson.
func hasPages(files []File) bool {
	return slices.ContainsFunc(files, func(f File) bool { return PageFile(f.Path) })
}

// PageFile tells a file of Markdown by its ending.
func PageFile(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdx":
		return true
	}
	return false
}

// OpenAnyZip opens a zip as OpenZip does, and one that holds Markdown without a course.md as a folder to be adapted.
func OpenAnyZip(r io.ReaderAt, size int64, name string) (*Folder, error) {
	if size > MaxZip {
		return OpenZip(r, size, name) // which refuses it
	}
	z, err := zip.NewReader(r, size)
	if err != nil || len(z.File) > 2*MaxForeign {
		return OpenZip(r, size, name)
	}
	var files []File
	var skipped []string
	for _, entry := range z.File {
		file, keep, err := zipFile(entry)
		switch e, _ := fault.As(err); {
		case e != nil && e.Key == "courses.zip.symlink":
			skipped = append(skipped, entry.Name)
		case err != nil:
			return nil, err
		case keep:
			files = append(files, file)
		}
	}
	slug, files := stripRoots(strings.TrimSuffix(path.Base(name), path.Ext(name)), files)
	if (&Folder{Files: files}).IsCourse() || !hasPages(files) {
		return OpenZip(r, size, name)
	}
	return foreignFolder(slug, files, skipped)
}

// OpenAnyFS opens a folder as OpenFS does, and one that holds Markdown without a course.md as a folder to be adapted.
func OpenAnyFS(files fs.FS, slug string) (*Folder, error) {
	if _, err := fs.Stat(files, courseDoc); err == nil {
		return OpenFS(files, slug)
	}
	w := foreignWalk{files: files}
	if err := fs.WalkDir(files, ".", w.visit); err != nil {
		return nil, err
	}
	if !hasPages(w.list) {
		return OpenFS(files, slug)
	}
	return foreignFolder(path.Base(slug), w.list, w.skipped)
}

// foreignWalk lists a folder without following links.
type foreignWalk struct {
	files   fs.FS
	list    []File
	skipped []string
}

func (w *foreignWalk) visit(p string, e fs.DirEntry, err error) error {
	switch {
	case err != nil:
		return fault.New(fault.Invalid, "courses.folder_unreadable").With("Path", p).Because(err)
	case e.IsDir() && p != "." && (strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules"):
		return fs.SkipDir
	case e.IsDir():
		return nil
	case e.Type()&fs.ModeType != 0:
		w.skipped = append(w.skipped, p)
		return nil
	case len(w.list) >= MaxForeign:
		return fault.New(fault.Invalid, "courses.zip.too_many").With("Max", MaxForeign)
	}
	info, err := e.Info()
	if err != nil {
		return fault.New(fault.Invalid, "courses.folder_unreadable").With("Path", p).Because(err)
	}
	w.list = append(w.list, File{Path: text.NFC(p), Size: info.Size(), Open: func() (io.ReadCloser, error) { return w.files.Open(p) }})
	return nil
}

// foreignFolder is what may be adapted: names that lead out of the folder are passed over and told, and so is all that
// comes twice. Nothing is stored under these names.
func foreignFolder(slug string, files []File, skipped []string) (*Folder, error) {
	f := &Folder{Slug: slug, Skipped: skipped}
	seen := map[string]bool{}
	for _, file := range files {
		switch key := strings.ToLower(file.Path); {
		case junk(file.Path) || strings.HasPrefix(file.Path, "node_modules/") || strings.Contains(file.Path, "/node_modules/"):
		case checkPath(file.Path) != nil || seen[key] || file.Size > MaxMedia:
			f.Skipped = append(f.Skipped, file.Path)
		default:
			seen[key] = true
			f.Files = append(f.Files, file)
		}
	}
	if len(f.Files) > MaxForeign {
		return nil, fault.New(fault.Invalid, "courses.zip.too_many").With("Max", MaxForeign)
	}
	sort.Slice(f.Files, func(i, j int) bool { return f.Files[i].Path < f.Files[j].Path })
	sort.Strings(f.Skipped)
	return f, nil
}

// NewFolder makes a course folder of files, under the rules that any folder is read by.
func NewFolder(slug string, files []File) (*Folder, error) { return newFolder(slug, files) }

// Read takes a file whole, at most limit bytes of it.
func (f *File) Read(limit int64) ([]byte, error) { return f.read(limit) }

// Reserved tells a stem that addresses use.
func Reserved(stem string) bool { return reserved[stem] }

// MediaFile tells by its ending whether a file can be media of a course.
func MediaFile(name string) bool {
	_, ok := mediaKinds[strings.ToLower(path.Ext(name))]
	return ok
}

// CheckMedia finds what a course would refuse of these files.
func CheckMedia(files []File) []markdown.Problem {
	c := &compiler{files: map[string]*compiledFile{}}
	for i := range files {
		c.loadMedia(&files[i])
	}
	return c.problems
}
