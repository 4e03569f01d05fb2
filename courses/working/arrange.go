package working

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/people"
)

var partNumber = regexp.MustCompile(`^(\d+)-(.+)$`)

// Add adds a lesson or a quiz after the last part, under a title, and returns its path.
func (s *Service) Add(ctx context.Context, a people.Actor, courseID string, kind courses.PartKind, title, body string) (string, error) {
	stem := markdown.Slug(title)
	if stem == "" {
		return "", fault.New(fault.Invalid, "edit.title_missing").At("title")
	}
	var name string
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if _, err := s.take(ctx, tx, a, courseID); err != nil {
			return err
		}
		store := newStore(tx)
		files, err := store.files(ctx, courseID)
		if err != nil {
			return err
		}
		name = nextName(files, stem, kind)
		if err := courses.CheckPath(name); err != nil {
			return fault.New(fault.Invalid, "edit.title_missing").At("title")
		}
		if err := store.addAuthor(ctx, courseID, a.AccountID); err != nil {
			return err
		}
		return store.insertFiles(ctx, courseID, []File{{Path: name, Revision: 1, Body: body, Size: int64(len(body)), MediaType: markdownType,
			SavedAt: s.Business.Now(), SavedBy: a.AccountID}})
	})
	return name, err
}

// nextName is the name of a new part: the next number, and a stem that no other part has.
func nextName(files []File, stem string, kind courses.PartKind) string {
	last, stems := 0, map[string]bool{}
	for _, f := range files {
		if m := partNumber.FindStringSubmatch(f.Path); m != nil && f.IsText() {
			n, _ := strconv.Atoi(m[1])
			last = max(last, n)
			stems[stemOf(f.Path)] = true
		}
	}
	free := stem
	for i := 2; stems[free]; i++ {
		free = fmt.Sprintf("%s-%d", stem, i)
	}
	ending := ".md"
	if kind == courses.KindQuiz {
		ending = ".quiz.md"
	}
	return fmt.Sprintf("%02d-%s%s", last+1, free, ending)
}

// Remove takes a file out of the working copy; the history keeps it. course.md stays.
func (s *Service) Remove(ctx context.Context, a people.Actor, courseID, name string) error {
	if name == courses.CourseFile {
		return fault.New(fault.Invalid, "edit.course_stays")
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if _, err := s.take(ctx, tx, a, courseID); err != nil {
			return err
		}
		store := newStore(tx)
		was, err := store.file(ctx, courseID, name)
		if err != nil {
			return err
		}
		if err := s.remember(ctx, tx, a, courseID, was, true); err != nil {
			return err
		}
		if err := store.addAuthor(ctx, courseID, a.AccountID); err != nil {
			return err
		}
		return store.remove(ctx, courseID, name)
	})
}

// Shift moves a part by one place up (-1) or down (1): it changes numbers with its neighbour,
// and links to both follow. It returns the part's new name.
func (s *Service) Shift(ctx context.Context, a people.Actor, courseID, name string, by int) (to string, err error) {
	to = name
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if _, err := s.take(ctx, tx, a, courseID); err != nil {
			return err
		}
		files, err := newStore(tx).files(ctx, courseID)
		if err != nil {
			return err
		}
		parts := Parts(files)
		i := slices.IndexFunc(parts, func(f File) bool { return f.Path == name })
		if i < 0 || by != 1 && by != -1 {
			return errGone
		}
		if i+by < 0 || i+by >= len(parts) {
			return nil // it is the first, or the last, already
		}
		one, other := partNumber.FindStringSubmatch(parts[i].Path), partNumber.FindStringSubmatch(parts[i+by].Path)
		if one == nil || other == nil || one[1] == other[1] {
			return fault.New(fault.Conflict, "edit.no_numbers")
		}
		to = other[1] + "-" + one[2]
		return s.rename(ctx, tx, a, courseID, files, map[string]string{one[0]: to, other[0]: one[1] + "-" + other[2]})
	})
	return to, err
}

// Rename gives a part another stem, made from a title; its number stays, and links to it follow. The lesson's id stays what
// it was: it is written into the file, so that what officers did of it still counts.
func (s *Service) Rename(ctx context.Context, a people.Actor, courseID, name, title string) (string, error) {
	stem := markdown.Slug(title)
	m := partNumber.FindStringSubmatch(name)
	if stem == "" || m == nil {
		return "", fault.New(fault.Invalid, "edit.title_missing").At("title")
	}
	ending := ".md"
	if strings.HasSuffix(name, ".quiz.md") {
		ending = ".quiz.md"
	}
	to := m[1] + "-" + stem + ending
	return to, s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if _, err := s.take(ctx, tx, a, courseID); err != nil {
			return err
		}
		files, err := newStore(tx).files(ctx, courseID)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(files, func(f File) bool { return f.Path == name })
		switch {
		case i < 0:
			return errGone
		case to == name:
			return nil
		case slices.ContainsFunc(files, func(f File) bool { return f.Path != name && stemOf(f.Path) == stem }):
			return fault.New(fault.Conflict, "edit.name_taken").At("title")
		}
		files[i].Body = keepID(files[i].Body, stemOf(name))
		return s.rename(ctx, tx, a, courseID, files, map[string]string{name: to})
	})
}

// stemOf is a part's address: its name without the number and the ending.
func stemOf(name string) string {
	m := partNumber.FindStringSubmatch(name)
	if m == nil {
		return ""
	}
	return strings.TrimSuffix(strings.TrimSuffix(m[2], ".md"), ".quiz")
}

// keepID writes the id that a part had by its name into its front matter, where none is written.
func keepID(body, stem string) string {
	front, rest, ok := strings.Cut(strings.TrimPrefix(body, "---\n"), "\n---")
	if !ok || !strings.HasPrefix(body, "---\n") || regexp.MustCompile(`(?m)^id\s*:`).MatchString(front) {
		return body
	}
	return "---\nid: " + stem + "\n" + front + "\n---" + rest
}

// rename gives files other names and lets the links of all text follow. files hold the text as it is to be.
func (s *Service) rename(ctx context.Context, tx db.Tx, a people.Actor, courseID string, files []File, names map[string]string) error {
	store := newStore(tx)
	was, err := store.files(ctx, courseID)
	if err != nil {
		return err
	}
	for from := range names {
		if err := store.remove(ctx, courseID, from); err != nil {
			return err
		}
	}
	for i, f := range files {
		to, renamed := names[f.Path]
		body := f.Body
		if f.IsText() {
			body = follow(body, names)
		}
		old := was[slices.IndexFunc(was, func(w File) bool { return w.Path == f.Path })]
		switch {
		case renamed:
			f.Body, f.Size, f.Revision, f.SavedAt, f.SavedBy = body, int64(len(body)), f.Revision+1, s.Business.Now(), a.AccountID
			if err := store.moveHistory(ctx, courseID, f.Path, to); err != nil {
				return err
			}
			f.Path = to
			if err := store.insertFiles(ctx, courseID, []File{f}); err != nil {
				return err
			}
		case body != old.Body:
			if _, err := s.write(ctx, tx, a, courseID, old, body); err != nil {
				return err
			}
		}
		files[i] = f
	}
	if err := store.settleHistory(ctx, courseID); err != nil {
		return err
	}
	return store.addAuthor(ctx, courseID, a.AccountID)
}

var localLink = regexp.MustCompile(`(\]\(<?|\]:[ \t]*<?)(\./)?([^\s()<>#]+)`)

// follow puts the new names into links that lead to renamed files.
func follow(body string, names map[string]string) string {
	return localLink.ReplaceAllStringFunc(body, func(link string) string {
		m := localLink.FindStringSubmatch(link)
		if to, ok := names[m[3]]; ok {
			return m[1] + m[2] + to
		}
		return link
	})
}

// IsQuiz tells a quiz from the other files.
func IsQuiz(f File) bool { return f.IsText() && strings.HasSuffix(f.Path, ".quiz.md") }

// Parts are the lessons and quizzes among files, in their order.
func Parts(files []File) (parts []File) {
	for _, f := range files {
		if f.IsText() && f.Path != courses.CourseFile {
			parts = append(parts, f)
		}
	}
	slices.SortStableFunc(parts, func(x, y File) int { return number(x.Path) - number(y.Path) })
	return parts
}

func number(name string) int {
	if m := partNumber.FindStringSubmatch(path.Base(name)); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	return 0
}
