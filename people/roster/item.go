package roster

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"

	"liem/people"
)

// Kind is what becomes of a row.
type Kind string

// The kinds. Left are officers who are not in a file that is a unit's whole roster.
const (
	New         Kind = "new"
	Changed     Kind = "changed"
	Transferred Kind = "transferred"
	Left        Kind = "left"
	Unchanged   Kind = "unchanged"
	Refused     Kind = "refused"
	Question    Kind = "question"
)

// Kinds lists the kinds in the order of tabs.
var Kinds = []Kind{New, Changed, Transferred, Left, Question, Refused, Unchanged}

// Applies tells whether something is written for items of the kind.
func (k Kind) Applies() bool { return k == New || k == Changed || k == Transferred || k == Left }

// Change is a value before and after. Identity numbers and HR's sensitive fields are masked.
type Change struct {
	Field Field  `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// Person is somebody as lists name them.
type Person struct {
	OfficerID string `json:"officer_id,omitempty"`
	Number    string `json:"number"`
	Name      string `json:"name"`
	BirthDate string `json:"birth_date,omitempty"`
	Unit      string `json:"unit,omitempty"`
}

// Item is a row of the plan.
type Item struct {
	Kind       Kind     `json:"kind"`
	Person     Person   `json:"person"`
	Entry      Entry    `json:"entry"` // empty for who left
	UnitID     string   `json:"unit_id,omitempty"`
	Changes    []Change `json:"changes,omitempty"`
	Candidates []Person `json:"candidates,omitempty"` // of a question

	N      int    `json:"-"` // place in the plan
	Ticked bool   `json:"-"`
	Answer string `json:"-"`
}

// key names the item in another comparison of the same file.
func (i *Item) key() string {
	if i.Kind == Left {
		return i.Person.OfficerID
	}
	return "row:" + strconv.Itoa(i.Entry.Row)
}

// digest tells whether two comparisons say the same of an item.
func (i *Item) digest() string {
	raw, err := json.Marshal(i)
	if err != nil {
		panic(err) // plain values
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// Answers to a question beside an officer's id.
const (
	AnswerNew = "new" // somebody else of the same name
)

// Counts are the items of each kind.
type Counts map[Kind]int

func count(items []Item) Counts {
	c := Counts{}
	for _, i := range items {
		c[i.Kind]++
	}
	return c
}

// masked stands for the digits of a number that only its end tells apart.
func masked(number string) string {
	if len(number) < 4 {
		return ""
	}
	return "••••••••" + number[len(number)-4:]
}

// hidden stands for the value of a sensitive field.
const hidden = "•••"

// shown is a value as changes have it.
func shown(f Field, value string, own map[Field]people.Field) string {
	switch {
	case value == "":
		return ""
	case f == NationalID:
		return masked(value)
	case own[f].Sensitive:
		return hidden
	}
	return value
}
