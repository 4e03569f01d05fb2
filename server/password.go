package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"liem/internal/fault"
)

// passwordFlags say where a new password comes from. It is never an argument: those can be read by every user of the
// machine, and stay in the shell's history.
type passwordFlags struct {
	PasswordStdin bool
}

// read takes the password from the first line of standard input, or asks for it twice at the terminal, without echo.
func (f passwordFlags) read(c *console) (string, error) {
	if f.PasswordStdin {
		line, err := bufio.NewReader(c.in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	terminal, ok := c.in.(*os.File)
	if !ok || !term.IsTerminal(int(terminal.Fd())) {
		return "", misuse("server.usage.no_terminal")
	}
	first, err := c.ask(terminal, "server.user.password")
	if err != nil {
		return "", err
	}
	second, err := c.ask(terminal, "server.user.password_again")
	if err != nil {
		return "", err
	}
	if first != second {
		return "", fault.New(fault.Invalid, "server.user.passwords_differ")
	}
	return first, nil
}

func (c *console) ask(terminal *os.File, key string) (string, error) {
	fmt.Fprint(c.err, c.p.T(key)+" ")
	raw, err := term.ReadPassword(int(terminal.Fd()))
	fmt.Fprintln(c.err)
	return string(raw), err
}
