package web_test

import (
	"strings"

	"github.com/pquerna/otp/totp"

	"liem/people"
)

// factors sets who signs in with a second factor.
func (s *script) factors(policy string) error {
	s.shut() // nobody reads what is changed now
	s.People.Factors = people.FactorPolicy(policy)
	s.People.Forget()
	s.listen()
	return nil
}

// code keeps what an authenticator app shows for a secret, by the site's clock.
func (s *script) code(args string) error {
	name, secret, _ := strings.Cut(args, " ")
	code, err := totp.GenerateCode(strings.ReplaceAll(secret, " ", ""), s.Clock.Now())
	s.names[name] = code
	return err
}
