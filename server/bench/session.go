package main

import (
	"bytes"
	"fmt"
	"maps"
	"net/url"
	"regexp"
)

// session is somebody who has signed in: the cookies and the token that forms carry. It outlives a server's restart.
type session struct {
	cookies map[string]string
	token   string
}

var tokenTag = regexp.MustCompile(`<meta name="csrf-token" content="([^"]+)">`)

// token reads the form token of the page that was just read.
func (c *client) token() (string, error) {
	found := tokenTag.FindSubmatch(c.resp.Body())
	if found == nil {
		return "", fmt.Errorf("a page without a form token, status %d", c.resp.StatusCode())
	}
	return string(found[1]), nil
}

// signInForm asks for the sign-in page, which gives this browser a token of its own.
func (c *client) signInForm() (token string, err error) {
	if _, err := c.get("/login"); err != nil {
		return "", err
	}
	return c.token()
}

// signIn posts the form.
func (c *client) signIn(username, token string) error {
	form := url.Values{"username": {username}, "password": {password}, "csrf": {token}}
	c.begin("POST", "/login")
	c.body("application/x-www-form-urlencoded", form.Encode())
	status, err := c.send()
	if err == nil && status != 303 {
		err = fmt.Errorf("signing %s in answered %d", username, status)
	}
	return err
}

// openSession signs somebody in and reads the token of the first page.
func openSession(addr, username string) (session, error) {
	c, err := dial(addr)
	if err != nil {
		return session{}, err
	}
	defer c.close()
	token, err := c.signInForm()
	if err != nil {
		return session{}, err
	}
	if err := c.signIn(username, token); err != nil {
		return session{}, err
	}
	if _, err := c.get("/account"); err != nil {
		return session{}, err
	}
	token, err = c.token()
	return session{maps.Clone(c.cookies), token}, err
}

// resume is a connection for somebody who signed in before.
func (s session) resume(addr string) (*client, error) {
	c, err := dial(addr)
	if err == nil {
		maps.Copy(c.cookies, s.cookies)
	}
	return c, err
}

// connect opens a connection for each of the first n learners, signed in.
func (d *data) connect(addr string, n int) (clients []*client, hangUp func(), err error) {
	hangUp = func() {
		for _, c := range clients {
			c.close()
		}
	}
	for i := range n {
		if i == len(d.sessions) {
			s, err := openSession(addr, d.learners[i].username)
			if err != nil {
				return clients, hangUp, err
			}
			d.sessions = append(d.sessions, s)
		}
		c, err := d.sessions[i].resume(addr)
		if err != nil {
			return clients, hangUp, err
		}
		clients = append(clients, c)
	}
	return clients, hangUp, nil
}

// lessons are steps that read the lesson, one for each connection. A page must be that of the person who asked for it:
// under load one that is rendered over another would not be.
func (d *data) lessons(clients []*client) []step {
	steps := make([]step, len(clients))
	for i, c := range clients {
		read, token := c.page(lessonPath), []byte(d.sessions[i].token)
		steps[i] = func() error {
			if err := read(); err != nil {
				return err
			}
			if !bytes.Contains(c.resp.Body(), token) {
				return fmt.Errorf("%s was shown a page without their token", d.learners[i].username)
			}
			return nil
		}
	}
	return steps
}
