package imports

import (
	"liem/internal/fault"
	"liem/internal/sheet"
	"liem/people"
	"liem/people/roster"
	"liem/web/page"
)

// UploadPage takes a file, and lists the imports before.
type UploadPage struct {
	page.Base
	page.Form
	Dry  page.DryRun
	List []Past
}

// Past is an import as the list has it.
type Past struct {
	roster.Import
	By string
}

var uploadPage = page.Parse[UploadPage](files, "upload.html")

const fileField = "file"

// Imports shows the form and the list.
func (h *Handlers) Imports(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	return h.showUpload(c, &UploadPage{Form: f}, 200)
}

func (h *Handlers) showUpload(c *page.Ctx, p *UploadPage, status int) error {
	p.Base = c.Base(page.SectionPeople, "roster.title")
	p.Crumbs, p.Lead, p.Dry = crumbs(c, false), c.P.T("roster.lead"), dry(c, 1)
	list, err := h.roster.List(c.Context(), c.Actor)
	if err != nil {
		return err
	}
	names, err := h.names(c, list...)
	if err != nil {
		return err
	}
	for _, i := range list {
		p.List = append(p.List, Past{i, names[i.CreatedBy].Name})
	}
	return uploadPage.RenderStatus(c, status, p)
}

// names are the people behind imports.
func (h *Handlers) names(c *page.Ctx, list ...roster.Import) (map[string]people.Who, error) {
	var ids []string
	for _, i := range list {
		ids = append(ids, i.CreatedBy, i.AppliedBy, i.UndoneBy)
	}
	return h.people.Names(c.Context(), ids...)
}

// Upload keeps the file and leads to its columns.
func (h *Handlers) Upload(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	up, err := c.ReadUpload(fileField, sheet.MaxFile)
	if err == nil {
		defer up.Close()
		var id string
		if id, err = h.roster.Upload(c.Context(), c.Actor, up.Name, up.File, up.Size); err == nil {
			return c.See(importPath(id))
		}
	}
	if e, ok := fault.As(err); ok && e.Kind == fault.Invalid {
		err = e.At(fileField)
	}
	if !f.Refuse(c, err) {
		return err
	}
	return h.showUpload(c, &UploadPage{Form: f}, 422)
}

// Limit is the largest file in MB, MaxRows how many rows it may have.
func (p *UploadPage) Limit() int      { return sheet.MaxFile >> 20 }
func (p *UploadPage) LimitBytes() int { return sheet.MaxFile }
func (p *UploadPage) MaxRows() string { return p.Number(sheet.MaxRows) }

// Total is how many rows an import has that are written.
func (i Past) Total() int {
	n := 0
	for kind, count := range i.Counts {
		if kind.Applies() {
			n += count
		}
	}
	return n
}

// Tone is the colour of an import's state.
func (i Past) Tone() string {
	switch i.State {
	case roster.Applied:
		return "done"
	case roster.Undone:
		return ""
	}
	return "soon"
}
