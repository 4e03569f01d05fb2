package courses

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses/library"
	"liem/internal/clock"
	"liem/quiz"
)

// inMemory is a sample course as it would be read from the database.
func inMemory(t testing.TB, name string) *Loaded {
	t.Helper()
	files, err := library.Course(name)
	require.NoError(t, err)
	folder, err := OpenFS(files, name)
	require.NoError(t, err)
	c, _ := Compile(folder, clock.Date("2026-11-26"))
	l := &Loaded{Meta: c.Meta, Version: Version{OverviewHTML: string(c.Overview)}, questions: map[string]quiz.Question{}}
	for _, p := range c.parts {
		part := LoadedPart{Part: p.Part, HTML: p.HTML}
		for _, q := range p.Questions {
			l.questions[q.Digest()] = q
			part.QuestionDigests = append(part.QuestionDigests, q.Digest())
		}
		l.Parts = append(l.Parts, part)
	}
	return l
}

// counted reads the sample that was counted by hand: course and part → what is cited there, with how often.
func counted(t *testing.T) map[[2]string]map[string]int {
	t.Helper()
	raw, err := os.ReadFile("testdata/citations.txt")
	require.NoError(t, err)
	out := map[[2]string]map[string]int{}
	var part [2]string
	for line := range strings.Lines(string(raw)) {
		f := strings.Fields(line)
		switch {
		case strings.HasPrefix(line, "#"):
		case len(f) == 2 && f[1] != "-" && !strings.Contains(f[0], "/"):
			part = [2]string{f[0], f[1]}
			out[part] = map[string]int{}
		default:
			for _, at := range f[1:] {
				out[part][f[0]+" "+strings.TrimSuffix(at, "-")]++
			}
		}
	}
	return out
}

// TestSampleOfCitations holds how much of a sample counted by hand is found, and how much of what is found is right.
func TestSampleOfCitations(t *testing.T) {
	var right, found, there int
	for part, want := range counted(t) {
		got := map[string]int{}
		for _, c := range inMemory(t, part[0]).Citations() {
			if c.Stem == part[1] && c.Instrument != "" {
				got[c.Instrument+" "+strings.TrimRight(c.Article+"/"+c.Clause+"/"+c.Point, "/")]++
				found++
			}
		}
		for key, n := range want {
			there += n
			right += min(n, got[key])
			if n != got[key] {
				t.Logf("%s/%s: %s is there %d times, found %d times", part[0], part[1], key, n, got[key])
			}
		}
		for key, n := range got {
			if want[key] == 0 {
				t.Logf("%s/%s: %s found %d times, is not there", part[0], part[1], key, n)
			}
		}
	}
	t.Logf("precision %d/%d, recall %d/%d", right, found, right, there)
	require.GreaterOrEqual(t, there, 60)
	require.GreaterOrEqual(t, float64(right)/float64(found), 0.98, "precision")
	require.GreaterOrEqual(t, float64(right)/float64(there), 0.97, "recall")
}

// TestFewCitationsAreUnknown in the sample courses; each of them is meant to be, or is named by no text near it.
func TestFewCitationsAreUnknown(t *testing.T) {
	var all, unknown int
	for _, name := range library.Names() {
		for _, c := range inMemory(t, name).Citations() {
			if all++; c.Instrument == "" {
				unknown++
				t.Logf("%s/%s: %s", name, c.Stem, c.Cited)
			}
			require.NotEmpty(t, c.Cited)
			require.Equal(t, c.Instrument == "", c.Certainty == "unknown")
		}
	}
	require.Greater(t, all, 1000)
	require.LessOrEqual(t, unknown*100, all, "one in a hundred at most")
}

func BenchmarkCitations(b *testing.B) {
	l := inMemory(b, "to-giac-tin-bao")
	for b.Loop() {
		l.Citations()
	}
}
