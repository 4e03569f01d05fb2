package main

import (
	"context"
	"fmt"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
	"liem/server/app"
)

const (
	password = "do-toc-do-may-chu" // of every account
	hrName   = "hr"
	since    = clock.Date("2020-01-01")
)

// Parts of invented names, so that sorting by name has work to do.
var (
	familyNames = []string{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô"}
	middleNames = []string{"Văn", "Thị", "Minh", "Ngọc", "Đức", "Thu", "Quang"}
	givenNames  = []string{"An", "Ánh", "Bình", "Châu", "Dũng", "Đạt", "Hà", "Hòa", "Hương", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc",
		"Quỳnh", "Sơn", "Thảo", "Tuấn", "Uyên", "Vân", "Xuân", "Yến"}
)

func nameOf(i int) string {
	return familyNames[i%len(familyNames)] + " " + middleNames[i%len(middleNames)] + " " + givenNames[i%len(givenNames)]
}

// cast is everybody: officers with their unit and one who reads reports.
type cast struct {
	rootID   string
	officers []people.OfficerOn
	accounts []people.Account
}

// seedPeople stores one province with ten departments, the officers with an account each, and somebody of HR. One hash
// serves all, for hashing is slow on purpose.
func seedPeople(ctx context.Context, a *app.App) (*cast, error) {
	units, periods := unitsOf(a)
	c := &cast{rootID: units[0].ID}
	postings := c.hire(a, periods[1:])
	now := a.System.Now()
	hr := people.Account{ID: db.NewID(), Username: hrName, DisplayName: "HR", PasswordHash: c.accounts[0].PasswordHash,
		PasswordChangedAt: now, Locale: "vi", Theme: "auto", CreatedAt: now}
	grant := people.Grant{ID: db.NewID(), AccountID: hr.ID, Role: people.RoleHR, UnitID: c.rootID, ValidFrom: since,
		ValidTo: clock.Forever, CreatedAt: now, CreatedBy: hr.ID}
	return c, a.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := people.NewStore(tx)
		return inOrder(
			func() error { return store.InsertUnits(ctx, units) },
			func() error { return store.InsertUnitPeriods(ctx, periods) },
			func() error { return store.InsertOfficers(ctx, c.rows()) },
			func() error { return store.InsertPostings(ctx, postings) },
			func() error { return store.InsertAccounts(ctx, append(c.accounts, hr)) },
			func() error { return store.InsertGrants(ctx, []people.Grant{grant}) },
		)
	})
}

// inOrder does one thing after the other until one fails.
func inOrder(steps ...func() error) error {
	for _, do := range steps {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

// unitsOf is the province, first, and its departments.
func unitsOf(a *app.App) (units []people.UnitRow, periods []people.UnitPeriod) {
	for i := range 11 {
		unit := people.UnitRow{ID: db.NewID(), Code: fmt.Sprintf("P%d", i), CreatedAt: a.System.Now()}
		period := people.UnitPeriod{ID: db.NewID(), UnitID: unit.ID, Kind: people.Department, Name: fmt.Sprintf("Phòng %d", i),
			ShortName: unit.Code, Position: i + 1, ValidFrom: since, ValidTo: clock.Forever}
		if i == 0 {
			period.Kind, period.Name = people.Province, "VKSND tỉnh"
		} else {
			period.ParentID = &units[0].ID
		}
		units, periods = append(units, unit), append(periods, period)
	}
	return units, periods
}

// hire makes the officers, one after the other in the departments, and returns their postings.
func (c *cast) hire(a *app.App, departments []people.UnitPeriod) []people.Posting {
	hash, now := people.HashPassword(password), a.System.Now()
	postings := make([]people.Posting, officers)
	for i := range postings {
		at := departments[i%len(departments)]
		o := people.OfficerOn{UnitID: at.UnitID, UnitName: at.Name, Position: "Kiểm sát viên", Title: "Kiểm sát viên sơ cấp"}
		o.Officer = people.Officer{ID: db.NewID(), Number: fmt.Sprintf("%06d", i+1), BirthDate: "1985-06-15", Gender: "female",
			StaffType: people.CivilServant, CreatedAt: now, UpdatedAt: now}
		o.SetName(nameOf(i))
		c.officers = append(c.officers, o)
		c.accounts = append(c.accounts, people.Account{ID: db.NewID(), Username: fmt.Sprintf("canbo%04d", i+1), OfficerID: &c.officers[i].ID,
			DisplayName: o.FullName, PasswordHash: hash, PasswordChangedAt: now, Locale: "vi", Theme: "auto", CreatedAt: now})
		postings[i] = people.Posting{ID: db.NewID(), OfficerID: o.ID, UnitID: at.UnitID, Position: o.Position, Title: o.Title,
			ValidFrom: since, ValidTo: clock.Forever}
	}
	return postings
}

func (c *cast) rows() []people.Officer {
	rows := make([]people.Officer, len(c.officers))
	for i, o := range c.officers {
		rows[i] = o.Officer
	}
	return rows
}
