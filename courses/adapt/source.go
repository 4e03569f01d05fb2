package adapt

import (
	"path"
	"sort"
	"strings"

	"liem/courses"
	"liem/internal/markdown"
	"liem/internal/text"
)

// source is the folder with its files by path.
type source struct {
	folder *courses.Folder
	files  map[string]*courses.File
	folded map[string]string // by lower-case path, for links that were written on systems which do not tell
	dirs   map[string][]string
	memory map[string]string // texts that were read: pages include the same file again and again
	kept   int
}

// maxMemory bounds what is kept of texts that were read, in bytes.
const maxMemory = 8 << 20

func newSource(folder *courses.Folder) *source {
	s := &source{folder: folder, files: map[string]*courses.File{}, folded: map[string]string{}, dirs: map[string][]string{}, memory: map[string]string{}}
	for i := range folder.Files {
		f := &folder.Files[i]
		s.files[f.Path] = f
		s.folded[strings.ToLower(f.Path)] = f.Path
		for child := f.Path; child != "."; {
			dir := path.Dir(child)
			if n := len(s.dirs[dir]); n > 0 && s.dirs[dir][n-1] == child {
				break
			}
			s.dirs[dir] = append(s.dirs[dir], child)
			child = dir
		}
	}
	return s
}

// has tells whether there is a file, by its exact path.
func (s *source) has(p string) bool { return s.files[p] != nil }

// isDir tells whether anything lies in a folder.
func (s *source) isDir(p string) bool { return len(s.dirs[p]) > 0 }

// find is the file of a path, whatever its case; empty when there is none or the path leads out of the folder.
func (s *source) find(p string) string {
	p = path.Clean(p)
	if s.files[p] != nil {
		return p
	}
	return s.folded[strings.ToLower(p)]
}

// children are the files and folders in a folder, in the order of their paths.
func (s *source) children(dir string) []string {
	list := s.dirs[dir]
	sort.Strings(list)
	out := list[:0:0]
	for i, c := range list {
		if i == 0 || list[i-1] != c {
			out = append(out, c)
		}
	}
	return out
}

// read takes a text file: UTF-8 in NFC, lines ended by \n alone, without control characters. why is a note's code.
func (s *source) read(p string) (body, why string) {
	if kept, ok := s.memory[p]; ok {
		return kept, ""
	}
	f := s.files[p]
	if f == nil {
		return "", "missing"
	}
	raw, err := f.Read(markdown.MaxSize)
	if err != nil {
		if f.Size > markdown.MaxSize {
			return "", "too_large"
		}
		return "", "unreadable"
	}
	decoded, err := text.DecodeUTF8(raw)
	if err != nil {
		return "", "encoding"
	}
	body = text.NFC(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\ufeff", "").Replace(decoded))
	body = strings.Map(func(r rune) rune {
		if r == 0xe000 || r == 0xe001 { // marks of this package
			return -1
		}
		if r != '\n' && r != '\t' && text.IsControl(r) {
			return -1
		}
		return r
	}, body)
	if s.kept += len(body); s.kept < maxMemory {
		s.memory[p] = body
	}
	return body, ""
}

// join is a path written in a file, from the source's root; ok is false when it leads out.
func join(from, to string) (string, bool) {
	p := path.Join(path.Dir(from), to)
	return p, p != ".." && !strings.HasPrefix(p, "../") && !strings.HasPrefix(p, "/")
}

// ext is a file's ending in lower case.
func ext(p string) string { return strings.ToLower(path.Ext(p)) }

// bare is a file's name without folder and ending.
func bare(p string) string {
	base := path.Base(p)
	return strings.TrimSuffix(base, path.Ext(base))
}
