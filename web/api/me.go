package api

import (
	"liem/people"
	"liem/web/page"
)

// Me is who the token speaks for, and what it is for.
type Me struct {
	ID       string              `json:"id"`
	Username string              `json:"username"`
	Name     string              `json:"name"`
	Officer  *string             `json:"officer"` // id; null for an account that is no officer's
	Unit     *Unit               `json:"unit"`    // where the officer serves today
	Roles    []people.Role       `json:"roles"`
	Scopes   []people.TokenScope `json:"scopes"` // of the token
}

// Unit is a unit as it is named today.
type Unit struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// MeCall describes the call.
var MeCall = page.Call{Summary: "api.me", Out: Me{}}

// Me answers who the token speaks for.
func (h *Handlers) Me(c *page.Ctx) error {
	a := c.Actor
	me := Me{ID: a.AccountID, Username: a.Username, Name: a.Name, Roles: a.Roles(), Scopes: a.TokenScopes()}
	if a.OfficerID != "" {
		me.Officer = &a.OfficerID
	}
	if a.UnitID != "" {
		me.Unit = &Unit{a.UnitID, a.UnitName}
	}
	return c.JSON(me)
}
