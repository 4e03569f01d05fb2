package people

import (
	"regexp"
	"time"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/text"
)

// Officer is a person of the procuracy.
type Officer struct {
	db.BaseModel `bun:"table:officers,alias:o"`

	ID         string    `bun:"id,pk"`
	Number     string    `bun:"number"` // số hiệu công chức
	FamilyName string    `bun:"family_name"`
	GivenName  string    `bun:"given_name"`
	FullName   string    `bun:"full_name"`
	SearchText string    `bun:"search_text"`
	SortKey    []byte    `bun:"sort_key"`
	BirthDate  string    `bun:"birth_date"` // YYYY-MM-DD, YYYY in old files, or empty
	Gender     string    `bun:"gender"`     // female, male or empty
	StaffType  string    `bun:"staff_type"`
	NationalID []byte    `bun:"national_id"` // sealed; see NationalIDContext
	Email      string    `bun:"email"`
	CreatedAt  time.Time `bun:"created_at"`
	UpdatedAt  time.Time `bun:"updated_at"`
}

// SetName parts a full name and makes its search text and sort key.
func (o *Officer) SetName(full string) {
	o.FamilyName, o.GivenName = text.SplitName(text.NFC(full))
	o.FullName = o.GivenName
	if o.FamilyName != "" {
		o.FullName = o.FamilyName + " " + o.GivenName
	}
	o.SearchText = text.Fold(o.FullName)
	o.SortKey = text.NameKey(o.FamilyName, o.GivenName)
}

// NationalIDContext binds a sealed identity number to its officer.
func NationalIDContext(officerID string) string { return "officer:" + officerID + ":national_id" }

// Posting is where an officer serves, from one day to another, both included.
type Posting struct {
	db.BaseModel `bun:"table:postings,alias:p"`

	ID        string     `bun:"id,pk"`
	OfficerID string     `bun:"officer_id"`
	UnitID    string     `bun:"unit_id"`
	Position  string     `bun:"position"` // chức vụ
	Title     string     `bun:"title"`    // chức danh tư pháp, ngạch
	ValidFrom clock.Date `bun:"valid_from"`
	ValidTo   clock.Date `bun:"valid_to"`
}

// OfficerOn is an officer as of a day.
type OfficerOn struct {
	Officer
	UnitID, UnitName string // empty when the officer served nowhere on the day
	Position, Title  string
}

// NewOfficer is what one gives to add an officer.
type NewOfficer struct {
	Number, FullName, BirthDate, Gender, StaffType, NationalID, Email string
	UnitID, Position, Title                                           string
	From                                                              clock.Date
}

var (
	nationalID = regexp.MustCompile(`^[0-9]{12}$`)
	year       = regexp.MustCompile(`^(19|20)[0-9]{2}$`)
)

// Check lists what is wrong with the fields, all at once.
func (n *NewOfficer) Check() error {
	var list fault.List
	if n.Number == "" {
		list.Add(fault.New(fault.Invalid, "people.number_missing").At("number"))
	}
	if n.FullName == "" {
		list.Add(fault.New(fault.Invalid, "people.name_missing").At("full_name"))
	}
	if n.BirthDate != "" && !year.MatchString(n.BirthDate) && !clock.Date(n.BirthDate).Valid() {
		list.Add(fault.New(fault.Invalid, "people.birth_date_unreadable").At("birth_date"))
	}
	if n.Gender != "" && n.Gender != "female" && n.Gender != "male" {
		list.Add(fault.New(fault.Invalid, "people.gender_unknown").At("gender"))
	}
	if n.StaffType != CivilServant && n.StaffType != PublicEmployee && n.StaffType != Contract {
		list.Add(fault.New(fault.Invalid, "people.staff_type_unknown").At("staff_type"))
	}
	if n.NationalID != "" && !nationalID.MatchString(n.NationalID) {
		list.Add(fault.New(fault.Invalid, "people.national_id_unreadable").At("national_id"))
	}
	return list.Err()
}
