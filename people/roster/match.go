package roster

import (
	"slices"
	"strconv"
	"strings"

	"liem/internal/text"
	"liem/people"
)

// matched says to whom an entry belongs.
type matched struct {
	officerID  string   // empty for nobody who is known
	candidates []string // who it may be, for a person to say
}

// match finds the officer of each entry, and refuses entries of one number and those that belong to one officer.
func (c *comparison) match(entries []Entry) []matched {
	c.refuseTwice(entries, Number, "roster.reason.number_twice")
	c.refuseTwice(entries, NationalID, "roster.reason.national_id_twice")
	found := make([]matched, len(entries))
	byOfficer := map[string][]int{}
	for i := range entries {
		if id := c.certain(&entries[i]); id != "" {
			found[i].officerID = id
			byOfficer[id] = append(byOfficer[id], i)
		}
	}
	for i := range entries {
		if found[i].officerID == "" {
			found[i] = c.asked(&entries[i], byOfficer)
			if id := found[i].officerID; id != "" {
				byOfficer[id] = append(byOfficer[id], i)
			}
		}
	}
	for id, rows := range byOfficer {
		if len(rows) < 2 || !c.reaches(id) { // whose rows these are is not told of officers elsewhere
			continue
		}
		for _, i := range rows {
			if !hasProblem(&entries[i], "roster.reason.number_twice", "roster.reason.national_id_twice") {
				entries[i].refuse(Number, "roster.reason.officer_twice", "Rows", rowsBut(entries, rows, i))
			}
		}
	}
	for id := range byOfficer {
		c.mentioned[id] = true
	}
	return found
}

func hasProblem(e *Entry, keys ...string) bool {
	return slices.ContainsFunc(e.Problems, func(p Problem) bool { return slices.Contains(keys, p.Key) })
}

// refuseTwice refuses all entries that share a value, each naming the rows of the others.
func (c *comparison) refuseTwice(entries []Entry, f Field, key string) {
	rows := map[string][]int{}
	for i := range entries {
		if v := entries[i].Values[f]; v != "" {
			rows[v] = append(rows[v], i)
		}
	}
	for _, same := range rows {
		if len(same) < 2 {
			continue
		}
		for _, i := range same {
			entries[i].refuse(f, key, "Rows", rowsBut(entries, same, i))
		}
	}
}

// rowsBut lists the rows of entries but one; of many, the first.
func rowsBut(entries []Entry, all []int, but int) string {
	var rows []string
	for _, i := range all {
		if i != but && len(rows) < 5 {
			rows = append(rows, strconv.Itoa(entries[i].Row))
		}
	}
	return strings.Join(rows, ", ")
}

// certain is the officer of a staff number, or else of an identity number. When the two belong to different people the
// entry is refused.
func (c *comparison) certain(e *Entry) string {
	byNumber := c.base.byNumber[e.Values[Number]]
	byIdentity := ""
	if id := e.Values[NationalID]; id != "" {
		byIdentity = c.base.byIdentity[string(people.IdentityIndex(c.keys, id))]
	}
	if byNumber != "" && byIdentity != "" && byNumber != byIdentity && c.reaches(byNumber) {
		key := "roster.reason.out_of_scope"
		if c.reaches(byIdentity) {
			key = "roster.reason.two_officers"
		}
		e.refuse(NationalID, key)
		c.mentioned[byIdentity] = true
	}
	if byNumber != "" {
		return byNumber
	}
	return byIdentity
}

// asked finds who bears the entry's name and date of birth, and takes the answer that was given.
func (c *comparison) asked(e *Entry, taken map[string][]int) matched {
	if e.Values[FullName] == "" || e.Values[BirthDate] == "" {
		return matched{}
	}
	answer := c.answers[e.Row]
	if answer == AnswerNew {
		return matched{}
	}
	var m matched
	for _, id := range c.base.byName[text.Fold(e.Values[FullName])] {
		o := c.base.officers[id]
		if len(taken[id]) > 0 || !sameBirth(o.BirthDate, e.Values[BirthDate]) || !c.reaches(id) {
			continue
		}
		if answer == id {
			return matched{officerID: id}
		}
		m.candidates = append(m.candidates, id)
		c.mentioned[id] = true
	}
	return m
}

// sameBirth compares two dates of birth of which either may be only a year.
func sameBirth(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	n := min(len(a), len(b))
	return a[:n] == b[:n]
}
