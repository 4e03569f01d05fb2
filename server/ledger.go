package main

import (
	"context"
	"fmt"
	"io"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/ledger"
	"liem/server/app"
)

// ledgerHeadCmd takes the newest signed head away.
type ledgerHeadCmd struct {
	Out string `placeholder:"FILE"`
}

// Run prints the head, or writes it into a file: kept elsewhere, it shows later that nothing was bent since.
func (cmd *ledgerHeadCmd) Run(ctx context.Context, c *console) error {
	return c.withDB(ctx, func(d *db.DB) error {
		head, err := ledger.NewStore(d.Reader()).Head(ctx)
		if err != nil {
			return err
		}
		if head.Note == "" {
			return fault.New(fault.NotFound, "server.ledger.no_head")
		}
		value := map[string]any{"size": head.Size, "signed_at": head.SignedAt.UTC(), "note": head.Note}
		return c.takeAway(cmd.Out, head.Note, value, "server.ledger.head_written")
	})
}

// ledgerKeyCmd takes the ledger's public key away.
type ledgerKeyCmd struct {
	Out string `placeholder:"FILE"`
}

// Run prints the public key, or writes it into a file.
func (cmd *ledgerKeyCmd) Run(c *console) error {
	if err := app.RequireKeys(c.config); err != nil {
		return err
	}
	keys, err := app.LoadKeys(c.config)
	if err != nil {
		return err
	}
	return c.takeAway(cmd.Out, keys.PublicKey()+"\n", map[string]any{"key": keys.PublicKey()}, "server.ledger.key_written")
}

// takeAway writes a text into a file, or prints it as it is.
func (c *console) takeAway(out, text string, value map[string]any, written string) error {
	if out != "" {
		if err := writeFile(out, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
			return err
		}
		return c.say(value, written, "Out", out)
	}
	if c.json {
		return c.print(value)
	}
	_, err := fmt.Fprint(c.out, text)
	return err
}
