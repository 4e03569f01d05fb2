// Command server is the whole program: it serves the site, and does from the command line what its keeper needs.
//
// cli.go shows every command on one screen; each has a file of its own. The commands hold no rules: they read what was
// asked, call the packages below, and print what came of it.
//
// Exit codes: 0 done, 1 refused or problems found, 2 wrong usage.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], &console{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}
