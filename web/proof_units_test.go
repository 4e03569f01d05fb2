package web_test

import (
	"fmt"
	"net/http"
	"strings"

	"pgregory.net/rapid"
)

// unitList asks for the units of a day, with how many officers serve there.
func (q *inquiry) unitList() {
	day := dayAround.Draw(q.T, "day")
	q.get("/units?view=list&on=%s", day)
	if !q.allowed(q.somewhere("people.see"), http.StatusForbidden) {
		return
	}
	var want []string
	for _, id := range q.units {
		if q.unitOn(id, day) == nil || !q.may("people.see", id) {
			continue
		}
		serving := 0
		for _, who := range q.organisation.officers {
			if p := who.mainOn(day); p != nil && p.UnitID == id {
				serving++
			}
		}
		want = append(want, fmt.Sprintf("%s|%d", q.names[id], serving))
	}
	rows := q.rows()
	for _, row := range rows {
		row[0] = strings.TrimLeft(row[0], "\u2003 ")
	}
	q.same("rows", want, q.columnsOf(q.heads(), rows, "Tên đơn vị", "Cán bộ"))
	q.shows()
}

func (q *inquiry) unitPage() {
	id := pick(q, "unit", q.units)
	q.get("/units/%s", id)
	refusal := http.StatusNotFound
	if !q.somewhere("people.see") {
		refusal = http.StatusForbidden
	}
	if q.allowed(q.may("people.see", id), refusal) {
		q.shows(q.answering(id)...)
	}
}

// answering are the officers who hold a role over a unit itself today, or lent it.
func (q *inquiry) answering(unit string) []*officer {
	var list []*officer
	for _, g := range q.grants {
		if g.UnitID == unit && q.inForce(g, proofToday) {
			for h := g; h != nil; h = q.originOf(h) {
				if l := q.login(h.AccountID); l.officer != nil {
					list = append(list, l.officer)
				}
			}
		}
	}
	return list
}

func (q *inquiry) unitForm() {
	q.get("/units/new")
	if q.allowed(q.somewhere("people.manage"), http.StatusForbidden) {
		q.shows()
	}
}

func (q *inquiry) unitChange() {
	id := pick(q, "unit", q.units)
	q.get("/units/%s/change/%s", id, rapid.SampledFrom([]string{"rename", "move", "merge", "split", "abolish"}).Draw(q.T, "kind"))
	if refused := q.status == http.StatusNotFound || q.status == http.StatusForbidden; !q.may("people.manage", id) && !refused {
		q.Fatalf("%s answered %d to %s", q.path, q.status, q.who())
	}
	var managed []*officer // a split asks who goes where, those too who are to come
	for _, who := range q.organisation.officers {
		for _, p := range who.posts {
			if q.may("people.manage", p.UnitID) {
				managed = append(managed, who)
			}
		}
	}
	q.shows(managed...)
}

func (q *inquiry) unitChanges() {
	q.get("/units/changes")
	if q.allowed(q.somewhere("people.see"), http.StatusForbidden) {
		q.shows()
	}
}

// groupList asks for the groups of the units in sight.
func (q *inquiry) groupList() {
	q.get("/people/groups")
	if !q.allowed(q.somewhere("people.see"), http.StatusForbidden) {
		return
	}
	var want []string
	for _, unit := range q.groups {
		if q.may("people.see", unit) {
			want = append(want, "Nhóm "+q.names[unit])
		}
	}
	q.same("rows", want, q.columnsOf(q.heads(), q.rows(), "Tên nhóm"))
	q.shows()
}

// groupPage asks for one group; of its members those in sight are shown.
func (q *inquiry) groupPage() {
	for id, unit := range q.groups {
		q.get("/people/groups/%s", id)
		refusal := http.StatusNotFound
		if !q.somewhere("people.see") {
			refusal = http.StatusForbidden
		}
		if !q.allowed(q.may("people.see", unit), refusal) {
			continue
		}
		var seen []*officer
		for _, who := range q.organisation.officers {
			if q.may("people.see", who.home()) {
				seen = append(seen, who)
			}
		}
		q.shows(seen...)
	}
}

func (q *inquiry) groupForm() {
	q.get("/people/groups/new")
	if q.allowed(q.somewhere("people.manage"), http.StatusForbidden) {
		q.shows()
	}
}

// slips asks for whom start codes can be printed: the officers of HR's and of the administrator's units.
func (q *inquiry) slips() {
	q.get("/people/slips")
	if !q.allowed(q.somewhere("people.manage") || q.somewhere("account.manage"), http.StatusForbidden) {
		return
	}
	var want []string
	var seen []*officer
	for _, who := range q.organisation.officers {
		if p := who.mainOn(proofToday); p != nil && (q.may("people.manage", p.UnitID) || q.may("account.manage", p.UnitID)) {
			want, seen = append(want, who.Number), append(seen, who)
		}
	}
	q.same("rows", want, q.columnsOf(q.heads(), q.rows(), "Số hiệu"))
	if q.total() != len(want) {
		q.Fatalf("%s counts %d instead of %d", q.path, q.total(), len(want))
	}
	q.shows(seen...)
}

// imports asks for the imports of officers; there was none.
func (q *inquiry) imports() {
	q.get("/people/import")
	if q.allowed(q.somewhere("people.manage"), http.StatusForbidden) {
		q.shows()
	}
}
