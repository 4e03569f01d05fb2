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

	ID            string     `bun:"id,pk"`
	Number        string     `bun:"number"` // số hiệu công chức
	FamilyName    string     `bun:"family_name"`
	GivenName     string     `bun:"given_name"`
	FullName      string     `bun:"full_name"`
	SearchText    string     `bun:"search_text"`
	SortKey       []byte     `bun:"sort_key"`
	BirthDate     string     `bun:"birth_date"` // YYYY-MM-DD, YYYY in old files, or empty
	Gender        string     `bun:"gender"`     // female, male or empty
	StaffType     string     `bun:"staff_type"`
	NationalID    []byte     `bun:"national_id"`    // sealed; see NationalIDContext
	IdentityIndex []byte     `bun:"identity_index"` // finds who bears an identity number; see IdentityIndex
	Email         string     `bun:"email"`
	Phone         string     `bun:"phone"`
	EnteredOn     clock.Date `bun:"entered_on"` // first day in the sector; empty when nobody knows
	LeftOn        clock.Date `bun:"left_on"`    // last day of service; empty while serving
	CreatedAt     time.Time  `bun:"created_at"`
	UpdatedAt     time.Time  `bun:"updated_at"`
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

// hasLeft tells whether the last day of service is over.
func (o *Officer) hasLeft(today clock.Date) bool { return o.LeftOn != "" && o.LeftOn < today }

// OfficerOn is an officer as of a day, by the main posting.
type OfficerOn struct {
	Officer
	UnitID, UnitName string // empty when the officer served nowhere on the day
	Position, Title  string
}

// Personal is what is known of an officer beside where they serve.
type Personal struct {
	Number, FullName, BirthDate, Gender, StaffType string
	NationalID                                     string // 12 digits; empty for none
	Email, Phone                                   string
	EnteredOn                                      clock.Date
	Values                                         map[string]string // of the fields that HR defined, by their keys
}

// NewOfficer is what one gives to add an officer: the data, and the first main posting.
type NewOfficer struct {
	Number, FullName, BirthDate, Gender, StaffType, NationalID, Email, Phone string
	EnteredOn                                                                clock.Date
	Values                                                                   map[string]string // by key of the field
	UnitID, Position, Title, Decision                                        string
	From                                                                     clock.Date
}

// Personal is the part that is not about the posting.
func (n *NewOfficer) Personal() Personal {
	return Personal{Number: n.Number, FullName: n.FullName, BirthDate: n.BirthDate, Gender: n.Gender, StaffType: n.StaffType,
		NationalID: n.NationalID, Email: n.Email, Phone: n.Phone, EnteredOn: n.EnteredOn, Values: n.Values}
}

// Check lists what is wrong with the fields, all at once.
func (n *NewOfficer) Check() error {
	p := n.Personal()
	list, _ := p.Check().(fault.List)
	if !n.From.Valid() {
		list.Add(fault.New(fault.Invalid, "people.posting_from").At("from"))
	}
	return list.Err()
}

var (
	nationalID = regexp.MustCompile(`^[0-9]{12}$`)
	year       = regexp.MustCompile(`^(19|20)[0-9]{2}$`)
	phone      = regexp.MustCompile(`^[0-9+()./ -]{6,30}$`)
	email      = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)
)

// Check lists what is wrong with the fields, all at once. What HR's own fields hold is checked where the fields are known.
func (p *Personal) Check() error {
	var list fault.List
	refuse := func(wrong bool, key, field string) {
		if wrong {
			list.Add(fault.New(fault.Invalid, key).At(field))
		}
	}
	refuse(p.Number == "", "people.number_missing", "number")
	refuse(p.FullName == "", "people.name_missing", "full_name")
	refuse(p.BirthDate != "" && !year.MatchString(p.BirthDate) && !clock.Date(p.BirthDate).Valid(), "people.birth_date_unreadable", "birth_date")
	refuse(p.Gender != "" && p.Gender != "female" && p.Gender != "male", "people.gender_unknown", "gender")
	refuse(p.StaffType != CivilServant && p.StaffType != PublicEmployee && p.StaffType != Contract, "people.staff_type_unknown", "staff_type")
	refuse(p.NationalID != "" && !nationalID.MatchString(p.NationalID), "people.national_id_unreadable", "national_id")
	refuse(p.Email != "" && !email.MatchString(p.Email), "people.email_unreadable", "email")
	refuse(p.Phone != "" && !phone.MatchString(p.Phone), "people.phone_unreadable", "phone")
	refuse(p.EnteredOn != "" && !p.EnteredOn.Valid(), "people.entered_on_unreadable", "entered_on")
	return list.Err()
}
