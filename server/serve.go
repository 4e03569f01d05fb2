package main

import (
	"context"
	"errors"
	"net"
	"strconv"
	"time"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/server/app"
)

// serveCmd serves the site.
type serveCmd struct {
	Addr string `placeholder:"HOST:PORT"`
	Port *int
}

// stopLimit is how long those who are being served have to be served.
const stopLimit = 20 * time.Second

// Run serves until the context ends.
func (s *serveCmd) Run(ctx context.Context, c *console) error {
	if err := app.Built(); err != nil {
		return fault.New(fault.Unavailable, "server.unbuilt").Because(err)
	}
	switch {
	case s.Addr != "":
		c.config.Addr = s.Addr
	case s.Port != nil:
		c.config.Addr = net.JoinHostPort("127.0.0.1", strconv.Itoa(*s.Port))
	}
	a, err := app.Open(ctx, c.config, clock.System, newLog(c.err, c.config))
	if err != nil {
		return err
	}
	return errors.Join(serve(ctx, a, func(address string) error {
		return c.say(map[string]string{"address": address}, "server.serving", "Address", address)
	}), a.Close())
}

// serve listens, tells the address, and serves with the background work under way. When the context ends it takes no
// new work, finishes what it has begun, and returns; closing the app is the caller's.
func serve(ctx context.Context, a *app.App, ready func(address string) error) error {
	site, err := a.Web(version())
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", a.Config.Listen())
	if err != nil {
		return fault.New(fault.Unavailable, "server.cannot_listen").With("Address", a.Config.Listen()).Because(err)
	}
	a.Start(context.WithoutCancel(ctx)) // Close stops it, after the requests
	ended := make(chan error, 1)
	go func() { ended <- site.Listener(listener) }()
	if err := ready("http://" + reachable(listener.Addr())); err != nil {
		return errors.Join(err, site.ShutdownWithTimeout(stopLimit))
	}
	a.Log.Info("serving", "address", listener.Addr().String(), "version", version(), "engine", a.DB.Engine())
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	a.Log.Info("stopping")
	return site.ShutdownWithTimeout(stopLimit)
}

// reachable is an address to click on: all addresses of the machine are shown as this machine.
func reachable(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return addr.String()
	}
	return net.JoinHostPort("localhost", strconv.Itoa(tcp.Port))
}
