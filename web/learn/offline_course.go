package learn

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"liem/internal/fault"
	"liem/training"
	"liem/web/page"
)

// offlinePlan is what a device keeps of a course, as JSON: which pages, attempts and files, and how large they are.
type offlinePlan struct {
	Account   string        `json:"account"` // whose it is: a tag that says nothing by itself
	Slug      string        `json:"slug"`
	Title     string        `json:"title"`
	Version   string        `json:"version"`
	Number    int           `json:"number"`
	Enrolment string        `json:"enrolment"`
	Pages     []string      `json:"pages"`    // addresses; a copy to keep is at "?copy=1"
	Attempts  []string      `json:"attempts"` // ids of those under way; their page is kept too
	Files     []offlineFile `json:"files"`
	Size      int64         `json:"size"` // bytes of text and files, without the site's own styles and scripts
}

type offlineFile struct {
	Href string `json:"href"`
	Size int64  `json:"size"` // 0 = unknown
}

// pageFrame is about what a page weighs beside its text.
const pageFrame = 6 << 10

// OfflineCourse answers with what a device needs to keep a course. It holds nothing that the officer may not read.
func (h *Handlers) OfflineCourse(c *page.Ctx) error {
	if c.Actor.Viewer != nil {
		return fault.New(fault.Forbidden, "see_as.private")
	}
	view, err := h.training.Offline(c.Context(), c.Actor, c.Params("slug"))
	if err != nil {
		return err
	}
	return c.JSON(planOf(c, view))
}

func planOf(c *page.Ctx, view training.OfflineView) offlinePlan {
	v, root := view.Version, "/courses/"+view.Slug
	plan := offlinePlan{Account: c.AccountTag(), Slug: view.Slug, Title: v.Meta.Title, Version: v.Version.ID, Number: v.Version.Number,
		Enrolment: view.EnrolmentID, Pages: []string{root}, Attempts: []string{}, Files: []offlineFile{}}
	texts := []string{v.Version.OverviewHTML}
	for _, p := range v.Parts {
		plan.Pages = append(plan.Pages, root+"/"+p.Stem)
		texts = append(texts, string(p.HTML))
	}
	for _, at := range view.Attempts {
		plan.Attempts = append(plan.Attempts, at.ID)
		for _, q := range at.Questions {
			texts = append(texts, string(q.Prompt))
			for _, o := range q.Options {
				texts = append(texts, string(o.HTML))
			}
		}
	}
	for _, text := range texts {
		plan.Size += int64(len(text))
	}
	plan.Size += int64(len(plan.Pages)+len(plan.Attempts)) * pageFrame
	for _, href := range mediaIn(texts) {
		size := view.Sizes[strings.Split(href, "/")[2]]
		plan.Files = append(plan.Files, offlineFile{href, size})
		plan.Size += size
	}
	return plan
}

var mediaAddress = regexp.MustCompile(`/media/[0-9a-f]{64}/[^"'\s?#<>,]+`)

// mediaIn lists the addresses of media that texts show or link to, each once.
func mediaIn(texts []string) []string {
	var list []string
	for _, text := range texts {
		for _, found := range mediaAddress.FindAllString(text, -1) {
			list = append(list, html.UnescapeString(found))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
