package staff

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"liem/internal/audit"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/people"
	"liem/reports"
	"liem/web/page"
)

// AuditCSV sends the entries that the filters leave, all of them, and notes in the trail that they were taken out.
// Filters that cannot be read lead to the page, which shows what is wrong.
func (h *Handlers) AuditCSV(c *page.Ctx) error {
	if c.Method() == fiber.MethodHead {
		c.Release()
		return nil
	}
	f, err := c.ReadForm("from", "to")
	if err != nil {
		return err
	}
	p := &AuditPage{Form: f}
	p.List = c.ReadList(nil, trailFilters...)
	whole, err := h.people.Everywhere(c.Context(), c.Actor, people.ActReadAudit)
	if err != nil {
		return err
	}
	if !whole {
		return fault.New(fault.Forbidden, "audit.trail_whole")
	}
	q, err := h.query(c, p)
	if err != nil {
		return err
	}
	if len(p.Errors) > 0 {
		defer c.Release()
		return c.See(p.List.To("/audit"))
	}
	if err := h.noteExport(c, q); err != nil {
		return err
	}
	c.Attach("text/csv; charset=utf-8", c.P.T("trail.file")+" "+h.people.System.Now().Format("2006-01-02 1504")+".csv")
	ctx, t, a := c.Context(), c.P, c.Actor // the stream outlives the request
	disclosed := map[string]bool{}
	rows := func(yield func(*Line) error) error {
		return audit.Each(ctx, h.db.Reader(), q, func(entries []audit.Entry) error {
			lines, shown, err := h.lines(ctx, t, entries)
			if err == nil {
				shown = slices.DeleteFunc(shown, func(id string) bool { return disclosed[id] })
				err = h.people.Disclose(ctx, a, people.Disclosure{Kind: people.DiscloseTrail, Format: "csv"}, shown...)
			}
			for _, id := range shown {
				disclosed[id] = true
			}
			for i := 0; err == nil && i < len(lines); i++ {
				err = yield(&lines[i])
			}
			return err
		})
	}
	return c.Stream(func(w io.Writer) error {
		return reports.WriteCSV(w, trailColumns, rows, reports.CSVOptions{Separator: ';'}, t)
	})
}

func (h *Handlers) noteExport(c *page.Ctx, q audit.Query) error {
	detail := map[string]string{"format": "csv", "from": string(q.From), "to": string(q.To), "action": q.Action, "target": q.Target, "user_id": q.Actor}
	for name, value := range detail {
		if value == "" {
			delete(detail, name)
		}
	}
	return h.db.InTx(c.Context(), func(ctx context.Context, tx db.Tx) error {
		return h.people.Audit(ctx, tx, c.Actor.AccountID, "audit.export", "report:audit", detail)
	})
}

func trailColumn(key string, width float64, value func(*Line) string) reports.Column[Line] {
	return reports.Column[Line]{Key: key, Width: width, Value: func(l *Line, _ *i18n.Printer) reports.Cell {
		return reports.Cell{Text: value(l), Blank: value(l) == ""}
	}}
}

// trailColumns are the columns of the file: times in UTC, so that they sort.
var trailColumns = []reports.Column[Line]{
	trailColumn("trail_at", 20, func(l *Line) string { return l.At.UTC().Format(time.RFC3339) }),
	trailColumn("trail_who", 24, func(l *Line) string { return l.Who }),
	trailColumn("trail_username", 16, func(l *Line) string { return l.Username }),
	trailColumn("trail_where", 24, func(l *Line) string { return l.Where }),
	trailColumn("trail_act", 24, func(l *Line) string { return l.Words }),
	trailColumn("trail_action", 20, func(l *Line) string { return l.Action }),
	trailColumn("trail_target", 40, func(l *Line) string { return l.Target }),
	trailColumn("trail_reason", 40, func(l *Line) string { return l.Reason }),
	trailColumn("trail_detail", 60, func(l *Line) string { return l.inWords() }),
}

// inWords is the detail with what was changed, in one cell.
func (l *Line) inWords() string {
	var parts []string
	for _, d := range l.Detail {
		parts = append(parts, d.Name+": "+d.Value)
	}
	for _, d := range l.Changes {
		parts = append(parts, d.Name+": "+d.Before+" → "+d.After)
	}
	return strings.Join(parts, "; ")
}
