package quiz

import (
	"math/big"
	"strings"
)

// maxDigits bounds the digits on either side of the decimal sign.
const maxDigits = 30

// A Decimal is an exact decimal number. The zero value is 0.
type Decimal struct{ rat big.Rat }

// ParseDecimal reads a decimal number with a comma or a point, a sign before it and space around it. It knows no
// exponents and no thousands separators: "1.234" is a little more than one.
func ParseDecimal(s string) (Decimal, bool) {
	s = strings.TrimSpace(s)
	negative := false
	for _, sign := range []string{"-", "−", "+"} {
		if rest, found := strings.CutPrefix(s, sign); found {
			negative, s = sign != "+", rest
			break
		}
	}
	whole, fraction, separated := strings.Cut(strings.Replace(s, ",", ".", 1), ".")
	if !isDigits(whole) || separated && !isDigits(fraction) {
		return Decimal{}, false
	}
	var d Decimal
	if _, ok := d.rat.SetString(whole + "." + fraction + "0"); !ok {
		return Decimal{}, false
	}
	if negative {
		d.rat.Neg(&d.rat)
	}
	return d, true
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != "" && len(s) <= maxDigits
}

// String returns the number with a point and without needless zeros; it is a JSON number too.
func (d Decimal) String() string {
	s := d.rat.FloatString(maxDigits)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int { return d.rat.Sign() }

// Within reports whether d is no further than tolerance from value.
func (d Decimal) Within(value, tolerance Decimal) bool {
	var distance big.Rat
	distance.Sub(&d.rat, &value.rat)
	return distance.Abs(&distance).Cmp(&tolerance.rat) <= 0
}

// scaled returns d times by as a whole number; exact is false when it is not one or does not fit.
func (d Decimal) scaled(by int64) (n int, exact bool) {
	var product big.Rat
	product.Mul(&d.rat, big.NewRat(by, 1))
	if !product.IsInt() || !product.Num().IsInt64() {
		return 0, false
	}
	return int(product.Num().Int64()), true
}

// Hundredths returns the number in hundredths; exact is false where it has more decimals, or is too large.
func (d Decimal) Hundredths() (n int, exact bool) { return d.scaled(100) }
