package demo

import (
	"embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"liem/internal/clock"
	"liem/people"
)

//go:embed data
var files embed.FS

// unit is a unit of the invented procuracy.
type unit struct {
	Code    string          `json:"code"`
	Kind    people.UnitKind `json:"kind"`
	Parent  string          `json:"parent"`
	Staff   string          `json:"staff"`  // key of staffing.Units; empty = nobody serves in it today
	Before  []string        `json:"before"` // units that it came from when the two levels were made
	Periods []period        `json:"periods"`
}

// period is what a unit is called from one day to another.
type period struct {
	Name  string     `json:"name"`
	Short string     `json:"short"`
	From  clock.Date `json:"from"`
	To    clock.Date `json:"to"` // empty = open
}

// staffing says who serves in a kind of unit.
type staffing struct {
	TitleFromAge map[string]int    `json:"title_from_age"` // nobody younger bears the title
	TitleBefore  map[string]string `json:"title_before"`   // what one was before
	Units        map[string][]post `json:"units"`
}

// post is so many places of one sort.
type post struct {
	Count    int      `json:"count"`
	Position string   `json:"position"`
	Titles   []string `json:"titles"`
	Age      [2]int   `json:"age"` // from, to
	Contract bool     `json:"contract"`
}

// account is one of the accounts that the demonstration prints. Its person takes a place of the unit and position.
type account struct {
	Username string      `json:"username"`
	Role     people.Role `json:"role"` // empty: takes courses only
	Over     string      `json:"over"` // code of the unit that the role is granted over
	Unit     string      `json:"unit"` // where the officer serves; empty for no officer
	Position string      `json:"position"`
	Title    string      `json:"title"`
	Name     string      `json:"name"`
	Gender   string      `json:"gender"`
	Born     string      `json:"born"`
}

// names are the parts of invented names, each as often as its weight.
type names struct {
	Family       weighted `json:"family"`
	FemaleMiddle weighted `json:"female_middle"`
	FemaleGiven  weighted `json:"female_given"`
	MaleMiddle   weighted `json:"male_middle"`
	MaleGiven    weighted `json:"male_given"`
}

// weighted is a list to pick from; the JSON form is "word*weight word*weight".
type weighted []string

func (w *weighted) UnmarshalJSON(raw []byte) error {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return err
	}
	for _, field := range strings.Fields(text) {
		word, weight, _ := strings.Cut(field, "*")
		n, err := strconv.Atoi(weight)
		if err != nil {
			return fmt.Errorf("weight of %q: %w", word, err)
		}
		for range n {
			*w = append(*w, word)
		}
	}
	return nil
}

// read reads an embedded file. The files are part of the program, so a mistake in them is one of the program.
func read[T any](name string) T {
	raw, err := files.ReadFile("data/" + name)
	if err != nil {
		panic(err)
	}
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		panic(fmt.Errorf("%s: %w", name, err))
	}
	return v
}
