package main

import (
	"liem/internal/clock"
	"liem/internal/fault"
	"liem/internal/text"
)

// clean puts texts that will be stored into their one form, and refuses what is no text.
func clean(values ...*string) error {
	for _, v := range values {
		cleaned, err := text.Clean(*v)
		if err != nil {
			return err
		}
		*v = cleaned
	}
	return nil
}

// day reads a day from a flag: 2026-12-15 or 15/12/2026.
func day(flag, value string) (clock.Date, error) {
	d, ok := clock.ParseDate(value)
	if !ok {
		return "", usageError{fault.New(fault.Invalid, "server.usage.no_day").With("Flag", flag).With("Value", value)}
	}
	return d, nil
}

func dayOrToday(flag, value string) (clock.Date, error) {
	if value == "" {
		return today(), nil
	}
	return day(flag, value)
}

// today is the day in Hà Nội.
func today() clock.Date { return clock.DateOf(clock.System.Now(), clock.Hanoi) }
