package courses_test

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/courses/library"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people"
	"liem/training/trainingtest"
)

func sample(t *testing.T, name string) *courses.Folder {
	t.Helper()
	files, err := library.Course(name)
	require.NoError(t, err)
	folder, err := courses.OpenFS(files, name)
	require.NoError(t, err)
	return folder
}

// libraryDay is the newest day up to which a sample course was brought up to date.
const libraryDay clock.Date = "2026-11-26"

// TestSampleCourses holds what every course that ships with the program has.
func TestSampleCourses(t *testing.T) {
	names := library.Names()
	require.GreaterOrEqual(t, len(names), 3)
	themes := map[string]bool{}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			c, problems := courses.Compile(sample(t, name), libraryDay)
			require.Empty(t, problems)
			lessons := 0
			for _, p := range c.Parts() {
				if p.Kind == courses.KindLesson {
					lessons++
					require.Positive(t, p.Minutes, p.Stem)
				}
			}
			require.GreaterOrEqual(t, lessons, 4)
			require.GreaterOrEqual(t, c.QuestionCount(), 12)
			require.True(t, c.Meta.Sample, "the notice that the course must be appraised")
			require.NotEmpty(t, c.Meta.LegalBasis)
			require.LessOrEqual(t, c.Meta.ValidAsOf, libraryDay)
			require.NotEmpty(t, c.Meta.ValidAsOf)
			for _, theme := range c.Meta.Themes {
				themes[theme] = true
			}
		})
	}
	require.ElementsMatch(t, []string{"digital", "ethics", "political", "professional"}, slices.Collect(maps.Keys(themes)), "a course for each theme")
}

var (
	element    = regexp.MustCompile(`<([a-zA-Z][a-zA-Z0-9:-]*)`)
	attribute  = regexp.MustCompile(`[\s"']((?i:on[a-z]+|style|srcdoc|formaction|action))\s*=\s*["']`)
	address    = regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	identifier = regexp.MustCompile(`id="([^"]*)"`)
)

// harmless are the elements that a published text may hold.
var harmless = map[string]bool{"p": true, "br": true, "hr": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "strong": true,
	"em": true, "del": true, "code": true, "pre": true, "blockquote": true, "ul": true, "ol": true, "li": true, "dl": true, "dt": true,
	"dd": true, "figure": true, "figcaption": true, "sup": true, "aside": true, "section": true, "div": true, "table": true, "thead": true,
	"tbody": true, "tr": true, "th": true, "td": true, "a": true, "img": true, "input": true, "video": true, "audio": true, "track": true}

func requireHarmless(t *testing.T, html courses.HTML) {
	t.Helper()
	for _, m := range element.FindAllStringSubmatch(string(html), -1) {
		require.True(t, harmless[strings.ToLower(m[1])], m[0])
	}
	require.NotRegexp(t, attribute, string(html))
	for _, m := range address.FindAllStringSubmatch(string(html), -1) {
		require.NotRegexp(t, `(?i)^\s*(javascript|data|vbscript):`, m[1])
	}
}

func TestPublishedSamplesAreHarmlessAndTheirLinksLeadSomewhere(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.AddUnit(t, "VKS-TINH", "TINH", people.Department)
		for _, name := range library.Names() {
			draft, err := s.Courses.Upload(ctx, trainingtest.Root, sample(t, name))
			require.NoError(t, err)
			v, err := s.Courses.Publish(ctx, trainingtest.Root, draft.Version.ID, courses.Publication{Revision: courses.RevisionEditorial})
			require.NoError(t, err)
			l, err := s.Cache.Version(ctx, v.ID)
			require.NoError(t, err)
			files, err := courses.NewStore(d.Reader()).Files(ctx, v.ID)
			require.NoError(t, err)
			checkLinks(t, l, files)
		}
	})
}

// checkLinks follows every link of a version's texts.
func checkLinks(t *testing.T, l *courses.Loaded, files []courses.StoredFile) {
	t.Helper()
	prefix := "/courses/" + l.Version.Slug + "/"
	texts := map[string]courses.HTML{"overview": l.Overview(prefix)}
	for i := range l.Parts {
		p := &l.Parts[i]
		texts[p.Stem] = p.HTML
		for _, q := range l.QuizQuestions(p) {
			texts[q.ID+" prompt"], texts[q.ID+" feedback"] = q.Prompt, q.Feedback
			for _, o := range q.Options {
				texts[q.ID+" "+string(o.HTML)] = o.HTML + o.Feedback
			}
		}
	}
	followed := 0
	for name, html := range texts {
		requireHarmless(t, html)
		for _, m := range address.FindAllStringSubmatch(string(html), -1) {
			if follow(t, l, files, name, m[1], prefix) {
				followed++
			}
		}
	}
	require.Positive(t, followed, "no link was followed: the test looks in the wrong place")
}

// follow checks one address; it tells whether that leads to another part or a file.
func follow(t *testing.T, l *courses.Loaded, files []courses.StoredFile, from, to, prefix string) bool {
	t.Helper()
	if strings.HasPrefix(to, "http") || strings.HasPrefix(to, "#") {
		return false
	}
	if rest, ok := strings.CutPrefix(to, "/media/"); ok {
		digest, _, _ := strings.Cut(rest, "/")
		for _, f := range files {
			if f.Digest == digest {
				return true
			}
		}
		require.Fail(t, "no such file", "%s: %s", from, to)
	}
	rest, beside := strings.CutPrefix(to, "./")
	if !beside {
		rest, beside = strings.CutPrefix(to, prefix)
	}
	require.True(t, beside, "%s: %s", from, to)
	stem, fragment, _ := strings.Cut(rest, "#")
	p, ok := l.Part(stem)
	require.True(t, ok, "%s: %s", from, to)
	if fragment != "" {
		ids := []string{}
		for _, m := range identifier.FindAllStringSubmatch(string(p.HTML), -1) {
			ids = append(ids, m[1])
		}
		require.Contains(t, ids, fragment, "%s: %s", from, to)
	}
	return true
}
