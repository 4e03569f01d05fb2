package roster

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"liem/internal/sheet"
	"liem/internal/text"
)

// day is a date as offices write it: a day, or only its month and year, or only its year.
type day struct {
	Year, Month, Day int // Month and Day are 0 where they are not told
}

func (d day) full() bool { return d.Day > 0 }

// String is YYYY-MM-DD of a full day, and otherwise YYYY.
func (d day) String() string {
	if d.full() {
		return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Format("2006-01-02")
	}
	return strconv.Itoa(d.Year)
}

var (
	dayForm   = regexp.MustCompile(`^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})$`)
	monthForm = regexp.MustCompile(`^(\d{1,2})\s*[-/. ]\s*(\d{4})$`)
	isoForm   = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	yearForm  = regexp.MustCompile(`^\d{4}$`)
	serial    = regexp.MustCompile(`^\d{4,5}(\.\d+)?$`)
	clockForm = regexp.MustCompile(`[ t]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?z?$`)
	dayWords  = strings.NewReplacer("ngay", " ", "thang", "/", "nam", "/", "sinh", " ", "mung", " ", "mong", " ")
)

// readDay reads a day: 01/7/2025, 1-7-2025, 1.7.2025, 2025-07-01, "ngày 1 tháng 7 năm 2025", 07/1985, "tháng 7 năm 1985",
// 1985, and the number that a spreadsheet has for a day. Years have four digits: of two, nobody knows the century.
func readDay(c sheet.Cell, from1904 bool) (day, bool) {
	s := clockForm.ReplaceAllString(strings.ToLower(strings.TrimSpace(c.Text)), "")
	if f := text.Fold(s); strings.ContainsAny(f, "abcdefghijklmnopqrstuvwxyz") {
		s = strings.Join(strings.Fields(dayWords.Replace(f)), " ")
		s = strings.Trim(strings.ReplaceAll(strings.ReplaceAll(s, " /", "/"), "/ ", "/"), "/ ")
	}
	number := func(s string) int {
		n, _ := strconv.Atoi(s)
		return n
	}
	var d day
	switch {
	case yearForm.MatchString(s) && number(s) < 3000:
		d = day{Year: number(s)}
	case dayForm.MatchString(s):
		m := dayForm.FindStringSubmatch(s)
		d = day{number(m[3]), number(m[2]), number(m[1])}
	case isoForm.MatchString(s):
		m := isoForm.FindStringSubmatch(s)
		d = day{number(m[1]), number(m[2]), number(m[3])}
	case monthForm.MatchString(s):
		m := monthForm.FindStringSubmatch(s)
		d = day{Year: number(m[2]), Month: number(m[1])}
	case serial.MatchString(s):
		v, _ := strconv.ParseFloat(s, 64)
		iso, ok := sheet.Serial(v, from1904)
		if !ok {
			return d, false
		}
		m := isoForm.FindStringSubmatch(iso)
		d = day{number(m[1]), number(m[2]), number(m[3])}
	}
	return d, d.valid()
}

func (d day) valid() bool {
	if d.Year < 1900 || d.Year > 2099 || d.Month > 12 || d.Month == 0 && d.Day > 0 {
		return false
	}
	if d.Day == 0 {
		return true
	}
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return t.Day() == d.Day && int(t.Month()) == d.Month
}
