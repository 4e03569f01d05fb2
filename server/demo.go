package main

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"runtime/debug"
	"strconv"
	"sync"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/people"
	"liem/server/app"
	"liem/server/demo"
)

// demoCmd serves a demonstration, and fills its database first when that is new.
type demoCmd struct {
	Addr string `placeholder:"HOST:PORT"`
	Port *int
	Now  string `placeholder:"YYYY-MM-DD"`

	Watch string `placeholder:"COURSE"`
}

// demoDir is the folder of a demonstration where --dir names none. LIEM_DIR is not asked: it may be a real site's.
const demoDir = "demo"

// Run serves until the context ends.
func (d *demoCmd) Run(ctx context.Context, c *console) error {
	if err := app.Built(); err != nil {
		return fault.New(fault.Unavailable, "server.unbuilt").Because(err)
	}
	if err := d.configure(c); err != nil {
		return usageError{err}
	}
	a, err := d.open(ctx, c)
	if err != nil {
		return err
	}
	stop, err := d.watch(ctx, a)
	if err != nil {
		return errors.Join(err, a.Close())
	}
	err = serve(ctx, a, func(address string) error { return c.introduce(a, address) })
	stop()
	return errors.Join(err, a.Close())
}

// watch begins to watch a folder where one was named; stop ends it and waits for what it is doing.
func (d *demoCmd) watch(ctx context.Context, a *app.App) (stop func(), err error) {
	if d.Watch == "" {
		return func() {}, nil
	}
	w, err := newWatcher(ctx, a, d.Watch)
	if err != nil {
		return nil, usageError{err}
	}
	ctx, cancel := context.WithCancel(ctx)
	var watching sync.WaitGroup
	watching.Go(func() { w.run(ctx) })
	return func() { cancel(); watching.Wait() }, nil
}

// configure keeps the demonstration on this machine and apart from a real site: its own keys, no public address.
func (d *demoCmd) configure(c *console) error {
	if c.dir == "" {
		c.config.Dir = demoDir
	}
	c.config.KeyField, c.config.KeyCookie, c.config.KeyLedger = "", "", ""
	c.config.PublicURL, c.config.TrustedProxies = "", nil
	c.config.Origin = "liem-demo"
	c.config.OIDCIssuer, c.config.LDAPURL = "", ""
	c.config.SMTPHost = "" // invented people have no letter boxes
	if _, set := os.LookupEnv("TWO_FACTOR"); !set {
		c.config.TwoFactor = string(people.FactorsOff) // one password opens every account, in one step
	}
	if _, set := os.LookupEnv("COURSE_OWN_APPROVAL"); !set {
		c.config.CourseOwnApproval = true // one account each is all there is
	}
	switch {
	case d.Addr != "":
		c.config.Addr = d.Addr
	case d.Port != nil:
		c.config.Addr = net.JoinHostPort("127.0.0.1", strconv.Itoa(*d.Port))
	}
	if d.Now != "" && !clock.Date(d.Now).Valid() {
		return fault.New(fault.Invalid, "demo.bad_now").At("now").With("Value", d.Now)
	}
	var err error
	c.config.Addr, err = loopback(c.config.Listen())
	return err
}

// loopback refuses an address that others could reach.
func loopback(address string) (string, error) {
	refused := fault.New(fault.Invalid, "demo.not_loopback").At("addr").With("Address", address)
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", refused.Because(err)
	}
	if host == "localhost" {
		host = "127.0.0.1" // whatever the machine's own list of names says
	}
	if ip, err := netip.ParseAddr(host); err != nil || !ip.IsLoopback() {
		return "", refused
	}
	return net.JoinHostPort(host, port), nil
}

// open opens the demonstration's data with its clock, and fills it when it is new.
func (d *demoCmd) open(ctx context.Context, c *console) (*app.App, error) {
	business, err := d.clock(ctx, c)
	if err != nil {
		return nil, err
	}
	a, err := app.Open(ctx, c.config, business, newLog(c.err, c.config))
	if err != nil {
		return nil, err
	}
	filled, err := demo.Seed(ctx, demo.Options{DB: a.DB, Keys: a.Keys, Blobs: a.Blobs, Business: a.Business, System: a.System})
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	if filled {
		debug.FreeOSMemory() // a history in memory is some 60 MB that serving never needs again
	}
	return a, nil
}

// clock is the business clock, which depends on what is in the database already.
func (d *demoCmd) clock(ctx context.Context, c *console) (clock.Clock, error) {
	db, err := app.OpenDB(ctx, c.config, c.log())
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if err := app.Migrate(ctx, db); err != nil {
		return nil, err
	}
	return demo.Clock(ctx, db, clock.System, clock.Date(d.Now))
}
