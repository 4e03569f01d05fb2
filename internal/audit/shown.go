package audit

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Mask stands for a value that the trail must not show.
const Mask = "•••"

// shown is the closed list of what the trail may show, by the name of the field: ids, codes, dates, counts and states.
// Whatever is not in it is masked before it is stored: names, birth dates, identity numbers, addresses, phones, ethnic
// group, Party membership, and every field that HR defines later. A new name goes in here only after somebody asked
// whether all its values may be read by everybody who may read the trail, for ever.
var shown = names(`
	action active again_by all amount archived asked asks_again attempts audience category changed checked code codes completions count counts course
	courses created day days decision delegated_from deleted digest disabled due_on effective_on enabled entered_on entries erased expires_at expires_on
	failed file_digest format from from_unit grant group group_id groups hours id ids import_id imported ip kept_head key key_id kind
	kinds language last left left_on limit locale members method mode moves new number officer officer_id officers on part
	parts period plan position posting posting_id postings problems provider published purpose question quiz reason questions refused
	removed report revision role roles rows rule_version scope scopes seal sensitive skipped sort staff_type state states status subject
	succeeds target template theme title titles to token_id transferred type unchanged under unit unit_id units until user_id
	valid_from valid_to version versions via way weight withdrawn year years national_ids`)

func names(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(list) {
		set[name] = true
	}
	return set
}

// Shown tells whether the trail shows the values of a field.
func Shown(field string) bool { return shown[field] }

// Change is a detail with why something was done and what it was before and after. Before and After are structs or maps
// that encode as JSON objects; only the fields that differ are kept.
type Change struct {
	Reason        string
	Before, After any
	Detail        any
}

// Pair is a field's value before and after; Mask where the field is not shown.
type Pair [2]any

// masked encodes a detail, with Mask for every value whose field is not in the list.
func masked(detail any) ([]byte, error) {
	if detail == nil {
		return []byte("{}"), nil
	}
	raw, err := json.Marshal(detail)
	if err != nil {
		return nil, err
	}
	var v any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return json.Marshal(maskValue(v, false))
}

// maskValue masks a decoded value; may tells that its field is shown. Lists and objects are walked into.
func maskValue(v any, may bool) any {
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			v[name] = maskValue(value, Shown(name))
		}
		return v
	case []any:
		for i := range v {
			v[i] = maskValue(v[i], may)
		}
		return v
	case nil:
		return nil
	}
	if may || v == "" || v == false {
		return v
	}
	return Mask
}

// diff pairs the fields of two objects that differ.
func diff(before, after any) (map[string]Pair, error) {
	b, err := object(before)
	if err != nil {
		return nil, err
	}
	a, err := object(after)
	if err != nil {
		return nil, err
	}
	pairs := map[string]Pair{}
	for _, name := range slices.Sorted(maps.Keys(union(b, a))) {
		if bytes.Equal(b[name], a[name]) {
			continue
		}
		var p Pair
		for i, raw := range []json.RawMessage{b[name], a[name]} {
			if p[i], err = maskRaw(name, raw); err != nil {
				return nil, err
			}
		}
		pairs[name] = p
	}
	return pairs, nil
}

func maskRaw(name string, raw json.RawMessage) (any, error) {
	if raw == nil {
		return nil, nil
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return nil, err
	}
	return maskValue(v, Shown(name)), nil
}

func object(v any) (map[string]json.RawMessage, error) {
	fields := map[string]json.RawMessage{}
	if v == nil {
		return fields, nil
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return fields, json.Unmarshal(raw, &fields)
}

func union(a, b map[string]json.RawMessage) map[string]bool {
	all := map[string]bool{}
	for name := range a {
		all[name] = true
	}
	for name := range b {
		all[name] = true
	}
	return all
}
