package main

import (
	"os"
	"os/exec"
	"path/filepath"

	"github.com/gofiber/fiber/v2"
)

// servePlain is the reference for pages: a Fiber handler that does nothing but send the bytes.
func servePlain(addr, file string) error {
	body, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/*", func(c *fiber.Ctx) error {
		c.Set("Content-Type", "text/html; charset=utf-8")
		return c.Send(body)
	})
	return app.Listen(addr)
}

// startPlain starts this program again as the reference, to serve a body.
func (b *bench) startPlain(body []byte) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	file := filepath.Join(b.dir, "plain.html")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		return nil, err
	}
	addr, err := freeAddr()
	if err != nil {
		return nil, err
	}
	return launch(exec.Command(self, "-plain", "-addr", addr, "-bytes", file), addr, "/")
}
