package demo

import (
	"fmt"
	"time"

	"liem/internal/clock"
	"liem/internal/secret"
	"liem/people"
)

// cast is everybody of the demonstration.
type cast struct {
	dice     dice
	units    *units
	names    names
	staffing staffing
	keys     *secret.Keys
	today    clock.Date
	stamp    time.Time // when the rows are made, in system time
	people   []*person
	ids      map[string]bool // identity numbers that somebody has
}

// earliest is the first day that postings know of.
const earliest clock.Date = "2015-01-01"

// newCast invents the people who serve, today and in the years before.
func newCast(u *units, keys *secret.Keys, today clock.Date, stamp time.Time) *cast {
	c := &cast{dice: newDice("people"), units: u, names: read[names]("names.json"), staffing: read[staffing]("staff.json"),
		keys: keys, today: today, stamp: stamp, ids: map[string]bool{}}
	for _, one := range u.list {
		for _, place := range c.staffing.Units[one.Staff] {
			for range place.Count {
				c.people = append(c.people, c.hire(one.Code, place))
			}
		}
	}
	for _, a := range read[[]account]("accounts.json") {
		c.give(a)
	}
	c.change()
	c.enumerate()
	return c
}

// hire invents a person for a place.
func (c *cast) hire(code string, place post) *person {
	gender := pick(c.dice, []string{female, male})
	if place.Contract {
		gender = male
	}
	age := c.dice.between(place.Age[0], place.Age[1])
	born := c.today.Add(-365*age - c.dice.between(0, 364))
	p := &person{contract: place.Contract, skill: 0.62 + 0.35*c.dice.Float64()}
	p.Officer = people.Officer{ID: c.dice.id(founded), BirthDate: string(born), Gender: gender, StaffType: people.CivilServant,
		CreatedAt: c.stamp, UpdatedAt: c.stamp}
	if place.Contract {
		p.StaffType = people.Contract
	}
	p.SetName(c.names.fullName(c.dice, gender))
	p.SetNationalID(c.keys, c.nationalID(gender, born.Year()))
	if c.dice.chance(0.06) { // old files know only the year
		p.BirthDate = string(born)[:4]
	}
	joined := born.Add(365*c.dice.between(22, 26) + c.dice.between(0, 364))
	c.post(p, code, place.Position, c.title(place.Titles, age), min(joined, c.today.Add(-30)))
	return p
}

// title picks a title that a person of the age may bear.
func (c *cast) title(titles []string, age int) string {
	var fit []string
	for _, t := range titles {
		if age >= c.staffing.TitleFromAge[t] {
			fit = append(fit, t)
		}
	}
	if len(fit) == 0 {
		return titles[len(titles)-1]
	}
	return pick(c.dice, fit)
}

// post gives a person the present posting and, where the unit is younger than the service, the one before it.
func (c *cast) post(p *person, code, position, title string, joined clock.Date) {
	since := c.units.since(code)
	from := max(joined, earliest)
	if before := c.units.before(code); from < since && len(before) > 0 {
		old := position
		if code != c.units.top(code) {
			old = "" // departments of the old units are not told apart
		}
		p.postings = append(p.postings, c.posting(p, pick(c.dice, before), old, title, from, since.Add(-1)))
		from = since
	} else if last := c.today.Add(-400); from < last { // not everybody has been here from the first day
		from = from.Add(c.dice.between(0, days(from, last)))
	}
	p.postings = append(p.postings, c.posting(p, code, position, title, max(from, since), clock.Forever))
}

func (c *cast) posting(p *person, code, position, title string, from, to clock.Date) people.Posting {
	return people.Posting{OfficerID: p.ID, UnitID: c.units.ids[code], Position: position, Title: title, ValidFrom: from, ValidTo: to}
}

// give puts the person of an account in the first free place of the unit and position.
func (c *cast) give(a account) {
	for _, p := range c.people {
		post := p.current()
		if p.username != "" || p.contract || a.Unit == "" || post.UnitID != c.units.ids[a.Unit] || post.Position != a.Position {
			continue
		}
		p.username, p.Gender, p.BirthDate, p.skill = a.Username, a.Gender, a.Born, 0.9
		p.SetName(a.Name)
		p.SetNationalID(c.keys, c.nationalID(a.Gender, clock.Date(a.Born).Year()))
		for i := range p.postings {
			p.postings[i].Title = a.Title
		}
		return
	}
}

// enumerate gives staff numbers, which say nothing of where one serves.
func (c *cast) enumerate() {
	for i, place := range c.dice.Perm(len(c.people)) {
		p := c.people[i]
		p.Number = fmt.Sprintf("%06d", 1000+3*place+c.dice.IntN(3))
		p.Email = "cb" + p.Number + "@vks.example"
	}
}

// byUsername finds the person of an account; nil for an account that is no officer's.
func (c *cast) byUsername(name string) *person {
	for _, p := range c.people {
		if p.username == name {
			return p
		}
	}
	return nil
}
