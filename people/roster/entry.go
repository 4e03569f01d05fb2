package roster

import (
	"strconv"
	"strings"

	"liem/internal/fault"
	"liem/internal/sheet"
	"liem/people"
)

// Entry is what a row says of somebody. Values holds what was given, in the form that is stored; what is not there was not
// given. The two fields of a name are joined in FullName, Male and Female read into Gender and BirthDate.
type Entry struct {
	Row      int              `json:"row"`
	Values   map[Field]string `json:"values"`
	Places   map[Field]string `json:"places,omitempty"` // the cells that the values stand in
	Problems []Problem        `json:"problems,omitempty"`
	Read     int              `json:"read,omitempty"` // how many of the problems are of the row itself; the others come from comparing
}

// Problem is why a row is refused: the cell, and a reason.
type Problem struct {
	At    string     `json:"at"` // a cell, or the row's number where it is about the row
	Field Field      `json:"field,omitempty"`
	Key   string     `json:"key"`
	Args  fault.Args `json:"args,omitempty"`
}

// Fault is the problem with its text.
func (p Problem) Fault() *fault.Error {
	f := fault.New(fault.Invalid, p.Key)
	for name, value := range p.Args {
		f = f.With(name, value)
	}
	return f
}

func (e *Entry) refuse(f Field, key string, args ...any) {
	at := e.Places[f]
	if at == "" {
		at = strconv.Itoa(e.Row)
	}
	p := Problem{At: at, Field: f, Key: key}
	for i := 0; i+1 < len(args); i += 2 {
		if p.Args == nil {
			p.Args = fault.Args{}
		}
		p.Args[args[i].(string)] = args[i+1]
	}
	e.Problems = append(e.Problems, p)
}

// reader reads the rows below the headings.
type reader struct {
	mapping  Mapping
	own      map[Field]people.Field
	from1904 bool
}

func newReader(b *sheet.Book, m Mapping, own []people.Field) *reader {
	r := &reader{mapping: m, own: map[Field]people.Field{}}
	for _, f := range own {
		r.own[Field(people.FieldPrefix+f.Key)] = f
	}
	for _, n := range b.Notices {
		r.from1904 = r.from1904 || n.Kind == sheet.Date1904
	}
	return r
}

// read reads a sheet's rows. Rows that hold nothing in the mapped columns, the columns' numbers, or one text across the
// sheet are no entries; skipped counts the last.
func (r *reader) read(s sheet.Sheet, progress func(done, total int)) (entries []Entry, skipped int) {
	for i, row := range s.Rows {
		if i%500 == 0 {
			progress(i, len(s.Rows))
		}
		switch {
		case row.Number < r.mapping.Header+r.mapping.Headers, !r.holds(row), numbersColumns(row):
		case isTitle(row):
			skipped++
		default:
			entries = append(entries, r.entry(row))
		}
	}
	return entries, skipped
}

func (r *reader) holds(row sheet.Row) bool {
	for column, f := range r.mapping.Fields {
		if f != Ignore && row.Cell(column).Kind != sheet.Empty {
			return true
		}
	}
	return false
}

// numbersColumns tells the row below the headings of official forms that numbers the columns: 1 2 3, (1) (2) (3), or A B 1 2.
func numbersColumns(row sheet.Row) bool {
	last, n := 0, 0
	for _, c := range row.Cells {
		text := strings.Trim(c.Text, "() ")
		if text == "" || text == "A" || text == "B" {
			continue
		}
		v, err := strconv.Atoi(text)
		if err != nil || v > sheet.MaxColumns || last > 0 && v != last+1 {
			return false
		}
		last, n = v, n+1
	}
	return n >= 3
}

// isTitle tells a row that says one thing across the sheet, such as the name of the unit that follows.
func isTitle(row sheet.Row) bool {
	merged, value := 0, ""
	for _, c := range row.Cells {
		switch {
		case c.Kind == sheet.Empty:
			continue
		case !c.Merged || value != "" && c.Text != value:
			return false
		}
		value = c.Text
		merged++
	}
	return merged >= 3
}

func (r *reader) entry(row sheet.Row) Entry {
	e := Entry{Row: row.Number, Values: map[Field]string{}, Places: map[Field]string{}}
	for column, f := range r.mapping.Fields {
		if f == Ignore {
			continue
		}
		c := row.Cell(column)
		e.Places[f] = sheet.Address(column, row.Number)
		switch {
		case c.Kind == sheet.Failed:
			e.refuse(f, "roster.reason.formula")
		case c.Kind == sheet.Empty && f == Position:
			e.Values[f] = ""
		case c.Kind != sheet.Empty:
			r.value(&e, f, c)
		}
	}
	e.joinName()
	e.Read = len(e.Problems)
	return e
}

// again is the entry as it was read, to be compared anew.
func (e Entry) again() Entry {
	e.Problems = e.Problems[:e.Read:e.Read]
	return e
}

func (r *reader) value(e *Entry, f Field, c sheet.Cell) {
	text := strings.Join(strings.Fields(c.Text), " ")
	switch f {
	case BirthDate:
		r.birthDate(e, f, c)
	case Male, Female:
		r.bySex(e, f, c)
	case EnteredOn:
		if d, ok := readDay(c, r.from1904); !ok || !d.full() {
			e.refuse(f, "roster.reason.day")
		} else {
			e.Values[f] = d.String()
		}
	case Gender:
		e.read(f, text, genders, "roster.reason.gender")
	case StaffType:
		e.read(f, text, staffTypes, "roster.reason.staff_type")
	case NationalID:
		e.nationalID(text, c)
	case Email:
		e.Values[f] = strings.ToLower(text)
	default:
		if own, ok := r.own[f]; ok {
			r.ownValue(e, f, own, c, text)
			return
		}
		if len(text) > 300 {
			e.refuse(f, "roster.reason.long")
			return
		}
		e.Values[f] = text
	}
}
