package manage

import (
	"errors"
	"strings"

	"liem/courses"
	"liem/courses/working"
	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/people"
	"liem/web/page"
)

// EditPage is where a file of a course is written, beside what officers will see.
type EditPage struct {
	page.Base
	page.Form
	Work     working.Work
	Heading  string         // the course's title as it stands in course.md
	Parts    []working.File // lessons and quizzes, in order
	Media    []working.File
	Removed  []working.Step
	File     working.File // the one that is open
	Body     string       // its text, or what was typed and not saved
	Seen     working.Glance
	Problems Problems // of the whole course
	Others   []Present
	Names    map[string]people.Who
	Newer    bool // a draft or a version came from elsewhere
	Snippets []Snippet
}

// Present is somebody else who has the file open.
type Present struct {
	Name  string
	Since string
}

var editPage = page.Parse[EditPage](files, "edit.html", "edit_preview.html", "preview_questions.html", "problems.html")

func editPath(courseID string) string { return coursePath(courseID) + "/edit" }

// fileAt is the address of a file in the editor.
func fileAt(courseID, file string) string { return editPath(courseID) + "?file=" + escape(file) }

// EditOpen opens the course's working copy, or begins one.
func (h *Handlers) EditOpen(c *page.Ctx) error {
	w, err := h.working.Open(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return err
	}
	return c.See(editPath(w.CourseID))
}

// Edit shows the editor.
func (h *Handlers) Edit(c *page.Ctx) error {
	f, err := c.ReadForm("file")
	if err != nil {
		return err
	}
	return h.showEdit(c, &EditPage{Form: f}, f.Get("file"), 200)
}

func (h *Handlers) showEdit(c *page.Ctx, p *EditPage, file string, status int) (err error) {
	if p.Work, err = h.working.Work(c.Context(), c.Actor, c.Params("id")); err != nil {
		return err
	}
	files, err := h.working.Files(c.Context(), c.Actor, p.Work.CourseID)
	if err != nil {
		return err
	}
	if err := p.take(files, file); err != nil {
		return err
	}
	if p.Newer, err = h.working.Newer(c.Context(), c.Actor, p.Work); err != nil {
		return err
	}
	if p.Removed, err = h.working.Removed(c.Context(), c.Actor, p.Work.CourseID); err != nil {
		return err
	}
	if p.Seen, err = h.working.Look(c.Context(), c.Actor, p.Work.CourseID, p.File.Path, p.Body); err != nil {
		return err
	}
	if p.Others, err = h.others(c, p.File.Path); err != nil {
		return err
	}
	if p.Names, err = h.names(c, p.File.SavedBy); err != nil {
		return err
	}
	p.Problems, p.Snippets = showProblems(c.P, p.Seen.Problems), snippets(c.P)
	p.Base = c.Base(page.SectionManage, "edit.title", "Course", p.Heading)
	p.Crumbs, p.Script, p.Path = crumbs(c, "", ""), "editor.js", editPath(p.Work.CourseID)
	return editPage.RenderStatus(c, status, p)
}

// take arranges the files and opens the one that is asked for; course.md where none is.
func (p *EditPage) take(files []working.File, file string) error {
	if file == "" {
		file = courses.CourseFile
	}
	found := false
	for _, f := range files {
		if !f.IsText() {
			p.Media = append(p.Media, f)
			continue
		}
		if f.Path == courses.CourseFile {
			p.Heading = titleOf(f.Body, p.Work.Slug)
		}
		if f.Path == file {
			p.File, found = f, true
			if p.Body == "" {
				p.Body = f.Body
			}
		}
	}
	if p.Parts = working.Parts(files); !found {
		return page.NoSuchPage()
	}
	return nil
}

// titleOf is the title that a file's front matter gives, or else another name.
func titleOf(body, otherwise string) string {
	front, _, _, _ := markdown.SplitFrontMatter([]byte(body))
	var f struct {
		Title string `yaml:"title"`
	}
	if markdown.DecodeYAML(front, &f); strings.TrimSpace(f.Title) == "" {
		return otherwise
	}
	return f.Title
}

// PartTitle is how the list names a part.
func (p *EditPage) PartTitle(f working.File) string { return titleOf(f.Body, f.Path) }

// OpenTitle is how the list names the open file.
func (p *EditPage) OpenTitle() string {
	if p.IsCourse() {
		return p.T("edit.course_file")
	}
	return p.PartTitle(p.File)
}

// IsCourse tells whether the open file is course.md.
func (p *EditPage) IsCourse() bool { return p.File.Path == courses.CourseFile }

// IsQuiz tells a quiz from a lesson.
func (p *EditPage) IsQuiz() bool { return p.Seen.Part.Kind == courses.KindQuiz }

// Who names a person by account.
func (p *EditPage) Who(account string) string { return who(p.Names, account) }

// others says that the actor has a file open, and names who else has.
func (h *Handlers) others(c *page.Ctx, file string) ([]Present, error) {
	present, err := h.working.Touch(c.Context(), c.Actor, c.Params("id"), file)
	if err != nil || len(present) == 0 {
		return nil, err
	}
	ids := make([]string, len(present))
	for i, p := range present {
		ids[i] = p.AccountID
	}
	names, err := h.names(c, ids...)
	list := make([]Present, len(present))
	for i, p := range present {
		list[i] = Present{who(names, p.AccountID), c.P.Time(p.Since)}
	}
	return list, err
}

// EditDraft makes the working copy the course's draft: with problems the editor again and all of them.
func (h *Handlers) EditDraft(c *page.Ctx) error {
	f, err := c.ReadForm("file", "over")
	if err != nil {
		return err
	}
	draft, err := h.working.MakeDraft(c.Context(), c.Actor, c.Params("id"), f.Get("over") != "")
	if e, ok := fault.As(err); ok && (e.Kind == fault.Conflict || e.Kind == fault.Invalid || e.Kind == fault.Forbidden) {
		f.Errors = append(f.Errors, page.FieldError{Text: c.P.Error(err)})
		return h.showEdit(c, &EditPage{Form: f}, f.Get("file"), statusFor(err))
	}
	if err != nil {
		return err
	}
	if draft.Blocked() {
		f.Errors = append(f.Errors, page.FieldError{Text: c.P.T("edit.blocked")})
		return h.showEdit(c, &EditPage{Form: f}, f.Get("file"), 422)
	}
	return uploaded(c, draft)
}

// EditDiscard drops the working copy.
func (h *Handlers) EditDiscard(c *page.Ctx) error {
	id := c.Params("id")
	if err := h.working.Discard(c.Context(), c.Actor, id); err != nil {
		return err
	}
	if _, _, err := h.courses.Course(c.Context(), c.Actor, id); err != nil {
		return c.Done(listPath, "notice.edit_discarded")
	}
	return c.Done(coursePath(id), "notice.edit_discarded")
}

// refusedMedia is what is wrong with a media file, as a field's error.
func refusedMedia(c *page.Ctx, err error) error {
	var refused *courses.Refused
	if errors.As(err, &refused) && len(refused.Problems) > 0 {
		p := refused.Problems[0]
		return (&fault.Error{Kind: fault.Invalid, Key: p.TextKey(), Args: p.Args}).At("file")
	}
	return err
}
