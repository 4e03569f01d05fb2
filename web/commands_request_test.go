package web_test

import (
	"fmt"
	"net/http"
	"strings"
)

// as goes on as somebody, signing in at the first time.
func (s *script) as(account string) error {
	s.browser = s.named(account)
	if account == "nobody" || s.user == account {
		return nil
	}
	return s.browser.signIn(account)
}

// signIn signs in by the form and opens the account's page, whose token the next form carries.
func (b *browser) signIn(account string) error {
	for _, r := range []request{
		{method: "GET", path: "/login"},
		{method: "POST", path: "/login"},
		{method: "GET", path: "/account"},
	} {
		if r.method == "POST" {
			r.contentType = formType
			r.body = []byte(encode([]field{{"username", account}, {"password", password}, {"csrf", b.csrf}}))
		}
		if err := b.send(r); err != nil {
			return err
		}
	}
	if b.status != http.StatusOK {
		return fmt.Errorf("%s could not sign in", account)
	}
	b.user = account
	return nil
}

func (s *script) switchTo(name string) error {
	s.browser = s.named(name)
	return nil
}

func (s *script) with(args string) error {
	name, value, _ := strings.Cut(args, ":")
	if s.next.header == nil {
		s.next.header = map[string][]string{}
	}
	s.next.header[http.CanonicalHeaderKey(name)] = []string{strings.TrimSpace(value)}
	return nil
}

func (s *script) otherToken(value string) error {
	s.next.token = value
	return nil
}

func (s *script) withoutToken(string) error {
	s.next.noToken = true
	return nil
}

// token is the form token that the next request carries; empty for none.
func (s *script) token() string {
	switch {
	case s.next.noToken:
		return ""
	case s.next.token != "":
		return s.next.token
	}
	return s.csrf
}

// ask sends a request with what the script said of it.
func (s *script) ask(r request) error {
	r.header = s.next.header
	s.next = nextRequest{}
	return s.browser.send(r)
}

// asking asks for an address.
func asking(method string) func(*script, string) error {
	return func(s *script, path string) error { return s.ask(request{method: method, path: path}) }
}

func (s *script) follow(string) error {
	to := s.browser.header.Get("Location")
	if to == "" {
		return fmt.Errorf("the last answer leads nowhere")
	}
	return s.ask(request{method: "GET", path: to})
}

func (s *script) open(text string) error {
	link := s.element(func(n *node) bool { return n.Data == "a" && visible(n) == text && usable(n) })
	if link == nil {
		return fmt.Errorf("no link %q", text)
	}
	return s.ask(request{method: "GET", path: attr(link, "href")})
}

const formType = "application/x-www-form-urlencoded"

// post sends a form with its token first; one with a file is sent in parts.
func (s *script) post(args string) error {
	parts := words(args)
	var fields []field
	if token := s.token(); token != "" {
		fields = append(fields, field{"csrf", token})
	}
	isUpload := false
	for _, p := range parts[1:] {
		name, value, ok := strings.Cut(p, "=")
		if !ok {
			return fmt.Errorf("%q is no name=value", p)
		}
		isUpload = isUpload || strings.HasPrefix(value, "@")
		fields = append(fields, field{name, value})
	}
	r := request{method: "POST", path: parts[0], contentType: formType, body: []byte(encode(fields))}
	if isUpload {
		var err error
		if r.contentType, r.body, err = s.browser.parts(fields); err != nil {
			return err
		}
	}
	return s.ask(r)
}

func (s *script) put(args string) error {
	path, body, _ := strings.Cut(args, " ")
	if token := s.token(); token != "" {
		if err := s.with("X-CSRF-Token: " + token); err != nil {
			return err
		}
	}
	return s.ask(request{method: "PUT", path: path, contentType: "application/json", body: []byte(body)})
}

func (s *script) fill(args string) error {
	name, value, _ := strings.Cut(args, " ")
	if s.element(func(n *node) bool { return attr(n, "name") == name }) == nil {
		return fmt.Errorf("no field %q", name)
	}
	s.filled[name] = value
	return nil
}

func (s *script) tick(label string) error { return s.browser.choose(label) }

func (s *script) push(button string) error { return s.browser.press(button) }

func (s *script) repeat(string) error { return s.browser.send(*s.browser.last) }
