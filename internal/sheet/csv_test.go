package sheet_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"liem/internal/fault"
	"liem/internal/sheet"
)

const list = "Số hiệu;Họ và tên;Đơn vị\r\n001;Nguyễn Thị Ánh;Phòng 1\r\n002;\"Đỗ Hữu \"\"Phước\"\"\";\"Phòng 2;\r\nnhóm 1\"\r\n"

var want = [][]string{{"Số hiệu", "Họ và tên", "Đơn vị"}, {"001", "Nguyễn Thị Ánh", "Phòng 1"}, {"002", `Đỗ Hữu "Phước"`, "Phòng 2;\nnhóm 1"}}

func encoded(t testing.TB, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	require.NoError(t, err)
	return out
}

func requireList(t *testing.T, raw, code, comma string) *sheet.Book {
	t.Helper()
	b, err := read([]byte(raw))
	require.NoError(t, err, code)
	require.Equal(t, code, b.Encoding)
	require.Equal(t, comma, b.Separator)
	var got [][]string
	for _, r := range b.Sheets[0].Rows {
		got = append(got, texts(r))
	}
	require.Equal(t, want, got, code)
	require.Equal(t, 3, b.Sheets[0].Rows[2].Number)
	return b
}

func TestEncodingsAndSeparatorsAreTold(t *testing.T) {
	requireList(t, list, "UTF-8", ";")
	requireList(t, "\xEF\xBB\xBF"+list, "UTF-8", ";")
	requireList(t, norm.NFD.String(list), "UTF-8", ";")
	requireList(t, encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), list), "UTF-16", ";")
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		requireList(t, encoded(t, unicode.UTF16(order, unicode.IgnoreBOM), list), "UTF-16", ";")
	}
	tabs := strings.ReplaceAll(strings.ReplaceAll(list, "2;\r", "2\x01\r"), ";", "\t")
	requireList(t, strings.ReplaceAll(tabs, "\x01", ";"), "UTF-8", "tab")
	commas := strings.ReplaceAll(strings.ReplaceAll(list, "2;\r", "2\x01\r"), ";", ",")
	requireList(t, strings.ReplaceAll(commas, "\x01", ";"), "UTF-8", ",")
}

// vietnamese is windows-1258's way: the vowel with its hat, then the tone.
func vietnamese(t testing.TB, s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if hat := strings.ContainsRune("\u0302\u0306\u031b", r); hat {
			base := b.String()
			last, size := utf8.DecodeLastRuneInString(base)
			b.Reset()
			b.WriteString(base[:len(base)-size] + norm.NFC.String(string(last)+string(r)))
			continue
		}
		b.WriteRune(r)
	}
	// A dot below stands before the hat when decomposed.
	s = strings.NewReplacer("ạ\u0302", "â\u0323", "e\u0323\u0302", "ê\u0323", "o\u0323\u0302", "ô\u0323").Replace(b.String())
	return encoded(t, charmap.Windows1258, s)
}

func TestWindows1258IsConvertedAndSaid(t *testing.T) {
	b := requireList(t, vietnamese(t, list), "windows-1258", ";")
	require.Equal(t, "windows-1258", notice(b, sheet.OldCode).At)
}

// tcvn3 and vni are the list's rows as the old fonts have them, the bytes taken for Western European letters.
var old = map[string]string{
	"TCVN3 (ABC)": "Sè hiÖu;Hä vµ tªn;§¬n vÞ\r\n001;NguyÔn ThÞ ¸nh;Phßng 1\r\n002;\"§ç H÷u \"\"Ph\u00ad\u00edc\"\"\";\"Phßng 2;\r\nnhãm 1\"\r\n",
	"VNI":         "Soá hieäu;Hoï vaø teân;Ñôn vò\r\n001;Nguyeãn Thò AÙnh;Phoøng 1\r\n002;\"Ñoã Höõu \"\"Phöôùc\"\"\";\"Phoøng 2;\r\nnhoùm 1\"\r\n",
}

// TestOldFontsAreConverted from bytes of their own and from text that a program took for Western European, with a
// preview; what is in Unicode beside them stays.
func TestOldFontsAreConverted(t *testing.T) {
	for font, s := range old {
		for code, raw := range map[string]string{"UTF-8": s, "windows-1252": encoded(t, charmap.Windows1252, s)} {
			b := requireList(t, raw, code, ";")
			require.Equal(t, font, notice(b, sheet.OldFont).At)
			require.Equal(t, "Họ và tên", b.Converted[1].To)
			require.Equal(t, "B1", b.Converted[1].At)
		}
		b, err := read([]byte(s + "003;Trần Thị Hoà;Thanh tra\r\n004;Lý Hà;\r\n"))
		require.NoError(t, err)
		require.Equal(t, []string{"003", "Trần Thị Hoà", "Thanh tra"}, texts(b.Sheets[0].Rows[3]))
		require.Equal(t, []string{"004", "Lý Hà"}, texts(b.Sheets[0].Rows[4]))
	}
}

func TestUnicodeIsLeftAlone(t *testing.T) {
	for _, s := range []string{"Lý Hà;Hoà\n", "Café;Müller\n", "Trần Thị Ánh;Đà Nẵng\n"} {
		b, err := read([]byte(s))
		require.NoError(t, err)
		require.Empty(t, b.Converted, s)
		require.Empty(t, b.Notices, s)
	}
}

func TestTheSeparatorMayBeSaid(t *testing.T) {
	b, err := read([]byte("sep=,\r\na;1,b\r\n=\"001\",'=1+1\r\n"))
	require.NoError(t, err)
	require.Equal(t, []string{"a;1", "b"}, texts(b.Sheets[0].Rows[0]))
	require.Equal(t, []string{"001", "=1+1"}, texts(b.Sheets[0].Rows[1]))
	require.Equal(t, 2, b.Sheets[0].Rows[0].Number)
}

func TestCSVHasLimits(t *testing.T) {
	requireRefused(t, "sheet.too_many", []byte(strings.Repeat("a;b\n", sheet.MaxRows+1)))
	requireRefused(t, "sheet.too_many", []byte(strings.Repeat(";", sheet.MaxColumns)+"x"))
	requireRefused(t, "sheet.too_large", make([]byte, sheet.MaxFile+1))
	b, err := read([]byte("a\n" + strings.Repeat(";;\n", 100_000) + "b;c\n"))
	require.NoError(t, err)
	require.Equal(t, 100_002, b.Sheets[0].Rows[1].Number)
}

// FuzzRead: what is read is clean text within the limits; what is refused is refused as the person's input.
func FuzzRead(f *testing.F) {
	f.Add([]byte(list))
	f.Add([]byte("\xEF\xBB\xBF" + list))
	f.Add([]byte(encoded(f, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), list)))
	f.Add([]byte(encoded(f, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), list)))
	f.Add([]byte(vietnamese(f, list)))
	for _, s := range old {
		f.Add([]byte(s))
		f.Add([]byte(encoded(f, charmap.Windows1252, s)))
	}
	f.Add([]byte("sep=,\na,\"b\n\"\"c"))
	f.Add([]byte("\"\x00\"\t\xff"))
	f.Add([]byte("a|b\n\u202ea|b"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b, err := read(raw)
		if err != nil {
			require.True(t, fault.Is(err, fault.Invalid), "%v", err)
			return
		}
		for _, s := range b.Sheets {
			before := 0
			for _, r := range s.Rows {
				require.Greater(t, r.Number, before)
				before = r.Number
				require.LessOrEqual(t, len(r.Cells), sheet.MaxColumns)
				for _, c := range r.Cells {
					require.True(t, utf8.ValidString(c.Text))
					require.NotContains(t, c.Text, "\x00")
					require.Equal(t, c.Text == "", c.Kind == sheet.Empty, "%q %v", c.Text, c.Kind)
				}
			}
		}
	})
}
