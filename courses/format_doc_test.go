package courses

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
	"liem/quiz"
)

// formatDoc is the page that this file holds to the truth.
const formatDoc = "../docs/course-format.md"

// fence is a block of code in the page: what stands behind its first fence, and its text.
type fence struct{ info, text string }

func readFormatDoc(t *testing.T) (page string, fences []fence) {
	t.Helper()
	raw, err := os.ReadFile(formatDoc)
	require.NoError(t, err)
	open := false
	lines := bufio.NewScanner(strings.NewReader(string(raw)))
	for lines.Scan() {
		info, isFence := strings.CutPrefix(lines.Text(), "```")
		switch {
		case isFence && open:
			open = false
		case isFence:
			open = true
			fences = append(fences, fence{info: info})
		case open:
			fences[len(fences)-1].text += lines.Text() + "\n"
		}
	}
	require.NoError(t, lines.Err())
	require.False(t, open, "a block of code is not closed")
	return string(raw), fences
}

// named gives the blocks marked with key=value, by value.
func named(fences []fence, key string) map[string]string {
	found := map[string]string{}
	for _, f := range fences {
		if _, name, ok := strings.Cut(f.info, " "+key+"="); ok {
			found[name] = f.text
		}
	}
	return found
}

func TestTheExampleInTheFormatPageCompilesCleanly(t *testing.T) {
	_, fences := readFormatDoc(t)
	files := fstest.MapFS{}
	for name, text := range named(fences, "file") {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	folder, err := OpenFS(files, "dao-duc-cong-vu")
	require.NoError(t, err)
	c, problems := Compile(folder, "2026-11-25")
	require.Empty(t, problems)
	require.Len(t, c.parts, 2)
	kinds := map[quiz.Kind]bool{}
	for _, q := range c.parts[1].Questions {
		kinds[q.Kind] = true
	}
	require.Len(t, kinds, len(quiz.Kinds), "the example shows every kind of question")
	require.Equal(t, quiz.Settings{Pass: 6650, Minutes: 20, Attempts: 3, Draw: 4, Shuffle: true, Review: quiz.ReviewFull}, c.parts[1].Settings)
	for _, mark := range []string{"<aside", "<figure", "<table", "<dl", "doc-noteref"} {
		require.Contains(t, string(c.parts[0].HTML), mark, "the example shows it")
	}
}

func TestTheReservedFormsInTheFormatPageAreRecognised(t *testing.T) {
	_, fences := readFormatDoc(t)
	forms := named(fences, "reserved")
	require.Len(t, forms, 5)
	for kind, text := range forms {
		_, problems := quiz.Parse("01-q.quiz.md", []byte("---\ntitle: T\npass: 50\n---\n\n"+text), nil, markdown.Labels{})
		require.Len(t, problems, 1, kind)
		require.Equal(t, "quiz.reserved_"+kind, problems[0].Code)
	}
}

// TestTheFormatPageNamesEveryKey asks the readers themselves: what they know stands in their answer to a key that they
// do not.
func TestTheFormatPageNamesEveryKey(t *testing.T) {
	page, _ := readFormatDoc(t)
	unknown := []byte("---\nno_such_key: 1\n---\n")
	folder, err := OpenFS(fstest.MapFS{"course.md": {Data: unknown}, "01-a.md": {Data: unknown}, "02-b.quiz.md": {Data: unknown}}, "a")
	require.NoError(t, err)
	_, problems := Compile(folder, "2026-11-25")
	sections := map[string]string{
		"course.md": section(t, page, "### course.md"), "01-a.md": section(t, page, "### Lessons"), "02-b.quiz.md": section(t, page, "## Quizzes"),
	}
	for file, text := range sections {
		at := slices.IndexFunc(problems, func(p markdown.Problem) bool { return p.File == file && p.Code == "markdown.front_unknown_key" })
		require.GreaterOrEqual(t, at, 0, file)
		known := strings.Split(problems[at].Args["Known"].(string), ", ")
		require.ElementsMatch(t, known, tableKeys(text), file)
	}
}

// section is the page from a heading to the next one.
func section(t *testing.T, page, heading string) string {
	t.Helper()
	_, rest, found := strings.Cut(page, "\n"+heading+"\n")
	require.True(t, found, heading)
	text, _, _ := strings.Cut(rest, "\n#")
	return text
}

var tableKey = regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\|.*\\|.*\\|$")

// tableKeys are the keys in a table of three columns.
func tableKeys(text string) []string {
	var keys []string
	for _, m := range tableKey.FindAllStringSubmatch(text, -1) {
		keys = append(keys, m[1])
	}
	return keys
}

func TestTheFormatPageStatesWordsAndLimits(t *testing.T) {
	page, _ := readFormatDoc(t)
	for word := range reserved {
		require.Contains(t, page, "`"+word+"`", "a reserved stem")
	}
	for ending := range mediaKinds {
		require.Contains(t, section(t, page, "## Limits"), "`"+ending+"`")
	}
	for _, kind := range markdown.CalloutKinds {
		require.Contains(t, page, "`[!"+strings.ToUpper(kind)+"]`")
	}
	for _, theme := range Themes {
		require.Contains(t, page, "`"+theme+"`")
	}
	for _, category := range Categories {
		require.Contains(t, page, "| `"+string(category)+"` |")
	}
	for _, row := range []string{
		fmt.Sprintf("| zip file | %d MiB; no password; a file may unpack to at most %d times its packed size (files up to %d MiB are let off) |",
			MaxZip>>20, maxRatio, smallEntry>>20),
		fmt.Sprintf("| all files, unpacked | %d MiB, at most %d,%03d files |", MaxTotal>>20, MaxFiles/1000, MaxFiles%1000),
		fmt.Sprintf("| one Markdown file | %d MiB |", maxText>>20),
		fmt.Sprintf("| one media file | %d MiB; an SVG %d MiB |", MaxMedia>>20, maxSVG>>20),
		fmt.Sprintf("| an image's side | %d,%03d pixels |", maxPixels/1000, maxPixels%1000),
		fmt.Sprintf("| a path within the folder | %d bytes |", maxPath),
		fmt.Sprintf("reading time, 1 to %d |", maxMinutes),
		fmt.Sprintf("0 to %d,%03d by halves", maxHours/100_000, maxHours/100%1000),
	} {
		require.Contains(t, page, row)
	}
}

// TestTheFormatPageStatesTheBoundsOfQuizzes asks the reader for its bounds by going beyond them.
func TestTheFormatPageStatesTheBoundsOfQuizzes(t *testing.T) {
	page, _ := readFormatDoc(t)
	const question = "\n## Q {#q%d}\n\n- (x) A\n- ( ) B\n"
	var many strings.Builder
	for n := range 600 {
		fmt.Fprintf(&many, question, n)
	}
	front := "---\ntitle: T\npass: 50\n%s---\n"
	for _, beyond := range []struct{ code, text, stated string }{
		{"quiz.too_many_questions", fmt.Sprintf(front, "") + many.String(), "| questions in one quiz | %d |"},
		{"quiz.too_many_options", fmt.Sprintf(front, "") + "\n## Q {#q}\n\n- [x] 0\n" + options(30), "| options of one question | %d |"},
		{"markdown.front_too_long", fmt.Sprintf(front, "# "+strings.Repeat("x", 20_000)+"\n"), "| front matter | %d bytes |"},
		{"quiz.setting_out_of_range", fmt.Sprintf(front, "time: 9999\n"), "minutes for an attempt, 1 to %d |"},
		{"quiz.setting_out_of_range", fmt.Sprintf(front, "attempts: 9999\n"), "attempts an officer has, 1 to %d |"},
		{"quiz.setting_out_of_range", fmt.Sprintf(front, "draw: 9999\n"), "a paper draws, 1 to %d |"},
	} {
		_, problems := quiz.Parse("01-q.quiz.md", []byte(beyond.text), nil, markdown.Labels{})
		at := slices.IndexFunc(problems, func(p markdown.Problem) bool { return p.Code == beyond.code })
		require.GreaterOrEqual(t, at, 0, beyond.stated)
		require.Contains(t, page, fmt.Sprintf(beyond.stated, problems[at].Args["Max"]))
	}
}

func options(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "- [ ] option %d\n", i)
	}
	return b.String()
}
