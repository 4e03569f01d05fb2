package i18n

import (
	"strconv"
	"strings"
	"time"

	"liem/internal/clock"
)

// Date is a day as dd/MM/yyyy in both languages; what is only a year stays a year.
func (p *Printer) Date(d clock.Date) string {
	s := string(d)
	if len(s) != 10 {
		return s
	}
	return s[8:10] + "/" + s[5:7] + "/" + s[0:4]
}

// Day is the day of a moment in Hà Nội.
func (p *Printer) Day(t time.Time) string { return t.In(clock.Hanoi).Format("02/01/2006") }

// Time is a moment in Hà Nội with its day, 24 hours.
func (p *Printer) Time(t time.Time) string { return t.In(clock.Hanoi).Format("02/01/2006 15:04") }

// Clock is the time of day in Hà Nội with seconds.
func (p *Printer) Clock(t time.Time) string { return t.In(clock.Hanoi).Format("15:04:05") }

// marks are the separators of thousands and decimals.
func (p *Printer) marks() (thousands, decimal string) {
	if p.locale == English {
		return ",", "."
	}
	return ".", ","
}

// Number groups thousands: 1.234.567.
func (p *Printer) Number(n int) string {
	sep, _ := p.marks()
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteRune(d)
	}
	return b.String()
}

// Plain is a number that names something, such as a year: no groups.
func (p *Printer) Plain(n int) string { return strconv.Itoa(n) }

// Hundredths writes hundredths with as many decimals as they need: 8, 8,5, 8,25.
func (p *Printer) Hundredths(n int) string {
	_, dec := p.marks()
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	whole, rest := n/100, n%100
	switch {
	case rest == 0:
		return sign + p.Number(whole)
	case rest%10 == 0:
		return sign + p.Number(whole) + dec + strconv.Itoa(rest/10)
	}
	return sign + p.Number(whole) + dec + strconv.Itoa(rest/10) + strconv.Itoa(rest%10)
}

// Percent writes basis points as whole per cent.
func (p *Printer) Percent(bp int) string { return strconv.Itoa((bp+50)/100) + "%" }

// Mark writes basis points on the scale of ten with one decimal: 8,3/10. It is rounded down, so that what is printed
// never reaches a pass mark that the points do not.
func (p *Printer) Mark(bp int) string { return p.Hundredths(bp/100*10) + "/10" }

// Decimal writes a decimal number that is given with a point.
func (p *Printer) Decimal(s string) string {
	_, dec := p.marks()
	return strings.Replace(s, ".", dec, 1)
}

// Bytes writes a size.
func (p *Printer) Bytes(n int64) string {
	switch {
	case n < 1<<10:
		return strconv.FormatInt(n, 10) + " B"
	case n < 1<<20:
		return p.Number(int((n+512)>>10)) + " KB"
	case n < 1<<30:
		return p.Hundredths(int(n*10>>20)*10) + " MB"
	}
	return p.Hundredths(int((n>>20)*10>>10)*10) + " GB"
}
