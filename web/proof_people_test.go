package web_test

import (
	"net/http"
	"net/url"
	"strings"

	"pgregory.net/rapid"

	"liem/people"
)

// ownPage is a page of the asker's own learning: nobody else stands on it.
func (q *inquiry) ownPage() {
	path := strings.TrimPrefix(q.route, "GET ")
	q.get("%s", strings.ReplaceAll(path, ":slug", "khoa-1"))
	switch {
	case q.asker.officer != nil:
		q.must(http.StatusOK)
	case path == "/":
		q.must(http.StatusSeeOther)
	default:
		q.must(http.StatusForbidden)
	}
	q.shows()
}

func (q *inquiry) account() {
	q.get("/account")
	q.must(http.StatusOK)
	q.shows()
}

// lenders are the officers whose authority the asker holds or held, and those to whom the asker lent it.
func (q *inquiry) lenders() (list []*officer) {
	add := func(accountID string) {
		if l := q.login(accountID); l != nil && l.officer != nil {
			list = append(list, l.officer)
		}
	}
	for _, g := range q.grants {
		if g.DelegatedFrom == nil {
			continue
		}
		origin := q.grant(*g.DelegatedFrom)
		if g.AccountID == q.asker.ID {
			add(origin.AccountID)
		}
		if origin.AccountID == q.asker.ID {
			add(g.AccountID)
		}
	}
	return list
}

// pick draws one of a list by its place, which is shorter to read in a case that fails.
func pick[T any](q *inquiry, label string, list []T) T {
	return list[rapid.IntRange(0, len(list)-1).Draw(q.T, label)]
}

func (q *inquiry) unit(label string) string { return rapid.SampledFrom(q.units).Draw(q.T, label) }

func (q *inquiry) namesOf(units []string) (names []string) {
	for _, id := range units {
		names = append(names, q.names[id])
	}
	return names
}

// officerList asks the list of officers in a state, of a unit, by a search.
func (q *inquiry) officerList() {
	form := url.Values{}
	state := rapid.SampledFrom([]string{"", "", "left", "coming"}).Draw(q.T, "state")
	unit, search := "", rapid.SampledFrom([]string{"", "", "", "ten", "dao"}).Draw(q.T, "search")
	if rapid.IntRange(0, 2).Draw(q.T, "of a unit") == 0 {
		unit = q.unit("unit")
		form.Set("unit", unit)
	}
	form.Set("state", state)
	form.Set("q", search)
	form.Set("sort", rapid.SampledFrom([]string{"name", "-name", "number", "unit", "-unit"}).Draw(q.T, "sort"))
	q.get("/people?%s", form.Encode())
	if !q.allowed(q.somewhere("people.see"), http.StatusForbidden) {
		return
	}
	var want []string
	var seen []*officer
	for _, who := range q.organisation.officers {
		p := who.listed(state)
		if p == nil || !q.may("people.see", p.UnitID) || unit != "" && !q.below(p.UnitID, unit, proofToday) {
			continue
		}
		if search == "dao" && who.FamilyName != "Đào Thị" {
			continue
		}
		want, seen = append(want, who.FullName+"|"+who.Number), append(seen, who)
	}
	q.same("rows", want, q.columnsOf(q.heads(), q.rows(), "Họ và tên", "Số hiệu"))
	if q.total() != len(want) {
		q.Fatalf("%s counts %d instead of %d", q.path, q.total(), len(want))
	}
	q.same("units", q.namesOf(q.unitsFor("people.see")), q.options("unit"))
	q.shows(seen...)
}

func (q *inquiry) officerForm() {
	q.get("/people/new")
	if q.allowed(q.somewhere("people.manage"), http.StatusForbidden) {
		q.same("units", q.namesOf(q.unitsFor("people.manage")), q.options("unit"))
		q.shows()
	}
}

// officerPage asks for one officer: whom one may not see does not exist.
func (q *inquiry) officerPage() {
	who := pick(q, "officer", q.organisation.officers)
	q.get("/people/%s", who.ID)
	refusal := http.StatusNotFound
	if !q.somewhere("people.see") {
		refusal = http.StatusForbidden
	}
	if q.allowed(q.may("people.see", who.home()), refusal) {
		q.shows(who)
	}
}

// officerManaged asks for a form about one officer.
func (q *inquiry) officerManaged() {
	who := pick(q, "officer", q.organisation.officers)
	path := strings.Replace(strings.TrimPrefix(q.route, "GET "), ":id", who.ID, 1)
	q.get("%s", path)
	may := q.may("people.manage", who.home())
	if may && (q.status == http.StatusOK || q.status == http.StatusConflict) { // who has left takes no form
		q.shows(who)
		return
	}
	if may || q.status != http.StatusNotFound && q.status != http.StatusForbidden {
		q.Fatalf("%s answered %d to %s", q.path, q.status, q.who())
	}
	q.shows()
}

// corrections asks for the requests to put data right, by the last unit that the officer had by today.
func (q *inquiry) corrections() {
	q.get("/corrections")
	if !q.allowed(q.somewhere("people.manage"), http.StatusForbidden) {
		return
	}
	var want []string
	var seen []*officer
	for _, who := range q.organisation.officers {
		unit := ""
		for _, p := range who.posts {
			if p.Kind == people.Main && p.ValidFrom <= proofToday {
				unit = p.UnitID
			}
		}
		if who.asks && q.may("people.manage", unit) {
			want, seen = append(want, who.FullName), append(seen, who)
		}
	}
	var got []string
	if q.total() > 0 {
		for n := range q.page.Descendants() {
			if n.Data == "h2" && strings.HasPrefix(attr(n, "id"), "r-") {
				got = append(got, visible(n))
			}
		}
	}
	q.same("requests", want, got)
	if q.total() != len(want) {
		q.Fatalf("%s counts %d instead of %d", q.path, q.total(), len(want))
	}
	q.shows(seen...)
}

// role is a grant as the list of roles shows it.
func (q *inquiry) role(g *people.Grant) string {
	roles := map[people.Role]string{people.RoleAuthor: "Người soạn", people.RoleManager: "Cán bộ quản lý đào tạo", people.RoleHR: "Cán bộ tổ chức",
		people.RoleHead: "Thủ trưởng đơn vị", people.RoleInspector: "Thanh tra", people.RoleAdmin: "Quản trị hệ thống"}
	return q.login(g.AccountID).name() + "|" + roles[g.Role] + "|" + q.names[g.UnitID]
}

// named are the officers who hold grants or lent them.
func (q *inquiry) named(grants []*people.Grant) (list []*officer) {
	for _, g := range grants {
		for h := g; h != nil; h = q.originOf(h) {
			if l := q.login(h.AccountID); l.officer != nil {
				list = append(list, l.officer)
			}
		}
	}
	return list
}

func (q *inquiry) originOf(g *people.Grant) *people.Grant {
	if g.DelegatedFrom == nil {
		return nil
	}
	return q.grant(*g.DelegatedFrom)
}

// roles asks who holds which role, on a day or ever, over a unit.
func (q *inquiry) roles() {
	form := url.Values{}
	day, all := proofToday, rapid.Bool().Draw(q.T, "all")
	if rapid.Bool().Draw(q.T, "as of a day") {
		day = dayAround.Draw(q.T, "day")
		form.Set("on", string(day))
	}
	if all {
		form.Set("state", "all")
	}
	unit := ""
	if rapid.IntRange(0, 2).Draw(q.T, "of a unit") == 0 {
		unit = q.unit("unit")
		form.Set("unit", unit)
	}
	q.get("/roles?%s", form.Encode())
	if !q.allowed(q.somewhere("role.see"), http.StatusForbidden) {
		return
	}
	var want []string
	var seen []*people.Grant
	for _, g := range q.grants {
		if !q.may("role.see", g.UnitID) || unit != "" && !q.below(g.UnitID, unit, proofToday) || !all && !q.inForce(g, day) {
			continue
		}
		want, seen = append(want, q.role(g)), append(seen, g)
	}
	rows := q.rows()
	for _, row := range rows {
		row[0] = strings.TrimSuffix(row[0], " tài khoản đã khóa")
	}
	q.same("rows", want, q.columnsOf(q.heads(), rows, "Người giữ", "Vai trò", "Đơn vị"))
	if q.total() != len(want) {
		q.Fatalf("%s counts %d instead of %d", q.path, q.total(), len(want))
	}
	q.same("units", q.namesOf(q.unitsFor("role.see")), q.options("unit"))
	q.shows(q.named(seen)...)
}

// suggested compares whom a form suggests with the open accounts of a scope.
func (q *inquiry) suggested(act string) {
	var want []string
	var seen []*officer
	for _, l := range q.accounts {
		if l == q.asker || l.DisabledAt != nil || !q.servesIn(l, act) {
			continue
		}
		want = append(want, l.Username)
		if l.officer != nil {
			seen = append(seen, l.officer)
		}
	}
	q.same("suggestions", want, q.options("people"))
	q.shows(seen...)
}

func (q *inquiry) grantForm() {
	q.get("/roles/new")
	if q.allowed(q.somewhere("role.grant"), http.StatusForbidden) {
		q.suggested("role.grant")
		q.same("units", q.namesOf(q.unitsFor("role.grant")), q.options("unit"))
	}
}

func (q *inquiry) grantPage() {
	if len(q.grants) == 0 {
		return
	}
	g := pick(q, "grant", q.grants)
	q.get("/roles/%s", g.ID)
	if !q.allowed(q.seesGrant(g), http.StatusNotFound) {
		return
	}
	seen := []*people.Grant{g}
	for _, lent := range q.grants {
		if lent.DelegatedFrom != nil && *lent.DelegatedFrom == g.ID {
			seen = append(seen, lent)
		}
	}
	q.shows(q.named(seen)...)
}

func (q *inquiry) delegations() {
	q.get("/delegations")
	q.must(http.StatusOK)
	var seen []*people.Grant
	for _, g := range q.grants {
		if g.DelegatedFrom != nil && q.seesGrant(g) {
			seen = append(seen, g)
		}
	}
	q.shows(q.named(seen)...)
}

func (q *inquiry) delegationForm() {
	q.get("/delegations/new")
	if q.allowed(q.somewhere("role.delegate"), http.StatusForbidden) {
		q.suggested("role.delegate")
		q.same("units", q.namesOf(q.unitsFor("role.delegate")), q.options("unit"))
	}
}

func (q *inquiry) seeAs() {
	q.get("/see-as")
	if q.allowed(q.somewhere("see_as"), http.StatusForbidden) {
		q.suggested("see_as")
	}
}
