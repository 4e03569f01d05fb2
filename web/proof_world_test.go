package web_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
	"liem/records"
	"liem/training/trainingtest"
)

// proofToday is the school's day.
const proofToday = clock.Date("2026-11-24")

// organisation is everything that a case of the proof is about, as plain values that the oracle reads.
type organisation struct {
	units     []string // ids, of all days
	names     map[string]string
	periods   map[string][]people.UnitPeriod
	officers  []*officer
	accounts  []*login
	grants    []*people.Grant
	groups    map[string]string // by hand, with every officer in it: unit by the group's id
	courses   []*owned
	completed []records.Completion
	asker     *login
	token     string // of the asker's session
}

type officer struct {
	people.Officer
	posts []people.Posting // main ones follow each other
	asks  bool             // for a correction, and about a lesson of a course
	about *owned           // which course that is; nil for who asks nothing
	login *login           // nil without an account
}

type login struct {
	people.Account
	officer *officer // nil for an account that is no officer's
}

// name is how pages call who holds the account.
func (l *login) name() string {
	if l.officer != nil {
		return l.officer.FullName
	}
	return l.DisplayName
}

// owned is a course with the unit that owns it in this case.
type owned struct{ id, title, version, unit string }

var dayAround = rapid.Custom(func(r *rapid.T) clock.Date {
	return proofToday.Add(rapid.SampledFrom([]int{-700, -400, -30, -1, 0, 1, 30}).Draw(r, "days from today"))
})

// invent draws an organisation; what the site is to know of it is stored by keep.
func invent(r *rapid.T, shelf []courses.Version) *organisation {
	o := &organisation{names: map[string]string{}, groups: map[string]string{}, periods: map[string][]people.UnitPeriod{}}
	for i := range rapid.IntRange(1, 6).Draw(r, "units") {
		o.inventUnit(r, i)
	}
	for i := range rapid.IntRange(1, 6).Draw(r, "officers") {
		o.inventOfficer(r, i)
	}
	o.asker = o.invite("asker", nil)
	if rapid.Bool().Draw(r, "the asker is an officer") {
		o.asker.officer = o.officers[0]
		o.asker.OfficerID, o.officers[0].login, o.officers[0].LeftOn = &o.officers[0].ID, o.asker, ""
	}
	for i, who := range o.officers {
		if who.login == nil && rapid.Bool().Draw(r, "has an account") {
			o.invite(fmt.Sprintf("tk-%dz", i), who).disable(r)
		}
	}
	for i := range rapid.IntRange(0, 2).Draw(r, "accounts of nobody") {
		o.invite(fmt.Sprintf("nv-%dz", i), nil).disable(r)
	}
	for range rapid.IntRange(0, 4).Draw(r, "the asker's grants") {
		o.inventGrant(r, o.asker)
	}
	for range rapid.IntRange(0, 5).Draw(r, "others' grants") {
		o.inventGrant(r, o.accounts[rapid.IntRange(0, len(o.accounts)-1).Draw(r, "holder")])
	}
	for _, v := range shelf {
		o.courses = append(o.courses, &owned{v.CourseID, v.Meta.Title, v.ID, rapid.SampledFrom(o.units).Draw(r, "owner")})
	}
	return o
}

// inventUnit adds one or two stretches of a unit's life, each below an older unit or below none.
func (o *organisation) inventUnit(r *rapid.T, i int) {
	id := db.NewID()
	from := rapid.SampledFrom([]clock.Date{"2020-01-01", "2020-01-01", "2025-07-01", "2026-12-01"}).Draw(r, "from")
	to := rapid.SampledFrom([]clock.Date{clock.Forever, clock.Forever, clock.Forever, "2026-06-30"}).Draw(r, "to")
	if to < from {
		to = clock.Forever
	}
	ends := []clock.Date{to}
	if change := clock.Date("2026-03-01"); from < change && rapid.Bool().Draw(r, "moves") {
		ends = []clock.Date{change.Add(-1), to}
	}
	for n, end := range ends {
		if end < from {
			continue
		}
		p := people.UnitPeriod{ID: db.NewID(), UnitID: id, Kind: people.Department, Name: fmt.Sprintf("Đơn vị u%dz", i), ShortName: fmt.Sprintf("u%dz", i),
			Position: i + n, ValidFrom: from, ValidTo: end}
		if above := rapid.IntRange(-1, len(o.units)-1).Draw(r, "parent"); above >= 0 {
			p.ParentID = &o.units[above]
		}
		o.periods[id] = append(o.periods[id], p)
		from = end.Add(1)
	}
	o.names[id] = fmt.Sprintf("Đơn vị u%dz", i)
	o.units = append(o.units, id)
	if rapid.Bool().Draw(r, "has a group") {
		o.groups[db.NewID()] = id
	}
}

func (o *organisation) inventOfficer(r *rapid.T, i int) {
	who := &officer{Officer: people.Officer{ID: db.NewID(), Number: fmt.Sprintf("SH-%dz", i), StaffType: people.CivilServant}}
	who.SetName(rapid.SampledFrom([]string{"Trần Văn", "Đào Thị", "Nguyễn"}).Draw(r, "family") + fmt.Sprintf(" Tên%dz", i))
	from := clock.Date("2025-01-01")
	for range rapid.IntRange(1, 3).Draw(r, "postings") {
		from = from.Add(rapid.SampledFrom([]int{1, 1, 200}).Draw(r, "gap"))
		to := from.Add(rapid.IntRange(0, 500).Draw(r, "length"))
		who.posts = append(who.posts, people.Posting{ID: db.NewID(), OfficerID: who.ID, Kind: people.Main, UnitID: rapid.SampledFrom(o.units).Draw(r, "serves at"),
			ValidFrom: from, ValidTo: to})
		from = to
	}
	last := &who.posts[len(who.posts)-1]
	switch rapid.IntRange(0, 3).Draw(r, "end") {
	case 0:
		who.LeftOn = last.ValidTo
	default:
		last.ValidTo = clock.Forever
	}
	if rapid.Bool().Draw(r, "elsewhere too") { // which gives nobody a right to see the officer
		who.posts = append(who.posts, people.Posting{ID: db.NewID(), OfficerID: who.ID, Kind: people.Secondment, UnitID: rapid.SampledFrom(o.units).Draw(r, "seconded to"),
			ValidFrom: "2025-02-01", ValidTo: clock.Forever})
	}
	who.asks = rapid.Bool().Draw(r, "asks for a correction")
	o.officers = append(o.officers, who)
}

func (o *organisation) invite(username string, who *officer) *login {
	l := &login{Account: people.Account{ID: db.NewID(), Username: username, DisplayName: "Người giữ " + username, Locale: "vi", Theme: "auto"}, officer: who}
	if who != nil {
		l.OfficerID, who.login = &who.ID, l
	}
	o.accounts = append(o.accounts, l)
	return l
}

func (l *login) disable(r *rapid.T) {
	if rapid.IntRange(0, 4).Draw(r, "closed") == 0 {
		at := proofToday.Start().Add(-time.Hour)
		l.DisabledAt = &at
	}
}

// inventGrant adds a grant that is over, in force or to come, perhaps taken back, perhaps delegated from another's grant.
func (o *organisation) inventGrant(r *rapid.T, to *login) *people.Grant {
	g := &people.Grant{ID: db.NewID(), AccountID: to.ID, Role: rapid.SampledFrom(people.Roles[1:]).Draw(r, "role"),
		UnitID: rapid.SampledFrom(o.units).Draw(r, "over"), ValidFrom: dayAround.Draw(r, "valid from"), ValidTo: clock.Forever, Reason: "Thử"}
	if rapid.Bool().Draw(r, "long in force") {
		g.ValidFrom = "2024-01-01"
	}
	if rapid.IntRange(0, 2).Draw(r, "ends") == 0 {
		g.ValidTo = max(g.ValidFrom, dayAround.Draw(r, "valid to"))
	}
	if rapid.IntRange(0, 4).Draw(r, "taken back") == 0 {
		at := proofToday.Start()
		g.RevokedAt, g.RevokedOn = &at, proofToday.Add(rapid.SampledFrom([]int{-20, 0}).Draw(r, "days ago"))
	}
	if others := o.others(to); len(others) > 0 && rapid.IntRange(0, 2).Draw(r, "delegated") == 0 {
		origin := o.inventGrant(r, others[rapid.IntRange(0, len(others)-1).Draw(r, "delegator")])
		for origin.DelegatedFrom != nil {
			origin = o.grant(*origin.DelegatedFrom) // what was delegated is not handed on
		}
		origin.Role = g.Role
		g.DelegatedFrom = &origin.ID
	}
	o.grants = append(o.grants, g)
	return g
}

func (o *organisation) others(but *login) (list []*login) {
	for _, l := range o.accounts {
		if l != but {
			list = append(list, l)
		}
	}
	return list
}

func (o *organisation) grant(id string) *people.Grant {
	for _, g := range o.grants {
		if g.ID == id {
			return g
		}
	}
	return nil
}

func (o *organisation) login(id string) *login {
	for _, l := range o.accounts {
		if l.ID == id {
			return l
		}
	}
	return nil
}

// emptied are the tables that a case fills, in the order in which they can be emptied.
var emptied = []string{"lesson_answers", "lesson_questions", "disclosure_officers", "disclosures", "see_as", "corrections", "group_members", "officer_groups", "completions", "ledger_queue", "enrolments", "postings", "sessions", "grants",
	"accounts", "officers", "unit_periods"}

// keep makes an organisation the site's own, in place of the one before.
func (p *proof) keep(o *organisation) {
	ctx, now := context.Background(), p.Clock.Now()
	token := sha256.Sum256([]byte(o.token))
	err := p.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE courses SET unit_id = ?", p.Unit("TINH")); err != nil {
			return err
		}
		for _, table := range emptied {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		if err := o.store(ctx, tx, now); err != nil {
			return err
		}
		for _, who := range o.officers {
			const ask = `INSERT INTO corrections (id, officer_id, subject, wrong, wanted, asked_at, state, answer, answered_by)
				VALUES (?, ?, 'name', 'Sai', 'Đúng', ?, 'open', '', '')`
			if !who.asks {
				continue
			}
			if _, err := tx.ExecContext(ctx, ask, db.NewID(), who.ID, now); err != nil {
				return err
			}
		}
		if err := o.askAboutLessons(ctx, tx, now); err != nil {
			return err
		}
		for id, unit := range o.groups {
			const group = `INSERT INTO officer_groups (id, unit_id, name, about, kind, rule, created_at, created_by, updated_at) VALUES (?, ?, ?, '', 'hand', '', ?, 'cli', ?)`
			if _, err := tx.ExecContext(ctx, group, id, unit, "Nhóm "+o.names[unit], now, now); err != nil {
				return err
			}
			for _, who := range o.officers {
				const member = "INSERT INTO group_members (group_id, officer_id, valid_from, valid_to, added_by, note) VALUES (?, ?, '2025-01-01', '9999-12-31', 'cli', '')"
				if _, err := tx.ExecContext(ctx, member, id, who.ID); err != nil {
					return err
				}
			}
		}
		for _, c := range o.courses {
			if _, err := tx.ExecContext(ctx, "UPDATE courses SET unit_id = ? WHERE id = ?", c.unit, c.id); err != nil {
				return err
			}
		}
		const session = "INSERT INTO sessions (id, account_id, created_at, seen_at, expires_at, ip, user_agent) VALUES (?, ?, ?, ?, ?, '', '')"
		_, err := tx.ExecContext(ctx, session, hex.EncodeToString(token[:]), o.asker.ID, now, now, now.Add(24*time.Hour))
		return err
	})
	require.NoError(p.t, err)
	p.People.Forget()
}

func (o *organisation) store(ctx context.Context, tx db.Tx, now time.Time) error {
	var units []people.UnitRow
	var periods []people.UnitPeriod
	for i, id := range o.units {
		units = append(units, people.UnitRow{ID: id, Code: fmt.Sprintf("%s-%d", id[len(id)-12:], i), CreatedAt: now})
		periods = append(periods, o.periods[id]...)
	}
	var officers []people.Officer
	var postings []people.Posting
	for _, who := range o.officers {
		who.CreatedAt, who.UpdatedAt = now, now
		officers, postings = append(officers, who.Officer), append(postings, who.posts...)
	}
	var accounts []people.Account
	for _, l := range o.accounts {
		l.CreatedAt, l.PasswordChangedAt = now, now
		accounts = append(accounts, l.Account)
	}
	var grants []people.Grant
	for _, g := range o.grants { // an origin stands before what was delegated from it
		g.CreatedAt = now
		grants = append(grants, *g)
	}
	store := people.NewStore(tx)
	for _, step := range []func() error{
		func() error { return store.InsertUnits(ctx, units) },
		func() error { return store.InsertUnitPeriods(ctx, periods) },
		func() error { return store.InsertOfficers(ctx, officers) },
		func() error { return store.InsertPostings(ctx, postings) },
		func() error { return store.InsertAccounts(ctx, accounts) },
		func() error { return insertSome(ctx, store, grants) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func insertSome(ctx context.Context, store *people.Store, grants []people.Grant) error {
	if len(grants) == 0 {
		return nil
	}
	return store.InsertGrants(ctx, grants)
}

// complete lets officers complete courses on days of two years.
func (p *proof) complete(r *rapid.T, o *organisation) {
	var list []trainingtest.Done
	for _, who := range o.officers {
		for range rapid.IntRange(0, 3).Draw(r, "completions") {
			done := clock.Date("2025-01-01").Add(rapid.IntRange(0, 690).Draw(r, "done"))
			list = append(list, trainingtest.Done{Officer: people.Actor{OfficerID: who.ID}, Version: p.published[rapid.IntRange(0, len(p.published)-1).Draw(r, "version")],
				Begun: done.Add(-rapid.IntRange(0, 60).Draw(r, "took")), Done: done})
		}
	}
	if len(list) > 0 {
		o.completed = p.Record(p.t, list...)
	}
}

// askAboutLessons lets those who ask for a correction ask about a lesson too, each of another course in turn. The id of the
// question is that of the officer.
func (o *organisation) askAboutLessons(ctx context.Context, tx db.Tx, now time.Time) error {
	const question = `INSERT INTO lesson_questions (id, course_id, part_id, version_id, heading, anchor, officer_id, body, named, asked_at, state, answer, answered_by, shown)
		VALUES (?, ?, 'mot', ?, '', '', ?, 'Vì sao', FALSE, ?, 'open', '', '', '')`
	for i, who := range o.officers {
		if !who.asks || len(o.courses) == 0 {
			continue
		}
		who.about = o.courses[i%len(o.courses)]
		if _, err := tx.ExecContext(ctx, question, who.ID, who.about.id, who.about.version, who.ID, now); err != nil {
			return err
		}
	}
	return nil
}
