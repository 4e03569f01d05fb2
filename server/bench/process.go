package main

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a running server, either the measured one or the reference.
type process struct {
	addr    string
	started time.Time
	ready   time.Duration // from the start to the first page
	cmd     *exec.Cmd
	ended   chan struct{}
}

// readyIn is how long a server may take until it answers.
const readyIn = 30 * time.Second

// launch starts a program that listens on addr and waits until path answers with 200.
func launch(cmd *exec.Cmd, addr, path string) (*process, error) {
	cmd.Stderr = os.Stderr
	p := &process{addr: addr, started: time.Now(), cmd: cmd, ended: make(chan struct{})}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		cmd.Wait() // how it ended is no concern: whoever needs it finds it gone
		close(p.ended)
	}()
	for time.Since(p.started) < readyIn {
		if p.answers(path) {
			p.ready = time.Since(p.started)
			return p, nil
		}
		select {
		case <-p.ended:
			return nil, fmt.Errorf("%s ended before it answered", cmd.Path)
		case <-time.After(2 * time.Millisecond):
		}
	}
	p.kill()
	return nil, fmt.Errorf("%s did not answer within %s", cmd.Path, readyIn)
}

func (p *process) answers(path string) bool {
	c, err := dial(p.addr)
	if err != nil {
		return false
	}
	defer c.close()
	status, err := c.get(path)
	return err == nil && status == 200
}

// kill ends the process at once, like a power cut would the program.
func (p *process) kill() {
	p.cmd.Process.Kill() // fails only when it has ended already
	<-p.ended
}

// stop asks the process to end and waits.
func (p *process) stop() {
	p.cmd.Process.Signal(syscall.SIGTERM) // fails only when it has ended already
	select {
	case <-p.ended:
	case <-time.After(readyIn):
		p.kill()
	}
}

// measure runs a load and adds the processor time that the process spent on it.
func (p *process) measure(run func() (load, error)) (load, error) {
	before, err := p.cpu()
	if err != nil {
		return load{}, err
	}
	l, err := run()
	if err != nil {
		return l, err
	}
	after, err := p.cpu()
	l.cpu = after - before
	return l, err
}

// tick is the unit of times in /proc: USER_HZ is 100 on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// cpu is the processor time that the process has used: utime and stime of proc_pid_stat(5).
func (p *process) cpu() (time.Duration, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(raw[strings.LastIndexByte(string(raw), ')')+1:]))
	user, err := strconv.ParseInt(fields[11], 10, 64)
	if err != nil {
		return 0, err
	}
	system, err := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * tick, err
}

// memory is the memory that the process has in use, pages of files among it.
func (p *process) memory() (size, error) { return p.status("VmRSS:") }

// own is the memory that only the process has: without pages of files that the kernel may drop, such as the program's code
// or the temporary file that SQLite sorts in.
func (p *process) own() (size, error) { return p.status("RssAnon:") }

// status is a size from proc_pid_status(5).
func (p *process) status(name string) (size, error) {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), name); ok {
			kib, err := strconv.ParseInt(strings.Fields(value)[0], 10, 64)
			return size(kib) << 10, err
		}
	}
	return 0, fmt.Errorf("process %d: no %s", p.cmd.Process.Pid, name)
}

// watchMemory looks at the process's own memory all the time; the returned function ends that and tells the most it was.
func (p *process) watchMemory() (peak func() size) {
	done, most := make(chan struct{}), make(chan size)
	go func() {
		var found size
		for {
			if used, err := p.own(); err == nil { // an error is that the process has ended: nothing to see
				found = max(found, used)
			}
			select {
			case <-done:
				most <- found
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	return func() size {
		close(done)
		return <-most
	}
}

// freeAddr is a loopback address on which nobody listens.
func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
