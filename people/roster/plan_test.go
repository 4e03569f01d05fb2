package roster_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people/roster"
)

var heads = []string{"STT", "Họ và tên", "Số hiệu công chức", "Ngày sinh", "Giới tính", "Số CCCD", "Chức danh/Ngạch", "Chức vụ", "Đơn vị", "Email"}

// TestEveryKind: one file with a row of each.
func TestEveryKind(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		id := w.upload(w.hr, lines(heads,
			[]string{"1", "NGUYỄN THỊ ÁNH", "001", "8/3/1988", "Nữ", "019188001234", "", "", "phong 1", ""},
			[]string{"2", norm.NFD.String("Trần Văn Bình"), "002", "5/6/1979", "nam", "", "Kiểm sát viên trung cấp", "", "VKSND khu vực 1", "binh@vks.example"},
			[]string{"3", "Đỗ Thị Dung", "004", "07/1995", "Nữ", "", "Kiểm tra viên", "", "P2", ""},
			[]string{"4", "Lê Văn Cường", "", "1990", "", "", "", "", "Phòng 2", ""},
			[]string{"5", "Vũ Văn Em", "005", "31/02/1990", "nam giới", "123", "", "", "Phòng 9", ""},
		), roster.Terms{WholeUnitID: w.unit("TINH")})

		same := w.one(w.hr, id, roster.Unchanged)
		require.Equal(t, "Nguyễn Thị Ánh", same.Person.Name, "the name in capitals is the same name")

		moved := w.one(w.hr, id, roster.Transferred)
		require.Equal(t, []roster.Change{{Field: roster.BirthDate, Old: "1979", New: "1979-06-05"}, {Field: roster.Email, New: "binh@vks.example"},
			{Field: roster.Unit, Old: "Phòng 1", New: "VKSND khu vực 1"}, {Field: roster.Position, Old: "Phó Trưởng phòng"}}, moved.Changes)

		fresh := w.one(w.hr, id, roster.New)
		require.Equal(t, roster.Person{Number: "004", Name: "Đỗ Thị Dung", BirthDate: "1995", Unit: "Phòng 2"}, fresh.Person)

		asked := w.one(w.hr, id, roster.Question)
		require.Equal(t, "003", asked.Candidates[0].Number, "the name with the year of birth asks, and decides nothing")

		refused := w.one(w.hr, id, roster.Refused)
		require.Equal(t, []string{"D6 roster.reason.birth_date", "E6 roster.reason.gender", "F6 roster.reason.national_id", "I6 roster.reason.unit_unknown"}, reasons(refused))
		require.Empty(t, w.items(w.hr, id, roster.Left), "who may be meant has not left")

		i, err := w.Find(context.Background(), w.hr, id)
		require.NoError(t, err)
		require.Equal(t, roster.Counts{roster.Unchanged: 1, roster.Transferred: 1, roster.New: 1, roster.Question: 1, roster.Refused: 1}, i.Counts)
	})
}

// TestAQuestionIsAnswered either way; until then the row is left alone.
func TestAQuestionIsAnswered(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		w := newWorld(t, d)
		file := lines(heads, []string{"1", "Lê Văn Cường", "099", "01/12/1990", "", "", "", "", "P2", ""})
		id := w.upload(w.hr, file, roster.Terms{WholeUnitID: w.unit("KV1")})
		asked := w.one(w.hr, id, roster.Question)
		requireKey(t, "roster.nothing_ticked", w.Apply(ctx, w.hr, id))
		requireKey(t, "roster.answer_unknown", w.Choose(ctx, w.hr, id, roster.Choice{Kind: roster.Question, Answers: map[int]string{asked.N: w.officer("001").ID}}))

		require.NoError(t, w.Choose(ctx, w.hr, id, roster.Choice{Kind: roster.Question, Answers: map[int]string{asked.N: roster.AnswerNew}}))
		require.Equal(t, "099", w.one(w.hr, id, roster.New).Person.Number)
		require.Equal(t, "003", w.one(w.hr, id, roster.Left).Person.Number, "somebody else of the name: so the officer is not in the file")

		id = w.upload(w.hr, file, roster.Terms{WholeUnitID: w.unit("KV1")})
		asked = w.one(w.hr, id, roster.Question)
		require.NoError(t, w.Choose(ctx, w.hr, id, roster.Choice{Kind: roster.Question, Answers: map[int]string{asked.N: asked.Candidates[0].OfficerID}}))
		moved := w.one(w.hr, id, roster.Transferred)
		require.Equal(t, roster.Change{Field: roster.Number, Old: "003", New: "099"}, moved.Changes[0])
		require.NoError(t, w.Apply(ctx, w.hr, id))
		require.Equal(t, "Phòng 2", w.officer("099").UnitName)
	})
}

// TestMatchingByIdentityNumber finds who has a new staff number, shows no digits but the last, and refuses what points to two.
func TestMatchingByIdentityNumber(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		w := newWorld(t, d)
		id := w.upload(w.hr, lines(heads, []string{"1", "Nguyễn Thị Ánh", "777", "", "", "019188001234", "", "", "", ""},
			[]string{"2", "Trần Văn Bình", "002", "", "", "019079001111", "", "Phó Trưởng phòng", "", ""}), roster.Terms{})
		changed := w.items(w.hr, id, roster.Changed)
		require.Len(t, changed, 2)
		require.Equal(t, []roster.Change{{Field: roster.Number, Old: "001", New: "777"}}, changed[0].Changes)
		require.Equal(t, []roster.Change{{Field: roster.NationalID, New: "••••••••1111"}}, changed[1].Changes)
		require.NoError(t, w.Apply(ctx, w.hr, id))
		require.Equal(t, "Nguyễn Thị Ánh", w.officer("777").FullName)

		id = w.upload(w.hr, lines(heads, []string{"1", "Nguyễn Thị Ánh", "777", "", "", "019079001111", "", "", "", ""}), roster.Terms{})
		require.Equal(t, []string{"F2 roster.reason.two_officers"}, reasons(w.one(w.hr, id, roster.Refused)))
	})
}

// TestDuplicatesInTheFile are all refused, each naming the others' rows, and nobody of them counts as having left.
func TestDuplicatesInTheFile(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		id := w.upload(w.hr, lines(heads,
			[]string{"1", "Nguyễn Thị Ánh", "001", "", "", "", "", "", "P1", ""},
			[]string{"2", "Nguyễn Thị Ánh", "001", "", "", "", "", "", "P2", ""},
			[]string{"3", "Hồ Văn Giang", "010", "", "", "019079002222", "", "", "P2", ""},
			[]string{"4", "Hồ Văn Hải", "011", "", "", "019079002222", "", "", "P2", ""},
			[]string{"5", "Nguyễn Thị Ánh", "055", "", "", "019188001234", "", "", "P2", ""},
		), roster.Terms{WholeUnitID: w.unit("P1")})
		refused := w.items(w.hr, id, roster.Refused)
		require.Len(t, refused, 5)
		require.Equal(t, []string{"C2 roster.reason.number_twice"}, reasons(refused[0]))
		require.Equal(t, "3", refused[0].Entry.Problems[0].Args["Rows"])
		require.Equal(t, "2", refused[1].Entry.Problems[0].Args["Rows"])
		require.Equal(t, []string{"F4 roster.reason.national_id_twice"}, reasons(refused[2]))
		require.Equal(t, []string{"C6 roster.reason.officer_twice"}, reasons(refused[4]))
		require.Equal(t, "002", w.one(w.hr, id, roster.Left).Person.Number)
	})
}

// TestScope: HR of an area neither touches nor learns of officers elsewhere, before or after.
func TestScope(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		w := newWorld(t, d)
		id := w.upload(w.kv, lines(heads,
			[]string{"1", "Ai Đó", "001", "", "", "", "", "", "KV1", ""},
			[]string{"2", "Lê Văn Cường", "003", "", "", "", "", "", "Phòng 1", ""},
			[]string{"3", "Trần Văn Bình", "020", "1979", "", "", "", "", "KV1", ""},
			[]string{"4", "Ai Khác", "021", "", "", "019188001234", "", "", "KV1", ""},
		), roster.Terms{})
		refused := w.items(w.kv, id, roster.Refused)
		require.Len(t, refused, 3)
		require.Equal(t, []string{"C2 roster.reason.out_of_scope"}, reasons(refused[0]))
		require.Equal(t, "Ai Đó", refused[0].Person.Name, "the file's name, not the officer's")
		require.Empty(t, refused[0].Person.OfficerID)
		require.Empty(t, refused[0].Changes)
		require.Equal(t, []string{"I3 roster.reason.unit_unknown"}, reasons(refused[1]))
		require.Equal(t, []string{"C5 roster.reason.out_of_scope"}, reasons(refused[2]))
		require.Equal(t, "020", w.one(w.kv, id, roster.New).Person.Number, "who is elsewhere asks no question")

		i, err := w.Find(ctx, w.kv, id)
		require.NoError(t, err)
		requireKey(t, "roster.whole_unit", w.Compare(ctx, w.kv, id, i.Mapping, roster.Terms{AsOf: "2026-11-24", WholeUnitID: w.unit("P1")}))
		theirs := w.upload(w.hr, lines(heads, []string{"1", "A", "030", "", "", "", "", "", "P1", ""}), roster.Terms{})
		_, err = w.Find(ctx, w.kv, theirs)
		requireKey(t, "fault.not_found", err)
		requireKey(t, "fault.not_found", w.Apply(ctx, w.kv, theirs))
		_, err = w.Undo(ctx, w.kv, theirs)
		requireKey(t, "fault.not_found", err)
	})
}
