package main

import (
	"bufio"
	"fmt"
	"maps"
	"net"
	"time"

	"github.com/valyala/fasthttp"
)

// client is one connection that is kept open, with the cookies of one person: a browser, as cheap as can be.
type client struct {
	conn    net.Conn
	in      *bufio.Reader
	out     *bufio.Writer
	req     fasthttp.Request
	resp    fasthttp.Response
	cookies map[string]string
	headers map[string]string // that every request carries
}

// patience is how long an answer may take.
const patience = time.Minute

func dial(addr string) (*client, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &client{conn: conn, in: bufio.NewReaderSize(conn, 64<<10), out: bufio.NewWriter(conn),
		cookies: map[string]string{}, headers: map[string]string{"Host": addr}}, nil
}

func (c *client) close() { c.conn.Close() }

// get asks for a page; its body stands in resp until the next request.
func (c *client) get(path string) (status int, err error) {
	c.begin("GET", path)
	return c.send()
}

// begin prepares a request without a body.
func (c *client) begin(method, path string) {
	c.req.Reset()
	c.req.Header.SetMethod(method)
	c.req.SetRequestURI(path)
	for name, value := range c.headers {
		c.req.Header.Set(name, value)
	}
	for name, value := range c.cookies {
		c.req.Header.SetCookie(name, value)
	}
}

// body gives the prepared request a body.
func (c *client) body(contentType, body string) {
	c.req.Header.SetContentType(contentType)
	c.req.SetBodyString(body)
}

// send sends the prepared request, reads the whole answer and keeps its cookies.
func (c *client) send() (status int, err error) {
	if err := c.write(); err != nil {
		return 0, err
	}
	if err := c.resp.Read(c.in); err != nil {
		return 0, err
	}
	return c.resp.StatusCode(), c.keepCookies()
}

func (c *client) keepCookies() error {
	for _, raw := range c.resp.Header.Cookies() {
		var cookie fasthttp.Cookie
		if err := cookie.ParseBytes(raw); err != nil {
			return err
		}
		c.cookies[string(cookie.Key())] = string(cookie.Value())
	}
	return nil
}

// forget leaves only the cookies given: another browser over the same connection.
func (c *client) forget(but map[string]string) {
	c.cookies = maps.Clone(but)
}

func (c *client) write() error {
	if err := c.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if err := c.req.Write(c.out); err != nil {
		return err
	}
	return c.out.Flush()
}

// page is a step that asks for a path again and again.
func (c *client) page(path string) step {
	return func() error {
		status, err := c.get(path)
		if err == nil && status != 200 {
			err = fmt.Errorf("%s answered %d", path, status)
		}
		return err
	}
}

// connect opens connections for nobody in particular.
func connect(addr string, n int) (clients []*client, hangUp func(), err error) {
	hangUp = func() {
		for _, c := range clients {
			c.close()
		}
	}
	for range n {
		c, err := dial(addr)
		if err != nil {
			return clients, hangUp, err
		}
		clients = append(clients, c)
	}
	return clients, hangUp, nil
}
