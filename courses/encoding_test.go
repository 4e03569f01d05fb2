package courses_test

import (
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"liem/courses"
	"liem/internal/i18n"
	"liem/internal/markdown"
	"liem/training/trainingtest"
)

// utf16le is a text as old editors on Windows save "Unicode".
func utf16le(s string, mark bool) string {
	var b []byte
	if mark {
		b = []byte{0xFF, 0xFE}
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

func TestFilesInOtherEncodingsAreRefusedByName(t *testing.T) {
	lesson := trainingtest.Lesson("Bài hai", "Nội dung.")
	for name, c := range map[string]struct{ text, encoding string }{
		"TCVN3":                 {"---\ntitle: B\xb5i hai\n---\n\nVi\xd6n ki\xd3m s\xb8t nh\xa9n d\xa9n\n", "TCVN3 (ABC)"},
		"VNI":                   {"---\ntitle: Ba\xf8i hai\n---\n\nVie\xe4n kie\xe5m sa\xf9t nha\xe2n da\xe2n\n", "VNI"},
		"windows-1258":          {"---\ntitle: Ba\xcci hai\n---\n\nVi\xea\xf2n ki\xea\xd2m sa\xect\n", "windows-1258"},
		"UTF-16 with a mark":    {utf16le(lesson, true), "UTF-16"},
		"UTF-16 without a mark": {utf16le("---\ntitle: Bai hai\n---\n\nNoi dung.\n", false), "UTF-16"},
		"UTF-32":                {"\xFF\xFE\x00\x00-\x00\x00\x00", "UTF-32"},
		"a picture":             {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "ANSI"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := compile(t, trainingtest.Course(1).With("02-hai.md", c.text))
			require.Contains(t, blocking(t, problems), "02-hai.md:1:1 course.encoding")
			at := problemOf(problems, "course.encoding")
			require.Equal(t, "Tệp không dùng bảng mã UTF-8 (có vẻ là "+c.encoding+").", sentence(i18n.Vietnamese, at.TextKey(), at))
		})
	}
}

func problemOf(problems []markdown.Problem, code string) markdown.Problem {
	for _, p := range problems {
		if p.Code == code {
			return p
		}
	}
	return markdown.Problem{}
}

// TestDecomposedTextIsTheSameCourse packs a course as macOS writes it: text and names in NFD, with a byte order mark.
func TestDecomposedTextIsTheSameCourse(t *testing.T) {
	f := trainingtest.Course(1).
		With("media/sơ-đồ.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>`).
		With("02-hai.md", trainingtest.Lesson("Bài hai", "![Sơ đồ](media/sơ-đồ.svg \"Ba bước\")"))
	apart := trainingtest.Folder{Slug: f.Slug, Files: map[string]string{}}
	for path, text := range f.Files {
		if path == "02-hai.md" { // some editors put percent signs into addresses
			text = "\uFEFF" + trainingtest.Lesson("Bài hai", "![Sơ đồ](media/so%CC%9B-%C4%91o%CC%82%CC%80.svg \"Ba bước\")")
		}
		apart.Files[norm.NFD.String(path)] = norm.NFD.String(text)
	}
	require.NotContains(t, apart.Files, "media/sơ-đồ.svg")

	whole, problems := compile(t, f)
	require.Empty(t, problems)
	folder, err := openZip(apart.Zip(t, f.Slug), "x.zip")
	require.NoError(t, err)
	parts, problems := courses.Compile(folder, today)
	require.Empty(t, problems)
	require.Equal(t, whole.Meta, parts.Meta)
	require.Equal(t, whole.Parts(), parts.Parts())
	require.True(t, norm.NFC.IsNormalString(string(parts.Overview)))

	plain := apart.With(norm.NFD.String("02-hai.md"), norm.NFD.String(f.Files["02-hai.md"]))
	folder, err = openZip(plain.Zip(t, f.Slug), "x.zip")
	require.NoError(t, err)
	again, problems := courses.Compile(folder, today)
	require.Empty(t, problems)
	require.Equal(t, whole.Digest, again.Digest, "the same text is the same course, however it was typed")
}
