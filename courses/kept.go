package courses

import (
	"context"
	"strings"

	"liem/internal/markdown"
	"liem/quiz"
)

// CourseFile is the file that every course has.
const CourseFile = courseDoc

// CheckPath refuses a name that leads out of a folder, or that no other machine could store.
func CheckPath(p string) error { return checkPath(p) }

// KeptFile is a file whose content was stored.
type KeptFile struct {
	Path, Digest, MediaType string
	Size                    int64
	Text                    string // of Markdown
}

// KeepFiles stores the files of a compiled folder as blobs and lists them: also of one that may not become a draft.
func (s *Service) KeepFiles(ctx context.Context, c *Compiled) ([]KeptFile, error) {
	if err := s.keepFiles(ctx, c); err != nil {
		return nil, err
	}
	list := make([]KeptFile, len(c.files))
	for i, f := range c.files {
		list[i] = KeptFile{f.path, f.digest, f.mediaType, f.size, string(f.text)}
	}
	return list, nil
}

// KeepMedia stores a single media file, or says what is wrong with it.
func (s *Service) KeepMedia(ctx context.Context, file File) (KeptFile, *markdown.Problem, error) {
	if err := checkPath(file.Path); err != nil || !strings.HasPrefix(file.Path, mediaDir+"/") {
		return KeptFile{}, nil, err
	}
	c := &compiler{folder: &Folder{Files: []File{file}}, files: map[string]*compiledFile{}, used: map[string]bool{}}
	c.load()
	if len(c.problems) > 0 {
		return KeptFile{}, &c.problems[0], nil
	}
	f := c.files[file.Path]
	if err := s.keepFiles(ctx, &Compiled{files: []compiledFile{*f}}); err != nil {
		return KeptFile{}, nil, err
	}
	return KeptFile{f.path, f.digest, f.mediaType, f.size, ""}, nil, nil
}

// Glance is one file of a compiled folder as officers see it.
type Glance struct {
	Part      Part // of course.md empty
	HTML      HTML
	Questions []quiz.Question
	Settings  quiz.Settings
	Language  string
}

// Glance renders one file; links to other parts lead nowhere.
func (c *Compiled) Glance(path string) Glance {
	g := Glance{Language: c.Meta.Language}
	if path == courseDoc {
		g.HTML = linked(c.Overview, "#")
		return g
	}
	for _, p := range c.parts {
		if p.Path == path {
			g.Part, g.HTML, g.Settings = p.Part, p.HTML, p.Settings
			for _, q := range p.Questions {
				g.Questions = append(g.Questions, q.Rewrite(func(h HTML) HTML { return linked(h, "#") }))
			}
		}
	}
	return g
}
