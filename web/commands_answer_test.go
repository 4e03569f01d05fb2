package web_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

func (s *script) isStatus(want string) error {
	if strconv.Itoa(s.status) != want {
		return fmt.Errorf("the status is %d", s.status)
	}
	return nil
}

// values are all values of a header, one a line.
func (s *script) values(name string) string { return strings.Join(s.browser.header.Values(name), "\n") }

func (s *script) hasHeader(args string) error {
	name, pattern, _ := strings.Cut(args, " ")
	re, err := regexp.Compile("(?m)" + pattern)
	if err != nil {
		return err
	}
	if got := s.values(name); got == "" || !re.MatchString(got) {
		return fmt.Errorf("%s is %q", name, got)
	}
	return nil
}

func (s *script) lacksHeader(name string) error {
	if got := s.values(name); got != "" {
		return fmt.Errorf("%s is %q", name, got)
	}
	return nil
}

func (s *script) oneHeader(name string) error {
	if got := s.browser.header.Values(name); len(got) != 1 {
		return fmt.Errorf("%s is %q", name, got)
	}
	return nil
}

func (s *script) has(text string) error {
	if !s.shows(text) {
		return fmt.Errorf("the text is missing")
	}
	return nil
}

func (s *script) lacks(text string) error {
	if s.shows(text) {
		return fmt.Errorf("the text is there")
	}
	return nil
}

// begins compares the first bytes of the body, given in hexadecimal.
func (s *script) begins(want string) error {
	raw, err := hex.DecodeString(strings.ReplaceAll(want, " ", ""))
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(s.body, raw) {
		return fmt.Errorf("the body begins with % x", s.body[:min(len(s.body), len(raw))])
	}
	return nil
}

// cell compares a cell of the workbook that was sent.
func (s *script) cell(args string) error {
	name, want, _ := strings.Cut(args, " ")
	book, err := excelize.OpenReader(bytes.NewReader(s.body))
	if err != nil {
		return err
	}
	defer book.Close()
	got, err := book.GetCellValue(book.GetSheetName(0), name)
	if err == nil && got != want {
		err = fmt.Errorf("the cell holds %q", got)
	}
	return err
}

func (s *script) logged(text string) error {
	if !strings.Contains(s.log.String(), text) {
		return fmt.Errorf("the log does not hold it:\n%s", s.log)
	}
	return nil
}

// save keeps what the first group of a pattern finds in a header.
func (s *script) save(args string) error {
	name, rest, _ := strings.Cut(args, " ")
	header, pattern, _ := strings.Cut(rest, " ")
	return s.keep(name, pattern, s.values(header))
}

// find keeps what the first group of a pattern finds in the body.
func (s *script) find(args string) error {
	name, pattern, _ := strings.Cut(args, " ")
	return s.keep(name, pattern, string(s.body))
}

func (s *script) keep(name, pattern, text string) error {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return err
	}
	found := re.FindStringSubmatch(text)
	if len(found) < 2 {
		return fmt.Errorf("not found in %.500q", text)
	}
	s.names[name] = found[1]
	return nil
}
