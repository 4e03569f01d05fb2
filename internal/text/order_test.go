package text_test

import (
	"bytes"
	"math/rand/v2"
	"sort"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"liem/internal/text"
)

// sorted puts full names in the order of their keys, after mixing them.
func sorted(names []string) []string {
	mixed := append([]string(nil), names...)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	sort.SliceStable(mixed, func(i, j int) bool { return bytes.Compare(nameKey(mixed[i]), nameKey(mixed[j])) < 0 })
	return mixed
}

func nameKey(full string) []byte { return text.NameKey(text.SplitName(full)) }

// TestLettersInVietnameseOrder: every letter of the alphabet has its own place (CLDR vi).
func TestLettersInVietnameseOrder(t *testing.T) {
	letters := strings.Fields("a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z")
	require.Equal(t, letters, sorted(letters))
	words := strings.Fields("an ăn ân dan de đan đe en ên on ôn ơn un ưn")
	require.Equal(t, words, sorted(words))
}

// TestTonesInVietnameseOrder: ngang, huyền, hỏi, ngã, sắc, nặng; a tone counts only where the letters are the same.
func TestTonesInVietnameseOrder(t *testing.T) {
	for _, words := range []string{
		"a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ", "e è ẻ ẽ é ẹ ê ề ể ễ ế ệ", "i ì ỉ ĩ í ị", "o ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ",
		"u ù ủ ũ ú ụ ư ừ ử ữ ứ ự", "y ỳ ỷ ỹ ý ỵ", "la lạ lan làn lán lạn lang", "Hoa Hòa Hỏa Họa Hoan Hoàn",
	} {
		require.Equal(t, strings.Fields(words), sorted(strings.Fields(words)))
	}
}

// TestPeopleByGivenName, then by family name and middle name, as rosters are kept; a shorter name comes first.
func TestPeopleByGivenName(t *testing.T) {
	names := []string{
		"An", "Bùi An", "Bùi Văn An", "Đặng An", "Lê An", "Lê Thị An", "Lê Văn An", "Nguyễn An", "Lê Thị Án", "Phạm Ánh", "Trần Ân",
		"Lê Bình", "Nguyễn Dung", "Lê Đạt", "Đỗ Đức", "Lê Hoa", "Lê Hòa", "Lê Hoàn", "Trần Như Ý", "Lê Yên", "Lê Yến",
	}
	require.Equal(t, names, sorted(names))
}

// TestCapitalsMakeNoDifference: a roster in capitals mixes with one that is not, and with one that came decomposed.
func TestCapitalsMakeNoDifference(t *testing.T) {
	names := []string{"BÙI VĂN AN", "Lê Văn An", "NGUYỄN VĂN AN", "Lê Thị Án", "Trần ÁNH", "VŨ BẢO"}
	require.Equal(t, names, sorted(names))
	require.Equal(t, nameKey("Nguyễn Văn Đạt"), nameKey("NGUYỄN VĂN ĐẠT"))
	require.Equal(t, nameKey("Nguyễn Văn Đạt"), nameKey(norm.NFD.String("NGUYỄN VĂN ĐẠT")))
	require.NotEqual(t, nameKey("Nguyễn Văn Đạt"), nameKey("Nguyễn Văn Dạt"))
}

func TestSplitName(t *testing.T) {
	for full, want := range map[string][2]string{
		"Nguyễn Văn An": {"Nguyễn Văn", "An"}, "An": {"", "An"}, "": {"", ""}, "  ": {"", ""}, " Lê \t Thị\u00a0Án ": {"Lê Thị", "Án"},
	} {
		family, given := text.SplitName(full)
		require.Equal(t, want, [2]string{family, given}, full)
	}
}

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"":                            "",
		"  Nguyễn\t\nĐặng\u00a0 Ánh ": "nguyen dang anh",
		"ĐẠO ĐỨC":                     "dao duc",
		norm.NFD.String("Hướng Dẫn"):  "huong dan",
		"ưỡẫặ ƯỠẪẶ":                   "uoaa uoaa",
		"Điều 147, khoản 1":           "dieu 147, khoan 1",
		"Nguy\u200bễn\ufeff":          "nguyen",
		"Ðạo":                         "dao", // with the capital of another alphabet, as converted files have it
		"한국":                          norm.NFD.String("한국"),
	} {
		require.Equal(t, want, text.Fold(s), "%q", s)
		require.Equal(t, text.Fold(s), text.Fold(text.Fold(s)), "folding twice changes nothing: %q", s)
	}
}

// TestKeysAreMadeAtOnce: the buffers behind them are not shared; make test looks for data races.
func TestKeysAreMadeAtOnce(t *testing.T) {
	words := strings.Fields("Nguyễn Đặng Ánh Trần Bình Lê Yến")
	want := map[string][]byte{}
	for _, w := range words {
		want[w] = text.Key(w)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				for _, w := range words {
					if !bytes.Equal(want[w], text.Key(w)) {
						t.Error("another key for", w)
						return
					}
				}
			}
		})
	}
	wg.Wait()
}

func TestCleanKeepsLinesAndRefusesControls(t *testing.T) {
	s, err := text.Clean(" \tmột\r\n\thai\n" + norm.NFD.String("ễ") + " ")
	require.NoError(t, err)
	require.Equal(t, "một\r\n\thai\nễ", s)
	for _, bad := range []string{"a\x00", "\x7f", "\u0085x", "a\u202eb", "a\u2066b", "a\u2028b", "\xc4", "\xed\xa0\x80"} {
		_, err := text.Clean(bad)
		require.Error(t, err, "%q", bad)
	}
	for _, good := range []string{"a\u200bb", "\u00ad", "👩\u200d⚖️", ""} {
		_, err := text.Clean(good)
		require.NoError(t, err, "%q", good)
	}
}
