package demo

import "fmt"

// Genders as people stores them.
const (
	female = "female"
	male   = "male"
)

// fullName invents a name: họ, one or two middle names, tên.
func (n *names) fullName(d dice, gender string) string {
	middle, given := n.MaleMiddle, n.MaleGiven
	if gender == female {
		middle, given = n.FemaleMiddle, n.FemaleGiven
	}
	first, last := pick(d, middle), pick(d, given)
	if gender == female && first == "Thị" && d.chance(0.45) {
		second := pick(d, n.FemaleMiddle)
		if second != "Thị" && second != last {
			first += " " + second
		}
	}
	for last == first {
		last = pick(d, given)
	}
	return fmt.Sprintf("%s %s %s", pick(d, n.Family), first, last)
}

// nationalID invents a personal identity number that nobody else has: three digits of the place of registration (099, which
// no place has), one of sex and century, two of the year of birth, six at random.
func (c *cast) nationalID(gender string, year int) string {
	century := (year - 1900) / 100 * 2
	if gender == female {
		century++
	}
	for {
		id := fmt.Sprintf("099%d%02d%06d", century, year%100, c.dice.IntN(1_000_000))
		if !c.ids[id] {
			c.ids[id] = true
			return id
		}
	}
}
