package people

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/i18n"
)

// FieldKind says what a field that HR defines holds.
type FieldKind string

// The kinds.
const (
	TextField   FieldKind = "text"
	DateField   FieldKind = "date"
	ChoiceField FieldKind = "choice"
	NumberField FieldKind = "number"
)

// FieldKinds lists the kinds.
var FieldKinds = []FieldKind{TextField, DateField, ChoiceField, NumberField}

// Field is something that HR wants to know of officers beyond what every procuracy does. The values of a sensitive one
// are sealed, shown to HR only, and never stand in an address, a log or the trail.
type Field struct {
	db.BaseModel `bun:"table:officer_fields,alias:f"`

	ID        string    `bun:"id,pk"`
	Key       string    `bun:"key"`
	LabelVI   string    `bun:"label_vi"`
	LabelEN   string    `bun:"label_en"`
	Kind      FieldKind `bun:"kind"`
	Choices   string    `bun:"choices"` // one a line
	Sensitive bool      `bun:"sensitive"`
	Enabled   bool      `bun:"enabled"`
	Position  int       `bun:"position"`
	CreatedAt time.Time `bun:"created_at"`
}

// FieldValue is what a field says of an officer; where it is sealed, Value is empty.
type FieldValue struct {
	db.BaseModel `bun:"table:officer_values,alias:v"`

	OfficerID string `bun:"officer_id,pk"`
	FieldID   string `bun:"field_id,pk"`
	Value     string `bun:"value"`
	Sealed    []byte `bun:"sealed"`
}

// predefined are fields that the law calls sensitive (Nghị định 13/2023/NĐ-CP, Điều 2): there from the first day, and off
// until HR switches them on. They have no row before.
func predefined() []Field {
	return []Field{
		{ID: "ethnic_group", Key: "ethnic_group", LabelVI: "Dân tộc", LabelEN: "Ethnic group", Kind: TextField, Sensitive: true, Position: 1},
		{ID: "party_member", Key: "party_member", LabelVI: "Đảng viên", LabelEN: "Party member", Kind: ChoiceField,
			Choices: "Đảng viên chính thức\nĐảng viên dự bị\nChưa là đảng viên", Sensitive: true, Position: 2},
	}
}

// Predefined tells a field that ships with the program: it can be switched off, not made less sensitive.
func (f *Field) Predefined() bool {
	return slices.ContainsFunc(predefined(), func(p Field) bool { return p.ID == f.ID })
}

// Label is the field's name in a language.
func (f *Field) Label(l i18n.Locale) string {
	if l == i18n.English && f.LabelEN != "" {
		return f.LabelEN
	}
	return f.LabelVI
}

// ChoiceList is what a choice may be.
func (f *Field) ChoiceList() []string {
	var list []string
	for line := range strings.Lines(f.Choices) {
		if c := strings.TrimSpace(line); c != "" && !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

// FieldPrefix stands before a field's key where forms and faults name it.
const FieldPrefix = "field_"

var (
	fieldKey = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)
	decimal  = regexp.MustCompile(`^-?[0-9]{1,15}(\.[0-9]{1,6})?$`)
)

// maxValue bounds a value in bytes.
const maxValue = 500

// Read turns what somebody typed into the form that is stored: a day as YYYY-MM-DD, a number with a point, a choice as the
// list spells it. The empty text is no value.
func (f *Field) Read(typed string) (string, error) {
	wrong := func(key string) error {
		return fault.New(fault.Invalid, key).At(FieldPrefix+f.Key).With("Label", f.LabelVI)
	}
	if typed == "" {
		return "", nil
	}
	if len(typed) > maxValue {
		return "", wrong("people.value_long")
	}
	switch f.Kind {
	case DateField:
		if d, ok := clock.ParseDate(typed); ok {
			return string(d), nil
		}
		return "", wrong("people.value_date")
	case NumberField:
		if n := strings.Replace(typed, ",", ".", 1); decimal.MatchString(n) {
			return n, nil
		}
		return "", wrong("people.value_number")
	case ChoiceField:
		for _, c := range f.ChoiceList() {
			if strings.EqualFold(c, typed) {
				return c, nil
			}
		}
		return "", wrong("people.value_choice")
	}
	return typed, nil
}

// Check lists what is wrong with a field's definition, all at once.
func (f *Field) Check() error {
	var list fault.List
	if !fieldKey.MatchString(f.Key) {
		list.Add(fault.New(fault.Invalid, "people.field_key").At("key"))
	}
	if f.LabelVI == "" {
		list.Add(fault.New(fault.Invalid, "people.field_label").At("label_vi"))
	}
	if !slices.Contains(FieldKinds, f.Kind) {
		list.Add(fault.New(fault.Invalid, "people.field_kind").At("kind"))
	}
	if f.Kind == ChoiceField && len(f.ChoiceList()) < 2 {
		list.Add(fault.New(fault.Invalid, "people.field_choices").At("choices"))
	}
	return list.Err()
}

// valueContext binds a sealed value to its officer and field.
func valueContext(officerID, fieldID string) string { return "officer:" + officerID + ":" + fieldID }
