package manage

import (
	"cmp"
	"net/url"
	"strings"

	"liem/courses"
	"liem/internal/citation"
	"liem/internal/fault"
	"liem/people"
	"liem/web/page"
)

// passagesShown bounds how many articles one page names; the file has them all.
const passagesShown = 1000

// PassagesPage is what cites the articles of one legal text, by course and version.
type PassagesPage struct {
	page.Base
	page.Form
	Key       string
	Articles  string // as typed
	Cited     []courses.CitedArticle
	AmendedBy []citation.Instrument
	Amends    []citation.Instrument
	Found     []Citing
	Unsure    []Citing // of the same articles, whose legal text is not known
	Count     int
	More      bool

	tree *people.Tree
}

// Citing is a version with its passages.
type Citing struct {
	*PassagesPage
	First    courses.CitedPassage // for what all of them share
	Passages []courses.CitedPassage
}

var errArticles = fault.New(fault.Invalid, "citations.articles_wrong").At("articles")

var passagesPage = page.Parse[PassagesPage](files, "passages.html")

// passagesPath is the address of what cites articles of a legal text.
func passagesPath(key, articles string) string {
	q := url.Values{"instrument": {key}}
	if articles != "" {
		q.Set("articles", articles)
	}
	return citationsPath + "/passages?" + q.Encode()
}

// Passages shows them. Articles may be a list as an amending law has it.
func (h *Handlers) Passages(c *page.Ctx) error {
	f, err := c.ReadForm("articles")
	if err != nil {
		return err
	}
	p := PassagesPage{Form: f, Key: c.Query("instrument"), Articles: f.Get("articles")}
	spans, ok := citation.Spans(p.Articles)
	status := 200
	if !ok {
		p.Refuse(c, errArticles)
		status = 422
	}
	if err := h.fillPassages(c, &p, spans, ok); err != nil {
		return err
	}
	p.Base = c.BaseNamed(page.SectionManage, p.name(c))
	p.Crumbs = append(crumbs(c, "", ""), page.Link{Text: c.P.T("citations.title"), Href: citationsPath})
	if len(p.Found)+len(p.Unsure) > 0 {
		p.Action = &page.Link{Text: c.P.T("citations.csv"), Href: p.File(), Icon: "file-spreadsheet"}
	}
	return passagesPage.RenderStatus(c, status, &p)
}

func (h *Handlers) fillPassages(c *page.Ctx, p *PassagesPage, spans []citation.Span, ok bool) (err error) {
	if p.Cited, err = h.courses.CitedArticles(c.Context(), c.Actor, p.Key); err != nil {
		return err
	}
	if p.tree, err = h.people.Tree(c.Context(), h.people.Today()); err != nil {
		return err
	}
	p.AmendedBy = citation.AmendedBy(p.Key)
	in, _ := citation.Known(p.Key)
	for _, key := range in.Amends {
		if other, ok := citation.Known(key); ok {
			p.Amends = append(p.Amends, other)
		}
	}
	if !ok {
		return nil
	}
	if p.Found, err = h.citing(c, p, p.Key, spans); err != nil || p.Key == "" || len(spans) == 0 {
		return err
	}
	p.Unsure, err = h.citing(c, p, "", spans)
	return err
}

// citing gathers passages by version.
func (h *Handlers) citing(c *page.Ctx, p *PassagesPage, key string, spans []citation.Span) (out []Citing, err error) {
	named := 0
	err = h.courses.EachCitation(c.Context(), c.Actor, key, spans, passagesShown, func(found courses.CitedPassage) error {
		named += len(found.Articles)
		p.Count++
		if n := len(out); n > 0 && out[n-1].First.VersionID == found.VersionID {
			out[n-1].Passages = append(out[n-1].Passages, found)
			return nil
		}
		out = append(out, Citing{p, found, []courses.CitedPassage{found}})
		return nil
	})
	p.More = p.More || named >= passagesShown
	return out, err
}

// name is the legal text's name as the table or the courses have it.
func (p *PassagesPage) name(c *page.Ctx) string {
	if p.Key == "" {
		return c.P.T("citations.unknown")
	}
	if in, ok := citation.Known(p.Key); ok {
		return in.Title()
	}
	return strings.ToUpper(p.Key)
}

// Of leads to what cites an article of the same legal text.
func (p *PassagesPage) Of(article string) string { return passagesPath(p.Key, article) }

// To leads to what cites another legal text.
func (p *PassagesPage) To(key string) string { return passagesPath(key, p.Articles) }

// File is the address of the same as a file.
func (p *PassagesPage) File() string {
	return strings.Replace(passagesPath(p.Key, p.Articles), "/passages?", "/passages.csv?", 1)
}

// Unit is the short name of the unit that a course belongs to.
func (p *PassagesPage) Unit(id string) string {
	u, _ := p.tree.Unit(id)
	return cmp.Or(u.ShortName, u.Name)
}

// CourseHref leads to the course.
func (g Citing) CourseHref() string { return coursePath(g.First.CourseID) }

// Href leads to where a passage stands, as officers read it.
func (p *PassagesPage) Href(at courses.CitedPassage) string { return passageHref(at) }

func passageHref(at courses.CitedPassage) string {
	href := versionPath(at.CourseID, at.VersionID)
	if at.Stem != "" {
		href += "/preview/" + at.Stem
		if at.Anchor != "" {
			href += "#" + at.Anchor
		}
	}
	return href
}
