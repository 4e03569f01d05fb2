package learn

import (
	"strconv"

	"liem/training"
	"liem/web/page"
)

// RecordPage is the officer's own record: what was completed, in which version, with which hours.
type RecordPage struct {
	page.Base
	training.RecordView
	Ring Ring
}

var recordPage = page.Parse[RecordPage](files, "record.html", "ring.html")

// Record shows the record of a year, or of all years.
func (h *Handlers) Record(c *page.Ctx) error {
	year, err := strconv.Atoi(c.Query("year"))
	if err != nil || year < 0 {
		year = 0
	}
	view, err := h.training.Record(c.Context(), c.Actor, year)
	if err != nil {
		return err
	}
	p := RecordPage{Base: c.Base(page.SectionRecord, "record.title"), RecordView: view, Ring: ringOf(view.Tally)}
	p.Lead = c.P.T("record.lead")
	return recordPage.Render(c, &p)
}
