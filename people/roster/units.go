package roster

import (
	"liem/internal/text"
	"liem/people"
)

// units finds the units of a day by code and by name, among those in scope.
type units struct {
	codes map[string]string
	names map[string][]string // by folded name or short name, alone and with the unit above
	tree  *people.Tree
}

func newUnits(tree *people.Tree, scope people.Scope) *units {
	u := &units{codes: map[string]string{}, names: map[string][]string{}, tree: tree}
	for _, one := range tree.All() {
		if !scope.Holds(one.ID) {
			continue
		}
		u.codes[text.Fold(one.Code)] = one.ID
		names := map[string]bool{headingKey(one.Name): true, headingKey(one.ShortName): true}
		if path := tree.Path(one.ID); len(path) > 1 {
			above := path[len(path)-2]
			for _, of := range []string{above.Name, above.ShortName} {
				for _, own := range []string{one.Name, one.ShortName} {
					names[headingKey(own+" "+of)] = true
				}
			}
		}
		delete(names, "")
		for name := range names {
			u.names[name] = append(u.names[name], one.ID)
		}
	}
	return u
}

// find is the unit that an entry names; key says why there is none. An entry that names no unit has neither.
func (u *units) find(e *Entry) (id string, f Field, key string) {
	if code := e.Values[UnitCode]; code != "" {
		if id, ok := u.codes[text.Fold(code)]; ok {
			return id, UnitCode, ""
		}
		return "", UnitCode, "roster.reason.unit_unknown"
	}
	typed := e.Values[Unit]
	if typed == "" {
		return "", Unit, ""
	}
	if id, ok := u.codes[text.Fold(typed)]; ok {
		return id, Unit, ""
	}
	switch ids := u.names[headingKey(typed)]; len(ids) {
	case 0:
		return "", Unit, "roster.reason.unit_unknown"
	case 1:
		return ids[0], Unit, ""
	}
	return "", Unit, "roster.reason.unit_several"
}

func (u *units) name(id string) string {
	one, _ := u.tree.Unit(id)
	return one.Name
}
