package text_test

import (
	"bytes"
	"sort"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"liem/internal/fault"
	"liem/internal/text"
)

func TestFoldFindsNamesWithoutMarks(t *testing.T) {
	require.Equal(t, "nguyen thi anh", text.Fold("Nguyễn  Thị Ánh"))
	require.Equal(t, "dao duc", text.Fold("Đạo ĐỨC "))
	require.Equal(t, text.Fold("Đặng Hoà"), text.Fold(norm.NFD.String("Đặng Hòa")))
}

func TestNamesSortByGivenName(t *testing.T) {
	names := []string{"Trần Văn Bình", "Lê Thị Ánh", "Nguyễn Văn An", "Đặng Thị Dung", "Phạm Văn Đạt", "Hoàng Ân", "Bùi Văn An", "Vũ Bảo"}
	sort.Slice(names, func(i, j int) bool {
		fi, gi := text.SplitName(names[i])
		fj, gj := text.SplitName(names[j])
		return bytes.Compare(text.NameKey(fi, gi), text.NameKey(fj, gj)) < 0
	})
	require.Equal(t, []string{"Bùi Văn An", "Nguyễn Văn An", "Lê Thị Ánh", "Hoàng Ân", "Vũ Bảo", "Trần Văn Bình", "Đặng Thị Dung", "Phạm Văn Đạt"}, names)
}

func TestTonesAndLettersInVietnameseOrder(t *testing.T) {
	words := []string{"ma", "mà", "mả", "mã", "má", "mạ", "măng", "mâm", "na", "ơn", "ưa"}
	for i := 1; i < len(words); i++ {
		require.Negative(t, bytes.Compare(text.Key(words[i-1]), text.Key(words[i])), "%s < %s", words[i-1], words[i])
	}
}

func TestCleanRefusesWhatIsNoText(t *testing.T) {
	s, err := text.Clean("  Nguyễn\t")
	require.NoError(t, err)
	require.Equal(t, "Nguyễn", s)
	for _, bad := range []string{"a\x00b", "a\x1bb", "\xff\xfe"} {
		_, err := text.Clean(bad)
		require.Equal(t, fault.Invalid, fault.KindOf(err), "%q", bad)
	}
}
