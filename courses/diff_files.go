package courses

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

func (s *Service) fileChanges(ctx context.Context, fromID, toID string) ([]FileChange, error) {
	store := NewStore(s.DB.Reader())
	before, err := store.Files(ctx, fromID)
	if err != nil {
		return nil, err
	}
	after, err := store.Files(ctx, toID)
	if err != nil {
		return nil, err
	}
	var out []FileChange
	for _, f := range after {
		old := find(before, f.Path)
		if old != nil && old.Digest == f.Digest {
			continue
		}
		change, err := s.fileChange(ctx, old, &f)
		if err != nil {
			return nil, err
		}
		out = append(out, change)
	}
	for _, f := range before {
		if find(after, f.Path) == nil {
			out = append(out, FileChange{Path: f.Path, Change: Removed})
		}
	}
	return out, nil
}

func find(files []StoredFile, path string) *StoredFile {
	if i := slices.IndexFunc(files, func(f StoredFile) bool { return f.Path == path }); i >= 0 {
		return &files[i]
	}
	return nil
}

func (s *Service) fileChange(ctx context.Context, old, now *StoredFile) (FileChange, error) {
	if old == nil {
		return FileChange{Path: now.Path, Change: Added}, nil
	}
	c := FileChange{Path: now.Path, Change: Changed}
	if !strings.HasPrefix(now.MediaType, "text/markdown") {
		return c, nil
	}
	before, err := s.text(ctx, old)
	if err != nil {
		return c, err
	}
	after, err := s.text(ctx, now)
	if err != nil {
		return c, err
	}
	c.Lines, err = Lines(before, after)
	return c, err
}

func (s *Service) text(ctx context.Context, f *StoredFile) (string, error) {
	r, _, err := s.Blobs.Open(ctx, f.Digest)
	if err != nil {
		return "", err
	}
	defer r.Close()
	raw, err := io.ReadAll(r)
	return string(raw), err
}

// Lines is the difference of two texts with three lines of context.
func Lines(before, after string) ([]Line, error) {
	unified, err := udiff.ToUnifiedDiff("", "", before, udiff.Strings(before, after), udiff.DefaultContextLines)
	if err != nil {
		return nil, err
	}
	var out []Line
	for i, hunk := range unified.Hunks {
		if i > 0 {
			out = append(out, Line{Kind: LineGap})
		}
		for _, l := range hunk.Lines {
			kind := LineSame
			switch l.Kind {
			case udiff.Insert:
				kind = LineAdded
			case udiff.Delete:
				kind = LineRemoved
			}
			out = append(out, Line{Kind: kind, Text: strings.TrimSuffix(l.Content, "\n")})
		}
	}
	markWords(out)
	return out, nil
}
