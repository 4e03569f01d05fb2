package quiz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"liem/quiz"
)

// ask is a quiz of one question; its heading is on line 6 and its body begins on line 8.
func ask(heading, body string) string {
	return "---\ntitle: A\npass: 70\n---\n\n## " + heading + "\n\n" + body
}

// TestOtherKindsAreRefused: the reserved forms of later kinds are told as what they are, whatever stands beside them, and
// never read as one of the four kinds.
func TestOtherKindsAreRefused(t *testing.T) {
	const options = "- [x] a\n- [ ] b\n"
	for kind, srcs := range map[string][]string{
		"matching": {
			ask("Ghép {#a}", "| Điều | Nội dung |\n|---|---|\n| 1 | một |\n"),
			ask("Ghép {#a}", "Ghép hai cột.\n\n| Điều | Nội dung |\n|---|---|\n| 1 | một |\n\n> Phản hồi."),
		},
		"ordering": {
			ask("Xếp {#a}", "{order}\n\n1. một\n2. hai\n"),
			ask("Xếp {#a order}", "1. một\n2. hai\n"),
			ask("Xếp {#a order points=2}", options),
			ask("Xếp {#a}", "{order}\n\n"+options),
			ask("Xếp {#a}", "> {order}\n\n1. một\n"),
		},
		"shorttext": {
			ask("Gọi là gì? {#a}", "= khởi tố\n"),
			ask("Gọi là gì? {#a}", "= khởi tố | khoi to\n"),
			ask("Gọi là gì? {#a}", "= 20 | hai mươi\n"),
			ask("Gọi là gì? {#a}", "= ± 2\n"),
			ask("Gọi là gì? {#a}", "=> khởi tố\n"),
		},
		"gaps": {
			ask("Điền {#a}", "Thời hạn là {{20|hai mươi}} ngày.\n"),
			ask("Thời hạn là {{20}} ngày {#a}", "Điền.\n"),
			ask("Điền {#a}", "- Thời hạn là {{20}} ngày.\n"),
			ask("Điền {#a}", "Thời hạn là {{20}} ngày.\n\n"+options),
			ask("Điền {#a}", "Thời hạn là {{20}} ngày.\n\n= 20\n"),
		},
		"essay": {
			ask("Nêu {#a essay}", "Viết.\n"),
			ask("Nêu {#a}", "{essay}\n\n| Tiêu chí | Điểm | Ghi chú |\n|---|---|---|\n| Đúng | 2 | |\n"),
			ask("Nêu {#a}", "{essay}\n\n| Tiêu chí | Điểm |\n|---|---|\n| Đúng | 2 |\n"),
			ask("Nêu {#a essay}", options),
		},
	} {
		for _, src := range srcs {
			q, problems := parse(t, src)
			require.Equal(t, []string{"6:1 quiz.reserved_" + kind}, places(problems), src)
			require.Empty(t, q.Questions[0].Kind, src)
			require.Empty(t, q.Questions[0].Options, src)
			require.Nil(t, q.Questions[0].Numeric, src)
		}
	}
}

// TestWhatOnlyLooksReserved is read as what it is.
func TestWhatOnlyLooksReserved(t *testing.T) {
	const options = "- [x] a\n- [ ] b\n"
	for src, kind := range map[string]quiz.Kind{
		ask("Theo bảng {#a}", "| Điều | Số |\n|---|---|\n| 1 | 2 |\n\n"+options): quiz.KindSingle,
		ask("Theo bảng {#a}", "| Điều | Số |\n|---|---|\n| 1 | 2 |\n\n= 2\n"):    quiz.KindNumeric,
		ask("Viết \\{{x}} {#a}", options):                                        quiz.KindSingle,
		ask("Lệnh {#a}", "Lệnh {order} trong câu.\n\n"+options):                  quiz.KindSingle,
		ask("Bước nào? {#a}", "1. một\n2. hai\n\n"+options):                      quiz.KindSingle,
		ask("Bước nào? {#a}", "1. [x] một\n2. [ ] hai\n"):                        quiz.KindSingle,
	} {
		q, problems := parse(t, src)
		require.Empty(t, problems, src)
		require.Equal(t, kind, q.Questions[0].Kind, src)
	}
}
