package citation

import (
	_ "embed"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"liem/internal/text"
)

// Kind is what an instrument is: bo_luat, luat, nghi_dinh …
type Kind string

// An Instrument is a legal text.
type Instrument struct {
	Key     string   `json:"-"`
	Kind    Kind     `json:"kind"`
	Name    string   `json:"name"`              // in full, as it is cited
	Number  string   `json:"number,omitempty"`  // số, ký hiệu; empty where it has none or none is known
	Year    string   `json:"year,omitempty"`    // of its issue
	Aliases []string `json:"aliases,omitempty"` // short names and abbreviations, without the year
	Amends  []string `json:"amends,omitempty"`  // numbers of those that it changes
}

//go:embed instruments.json
var instrumentsJSON []byte

// known are the instruments of the table by their key.
var known, knownKeys = func() (map[string]Instrument, []string) {
	var list []Instrument
	if err := json.Unmarshal(instrumentsJSON, &list); err != nil {
		panic(err) // embedded, and read by the tests
	}
	byKey := make(map[string]Instrument, len(list))
	var keys []string
	for _, in := range list {
		in.Key = keyOf(in)
		for i, number := range in.Amends {
			in.Amends[i] = fold(number)
		}
		byKey[in.Key] = in
		keys = append(keys, in.Key)
	}
	return byKey, keys
}()

// keyOf is the key of an instrument in the table. A number without a year is used again every year.
func keyOf(in Instrument) string {
	switch {
	case in.Number == "":
		return slug(in.Name)
	case in.Year != "" && !strings.Contains(in.Number, "/"+in.Year):
		return fold(in.Number) + "-" + in.Year
	}
	return fold(in.Number)
}

// slug makes a key of a name.
func slug(name string) string {
	words := strings.FieldsFunc(text.Fold(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}

// Title is the name with the number, where the name does not have it.
func (in Instrument) Title() string {
	if in.Number == "" || strings.Contains(in.Name, in.Number) {
		return in.Name
	}
	return in.Name + " (số " + in.Number + ")"
}

// Known is the instrument of the table that has a key.
func Known(key string) (Instrument, bool) {
	in, ok := known[key]
	return in, ok
}

// AmendedBy lists the instruments of the table that change another one.
func AmendedBy(key string) []Instrument {
	var out []Instrument
	for _, k := range knownKeys {
		if slices.Contains(known[k].Amends, key) {
			out = append(out, known[k])
		}
	}
	return out
}

// numbers are the forms that a number may have, folded.
var (
	numberFull  = regexp.MustCompile(`^\d{1,4}[a-z]?/(\d{4})/[a-z][a-z0-9&-]*$`)                // 171/2025/nd-cp
	numberPlain = regexp.MustCompile(`^\d{1,4}/(?:qd|ct|nq|qc|kl|hd|tt|ttlt)-[a-z0-9&-]+$`)     // 21/qd-vkstc
	numberParty = regexp.MustCompile(`^\d{1,4}-(?:ct|nq|qd|qdi|kl|hd|qc)/[a-z]{2,}[a-z0-9-]*$`) // 26-ct/tw
	numberShort = regexp.MustCompile(`^\d{1,4}(?:/(\d{4}))?$`)                                  // 01/2017, 59
)

// suffixes tell the kind by the letters in a number.
var suffixes = []struct {
	part string
	kind Kind
}{
	{"/qh", "luat"}, {"/ubtvqh", "nghi_quyet"}, {"/nd-", "nghi_dinh"}, {"/ttlt", "thong_tu_lien_tich"}, {"/tt-", "thong_tu"},
	{"/qd-", "quyet_dinh"}, {"/nq-", "nghi_quyet"}, {"/nqlt", "nghi_quyet"}, {"/ct-", "chi_thi"}, {"/pl-", "phap_lenh"}, {"-ct/", "chi_thi"}, {"-nq/", "nghi_quyet"},
	{"-qd/", "quyet_dinh"}, {"-qdi/", "quy_dinh"}, {"-kl/", "ket_luan"}, {"-hd/", "huong_dan"}, {"-qc/", "quy_che"}, {"/qc-", "quy_che"},
	{"/kl-", "ket_luan"}, {"/hd-", "huong_dan"},
}

func kindOfNumber(number string) Kind {
	for _, s := range suffixes {
		if strings.Contains(number, s.part) {
			return s.kind
		}
	}
	return ""
}

// whole tells whether a folded number says by itself which instrument it is.
func whole(number string) bool {
	return (numberFull.MatchString(number) || numberPlain.MatchString(number) || numberParty.MatchString(number)) && kindOfNumber(number) != ""
}

// begins tells whether a key is a number given in part: 01/2017 of 01/2017/ttlt-…
func begins(key, part string) bool {
	rest, ok := strings.CutPrefix(key, part)
	return ok && (rest == "" || rest[0] == '/' || rest[0] == '-')
}

// KeyOf is the key of the instrument that a person names by its number, its name or its key.
func KeyOf(s string) string {
	s = text.NFC(s)
	if key := fold(s); known[key].Key != "" || whole(key) {
		return settled(key, "")
	}
	p := &paragraph{text: s, tokens: tokens(s)}
	r := &resolver{}
	for i := range p.tokens {
		if ref, _ := p.instrument(i, false); ref.mode != noName {
			if key, _ := r.named(ref); key != "" {
				return key
			}
		}
	}
	return fold(s)
}
