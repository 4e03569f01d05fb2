package reports

import (
	"liem/internal/clock"
	"liem/people"
)

// Query says what a report is about. What the actor may see of it is set by the Service and never by a caller.
type Query struct {
	Period
	UnitID     string   // this unit and all below it; empty = everything in scope
	CourseIDs  []string // empty = all courses (export A only)
	Search     string   // an officer's name or number, with or without marks (export A and B)
	NationalID bool     // show the personal identity number: off unless asked for and allowed

	reach []span       // what both scope and UnitID allow
	ids   people.Scope // where identity numbers may be shown
}

// CompletionRow is a row of export A. Hundredths are of a tiết, marks are basis points.
type CompletionRow struct {
	Ordinal       int
	OfficerID     string
	FullName      string
	BirthDate     clock.Date // may be a year alone
	Gender        string     // female, male or empty
	Number        string
	NationalID    string // empty unless the query asks for it
	Title         string
	Position      string
	Unit          string
	Course        string
	Category      string
	Organiser     string
	BegunOn       clock.Date
	DoneOn        clock.Date
	CourseHours   int
	Hours         int
	HoursReason   string
	Mark          *int // nil: a course without a quiz
	Plan          string
	Year          int
	VersionNumber int
	VersionDigest string

	unitID   string
	sealedID []byte
}

// YearlyRow is a row of export B.
type YearlyRow struct {
	Ordinal    int
	OfficerID  string
	FullName   string
	Number     string
	Title      string
	Position   string
	Unit       string
	StaffType  string
	Year       int
	Courses    int    // completed, counted in the year
	Hours      [5]int // by category, in the order of courses.Categories; hundredths
	TotalHours int
}

// Obliged tells whether the yearly norm binds the officer: it is set for civil servants (Nghị định 171/2025/NĐ-CP).
func (r *YearlyRow) Obliged() bool { return r.StaffType == people.CivilServant }
