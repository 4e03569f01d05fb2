package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// binary is the program, built once for all tests.
var binary string

func TestMain(m *testing.M) {
	os.Exit(testMain(m))
}

func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "liem-server-*")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "server")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the program: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// outcome is how the program ended.
type outcome struct {
	code     int
	out, err string
}

// place is where the program runs: a data folder, and what else the environment names.
type place struct {
	dir string
	env []string
	in  string
}

func newPlace(t *testing.T, env ...string) place {
	t.Helper()
	return place{dir: filepath.Join(t.TempDir(), "data"), env: env}
}

// command is the program with the place's environment and nothing of the machine's.
func (p place) command(args ...string) *exec.Cmd {
	cmd := exec.Command(binary, args...)
	cmd.Dir = filepath.Dir(p.dir)
	cmd.Env = append([]string{"LIEM_DIR=" + p.dir, "PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Dir(p.dir)}, p.env...)
	cmd.Stdin = strings.NewReader(p.in)
	return cmd
}

func (p place) run(t *testing.T, args ...string) outcome {
	t.Helper()
	cmd := p.command(args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return outcome{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// done runs the program and requires that it did what it was told.
func (p place) done(t *testing.T, args ...string) string {
	t.Helper()
	o := p.run(t, args...)
	require.Equal(t, exitDone, o.code, "%v: %s%s", args, o.out, o.err)
	return o.out
}

// refused runs the program and requires that it refused.
func (p place) refused(t *testing.T, args ...string) outcome {
	t.Helper()
	o := p.run(t, args...)
	require.Equal(t, exitRefused, o.code, "%v: %s%s", args, o.out, o.err)
	return o
}

// tell gives the program something to read.
func (p place) tell(text string) place {
	p.in = text
	return p
}
