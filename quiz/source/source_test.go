package source_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"liem/courses/library"
	"liem/quiz"
	"liem/quiz/source"
)

// quizzes are the quizzes of the sample courses.
func quizzes(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, slug := range library.Names() {
		folder, err := library.Course(slug)
		require.NoError(t, err)
		names, err := fs.Glob(folder, "*.quiz.md")
		require.NoError(t, err)
		for _, name := range names {
			raw, err := fs.ReadFile(folder, name)
			require.NoError(t, err)
			found[slug+"/"+name] = string(raw)
		}
	}
	require.NotEmpty(t, found)
	return found
}

func TestWhatIsNotEditedComesBackByteForByte(t *testing.T) {
	questions, inForm := 0, 0
	for name, text := range quizzes(t) {
		for _, src := range []string{text, strings.ReplaceAll(text, "\n", "\r\n")} {
			f := source.Read(src)
			require.Equal(t, src, f.String(), name)
			for i, b := range f.Blocks {
				questions++
				if b.Form == nil {
					continue
				}
				inForm++
				if i%5 != 0 { // each takes reading the whole file again
					continue
				}
				same, err := f.Replace(i, b.ID, *b.Form)
				require.NoError(t, err, "%s %s", name, b.ID)
				require.Equal(t, src, same, "%s %s", name, b.ID)
			}
			s, ok := f.Settings()
			require.True(t, ok, name)
			same, err := f.SetSettings(s)
			require.NoError(t, err, name)
			require.Equal(t, src, same, name)
		}
	}
	t.Logf("%d of %d questions fit the form", inForm, questions)
	require.Greater(t, inForm*100, questions*95)
}

func TestAChangeTouchesItsOwnLinesAlone(t *testing.T) {
	for name, src := range quizzes(t) {
		f := source.Read(src)
		for i, b := range f.Blocks {
			if b.Form == nil || i%7 != 0 {
				continue
			}
			form := *b.Form
			form.Feedback = "Phản hồi mới.\n\nHai đoạn."
			text, err := f.Replace(i, b.ID, form)
			require.NoError(t, err, "%s %s", name, b.ID)
			now := source.Read(text)
			require.Equal(t, form.Feedback, now.Blocks[i].Form.Feedback)
			for j := range f.Blocks {
				if j != i {
					require.Equal(t, f.Raw(&f.Blocks[j]), now.Raw(&now.Blocks[j]))
				}
			}
			back, err := now.Replace(i, b.ID, *b.Form)
			require.NoError(t, err)
			require.Equal(t, src, back)
		}
	}
}

var text = rapid.StringMatching(`[A-ZĐa-zđàáảãạâấầêếôốơớư][a-zđàáảãạâấầêếôốơớư ]{0,20}[a-zđêôơư]`)

func option(right bool) *rapid.Generator[source.Option] {
	return rapid.Custom(func(t *rapid.T) source.Option {
		return source.Option{Text: text.Draw(t, "option"), Feedback: rapid.OneOf(rapid.Just(""), text).Draw(t, "feedback"), Correct: right}
	})
}

func anyForm(t *rapid.T) source.Form {
	f := source.Form{Kind: rapid.SampledFrom(quiz.Kinds).Draw(t, "kind"), Text: text.Draw(t, "text") + "?", More: rapid.OneOf(rapid.Just(""), text).Draw(t, "more"),
		Points: rapid.SampledFrom([]string{"", "1", "2", "0.5"}).Draw(t, "points"), Tags: rapid.SampledFrom([]string{"", "dieu-147", "a b"}).Draw(t, "tags"),
		Feedback: rapid.OneOf(rapid.Just(""), text).Draw(t, "feedback")}
	switch f.Kind {
	case quiz.KindNumeric:
		f.Value, f.Tolerance = rapid.SampledFrom([]string{"20", "0,5", "-3"}).Draw(t, "value"), rapid.SampledFrom([]string{"", "0", "0,25"}).Draw(t, "tolerance")
	case quiz.KindTrueFalse:
		f.Options = []source.Option{{Text: "Đúng", Correct: true}, {Text: "Sai"}}
	default:
		right := 1
		if f.Kind == quiz.KindMultiple {
			right = rapid.IntRange(1, 3).Draw(t, "right")
		}
		f.Options = append(rapid.SliceOfNDistinct(option(true), right, right, func(o source.Option) string { return o.Text }).Draw(t, "right options"),
			rapid.SliceOfNDistinct(option(false), 1, 4, func(o source.Option) string { return o.Text + "!" }).Draw(t, "wrong options")...)
		seen := map[string]bool{}
		for i := range f.Options {
			for seen[strings.ToLower(f.Options[i].Text)] {
				f.Options[i].Text += " khác"
			}
			seen[strings.ToLower(f.Options[i].Text)] = true
		}
	}
	return f
}

// Other hands write otherwise: what they wrote stays, as long as it is not edited.
func TestOtherHandsAreLeftAsTheyAre(t *testing.T) {
	const own = "---\r\ntitle: Kiểm tra # tên\n\npass: 70 # phần trăm\n---\n\n## Câu một? {tags=\"a\" #mot points=2}\n\n* [X] Có\r\n\n* [ ] Không\n\n" +
		"## Câu hai? {#hai}\r\n\r\n+ [ ] Có\r\n+ [x] Không\n\n## Câu ba? {#ba}\n\n= 5"
	f := source.Read(own)
	require.Equal(t, own, f.String())
	require.Len(t, f.Blocks, 3)
	for i, b := range f.Blocks {
		require.NotNil(t, b.Form, b.ID)
		same, err := f.Replace(i, b.ID, *b.Form)
		require.NoError(t, err)
		require.Equal(t, own, same)
	}
	s, ok := f.Settings()
	require.True(t, ok)
	require.Equal(t, source.Settings{Title: "Kiểm tra", Pass: "70"}, s)
	s.Pass = "80"
	text, err := f.SetSettings(s)
	require.NoError(t, err)
	require.Equal(t, strings.Replace(own, "pass: 70 # phần trăm", "pass: 80 # phần trăm", 1), text)

	form := *f.Blocks[1].Form
	form.Feedback = "Vì sao."
	text, err = f.Replace(1, "hai", form)
	require.NoError(t, err)
	before, after, _ := strings.Cut(own, "## Câu hai")
	_, after, _ = strings.Cut(after, "\n\n## Câu ba")
	require.True(t, strings.HasPrefix(text, before))
	require.True(t, strings.HasSuffix(text, "\n\n## Câu ba"+after))

	for at, id := range []string{"mot", "hai", "ba"} {
		for _, by := range []int{-1, 1} {
			moved, err := f.Shift(at, id, by)
			require.NoError(t, err)
			if now := source.Read(moved); at+by >= 0 && at+by < 3 {
				require.Equal(t, id, now.Blocks[at+by].ID)
			} else {
				require.Equal(t, own, moved)
			}
		}
		gone, err := f.Remove(at, id)
		require.NoError(t, err)
		require.Len(t, source.Read(gone).Blocks, 2)
		added, err := f.Insert(at, source.Form{Kind: quiz.KindNumeric, Text: "Mới?", Value: "7"})
		require.NoError(t, err)
		require.Equal(t, "moi", source.Read(added).Blocks[at+1].ID)
	}
}

// What a form says is what the quiz's own reader reads afterwards, or it is refused; nothing else changes.
func TestTheFormWritesWhatItSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := "---\ntitle: Kiểm tra\npass: 70\n---\n\nLời dẫn.\n"
		var forms []source.Form
		for range rapid.IntRange(1, 4).Draw(t, "questions") {
			form := anyForm(t)
			f := source.Read(src)
			at := rapid.IntRange(-1, len(f.Blocks)-1).Draw(t, "after")
			now, err := f.Insert(at, form)
			if err != nil {
				t.Fatalf("%v\n%#v\n%s", err, form, src)
			}
			src = now
			forms = append(forms, form)
		}
		f := source.Read(src)
		if len(f.Blocks) != len(forms) {
			t.Fatalf("%d questions of %d:\n%s", len(f.Blocks), len(forms), src)
		}
		i := rapid.IntRange(0, len(f.Blocks)-1).Draw(t, "moved")
		moved, err := f.Shift(i, f.Blocks[i].ID, rapid.SampledFrom([]int{-1, 1}).Draw(t, "by"))
		if err != nil {
			t.Fatal(err)
		}
		if n := source.Read(moved); len(n.Blocks) != len(f.Blocks) {
			t.Fatalf("moving lost a question:\n%s", moved)
		}
		gone, err := f.Remove(i, f.Blocks[i].ID)
		if err != nil || len(source.Read(gone).Blocks) != len(f.Blocks)-1 {
			t.Fatalf("removing: %v\n%s", err, gone)
		}
	})
}
