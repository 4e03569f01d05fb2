package roster

import (
	"strings"
	"unicode"

	"liem/internal/fault"
	"liem/internal/sheet"
	"liem/internal/text"
	"liem/people"
)

// What people write for a sex and a type of staff, folded.
var (
	genders = map[string]string{"nam": "male", "nu": "female", "male": "male", "female": "female", "m": "male", "f": "female",
		"trai": "male", "gai": "female", "ong": "male", "ba": "female"}
	staffTypes = map[string]string{"cong chuc": people.CivilServant, "cc": people.CivilServant, "can bo": people.CivilServant,
		"can bo cong chuc": people.CivilServant, "civil servant": people.CivilServant, "civil_servant": people.CivilServant,
		"vien chuc": people.PublicEmployee, "vc": people.PublicEmployee, "public employee": people.PublicEmployee,
		"public_employee": people.PublicEmployee, "nguoi lao dong": people.Contract, "hop dong": people.Contract,
		"lao dong hop dong": people.Contract, "hop dong lao dong": people.Contract, "nld": people.Contract, "hdld": people.Contract,
		"ldhd": people.Contract, "contract": people.Contract, "nhan vien hop dong": people.Contract}
)

func (e *Entry) read(f Field, typed string, among map[string]string, key string) {
	if v, ok := among[strings.Trim(text.Fold(typed), " .")]; ok {
		e.Values[f] = v
		return
	}
	e.refuse(f, key, "Value", typed)
}

func (r *reader) birthDate(e *Entry, f Field, c sheet.Cell) {
	d, ok := readDay(c, r.from1904)
	if !ok {
		e.refuse(f, "roster.reason.birth_date")
		return
	}
	if old := e.Values[BirthDate]; old != "" && old != d.String() {
		e.refuse(f, "roster.reason.birth_twice")
		return
	}
	e.Values[BirthDate], e.Places[BirthDate] = d.String(), e.Places[f]
}

// marks are what stands in a column that is either marked or empty.
var marks = map[string]bool{"x": true, "1": true, "v": true, "✓": true, "✔": true, "co": true, "true": true, "nam": true, "nu": true, "+": true}

// bySex reads a column of men or of women: a mark, or the date of birth.
func (r *reader) bySex(e *Entry, f Field, c sheet.Cell) {
	if e.Values[Gender] != "" && e.Values[Gender] != string(f) {
		e.refuse(f, "roster.reason.both_sexes")
		return
	}
	e.Values[Gender], e.Places[Gender] = string(f), e.Places[f]
	if !marks[text.Fold(c.Text)] {
		r.birthDate(e, f, c)
	}
}

// nationalID reads an identity number. All begin with a zero, which a cell that is a number has lost.
func (e *Entry) nationalID(typed string, c sheet.Cell) {
	digits := strings.Map(func(r rune) rune {
		if r == ' ' || r == '.' || r == '-' || r == '\'' {
			return -1
		}
		return r
	}, typed)
	if c.Kind == sheet.Number && len(digits) == 11 {
		digits = "0" + digits
	}
	if len(digits) != 12 || strings.Trim(digits, "0123456789") != "" {
		e.refuse(NationalID, "roster.reason.national_id")
		return
	}
	e.Values[NationalID] = digits
}

func (r *reader) ownValue(e *Entry, f Field, own people.Field, c sheet.Cell, typed string) {
	if own.Kind == people.DateField {
		d, ok := readDay(c, r.from1904)
		if !ok || !d.full() {
			e.refuse(f, "roster.reason.day")
			return
		}
		typed = d.String()
	}
	value, err := own.Read(typed)
	if p, ok := fault.As(err); ok {
		e.refuse(f, p.Key, "Label", own.LabelVI)
		return
	}
	e.Values[f] = value
}

// joinName makes a full name of its two parts, in ordinary letters: rosters come in capitals, and out of old fonts in
// small ones.
func (e *Entry) joinName() {
	full := e.Values[FullName]
	if full == "" && e.Values[GivenName] != "" {
		full = strings.TrimSpace(e.Values[FamilyName] + " " + e.Values[GivenName])
		if e.Places[FullName] == "" {
			e.Places[FullName] = e.Places[GivenName]
		}
	}
	delete(e.Values, FamilyName)
	delete(e.Values, GivenName)
	if full == "" {
		return
	}
	if full == strings.ToUpper(full) || full == strings.ToLower(full) {
		full = capitalised(full)
	}
	e.Values[FullName] = full
}

func capitalised(name string) string {
	letters := []rune(strings.ToLower(name))
	for i, r := range letters {
		if i == 0 || !unicode.IsLetter(letters[i-1]) && letters[i-1] != '\'' && letters[i-1] != '’' {
			letters[i] = unicode.ToUpper(r)
		}
	}
	return string(letters)
}
