package courses

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"liem/internal/fault"
	"liem/internal/markdown"
)

// What must not be in a course: state secrets (Luật Bảo vệ bí mật nhà nước), a real case file, somebody's identity number.
// These are only signs, so that they warn; who publishes states that there is nothing of the kind.
var sensitive = []struct {
	code string
	sign *regexp.Regexp
}{
	{"course.classified_marking", regexp.MustCompile(`^[^\pL\d]*((?:Độ mật\s*:\s*)?(?:TUYỆT MẬT|TỐI MẬT|MẬT))[^\pL\d]*$|(Độ mật\s*:\s*(?:[Tt]uyệt mật|[Tt]ối mật|[Mm]ật))`)},
	{"course.case_file", regexp.MustCompile(`(\d{1,5}/(?:\d{4}/)?(?:(?:TLST|TLPT|HSST|HSPT|HS|DS|HNGĐ|KDTM|LĐ|HC)-\pL+|CT-VKS\pL*|(?:QĐ|LCCT|KLĐT)-(?:VPCQCSĐT|CQCSĐT|CSĐT|CSHS|CSKT|CSMT|ANĐT)))`)},
	{"course.identity_number", regexp.MustCompile(`(?:^|[^\pL\d-])(0\d{11})(?:[^\pL\d-]|$)`)},
}

// sampleNumber is what stands for an identity number in examples: its digits simply count up.
const sampleNumber = "012345678901"

// checkSensitive warns of lines that look like what must not be in a course, the first sign of each line.
func (c *compiler) checkSensitive() {
	for _, f := range c.files {
		if f.text == nil {
			continue
		}
		line := 0
		for raw := range bytes.Lines(f.text) {
			line++
			if found, code, at := signIn(strings.TrimRight(string(raw), "\r\n")); code != "" {
				c.add(markdown.SeverityWarning, f.path, markdown.Position{Line: line, Column: at}, code, fault.Args{"Text": found})
			}
		}
	}
}

// signIn finds a sign in a line, and its column.
func signIn(line string) (found, code string, column int) {
	for _, s := range sensitive {
		m := s.sign.FindStringSubmatchIndex(line)
		if m == nil {
			continue
		}
		from, to := m[2], m[3]
		if from < 0 {
			from, to = m[4], m[5]
		}
		if found = line[from:to]; found != sampleNumber {
			return found, s.code, utf8.RuneCountInString(line[:from]) + 1
		}
	}
	return "", "", 0
}

// checkFeedback warns of questions that say nothing to whoever answered wrongly.
func (c *compiler) checkFeedback(p *compiledPart) {
	for _, q := range p.Questions {
		explained := q.Feedback != ""
		for _, o := range q.Options {
			explained = explained || o.Feedback != ""
		}
		if !explained && q.ID != "" {
			c.add(markdown.SeverityWarning, p.Path, q.Position, "course.no_feedback", fault.Args{"ID": q.ID})
		}
	}
}
