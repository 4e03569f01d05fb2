package roster

import (
	"strings"

	"liem/internal/i18n"
	"liem/people"
)

// Report is an import for machines.
type Report struct {
	Import      string         `json:"import,omitempty"` // its id, once it is applied
	Applied     bool           `json:"applied"`
	New         []ReportItem   `json:"new"`
	Changed     []ReportItem   `json:"changed"`
	Transferred []ReportItem   `json:"transferred"`
	Left        []ReportItem   `json:"left"`
	Unchanged   []ReportItem   `json:"unchanged"`
	Questions   []ReportItem   `json:"questions"` // rows that may mean somebody who is known
	Refused     []ReportReason `json:"refused"`
	Notices     []string       `json:"notices"` // what reading left out or turned round
}

// ReportItem is an officer with what the file says. Identity numbers and sensitive values are masked.
type ReportItem struct {
	Row        int              `json:"row,omitempty"` // none for who is not in the file
	Number     string           `json:"number"`
	Name       string           `json:"name"`
	BirthDate  string           `json:"birth_date,omitempty"`
	Unit       string           `json:"unit,omitempty"`
	Values     map[Field]string `json:"values,omitempty"`
	Changes    []Change         `json:"changes,omitempty"`
	Candidates []Person         `json:"candidates,omitempty"`
}

// ReportReason is one reason why a row is refused.
type ReportReason struct {
	Row    int    `json:"row"`
	Column string `json:"column"` // its letters; empty where it is about the row
	Cell   string `json:"cell,omitempty"`
	Number string `json:"number,omitempty"`
	Name   string `json:"name,omitempty"`
	Reason string `json:"reason"`
}

func report(items []Item, n Notices, own []people.Field, p *i18n.Printer) *Report {
	r := &Report{New: []ReportItem{}, Changed: []ReportItem{}, Transferred: []ReportItem{}, Left: []ReportItem{}, Unchanged: []ReportItem{},
		Questions: []ReportItem{}, Refused: []ReportReason{}, Notices: Words(p, n)}
	byField := map[Field]people.Field{}
	for _, f := range own {
		byField[Field(people.FieldPrefix+f.Key)] = f
	}
	lists := map[Kind]*[]ReportItem{New: &r.New, Changed: &r.Changed, Transferred: &r.Transferred, Left: &r.Left, Unchanged: &r.Unchanged, Question: &r.Questions}
	for i := range items {
		if list := lists[items[i].Kind]; list != nil {
			*list = append(*list, reportItem(&items[i], byField))
			continue
		}
		for _, problem := range items[i].Entry.Problems {
			r.Refused = append(r.Refused, reason(&items[i], problem, p))
		}
	}
	return r
}

func reportItem(i *Item, own map[Field]people.Field) ReportItem {
	item := ReportItem{Row: i.Entry.Row, Number: i.Person.Number, Name: i.Person.Name, BirthDate: i.Person.BirthDate, Unit: i.Person.Unit,
		Changes: i.Changes, Candidates: i.Candidates}
	for f, v := range i.Entry.Values {
		if item.Values == nil {
			item.Values = map[Field]string{}
		}
		item.Values[f] = shown(f, v, own)
	}
	return item
}

func reason(i *Item, problem Problem, p *i18n.Printer) ReportReason {
	out := ReportReason{Row: i.Entry.Row, Number: i.Person.Number, Name: i.Person.Name, Reason: p.Error(problem.Fault())}
	if letters := strings.TrimRight(problem.At, "0123456789"); letters != "" {
		out.Column, out.Cell = letters, problem.At
	}
	return out
}

// Words are notices in words.
func Words(p *i18n.Printer, n Notices) []string {
	list := []string{}
	for _, one := range n.List {
		list = append(list, p.T("roster.notice."+string(one.Kind), "Sheet", one.Sheet, "At", one.At, "Count", one.Count))
	}
	if n.Skipped > 0 {
		list = append(list, p.T("roster.notice.skipped", "Count", n.Skipped))
	}
	for _, name := range n.Sheets {
		list = append(list, p.T("roster.notice.other_sheet", "Sheet", name))
	}
	return list
}

// writes counts what is written when it is applied.
func (r *Report) writes() int { return len(r.New) + len(r.Changed) + len(r.Transferred) + len(r.Left) }

// Problems counts the rows' refusals and questions.
func (r *Report) Problems() int { return len(r.Refused) + len(r.Questions) }
