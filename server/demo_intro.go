package main

import (
	"fmt"
	"text/tabwriter"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/server/app"
	"liem/server/demo"
)

// intro is what the demonstration says once it serves.
type intro struct {
	Address  string         `json:"address"`
	Password string         `json:"password"`
	Today    clock.Date     `json:"today"`
	Accounts []introAccount `json:"accounts"`
	Watch    string         `json:"watch,omitempty"` // where the watched folder is shown
}

type introAccount struct {
	Username string `json:"username"`
	About    string `json:"about"`
	Try      string `json:"try"`
}

// introduce prints the address, the accounts with what to try, and the password on a line of its own.
func (c *console) introduce(a *app.App, address string) error {
	in := intro{Address: address, Password: demo.Password, Today: clock.DateOf(a.Business.Now(), clock.Hanoi)}
	for _, name := range demo.Usernames() {
		in.Accounts = append(in.Accounts, introAccount{name, c.p.T("demo.about." + name), c.p.T("demo.try."+name, c.pages()...)})
	}
	if a.Watch != nil {
		in.Watch = address + "/watch"
	}
	if c.json {
		return c.print(in)
	}
	fmt.Fprintf(c.out, "%s\n%s\n\n%s\n\n", c.p.T("demo.ready", "Address", in.Address), c.p.T("demo.today", "Day", c.p.Date(in.Today)),
		c.p.T("demo.accounts"))
	table := tabwriter.NewWriter(c.out, 0, 0, 3, ' ', 0)
	for _, one := range in.Accounts {
		fmt.Fprintf(table, "  %s\t%s\n\t→ %s\n", one.Username, one.About, one.Try)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if in.Watch != "" {
		fmt.Fprintf(c.out, "\n%s\n", c.p.T("demo.watching", "Dir", a.Watch.Dir, "Address", in.Watch))
	}
	stop := c.p.T("demo.stop", "Dir", a.Config.Dir)
	if a.DB.Engine() == db.Postgres {
		stop = c.p.T("demo.stop_postgres")
	}
	_, err := fmt.Fprintf(c.out, "\n%s\n\npassword: %s\n", stop, in.Password)
	return err
}

// pages are the names of the site's pages, as its navigation shows them.
func (c *console) pages() []any {
	var args []any
	for name, key := range map[string]string{"Home": "nav.home", "Record": "nav.record", "Manage": "nav.manage", "Reports": "nav.reports",
		"People": "nav.people", "Audit": "nav.audit"} {
		args = append(args, name, "“"+c.p.T(key)+"”")
	}
	return args
}
