package text_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"liem/internal/fault"
	"liem/internal/text"
)

// saved is one passage as the three old encodings of Vietnamese have it.
var saved = map[string]string{
	"TCVN3 (ABC)": "Vi\xd6n ki\xd3m s\xb8t nh\xa9n d\xa9n t\xd8nh ti\xd5p nh\xcbn, gi\xb6i quy\xd5t t\xe8 gi\xb8c, tin" +
		" b\xb8o v\xd2 t\xe9i ph\xb9m v\xb5 ki\xd5n ngh\xde kh\xebi t\xe8. Th\xeai h\xb9n l\xb5 hai m\xad\xaci" +
		" ng\xb5y k\xd3 t\xf5 ng\xb5y nh\xcbn \xae\xad\xeec. Nguy\xd4n Th\xde \xb8nh, Tr\xc7n V\xa8n \xa7\xb9t," +
		" \xa7\xe7 H\xf7u Ph\xad\xedc k\xfd.",
	"VNI": "Vie\xe4n kie\xe5m sa\xf9t nha\xe2n da\xe2n t\xe6nh tie\xe1p nha\xe4n, gia\xfbi quye\xe1t to\xe1 gia\xf9c," +
		" tin ba\xf9o ve\xe0 to\xe4i pha\xefm va\xf8 kie\xe1n ngh\xf2 kh\xf4\xfbi to\xe1. Th\xf4\xf8i ha\xefn" +
		" la\xf8 hai m\xf6\xf4i nga\xf8y ke\xe5 t\xf6\xf8 nga\xf8y nha\xe4n \xf1\xf6\xf4\xefc. Nguye\xe3n" +
		" Th\xf2 A\xf9nh, Tra\xe0n Va\xean \xd1a\xeft, \xd1o\xe3 H\xf6\xf5u Ph\xf6\xf4\xf9c ky\xf9.",
	"windows-1258": "Vi\xea\xf2n ki\xea\xd2m sa\xect nh\xe2n d\xe2n ti\xd2nh ti\xea\xecp nh\xe2\xf2n, gia\xd2i quy\xea\xect" +
		" t\xf4\xec gia\xecc, tin ba\xeco v\xea\xcc t\xf4\xf2i pha\xf2m va\xcc ki\xea\xecn nghi\xf2 kh\xf5\xd2i" +
		" t\xf4\xec. Th\xf5\xcci ha\xf2n la\xcc hai m\xfd\xf5i nga\xccy k\xea\xd2 t\xfd\xcc nga\xccy nh\xe2\xf2n" +
		" \xf0\xfd\xf5\xf2c. Nguy\xea\xden Thi\xf2 A\xecnh, Tr\xe2\xccn V\xe3n \xd0a\xf2t, \xd0\xf4\xde H\xfd\xdeu" +
		" Ph\xfd\xf5\xecc ky\xec.",
}

func encoding(t *testing.T, raw string) any {
	t.Helper()
	_, err := text.DecodeUTF8([]byte(raw))
	e, ok := fault.As(err)
	require.True(t, ok, "%q was read", raw)
	require.Equal(t, "text.encoding", e.Key)
	require.Equal(t, fault.Invalid, e.Kind)
	return e.Args["Encoding"]
}

// TestOldEncodingsAreTold apart, in a whole passage and in its first sentence.
func TestOldEncodingsAreTold(t *testing.T) {
	for name, raw := range saved {
		require.Equal(t, name, encoding(t, raw))
		require.Equal(t, name, encoding(t, raw[:strings.IndexByte(raw, '.')]), "of one sentence")
		require.Equal(t, name, encoding(t, "---\r\ntitle: "+raw+"\r\n---\r\n"))
	}
}

// TestUTF16IsTold with and without its mark, either way round.
func TestUTF16IsTold(t *testing.T) {
	var little, big strings.Builder
	for _, unit := range utf16.Encode([]rune("Nguyễn Thị Ánh, Đặng Văn Đạt")) {
		little.Write([]byte{byte(unit), byte(unit >> 8)})
		big.Write([]byte{byte(unit >> 8), byte(unit)})
	}
	for _, raw := range []string{little.String(), big.String(), "\xff\xfe" + little.String(), "\xfe\xff" + big.String(), "\xff\xfe"} {
		require.Equal(t, "UTF-16", encoding(t, raw), "%q", raw)
	}
	require.Equal(t, "UTF-32", encoding(t, "\xff\xfe\x00\x00N\x00\x00\x00"))
	require.Equal(t, "UTF-32", encoding(t, "\x00\x00\xfe\xff\x00\x00\x00N"))
}

func TestWhatIsNoKnownEncoding(t *testing.T) {
	for _, raw := range []string{"\x80\x81\x82", "Nguy\xe1\xbb\x85n \xc4\x90\xe1\xba", "\x93a\x94"} {
		require.Equal(t, "ANSI", encoding(t, raw), "%q", raw)
	}
}

func TestTextIsDecoded(t *testing.T) {
	for raw, want := range map[string]string{
		"": "", "\xef\xbb\xbf": "", "\xef\xbb\xbfĐiều": "Điều", "a\r\nb": "a\r\nb", "Nguyễn\u200b": "Nguyễn\u200b", "👍": "👍",
	} {
		got, err := text.DecodeUTF8([]byte(raw))
		require.NoError(t, err, "%q", raw)
		require.Equal(t, want, got)
	}
	_, err := text.DecodeUTF8([]byte("một tệp có NUL \x00 ở giữa"))
	e, ok := fault.As(err)
	require.True(t, ok)
	require.Equal(t, "text.control_character", e.Key)
}

// FuzzDecode: what is decoded is text, whatever came in; what is refused is refused as the person's input.
func FuzzDecode(f *testing.F) {
	for _, raw := range saved {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := text.DecodeUTF8(raw)
		if err != nil {
			require.True(t, fault.Is(err, fault.Invalid))
			return
		}
		require.NotContains(t, s, "\x00")
		require.Equal(t, strings.ToValidUTF8(s, ""), s)
	})
}
