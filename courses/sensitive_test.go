package courses_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/training/trainingtest"
)

// TestSignsOfWhatMustNotBeInACourse warn at their place and stop nothing.
func TestSignsOfWhatMustNotBeInACourse(t *testing.T) {
	for line, want := range map[string]string{
		"**TỐI MẬT**":        "3 course.classified_marking",
		"MẬT":                "1 course.classified_marking",
		"Độ mật: Tuyệt mật.": "1 course.classified_marking",
		"Văn bản có dấu MẬT phải đăng ký": "",
		"Tối mật": "", // how a sentence or a heading may say it
		"Vụ án thụ lý số 12/2025/TLST-HS ngày 03/3/2025":        "17 course.case_file",
		"Cáo trạng số 07/CT-VKSKV2":                             "14 course.case_file",
		"Quyết định số 15/QĐ-VPCQCSĐT":                          "15 course.case_file",
		"Cáo trạng số …/CT-VKS":                                 "",
		"Nghị định số 59/2019/NĐ-CP, Kế hoạch 12/KH-VKS":        "",
		"Căn cước 001085012345, cấp 2021":                       "10 course.identity_number",
		"Ví dụ 012345678901":                                    "",
		"Mã 0192f0c4-7c1e-7000-8000-000000000003 và 0901234567": "",
	} {
		_, problems := compile(t, trainingtest.Course(1).With("02-hai.md", trainingtest.Lesson("Bài hai", line)))
		require.Empty(t, blocking(t, problems), line)
		if want == "" {
			require.Empty(t, problems, line)
			continue
		}
		require.Len(t, problems, 1, line)
		require.Equal(t, "6:"+want, fmt.Sprintf("%d:%d %s", problems[0].Line, problems[0].Column, problems[0].Code), line)
	}
}

func TestAQuestionWithoutFeedbackIsAWarning(t *testing.T) {
	_, problems := compile(t, trainingtest.Course(1).Edit(t, "03-kiem-tra.quiz.md", "\n> Năm đức tính.\n", ""))
	require.Empty(t, blocking(t, problems))
	require.Len(t, problems, 1)
	require.Equal(t, "course.no_feedback", problems[0].Code)
	require.Equal(t, "duc-tinh", problems[0].Args["ID"])

	_, problems = compile(t, trainingtest.Course(1).Edit(t, "03-kiem-tra.quiz.md", "  > Đúng: xem lại [bài một](01-mot.md).\n", ""))
	require.Len(t, problems, 1, "an option's feedback had been enough")
}
