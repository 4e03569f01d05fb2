package learn

import (
	"maps"
	"slices"
	"strconv"

	"liem/web/page"
)

func itoa(n int) string { return strconv.Itoa(n) }

// AttemptSave keeps all answers of a form: the way of a browser without scripts.
func (h *Handlers) AttemptSave(c *page.Ctx) error {
	f, err := h.saveForm(c)
	if err != nil {
		return err
	}
	if len(f.Errors) > 0 {
		return h.showAttempt(c, f, 422)
	}
	id := c.Params("id")
	view, err := h.training.Attempt(c.Context(), c.Actor, id)
	if err != nil {
		return err
	}
	if view.Submitted { // the form came too late: the result says what that means for its answers
		return c.See("/attempts/" + id + "/result")
	}
	return c.Done("/attempts/"+id, "notice.answers_saved")
}

// saveForm keeps what can be kept, also what comes too late to count; what cannot is in the form's errors.
func (h *Handlers) saveForm(c *page.Ctx) (page.Form, error) {
	f, err := c.ReadForm()
	if err != nil {
		return f, err
	}
	refused, err := h.training.SaveForm(c.Context(), c.Actor, c.Params("id"), readAnswers(c))
	if err != nil {
		return f, err
	}
	for _, n := range slices.Sorted(maps.Keys(refused)) {
		f.Errors = append(f.Errors, page.FieldError{Field: "q" + itoa(n), Text: c.P.T("attempt.question", "Number", n) + ": " + c.P.Error(refused[n])})
	}
	return f, nil
}

// AttemptSubmit hands in: answers that came with the form are saved first.
func (h *Handlers) AttemptSubmit(c *page.Ctx) error {
	f, err := h.saveForm(c)
	if err != nil {
		return err
	}
	if len(f.Errors) > 0 {
		return h.showAttempt(c, f, 422)
	}
	id := c.Params("id")
	if _, err := h.training.Submit(c.Context(), c.Actor, id); err != nil {
		return err
	}
	return c.See("/attempts/" + id + "/result")
}
