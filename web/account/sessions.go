package account

import (
	"strings"

	"liem/web/page"
)

// EndSession signs one session out; of this one it is signing out.
func (h *Handlers) EndSession(c *page.Ctx) error {
	if c.Params("id") == c.Actor.SessionID {
		return h.Logout(c)
	}
	if err := h.people.EndSession(c.Context(), c.Actor, c.Params("id")); err != nil {
		return err
	}
	return c.Done("/account", "notice.session_ended")
}

// Vouch says that new devices are one's own.
func (h *Handlers) Vouch(c *page.Ctx) error {
	if err := h.people.Vouch(c.Context(), c.Actor); err != nil {
		return err
	}
	return c.Done("/account", "notice.devices_mine")
}

// Disown says that they are not: all other sessions end, and the password is to be changed.
func (h *Handlers) Disown(c *page.Ctx) error {
	if err := h.people.Disown(c.Context(), c.Actor); err != nil {
		return err
	}
	return c.Done("/account", "notice.devices_not_mine")
}

// browsers and systems are what a User-Agent is recognised by, the more special first.
var (
	browsers = [][2]string{{"Edg/", "Edge"}, {"OPR/", "Opera"}, {"coc_coc", "Cốc Cốc"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}}
	systems  = [][2]string{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS X", "macOS"}, {"Linux", "Linux"}}
)

// Device is a browser in words: "Chrome, Windows"; what is not recognised as it calls itself.
func (p *AccountPage) Device(agent string) string {
	browser, system := recognised(agent, browsers), recognised(agent, systems)
	switch {
	case browser != "" && system != "":
		return browser + ", " + system
	case browser+system != "":
		return browser + system
	case agent == "":
		return p.T("signin.device_unknown")
	}
	return agent
}

func recognised(agent string, known [][2]string) string {
	for _, k := range known {
		if strings.Contains(agent, k[0]) {
			return k[1]
		}
	}
	return ""
}
