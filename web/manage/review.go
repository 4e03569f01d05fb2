package manage

import (
	"strconv"

	"liem/courses"
	"liem/people"
	"liem/web/page"
)

// ReviewPage shows a version's text as its author wrote it, line by line, with what reviewers say of it.
type ReviewPage struct {
	page.Base
	page.Form
	Course  courses.Course
	Version courses.Version
	Sources []courses.Source
	Shown   *courses.Source // the file that shows; nil when the version holds no text
	Line    int             // the line that a comment is being written on; 0 = none
	Names   map[string]people.Who
	Open    int // comments that are not settled

	MaySay bool // comment, answer and settle
}

var reviewPage = page.Parse[ReviewPage](files, "review.html")

// Review shows the page.
func (h *Handlers) Review(c *page.Ctx) error {
	f, err := c.ReadForm("file", "line")
	if err != nil {
		return err
	}
	line, _ := strconv.Atoi(f.Get("line")) // what is no number asks for no line
	return h.showReview(c, &ReviewPage{Form: f, Line: line}, f.Get("file"), 200)
}

func (h *Handlers) showReview(c *page.Ctx, p *ReviewPage, file string, status int) error {
	course, _, v, err := h.version(c)
	if err != nil {
		return err
	}
	p.Course, p.Version = course, v.Version
	p.MaySay = v.Version.State == courses.StateDraft && (may(c, people.ActEditCourse, course) || may(c, people.ActPublishCourse, course))
	if p.Sources, err = h.courses.Sources(c.Context(), c.Actor, v.Version); err != nil {
		return err
	}
	p.choose(file)
	if p.Names, err = h.names(c, p.accounts()...); err != nil {
		return err
	}
	p.Base = c.Base(page.SectionManage, "review.title", "Version", versionTitle(c, v.Version), "Course", v.Meta.Title)
	p.Crumbs = append(crumbs(c, course.ID, v.Meta.Title), page.Link{Text: versionTitle(c, v.Version), Href: versionPath(course.ID, v.Version.ID)})
	p.Path = versionPath(course.ID, v.Version.ID)
	return reviewPage.RenderStatus(c, status, p)
}

// choose takes the file that is asked for; without one, the first with something to settle, or the first.
func (p *ReviewPage) choose(file string) {
	for i := range p.Sources {
		s := &p.Sources[i]
		p.Open += s.Open
		if s.Path == file {
			p.Shown = s
		}
	}
	for i := range p.Sources {
		if p.Shown == nil && p.Sources[i].Open > 0 {
			p.Shown = &p.Sources[i]
		}
	}
	if p.Shown == nil && len(p.Sources) > 0 {
		p.Shown = &p.Sources[0]
	}
}

func (p *ReviewPage) accounts() (ids []string) {
	for _, s := range p.Sources {
		for _, c := range s.All {
			ids = append(ids, c.CreatedBy, c.ResolvedBy)
			for _, r := range c.Replies {
				ids = append(ids, r.CreatedBy)
			}
		}
	}
	return ids
}

// Who names a person by account.
func (p *ReviewPage) Who(account string) string { return who(p.Names, account) }

// Row is a line of the file that shows.
type Row struct {
	N        int
	Text     string
	Comments []courses.Comment
	Writing  bool // a comment on it is being written
}

// Rows are the lines of the file that shows.
func (p *ReviewPage) Rows() []Row {
	rows := make([]Row, len(p.Shown.Lines))
	for i, text := range p.Shown.Lines {
		rows[i] = Row{N: i + 1, Text: text, Comments: p.Shown.At(i + 1), Writing: p.MaySay && i+1 == p.Line}
	}
	return rows
}

// Remark is a comment with the page that shows it.
type Remark struct {
	Page    *ReviewPage
	Comment courses.Comment
}

// Remark gives the template of a comment what it needs.
func (p *ReviewPage) Remark(c courses.Comment) Remark { return Remark{p, c} }

// unresolved counts the comments on a draft that are not settled.
func (h *Handlers) unresolved(c *page.Ctx, v courses.Version) (n int, err error) {
	sources, err := h.courses.Sources(c.Context(), c.Actor, v)
	for _, s := range sources {
		n += s.Open
	}
	return n, err
}

// reviewPath is the address of a file in review, at one of its lines.
func reviewPath(c *page.Ctx, file, line string) string {
	return versionPath(c.Params("id"), c.Params("version")) + "/review?file=" + escape(file) + "#L" + line
}

// Comment says something of a line.
func (h *Handlers) Comment(c *page.Ctx) error {
	f, err := c.ReadForm("file", "line", "body")
	if err != nil {
		return err
	}
	line, _ := strconv.Atoi(f.Get("line"))
	if err := h.courses.Comment(c.Context(), c.Actor, c.Params("version"), f.Get("file"), line, f.Get("body")); err != nil {
		if !f.Refuse(c, err) {
			return err
		}
		return h.showReview(c, &ReviewPage{Form: f, Line: line}, f.Get("file"), 422)
	}
	return c.Done(reviewPath(c, f.Get("file"), f.Get("line")), "notice.review_commented")
}

// Reply answers a comment, settles it, or opens it again.
func (h *Handlers) Reply(c *page.Ctx) error {
	f, err := c.ReadForm("file", "line", "body", "do")
	if err != nil {
		return err
	}
	resolve := f.Get("do") == "resolve"
	if err := h.courses.Reply(c.Context(), c.Actor, c.Params("id"), c.Params("comment"), f.Get("body"), resolve); err != nil {
		if !f.Refuse(c, err) {
			return err
		}
		return h.showReview(c, &ReviewPage{Form: f}, f.Get("file"), 422)
	}
	return c.Done(reviewPath(c, f.Get("file"), f.Get("line")), "notice.review_answered")
}
