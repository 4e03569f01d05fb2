package web_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"liem/people"
)

// person adds an officer: "hoa P1 Nguyễn Thị Hoa, manager hr".
func (s *script) person(args string) error {
	account, rest, _ := strings.Cut(args, " ")
	unit, rest, _ := strings.Cut(rest, " ")
	name, roles, _ := strings.Cut(rest, ",")
	a := s.officer(account, name, unit, rolesOf(roles)...)
	s.names[account] = a.OfficerID
	return nil
}

func rolesOf(text string) []people.Role {
	var roles []people.Role
	for _, r := range strings.Fields(text) {
		roles = append(roles, people.Role(r))
	}
	return roles
}

func (s *script) addStaff(args string) error {
	account, rest, _ := strings.Cut(args, " ")
	unit, roles, _ := strings.Cut(rest, " ")
	s.staff(account, account, unit, rolesOf(roles)...)
	return nil
}

// publish keeps the course's id as $course.
func (s *script) publish(name string) error {
	s.names["course"] = s.Publish(s.t, folder(s.t, name)).CourseID
	return nil
}

func (s *script) complete(args string) error {
	account, slug, _ := strings.Cut(args, " ")
	s.Complete(s.t, s.people[account], slug)
	return nil
}

func (s *script) public(url string) error {
	s.shut()
	s.options.PublicURL = url
	s.listen()
	return nil
}

// strict lets nobody approve what they wrote.
func (s *script) strict(string) error {
	s.Courses.OwnApproval = false
	return nil
}

// move moves the clock, and lets the process forget what it may answer from memory for two seconds of the machine's.
func (s *script) move(by string) error {
	d, err := time.ParseDuration(strings.TrimPrefix(by, "+"))
	if err != nil {
		return err
	}
	s.Clock.Add(d)
	s.People.Forget()
	return nil
}

func (s *script) sql(statement string) error {
	res, err := s.DB.Writer().ExecContext(context.Background(), statement)
	if err != nil {
		return err
	}
	s.People.Forget()
	if n, err := res.RowsAffected(); err == nil && n == 0 && !strings.HasPrefix(statement, "DROP") {
		return fmt.Errorf("no row was touched")
	}
	return nil
}
