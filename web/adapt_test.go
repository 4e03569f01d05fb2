package web_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/courses/adapt"
	"liem/internal/db"
	"liem/people"
)

// handbook is the zip of an mdBook.
func handbook(t *testing.T) []byte {
	return packed(t,
		entry{"so-tay-main/book.toml", "[book]\ntitle = \"Sổ tay kiểm sát\"\nlanguage = \"vi\"\n", 0},
		entry{"so-tay-main/src/SUMMARY.md", "# Mục lục\n\n- [Bài hai](b.md)\n- [Bài một](a.md)\n- [Chưa viết]()\n", 0},
		entry{"so-tay-main/src/a.md", "# Bài một\n\n<p>Chữ trong HTML.</p>\n\n[mất](khong-co.md)\n\n![sơ đồ](hinh/so-do.svg)\n", 0},
		entry{"so-tay-main/src/b.md", "# Bài hai\n\n[bài một](a.md)\n\n!!! note\n    Lưu ý.\n", 0},
		entry{"so-tay-main/src/hinh/so-do.svg", picture, 0},
		entry{"so-tay-main/LICENSE", "x", 0})
}

// waiting is an upload of a browser's person that waits for its answers; nobody's is none.
func (w *world) waiting(b *browser) string {
	if b.user == "" {
		return "none"
	}
	id, err := adapt.NewService(w.Courses).Keep(context.Background(), people.System(w.people[b.user].AccountID), "so-tay.zip", bytes.NewReader(handbook(w.t)))
	require.NoError(w.t, err)
	return id
}

// answers are what makes a course of it, under an address of its own.
func (w *world) answers() []field {
	w.courses++
	return []field{{"id", db.NewID()}, {"title", "Sổ tay"}, {"slug", fmt.Sprintf("so-tay-%d", w.courses)}, {"category", "job_position"}, {"unit", "TINH"}, {"hours", ""}, {"language", "vi"}, {"summary", ""}}
}

// adapted is the id of a course of a unit that was made of a folder.
func (w *world) adapted(unit string) string {
	raw := handbook(w.t)
	folder, err := courses.OpenAnyZip(bytes.NewReader(raw), int64(len(raw)), "so-tay.zip")
	require.NoError(w.t, err)
	w.courses++
	answers := adapt.Answers{Category: "job_position", Slug: fmt.Sprintf("so-tay-%d", w.courses), Unit: unit}
	out, draft, err := adapt.NewService(w.Courses).Upload(context.Background(), people.System("cli"), folder, answers, "so-tay.zip", "")
	require.NoError(w.t, err)
	require.False(w.t, out.Blocked() || draft.Blocked())
	return draft.Version.CourseID
}
