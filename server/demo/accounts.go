package demo

import (
	"liem/internal/clock"
	"liem/people"
)

// Password is that of all accounts: the four words cần, kiệm, liêm, chính. The demonstration listens on loopback only
// and holds invented people.
const Password = "can-kiem-liem-chinh"

// Usernames lists the accounts in the order in which they are printed.
func Usernames() []string {
	var list []string
	for _, a := range read[[]account]("accounts.json") {
		list = append(list, a.Username)
	}
	return list
}

// accountID is the same on every day: courses name their publisher before the accounts are stored.
func accountID(username string) string { return newDice("account " + username).id(founded) }

// accounts are the accounts with their roles. One hash serves all, for hashing is slow on purpose.
func (c *cast) accounts() (accounts []people.Account, grants []people.Grant) {
	hash := people.HashPassword(Password)
	for _, a := range read[[]account]("accounts.json") {
		row := people.Account{ID: accountID(a.Username), Username: a.Username, DisplayName: a.Name, PasswordHash: hash,
			PasswordChangedAt: c.stamp, Locale: "vi", Theme: "auto", CreatedAt: c.stamp}
		if p := c.byUsername(a.Username); p != nil {
			row.OfficerID = &p.ID
		}
		accounts = append(accounts, row)
		if a.Role != "" {
			grants = append(grants, people.Grant{ID: newDice("grant " + a.Username).id(founded), AccountID: row.ID, Role: a.Role,
				UnitID: c.units.ids[a.Over], ValidFrom: twoLevels, ValidTo: clock.Forever, CreatedAt: c.stamp, CreatedBy: seeder})
		}
	}
	return accounts, grants
}
