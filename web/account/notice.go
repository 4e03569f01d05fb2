package account

import (
	"net/url"
	"time"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/internal/markdown"
	"liem/people"
	"liem/web/page"
)

// NoticePage tells what becomes of personal data, and asks once for each version to say that it was read.
type NoticePage struct {
	page.Base
	page.Form
	Text    markdown.HTML
	Version string
	Next    string
	Read    time.Time // zero before it was acknowledged
}

var noticePage = page.Parse[NoticePage](files, "notice.html")

// noticeTexts are the notice in every language, rendered once.
var noticeTexts = func() map[i18n.Locale]markdown.HTML {
	texts := map[i18n.Locale]markdown.HTML{}
	for _, l := range i18n.Locales {
		raw, err := files.ReadFile("notice/" + string(l) + ".md")
		if err != nil {
			panic(err) // it is embedded
		}
		doc := markdown.Parse(raw, markdown.Options{File: "notice", Labels: markdown.NewLabels(i18n.For(l).T), IDPrefix: "notice-", TopHeading: 2})
		texts[l] = doc.Render(nil)
	}
	return texts
}()

// Notice shows the page.
func (h *Handlers) Notice(c *page.Ctx) error {
	return h.showNotice(c, page.Form{}, page.LocalPath(c.Query("next"), ""), 200)
}

// AcknowledgeNotice notes that the text was read, and goes on to where the person was going.
func (h *Handlers) AcknowledgeNotice(c *page.Ctx) error {
	f, err := c.ReadForm("version", "next")
	if err != nil {
		return err
	}
	next := page.LocalPath(f.Get("next"), "")
	err = h.people.AcknowledgeNotice(c.Context(), c.Actor, f.Get("version"))
	if fault.Is(err, fault.Conflict) && f.Refuse(c, err) {
		return h.showNotice(c, f, next, 409)
	}
	if err != nil {
		return err
	}
	if next == "" {
		next = page.Landing(c.Actor)
	}
	return c.See(next)
}

func (h *Handlers) showNotice(c *page.Ctx, f page.Form, next string, status int) error {
	p := NoticePage{Base: c.Base(page.SectionAccount, "privacy.notice"), Form: f, Text: noticeTexts[c.P.Locale()], Version: people.NoticeVersion, Next: next}
	p.Crumbs = []page.Link{{Text: c.P.T("account.title"), Href: "/account"}}
	var err error
	if p.Read, err = h.people.NoticeRead(c.Context(), c.Actor); err != nil {
		return err
	}
	return noticePage.RenderStatus(c, status, &p)
}

// Dated is the version as a day.
func (p *NoticePage) Dated() string { return p.Date(clock.Date(p.Version)) }

// afterSignIn is where signing in leads: to the notice first, once for each of its versions. Nothing but this redirect
// asks for it, so pages and programs that know their address go on working.
func (h *Handlers) afterSignIn(c *page.Ctx, a people.Actor, next string) (string, error) {
	due, err := h.people.NoticeDue(c.Context(), a)
	if err != nil || !due {
		return next, err
	}
	return "/account/notice?next=" + url.QueryEscape(next), nil
}
