package imports

import (
	"slices"
	"strconv"
	"strings"

	"liem/people/roster"
	"liem/web/page"
)

// Choose keeps what was ticked and answered on a page of the difference, and applies it all where that was asked for: what
// stands on the page is never lost by pushing the other button.
func (h *Handlers) Choose(c *page.Ctx) error {
	f, err := c.ReadForm("tab", "page", "do")
	if err != nil {
		return err
	}
	id := c.Params("id")
	choice := roster.Choice{Kind: roster.Kind(f.Get("tab")), Shown: numbers(c, "shown"), Ticked: numbers(c, "tick")}
	switch f.Get("do") {
	case "all", "none":
		all := f.Get("do") == "all"
		choice.All = &all
	}
	if choice.Kind == roster.Question {
		choice.Answers = answers(c)
	}
	if err := h.roster.Choose(c.Context(), c.Actor, id, choice); err != nil {
		return h.refuse(c, id, err)
	}
	if f.Get("do") != "apply" {
		to := importPath(id) + "?tab=" + f.Get("tab")
		if n := f.Get("page"); n != "1" && n != "" {
			to += "&page=" + n
		}
		if !slices.Contains(roster.Kinds, choice.Kind) {
			to = importPath(id)
		}
		return c.See(to)
	}
	if err := h.roster.Apply(c.Context(), c.Actor, id); err != nil {
		return h.refuse(c, id, err)
	}
	return c.See(importPath(id))
}

// refuse shows the import again with what is wrong.
func (h *Handlers) refuse(c *page.Ctx, id string, err error) error {
	f, formErr := c.ReadForm()
	if formErr != nil {
		return formErr
	}
	if !f.Refuse(c, err) {
		return err
	}
	i, err := h.roster.Find(c.Context(), c.Actor, id)
	if err != nil {
		return err
	}
	if i.State != roster.Compared && i.State != roster.Applied && i.State != roster.Undone {
		return c.See(importPath(id))
	}
	if i.Stale {
		f.Errors = nil // the page says it
	}
	return h.showImport(c, &ImportPage{Form: f, Import: i}, 409)
}

// numbers are the numbers that a field was sent with.
func numbers(c *page.Ctx, name string) []int {
	var list []int
	for _, raw := range c.Ctx.Context().PostArgs().PeekMulti(name) {
		if n, err := strconv.Atoi(string(raw)); err == nil && len(list) < page.PerPage {
			list = append(list, n)
		}
	}
	return list
}

// answers are those of the questions that the page showed, by their numbers.
func answers(c *page.Ctx) map[int]string {
	given := map[int]string{}
	for name, value := range c.Ctx.Context().PostArgs().All() {
		if raw, ok := strings.CutPrefix(string(name), "answer_"); ok {
			if n, err := strconv.Atoi(raw); err == nil {
				given[n] = string(value)
			}
		}
	}
	return given
}

// Undo takes everything back, or says what stands in the way.
func (h *Handlers) Undo(c *page.Ctx) error {
	id := c.Params("id")
	blockers, err := h.roster.Undo(c.Context(), c.Actor, id)
	if err != nil {
		return h.refuse(c, id, err)
	}
	if len(blockers) == 0 {
		return c.Done(importPath(id), "notice.roster_undone")
	}
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	i, err := h.roster.Find(c.Context(), c.Actor, id)
	if err != nil {
		return err
	}
	return h.showImport(c, &ImportPage{Form: f, Import: i, Blocked: blocked(c, blockers)}, 409)
}

// maxBlocked is how many blockers a page names.
const maxBlocked = 20

func blocked(c *page.Ctx, list []roster.Blocker) []string {
	var texts []string
	for i, b := range list {
		if i == maxBlocked {
			return append(texts, c.P.T("roster.built.more", "Count", len(list)-i, "Number", c.P.Number(len(list)-i)))
		}
		key := b.Key
		if !c.P.Has(key) {
			key = "roster.built.other"
		}
		texts = append(texts, c.P.T("roster.built.line", "Name", b.Person.Name, "Number", b.Person.Number, "Reason", c.P.T(key)))
	}
	return texts
}

// Discard gives the import up.
func (h *Handlers) Discard(c *page.Ctx) error {
	if err := h.roster.Discard(c.Context(), c.Actor, c.Params("id")); err != nil {
		return err
	}
	return c.Done(listPath, "notice.roster_discarded")
}
