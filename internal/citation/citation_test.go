package citation_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"liem/internal/citation"
)

// short writes citations as "instrument article/clause/point", with ~ where the context settled them and ? where nothing did.
func short(list []citation.Citation) string {
	var out []string
	for _, c := range list {
		at := strings.TrimRight(c.Article+"/"+c.Clause+"/"+c.Point, "/")
		mark := map[citation.Certainty]string{citation.Named: "", citation.Context: "~", citation.Unknown: "?"}[c.Certainty]
		out = append(out, strings.TrimSpace(mark+c.Instrument+" "+at))
	}
	return strings.Join(out, "; ")
}

func read(paragraphs ...string) string { return readWith(nil, paragraphs...) }

func readWith(basis []string, paragraphs ...string) string {
	var texts []citation.Text
	for _, p := range paragraphs {
		texts = append(texts, citation.Text{Text: p})
	}
	_, parts := citation.Read(citation.Document{Basis: basis, Parts: [][]citation.Text{texts}})
	return short(parts[0])
}

const (
	code    = "101/2015/qh13"
	penal   = "100/2015/qh13"
	vks     = "63/2014/qh13"
	pctn    = "36/2018/qh14"
	circ    = "01/2017/ttlt-bca-bqp-btc-bnn&ptnt-vksndtc"
	secrets = "117/2025/qh15"
)

func TestCitationsAreRecognised(t *testing.T) {
	for in, want := range map[string]string{
		"khoản 1 Điều 147 Bộ luật Tố tụng hình sự 2015":                    code + " 147/1",
		"điểm a khoản 2 Điều 147 BLTTHS":                                   code + " 147/2/a",
		"Điều 147 của Bộ luật Tố tụng hình sự năm 2015 (số 101/2015/QH13)": code + " 147",
		"các điều 2, 3 và 5 Luật số 36/2018/QH14":                          pctn + " 2; " + pctn + " 3; " + pctn + " 5",
		"Điều 143 đến Điều 145 BLTTHS":                                     code + " 143; " + code + " 144; " + code + " 145",
		"các điều từ 143 đến 144 và 147 BLTTHS 2015":                       code + " 143; " + code + " 144; " + code + " 147",
		"Điều 143–144 BLTTHS":                                              code + " 143; " + code + " 144",
		"Điều 143-144 BLTTHS":                                              code + " 143; " + code + " 144",
		"Điều 5, Điều 6 Luật 63/2014/QH13":                                 vks + " 5; " + vks + " 6",
		"Điều 36a BLTTHS":                                                  code + " 36a",
		"khoản 1, Điều 147 BLTTHS":                                         code + " 147/1",
		"khoản 1, khoản 2 Điều 5 Luật PCTN":                                pctn + " 5/1; " + pctn + " 5/2",
		"các khoản 2, 3 và 4 của Điều 153 BLTTHS":                          code + " 153/2; " + code + " 153/3; " + code + " 153/4",
		"các điểm a, b và đ khoản 2 Điều 20 Luật PCTN":                     pctn + " 20/2/a; " + pctn + " 20/2/b; " + pctn + " 20/2/đ",
		"điểm a đến điểm c khoản 1 Điều 10 Nghị định số 130/2020/NĐ-CP":    "130/2020/nd-cp 10/1/a; 130/2020/nd-cp 10/1/b; 130/2020/nd-cp 10/1/c",
		"khoản 1 và điểm b khoản 3 Điều 6 Luật PCTN":                       pctn + " 6/1; " + pctn + " 6/3/b",
		"điểm a Điều 8 Luật PCTN":                                          pctn + " 8//a",
		"Điều 147 khoản 1 điểm a Bộ luật Tố tụng hình sự":                  code + " 147/1/a",
		"Điều 85(4) Luật Tổ chức Viện kiểm sát nhân dân":                   vks + " 85/4",
		"Đ.147 BLTTHS": code + " 147",
		"khoản 4 Điều 159 và điểm a khoản 1 Điều 161 BLTTHS":                     code + " 159/4; " + code + " 161/1/a",
		"Điều 37, khoản 6 Điều 59 Luật Tổ chức VKSND":                            vks + " 37; " + vks + " 59/6",
		"Điều 2 Luật PCTN và Điều 29 Nghị định số 59/2019/NĐ-CP":                 pctn + " 2; 59/2019/nd-cp 29",
		"Luật số 117/2025/QH15, Điều 2 và Điều 5":                                secrets + "; " + secrets + " 2; " + secrets + " 5",
		"Luật Bảo vệ bí mật nhà nước năm 2018, Điều 5":                           "29/2018/qh14; 29/2018/qh14 5",
		"Điều 5 Luật Bảo vệ bí mật nhà nước":                                     "~" + secrets + " 5",
		"Nghị định 171/2025/NĐ-CP":                                               "171/2025/nd-cp",
		"NĐ 171/2025/NĐ-CP và QĐ 1180/QĐ-TTg":                                    "171/2025/nd-cp; 1180/qd-ttg-2020",
		"Thông tư liên tịch 01/2017/TTLT-…":                                      circ,
		"Thông tư liên tịch số 01/2017":                                          circ,
		"Chỉ thị 26-CT/TW":                                                       "26-ct/tw",
		"Điều 3 Quy định số 205-QĐ/TW":                                           "205-qd/tw 3",
		"các luật số 34/2024/QH15, 106/2025/QH15 và 128/2025/QH15":               "34/2024/qh15; 106/2025/qh15; 128/2025/qh15",
		"Quyết định số 45/QĐ-VKSTC ngày 12/03/2024":                              "45/qd-vkstc-2024",
		"Điều 8 Luật Đất đai năm 2024":                                           "luat-dat-dai-nam-2024 8",
		"Điều 9 Nghị định 999":                                                   "? 9",
		"Điều 9 Nghị định này":                                                   "? 9",
		"Điều 118 Hiến pháp năm 2013":                                            "hien-phap-nam-2013 118",
		"Điều 147 BLTTHS (sửa đổi, bổ sung bởi Luật số 02/2021/QH15)":            code + " 147; 02/2021/qh15",
		"BỘ LUẬT TỐ TỤNG HÌNH SỰ, ĐIỀU 147":                                      code + "; " + code + " 147",
		"Dieu 147 Bo luat To tung hinh su":                                       code + " 147",
		"theo điều 147 BLTTHS và các điều 157, 158 BLTTHS":                       code + " 147; " + code + " 157; " + code + " 158",
		"Điều 147, 157 và 158 BLTTHS":                                            code + " 147; " + code + " 157; " + code + " 158",
		"Điều 7\u00a0Luật\u00a0PCTN":                                             pctn + " 7",
		"Điều 007 Luật PCTN":                                                     pctn + " 7",
		"Luật Tổ chức Viện kiểm sát nhân dân (số 63/2014/QH13), khoản 1 Điều 83": vks + "; " + vks + " 83/1",
	} {
		assert.Equal(t, want, read(in), "%q", in)
		require.Equal(t, want, read(norm.NFD.String(in)), "decomposed: %q", in)
	}
}

func TestWhatIsNoCitation(t *testing.T) {
	for _, in := range []string{
		"Điều này đúng.", "Điều kiện khởi tố", "Điều tra 5 vụ", "Điều quan trọng là 3 việc.", "Ba điều 1 người phải nhớ", "điều 5 xe đến hiện trường",
		"khoản 2 nêu trên", "điểm a", "pháp luật về tổ chức", "luật tổ chức bộ máy", "Nghị định này", "Quyết định khởi tố", "Thông tư hướng dẫn", "năm 2015",
		"20/11/2026", "Số: 12/BC-VKS", "Kế hoạch số 27/KH-VKS", "Điều 0", "Điều 1000", "Điều", "các điều", "Điều ,", "(", ")))", "",
	} {
		assert.Empty(t, read(in), "%q", in)
	}
	require.Equal(t, "? 147", read("Theo Điều 147, 20 ngày kể từ ngày nhận"))
	require.Equal(t, "? 147", read("Theo Điều 147 và 05 ngày sau đó"))
	require.Equal(t, "? 5", read("Điều 5, 1.000 đồng"))
}

// TestContext settles articles whose instrument is not named where they stand.
func TestContext(t *testing.T) {
	basis := []string{
		"Bộ luật Tố tụng hình sự năm 2015 (số 101/2015/QH13, được sửa đổi, bổ sung bởi Luật số 02/2021/QH15), các điều 144, 145 và 147",
		"Thông tư liên tịch số 01/2017/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC, các điều 5 và 11",
		"Luật Phòng, chống tham nhũng năm 2018, Điều 20; Nghị định số 59/2019/NĐ-CP, các điều từ 18 đến 25",
	}
	for in, want := range map[string]string{
		"Điều 147 đặt ra ba mức.":                                 "~" + code + " 147",
		"Điều 11 Thông tư liên tịch; gửi muộn là trái Điều 147.":  "~" + circ + " 11; ~" + code + " 147",
		"Khoản 1 Điều 147 Bộ luật":                                "~" + code + " 147/1",
		"Điều 20 nêu điều cấm; Điều 22 nói về quà.":               "~" + pctn + " 20; ~59/2019/nd-cp 22",
		"Điều 20 Nghị định 59":                                    "59/2019/nd-cp 20",
		"Bộ luật Hình sự có nhiều tội; Điều 147 BLTTHS; Điều 145": penal + "; " + code + " 147; ~" + code + " 145",
		"Luật Tố cáo năm 2018 có quy định riêng. Điều 9 nói rõ.":  "25/2018/qh14; ~25/2018/qh14 9",
		"Điều 300": "? 300",
		"Luật số 02/2021/QH15 sửa đổi Điều 147 và Điều 148": "02/2021/qh15; ~" + code + " 147; ~" + code + " 148",
		"Điều 20 của Luật": "~" + pctn + " 20",
	} {
		assert.Equal(t, want, readWith(basis, in), "%q", in)
	}
	got, _ := citation.Read(citation.Document{Basis: basis})
	require.Equal(t, code+"; 02/2021/qh15; "+code+" 144; "+code+" 145; "+code+" 147; "+circ+"; "+circ+" 5; "+circ+" 11; "+pctn+"; "+pctn+" 20; 59/2019/nd-cp; "+
		strings.TrimSuffix(strings.Repeat("59/2019/nd-cp %; ", 8), "; "), replaced(short(got)))
}

// replaced blurs the eight articles of a range.
func replaced(s string) string {
	for _, n := range strings.Fields("18 19 20 21 22 23 24 25") {
		s = strings.Replace(s, "59/2019/nd-cp "+n, "59/2019/nd-cp %", 1)
	}
	return s
}

// TestWordsAround are kept as they are written.
func TestWordsAround(t *testing.T) {
	long := strings.Repeat("chữ ", 100)
	_, parts := citation.Read(citation.Document{Parts: [][]citation.Text{{{Text: long + "theo khoản 1  Điều 147 BLTTHS, " + long}}}})
	c := parts[0][0]
	require.Equal(t, "khoản 1  Điều 147 BLTTHS", c.Cited)
	require.True(t, strings.HasPrefix(c.Before, "… chữ ") && strings.HasSuffix(c.Before, "theo "), c.Before)
	require.True(t, strings.HasPrefix(c.After, ", chữ ") && strings.HasSuffix(c.After, " …"), c.After)
	require.Less(t, utf8.RuneCountInString(c.Before+c.After), 240)
	require.Equal(t, "Bộ luật Tố tụng hình sự năm 2015 (số 101/2015/QH13)", c.Name)
}

func TestSpans(t *testing.T) {
	for in, want := range map[string][]citation.Span{
		"":                             nil,
		"2, 5–7":                       {{From: "2", To: "2"}, {From: "5", To: "7"}},
		"Điều 2; các điều 5-7 và 36a":  {{From: "2", To: "2"}, {From: "5", To: "7"}, {From: "36a", To: "36a"}},
		"từ 16 đến 24":                 {{From: "16", To: "24"}},
		"Điều 143 đến Điều 145, 00147": {{From: "143", To: "145"}, {From: "147", To: "147"}},
	} {
		got, ok := citation.Spans(in)
		require.True(t, ok, "%q", in)
		require.Equal(t, want, got, "%q", in)
	}
	for _, in := range []string{"x", "2 -", "– 2", "7–5", "2–3–4", "0", "1000", "khoản 2", strings.Repeat("1,", 300)} {
		_, ok := citation.Spans(in)
		require.False(t, ok, "%q", in)
	}
	require.Less(t, citation.Order("36"), citation.Order("36a"))
	require.Less(t, citation.Order("36k"), citation.Order("37"))
}

// TestKnownInstruments holds the table to be one that can be looked up.
func TestKnownInstruments(t *testing.T) {
	in, ok := citation.Known(code)
	require.True(t, ok)
	require.Equal(t, "Bộ luật Tố tụng hình sự năm 2015", in.Name)
	var keys []string
	for _, a := range citation.AmendedBy(code) {
		keys = append(keys, a.Key)
		for _, k := range a.Amends {
			_, ok := citation.Known(k)
			require.True(t, ok, k)
		}
	}
	require.Contains(t, keys, "02/2021/qh15")
}

// FuzzRead: whatever a text is, reading ends, and what is found stands in it.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"khoản 1 Điều 147 Bộ luật Tố tụng hình sự 2015", "các điều 2, 3 và 5", "Điều 143 đến Điều 145", "điểm a, điểm b khoản 1 và khoản 2 Điều 5, Điều 6 Luật 63/2014/QH13",
		"Luật số 82/2025/QH15 (sửa đổi, bổ sung bởi Luật số 1/2026/QH16), phần sửa khoản 3 Điều 4 (", "Chỉ thị 26-CT/TW", "((((Điều 1)(2)(a))", "Điều 1–999, 1-999, 1-999",
		"Điều\u0300 5", "Đ.Đ.Đ5 điểm", "Luật Luật Luật năm 2015 2015 (số", "các các điều từ từ 1 đến đến 2", "\xff\xfeĐiều 5", "của của Điều 5 của Luật này này",
	} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, basis, s string) {
		if len(basis)+len(s) > 4000 {
			return
		}
		_, parts := citation.Read(citation.Document{Basis: []string{basis}, Parts: [][]citation.Text{{{Text: s}, {Text: s, Continued: true}}}})
		whole := norm.NFC.String(strings.ToValidUTF8(s, ""))
		for _, c := range parts[0] {
			require.NotEmpty(t, c.Cited)
			require.Contains(t, whole, c.Cited)
			require.Equal(t, c.Instrument == "", c.Certainty == citation.Unknown)
			require.True(t, c.Article != "" || c.Instrument != "")
		}
		spans, ok := citation.Spans(s)
		require.True(t, !ok || len(spans) <= 200)
	})
}
