package courses

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatIsTypedIsRead(t *testing.T) {
	terms := func(input string) string {
		q := readQuery(input)
		var out []string
		for _, t := range q.terms {
			s := strings.Join(t.fold, "+")
			if t.prefix {
				s += "*"
			}
			out = append(out, s)
		}
		return strings.Join(out, " ")
	}
	for input, want := range map[string]string{
		"":                                  "",
		"  … - \" ' *":                      "",
		"Tố giác":                           "to giac*",
		"To\u0302\u0301 gia\u0301c":         "to giac*", // decomposed, as some keyboards send it
		`"tố giác" tội`:                     "to+giac toi*",
		`tội “tin báo”`:                     "toi tin+bao",
		`"tố giác`:                          "to+giac",
		`han "`:                             "han",
		"Điều 147/2015 (khoản-1) ":          "dieu 147 2015 khoan 1", // a single letter is whole,
		"a OR b AND NOT c* NEAR(d) ' & | !": "a or b and not c near", // but may be going on,
		"x\x00y\xff z":                      "x y",
	} {
		require.Equal(t, want, terms(input), "%q", input)
	}
	require.Len(t, readQuery(strings.Repeat("từ ", 50)).terms, queryWords)
	require.LessOrEqual(t, len(readQuery(strings.Repeat("x", 10_000)).terms[0].fold[0]), queryRunes)
}

func TestFoldedWordsAreAsManyAsTheText(t *testing.T) {
	for _, s := range []string{"", "Tố giác, tin báo: “Điều 147”", "a\u0301b x²y ½ ŉ ﬁ", "…", "𝟘𝟙 Ⅳ"} {
		fold := foldWords(s)
		n := 0
		if fold != "" {
			n = len(strings.Split(fold, " "))
		}
		require.Len(t, wordsOf(s), n, "%q", s)
	}
}

// shown puts what was found into brackets.
func shown(list []Piece) string {
	var b strings.Builder
	for _, p := range list {
		if p.Hit {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestExcerptShowsWhatWasFound(t *testing.T) {
	q := readQuery("thoi han to giac")
	require.Equal(t, "Hạn là [thời hạn], [tố giác] là việc.", shown(q.mark("Hạn là thời hạn, tố giác là việc.")),
		"a syllable by itself is not marked where words stand together as typed")
	require.Equal(t, "[Giác] quan", shown(q.mark("Giác quan")))
	require.Empty(t, q.mark(""))

	long := strings.Repeat("chữ ", 100) + "có thời hạn của tố giác. " + strings.Repeat("nữa ", 100)
	got := shown(q.excerpt(long, foldWords(long)))
	require.Contains(t, got, "[thời hạn] của [tố giác]")
	require.True(t, strings.HasPrefix(got, "… chữ"), got)
	require.True(t, strings.HasSuffix(got, "nữa …"), got)
	require.Equal(t, excerptWords, len(strings.Fields(strings.NewReplacer("…", "", "[", "", "]", "").Replace(got))))

	start := shown(q.excerpt("Không có gì khớp", foldWords("Không có gì khớp")))
	require.Equal(t, "Không có gì khớp", start)
}

func TestPassagesFitBetterWithTheirMarks(t *testing.T) {
	weight := func(query, body string) float64 {
		q := readQuery(query)
		return q.weigh(&passage{Body: body, FoldBody: foldWords(body)})
	}
	require.Greater(t, weight("tội phạm", "về tội phạm"), weight("tội phạm", "tới phạm vi"))
	require.Greater(t, weight("tội phạm", "về tội phạm"), weight("tội phạm", "phạm tội"))
	require.Equal(t, weight("toi pham", "tội phạm"), weight("toi pham", "tới phạm"), "without marks nothing is told apart")
	q := readQuery("tội phạm")
	title := passage{PartTitle: "Tội phạm", FoldTitle: foldWords("Tội phạm")}
	body := passage{Body: "Tội phạm", FoldBody: foldWords("Tội phạm")}
	require.Greater(t, q.weigh(&title), q.weigh(&body))
}
