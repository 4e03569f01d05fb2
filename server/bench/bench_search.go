package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"liem/courses"
	"liem/courses/library"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/server/app"
)

// Targets of publishing and of searching, and how much there is.
const (
	publishTime    = 5 * time.Second // one course of longCourse lessons, checked, rendered and indexed
	searchP99      = 50 * time.Millisecond
	longCourse     = 300
	longCourses    = 7 // some two thousand lessons
	lessonLines    = 12
	searchesAtRate = 50 // a second: some twenty people who type at once
	searchers      = 16
	phrases        = 2000
)

// measureSearch publishes long courses, and searches them as people type: a few words that stand somewhere, with and
// without marks, the last one half typed.
func measureSearch(ctx context.Context, b *bench) error {
	dir := filepath.Join(b.dir, "long")
	asked, slowest, err := seedLong(ctx, dir)
	if err != nil {
		return err
	}
	b.out.heading(fmt.Sprintf("Publishing %d courses of %d lessons, in process", longCourses, longCourse))
	b.out.within("slowest", slowest, publishTime)
	server, err := b.start(dir)
	if err != nil {
		return err
	}
	defer server.stop()
	s, err := openSession(server.addr, "canbo0001")
	if err != nil {
		return err
	}
	steps := make([]step, searchers)
	for i := range steps {
		c, err := s.resume(server.addr)
		if err != nil {
			return err
		}
		defer c.close()
		next := i
		steps[i] = func() error {
			path := asked[next%len(asked)]
			next += searchers
			return c.page(path)()
		}
	}
	b.out.section(fmt.Sprintf("Search over %d lessons, %d a second", longCourses*longCourse, searchesAtRate))
	found, err := server.measure(func() (load, error) { return paced(steps, searchesAtRate, 2*b.span()) })
	if err != nil {
		return err
	}
	b.out.load("searches", found)
	b.out.within("p99", found.percentile(99), searchP99)
	return nil
}

// seedLong publishes the long courses and tells which addresses to ask for, and how long the slowest took.
func seedLong(ctx context.Context, dir string) (asked []string, slowest time.Duration, err error) {
	a, err := app.Open(ctx, app.Config{Dir: dir, MaxConns: 2}, clock.System, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, 0, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if _, err := seedPeople(ctx, a); err != nil {
		return nil, 0, err
	}
	lines, err := libraryLines()
	if err != nil {
		return nil, 0, err
	}
	random := rand.New(rand.NewPCG(1, 2)) // #nosec G404 -- the same texts in every run
	for i := range longCourses {
		f := longFolder(random, lines, fmt.Sprintf("dai-%d", i+1))
		start := time.Now()
		if _, err := publish(ctx, a, f); err != nil {
			return nil, 0, err
		}
		slowest = max(slowest, time.Since(start))
	}
	for range phrases {
		asked = append(asked, "/search?q="+url.QueryEscape(phrase(random, lines)))
	}
	return asked, slowest, nil
}

// longFolder is a course whose lessons are lines of the sample courses, shuffled.
func longFolder(random *rand.Rand, lines []string, slug string) *courses.Folder {
	f := &courses.Folder{Slug: slug}
	add := func(path, text string) {
		f.Files = append(f.Files, courses.File{Path: path, Size: int64(len(text)),
			Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }})
	}
	for i := range longCourse {
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: Bài %d\nminutes: 10\n---\n", i+1)
		for j := range lessonLines {
			if j%4 == 0 {
				fmt.Fprintf(&b, "\n## Mục %d\n", j/4+1)
			}
			b.WriteString("\n" + lines[random.IntN(len(lines))] + "\n")
		}
		add(fmt.Sprintf("%03d-bai-%d.md", i+1, i+1), b.String())
	}
	add("course.md", fmt.Sprintf(courseText, db.NewID(), slug))
	return f
}

// phrase is one to five words that stand together somewhere, the last one perhaps half typed.
func phrase(random *rand.Rand, lines []string) string {
	words := strings.Fields(lines[random.IntN(len(lines))])
	from := random.IntN(max(1, len(words)-5))
	words = words[from:min(len(words), from+1+random.IntN(5))]
	last := []rune(words[len(words)-1])
	words[len(words)-1] = string(last[:1+random.IntN(len(last))])
	return strings.Join(words, " ")
}

// libraryLines are the plain paragraphs of the sample courses.
func libraryLines() (lines []string, err error) {
	for _, name := range library.Names() {
		course, err := library.Course(name)
		if err != nil {
			return nil, err
		}
		paths, err := fs.Glob(course, "*.md")
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			raw, err := fs.ReadFile(course, path)
			if err != nil {
				return nil, err
			}
			for line := range strings.SplitSeq(string(raw), "\n") {
				if isPlain(line) {
					lines = append(lines, line)
				}
			}
		}
	}
	return lines, nil
}

// isPlain tells a sentence from everything that Markdown knows.
func isPlain(line string) bool {
	return len(line) > 100 && unicode.IsLetter([]rune(line)[0]) && !strings.ContainsAny(line, "[]|{}<>^`#")
}
