package text_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"liem/internal/text"
)

// passage is what saved (decode_test.go) says.
const passage = "Viện kiểm sát nhân dân tỉnh tiếp nhận, giải quyết tố giác, tin báo về tội phạm và kiến nghị khởi tố." +
	" Thời hạn là hai mươi ngày kể từ ngày nhận được. Nguyễn Thị ánh, Trần Văn Đạt, Đỗ Hữu Phước ký."

func latin(t *testing.T, raw string) string {
	s, err := charmap.Windows1252.NewDecoder().String(raw)
	require.NoError(t, err)
	return s
}

func TestOldFontsBecomeLetters(t *testing.T) {
	require.Equal(t, passage, text.TCVN3.Unicode(latin(t, saved["TCVN3 (ABC)"])))
	require.Equal(t, passage[:len("Viện kiểm sát nhân dân tỉnh")], text.VNI.Unicode(latin(t, saved["VNI"]))[:len("Viện kiểm sát nhân dân tỉnh")])
	require.Contains(t, text.VNI.Unicode(latin(t, saved["VNI"])), "Nguyễn Thị Ánh, Trần Văn Đạt, Đỗ Hữu Phước ký.")
}

// TestCapitalsOfTCVN3: letters with tones have no capitals of their own.
func TestCapitalsOfTCVN3(t *testing.T) {
	for raw, want := range map[string]string{
		"NguyÔn ThÞ ¸nh": "Nguyễn Thị Ánh", "NGUYÔN V¡N D¦¥NG": "NGUYỄN VĂN DƯƠNG", "Hµ": "Hà", "Lª Hµ": "Lê Hà", "TRÇN THÞ H¶I": "TRẦN THỊ HẢI",
		"¸n phÝ": "án phí", "§Æng §øc": "Đặng Đức", "": "", "An 1.2": "An 1.2", "V\u00adu\u00ads": "Vưuưs",
	} {
		require.Equal(t, want, text.TCVN3.Unicode(raw), raw)
	}
}

func TestMarksOfVNI(t *testing.T) {
	for raw, want := range map[string]string{
		"NGUYEÃN VAÊN DÖÔNG": "NGUYỄN VĂN DƯƠNG", "Lyù": "Lý", "Huyønh": "Huỳnh", "QUYÙ": "QUÝ", "Ñoã Höõu Phöôùc": "Đỗ Hữu Phước",
		"Tæ leä": "Tỉ lệ", "Myõ": "Mỹ", "thuûy": "thủy", "x": "x", "": "", "ù": "ù",
	} {
		require.Equal(t, want, text.VNI.Unicode(raw), raw)
	}
}

func TestSyllables(t *testing.T) {
	for _, w := range []string{"Nguyễn", "nghiêng", "Huỳnh", "quý", "giữ", "gì", "Khuya", "khuỷu", "xoong", "ƯỚC", "y", "Oanh", "thuở"} {
		require.True(t, text.IsSyllable(w), w)
	}
	for _, w := range []string{"Đắk", "NguyÔn", "V¨n", "Nguyeãn", "Vaên", "§", "bn", "", "àá", "strong"} {
		require.False(t, text.IsSyllable(w), w)
	}
	good, all := text.Syllables(passage)
	require.Equal(t, all, good)
	require.Greater(t, all, 20)
}
