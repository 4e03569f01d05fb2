package manage

import (
	"io"
	"strings"

	"github.com/gofiber/fiber/v2"

	"liem/courses"
	"liem/internal/citation"
	"liem/internal/i18n"
	"liem/reports"
	"liem/web/page"
)

// PassagesCSV sends the passages as a file, all of them. Articles that cannot be read lead to the page, which says so.
func (h *Handlers) PassagesCSV(c *page.Ctx) error {
	if c.Method() == fiber.MethodHead {
		c.Release()
		return nil
	}
	f, err := c.ReadForm("articles")
	if err != nil {
		return err
	}
	key := strings.Clone(c.Query("instrument"))
	spans, ok := citation.Spans(f.Get("articles"))
	if !ok {
		defer c.Release()
		return c.See(passagesPath(key, f.Get("articles")))
	}
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return err
	}
	c.Attach("text/csv; charset=utf-8", c.P.T("citations.file")+".csv")
	ctx, t, a := c.Context(), c.P, c.Actor // the stream outlives the request
	columns := passageColumns(&PassagesPage{tree: tree}, c.Site.Public)
	rows := func(yield func(*courses.CitedPassage) error) error {
		each := func(p courses.CitedPassage) error { return yield(&p) }
		if err := h.courses.EachCitation(ctx, a, key, spans, 0, each); err != nil || key == "" || len(spans) == 0 {
			return err
		}
		return h.courses.EachCitation(ctx, a, "", spans, 0, each)
	}
	return c.Stream(func(w io.Writer) error {
		return reports.WriteCSV(w, columns, rows, reports.CSVOptions{Separator: ';'}, t)
	})
}

func passageColumn(key string, value func(*courses.CitedPassage, *i18n.Printer) string) reports.Column[courses.CitedPassage] {
	return reports.Column[courses.CitedPassage]{Key: key, Value: func(p *courses.CitedPassage, t *i18n.Printer) reports.Cell {
		s := value(p, t)
		return reports.Cell{Text: s, Blank: s == ""}
	}}
}

// passageColumns are the columns of the file. The passages whose legal text is not known come last, and say so.
func passageColumns(page *PassagesPage, public string) []reports.Column[courses.CitedPassage] {
	return []reports.Column[courses.CitedPassage]{
		passageColumn("cite_course", func(p *courses.CitedPassage, _ *i18n.Printer) string { return p.Course }),
		passageColumn("cite_unit", func(p *courses.CitedPassage, _ *i18n.Printer) string { return page.Unit(p.UnitID) }),
		passageColumn("cite_version", func(p *courses.CitedPassage, t *i18n.Printer) string { return passageVersion(t, *p) }),
		passageColumn("cite_valid_as_of", func(p *courses.CitedPassage, t *i18n.Printer) string { return t.Date(p.ValidAsOf) }),
		passageColumn("cite_where", func(p *courses.CitedPassage, t *i18n.Printer) string { return passageWhere(t, *p) }),
		passageColumn("cite_articles", func(p *courses.CitedPassage, t *i18n.Printer) string {
			var list []string
			for _, at := range p.Articles {
				list = append(list, named(t, at))
			}
			return strings.Join(list, "; ")
		}),
		passageColumn("cite_certainty", func(p *courses.CitedPassage, t *i18n.Printer) string {
			return t.T("citations.certainty." + string(p.Certainty))
		}),
		passageColumn("cite_text", func(p *courses.CitedPassage, _ *i18n.Printer) string { return p.Before + p.Cited + p.After }),
		passageColumn("cite_address", func(p *courses.CitedPassage, _ *i18n.Printer) string { return public + passageHref(*p) }),
	}
}
