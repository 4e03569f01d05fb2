package roster

import (
	"strings"

	"liem/internal/text"
	"liem/people"
)

// Field is what a column holds. The fields that HR defined follow, with people.FieldPrefix before their key.
type Field string

// The fields. Male and Female are columns of their own in many rosters: marked with an x, or holding the date of birth.
const (
	Ignore     Field = ""
	Number     Field = "number"
	FullName   Field = "full_name"
	FamilyName Field = "family_name"
	GivenName  Field = "given_name"
	BirthDate  Field = "birth_date"
	Gender     Field = "gender"
	Male       Field = "male"
	Female     Field = "female"
	NationalID Field = "national_id"
	Title      Field = "title"
	Position   Field = "position"
	Unit       Field = "unit"
	UnitCode   Field = "unit_code"
	StaffType  Field = "staff_type"
	EnteredOn  Field = "entered_on"
	Email      Field = "email"
	Phone      Field = "phone"
	Decision   Field = "decision"
)

// Fields lists what a column can be chosen to hold, in the order of forms.
var Fields = []Field{Number, FullName, FamilyName, GivenName, BirthDate, Gender, Male, Female, NationalID, Title, Position, Unit, UnitCode,
	StaffType, EnteredOn, Email, Phone, Decision}

// TextKey is the key of the field's name.
func (f Field) TextKey() string { return "roster.field." + string(f) }

// words are headings that mean a field, as headingKey makes them.
var words = map[Field]string{
	Number: "so hieu|so hieu cong chuc|so hieu can bo|so hieu cbcc|so hieu cb cc|so hieu can bo cong chuc|so hieu ccvc|so hieu cbccvc|ma so|" +
		"ma so can bo|ma can bo|ma cong chuc|ma cbcc|ma nhan vien|ma nv|so hieu nhan su|staff number|staff no|staff id|employee number|number",
	FullName: "ho va ten|ho ten|ho va ten khai sinh|ho ten khai sinh|ho va ten can bo|ten can bo|ho va ten can bo cong chuc|" +
		"ho va ten cong chuc|ho chu dem va ten|full name|name",
	FamilyName: "ho|ho dem|ho va dem|ho va ten dem|ho va chu dem|ho chu dem|ho lot|ho va ten lot|family name|last name|surname",
	GivenName:  "ten|given name|first name",
	BirthDate: "ngay sinh|ngay thang nam sinh|nam sinh|sinh ngay|ngay thang sinh|ngay sinh nam sinh|date of birth|birth date|dob|birthday|" +
		"year of birth",
	Gender: "gioi tinh|gioi|phai|nam nu|sex|gender",
	Male:   "nam|gioi tinh nam|nam sinh nam|ngay sinh nam|ngay thang nam sinh nam|male",
	Female: "nu|gioi tinh nu|nam sinh nu|ngay sinh nu|ngay thang nam sinh nu|female",
	NationalID: "so dinh danh|so dinh danh ca nhan|ma dinh danh|ma dinh danh ca nhan|cccd|so cccd|can cuoc|so can cuoc|can cuoc cong dan|" +
		"so can cuoc cong dan|so dinh danh cccd|so dinh danh ca nhan cccd|ma dinh danh so cccd|cmnd cccd|so cmnd cccd|cccd cmnd|" +
		"national id|identity number|personal identity number|personal id|id number|id card",
	Title:     "chuc danh|ngach|chuc danh ngach|chuc danh tu phap|chuc danh tu phap ngach|ngach cong chuc|ngach chuc danh|title|rank",
	Position:  "chuc vu|chuc vu hien tai|chuc vu dam nhiem|position",
	Unit:      "don vi|don vi cong tac|ten don vi|phong|phong ban|noi cong tac|co quan don vi|phong don vi|don vi phong|unit|department",
	UnitCode:  "ma don vi|unit code|ma phong",
	StaffType: "loai nhan su|loai can bo|doi tuong|loai hinh|dien|staff type|type",
	EnteredOn: "ngay vao nganh|vao nganh|ngay vao nganh kiem sat|ngay thang nam vao nganh|entered on|entry date|date of entry|joined|joined on",
	Email:     "email|e mail|thu dien tu|email cong vu|thu dien tu cong vu|dia chi email|dia chi thu dien tu|service e mail",
	Phone:     "dien thoai|so dien thoai|sdt|so dt|dt|dtdd|di dong|dien thoai di dong|so dien thoai di dong|phone|mobile|telephone|phone number",
	Decision:  "quyet dinh|so quyet dinh|quyet dinh so|decision",
}

// dictionary finds a field by its heading.
type dictionary map[string]Field

// newDictionary knows the headings above and the fields that HR defined, by label and key.
func newDictionary(own []people.Field) dictionary {
	d := dictionary{}
	for _, f := range own {
		for _, heading := range []string{f.LabelVI, f.LabelEN, f.Key, people.FieldPrefix + f.Key} {
			if key := headingKey(heading); key != "" {
				d[key] = Field(people.FieldPrefix + f.Key)
			}
		}
	}
	for field, list := range words {
		for heading := range strings.SplitSeq(list, "|") {
			d[heading] = field
		}
		d[headingKey(string(field))] = field
	}
	return d
}

// headingKey is a heading as it is compared: folded, without what stands in brackets and without punctuation.
func headingKey(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range text.Fold(s) {
		switch {
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case depth > 0:
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
