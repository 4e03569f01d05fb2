package roster

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"liem/internal/sheet"
	"liem/people"
)

func TestDaysAsOfficesWriteThem(t *testing.T) {
	for typed, want := range map[string]string{
		"01/7/2025": "2025-07-01", "1-7-2025": "2025-07-01", "1.7.2025": "2025-07-01", " 1 / 7 / 2025 ": "2025-07-01", "2025-07-01": "2025-07-01",
		"ngày 1 tháng 7 năm 2025": "2025-07-01", "Ngày 01 tháng 07 năm 2025": "2025-07-01", "2025-07-01 00:00:00": "2025-07-01", "1/7/2025 0:00": "2025-07-01",
		"45839": "2025-07-01", "31229": "1985-07-01", "07/1985": "1985", "tháng 7 năm 1985": "1985", "1985": "1985", "năm 1985": "1985", "Sinh năm 1985": "1985",
		"00/00/1985": "1985", "29/02/2024": "2024-02-29", "7.1985": "1985",
	} {
		d, ok := readDay(sheet.Cell{Kind: sheet.Text, Text: typed}, false)
		require.True(t, ok, typed)
		require.Equal(t, want, d.String(), typed)
	}
	for _, typed := range []string{"", "31/02/2025", "7/31/2025", "1/7/85", "85", "hôm qua", "13/1985", "1/7/20255", "2025-13-01", "29/02/2023", "9/99/9999", "0"} {
		_, ok := readDay(sheet.Cell{Kind: sheet.Text, Text: typed}, false)
		require.False(t, ok, typed)
	}
	d, ok := readDay(sheet.Cell{Kind: sheet.Number, Text: "44377"}, true)
	require.True(t, ok)
	require.Equal(t, "2025-07-01", d.String())
}

// entriesOf reads a text of rows with | between cells, by the mapping that is proposed.
func entriesOf(t *testing.T, text string, own ...people.Field) (Mapping, []Entry) {
	t.Helper()
	text = strings.ReplaceAll(text, "|", "\t")
	b, err := sheet.Read(strings.NewReader(text), int64(len(text)))
	require.NoError(t, err)
	return proposed(t, b, own...)
}

func proposed(t *testing.T, b *sheet.Book, own ...people.Field) (Mapping, []Entry) {
	m := propose(b, newDictionary(own))
	table, err := m.sheetOf(b)
	require.NoError(t, err)
	entries, _ := newReader(b, m, own).read(table, func(int, int) {})
	return m, entries
}

// TestHeadingsInAnyOrderAndBothLanguages: a letterhead stands above, the columns' numbers below, notes beside.
func TestHeadingsInAnyOrderAndBothLanguages(t *testing.T) {
	m, entries := entriesOf(t, "VKSND TỈNH|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nDANH SÁCH CÁN BỘ, CÔNG CHỨC\n"+
		"TT|Đơn vị công tác|HỌ VÀ TÊN|Số hiệu CBCC|Ngày, tháng, năm sinh|Giới tính (Nam/Nữ)|Ghi chú|Ngày vào ngành|Số CMND/CCCD|Ngạch|SĐT|Đối tượng\n"+
		"(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)|(11)|(12)\n"+
		"1|Phòng 1|NGUYỄN  VĂN AN|0012|1.7.1985|Nam|x|1/9/2010|019 085 001 234|KSV|0912 345 678|Công chức\n\n|||||||\n")
	require.Equal(t, Mapping{Header: 4, Headers: 1, Fields: []Field{"", Unit, FullName, Number, BirthDate, Gender, "", EnteredOn, NationalID, Title, Phone, StaffType}}, m)
	require.Len(t, entries, 1)
	require.Empty(t, entries[0].Problems)
	require.Equal(t, map[Field]string{Unit: "Phòng 1", FullName: "Nguyễn Văn An", Number: "0012", BirthDate: "1985-07-01", Gender: "male",
		EnteredOn: "2010-09-01", NationalID: "019085001234", Title: "KSV", Phone: "0912 345 678", StaffType: people.CivilServant}, entries[0].Values)
	require.Equal(t, "D6", entries[0].Places[Number])

	m, _ = entriesOf(t, "Email|Staff number|Full name|Date of birth|Unit code|Position\n")
	require.Equal(t, []Field{Email, Number, FullName, BirthDate, UnitCode, Position}, m.Fields)
}

// TestColumnsOfMenAndWomen under a common heading, as many rosters have the year of birth.
func TestColumnsOfMenAndWomen(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for at, v := range map[string]any{"A1": "Số hiệu", "B1": "Họ và tên", "D1": "Năm sinh", "F1": "Đơn vị", "B2": "Họ", "C2": "Tên", "D2": "Nam", "E2": "Nữ",
		"A3": "1", "B3": "Lê Thị", "C3": "Bình", "E3": 1990, "F3": "P1", "A4": "2", "B4": "Trần", "C4": "Cường", "D4": "x", "F4": "P1",
		"A5": "Phòng 2", "A6": "3", "B6": "Võ", "C6": "Dung", "D6": "1980", "E6": "1981"} {
		require.NoError(t, f.SetCellValue("Sheet1", at, v))
	}
	for _, m := range [][2]string{{"A1", "A2"}, {"B1", "C1"}, {"D1", "E1"}, {"A5", "F5"}} {
		require.NoError(t, f.MergeCell("Sheet1", m[0], m[1]))
	}
	raw, err := f.WriteToBuffer()
	require.NoError(t, err)
	b, err := sheet.Read(bytes.NewReader(raw.Bytes()), int64(raw.Len()))
	require.NoError(t, err)
	m, entries := proposed(t, b)
	require.Equal(t, 2, m.Headers)
	require.Equal(t, []Field{Number, FamilyName, GivenName, Male, Female, Unit}, m.Fields)
	require.Equal(t, "Lê Thị Bình", entries[0].Values[FullName])
	require.Equal(t, "1990", entries[0].Values[BirthDate])
	require.Equal(t, "female", entries[0].Values[Gender])
	require.Equal(t, "male", entries[1].Values[Gender])
	require.Empty(t, entries[1].Values[BirthDate])
	require.Len(t, entries, 3, "the row with the unit's name alone is none")
	require.Equal(t, "roster.reason.both_sexes", entries[2].Problems[0].Key)
}

// TestNumbersThatLostTheirZero: an identity number in a cell that is a number has eleven digits; a staff number stays.
func TestNumbersThatLostTheirZero(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for at, v := range map[string]any{"A1": "Mã số", "B1": "Họ tên", "C1": "CCCD", "A2": 12, "B2": "An", "C2": 38_190_001_234, "A3": "013", "B3": "Bình", "C3": "38190001234"} {
		require.NoError(t, f.SetCellValue("Sheet1", at, v))
	}
	raw, err := f.WriteToBuffer()
	require.NoError(t, err)
	b, err := sheet.Read(bytes.NewReader(raw.Bytes()), int64(raw.Len()))
	require.NoError(t, err)
	_, entries := proposed(t, b)
	require.Equal(t, "038190001234", entries[0].Values[NationalID])
	require.Equal(t, "12", entries[0].Values[Number])
	require.Equal(t, []Problem{{At: "C3", Field: NationalID, Key: "roster.reason.national_id"}}, entries[1].Problems)
}

func TestFieldsThatHRDefined(t *testing.T) {
	own := []people.Field{{ID: "f1", Key: "party_on", LabelVI: "Ngày vào Đảng", LabelEN: "Joined the Party", Kind: people.DateField, Enabled: true},
		{ID: "f2", Key: "grade", LabelVI: "Bậc", LabelEN: "Grade", Kind: people.ChoiceField, Choices: "Một\nHai", Enabled: true}}
	_, entries := entriesOf(t, "Số hiệu|Họ tên|Ngày vào Đảng|Bậc\n1|An|3.2.2010|hai\n2|Bình|2010|Chín\n", own...)
	require.Equal(t, "2010-02-03", entries[0].Values["field_party_on"])
	require.Equal(t, "Hai", entries[0].Values["field_grade"])
	require.Equal(t, []string{"roster.reason.day", "people.value_choice"}, []string{entries[1].Problems[0].Key, entries[1].Problems[1].Key})
}

func TestMappingsThatSayTooLittle(t *testing.T) {
	m, _ := entriesOf(t, "a|b\nc|d\n")
	require.Equal(t, []Field{"", ""}, m.Fields, "nothing is guessed")
	require.Error(t, m.Check())
	m.Fields = []Field{Number, Number}
	require.ErrorContains(t, m.Check(), "roster.column_twice at column_B")
	m.Fields = []Field{NationalID, GivenName}
	require.NoError(t, m.Check())
}

func TestNamesInCapitals(t *testing.T) {
	for typed, want := range map[string]string{"NGUYỄN VĂN AN": "Nguyễn Văn An", "nguyễn văn an": "Nguyễn Văn An", "Y Blăng": "Y Blăng", "H'NIE": "H'nie", "LÊ THỊ BÌNH-AN": "Lê Thị Bình-An"} {
		e := Entry{Values: map[Field]string{FullName: typed}}
		e.joinName()
		require.Equal(t, want, e.Values[FullName])
	}
}
