package courses

import (
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/quiz"
)

// Plan is the plan or decision under which a course is held (kế hoạch, quyết định).
type Plan struct {
	Number string     `json:"number"`
	Date   clock.Date `json:"date"`
}

// Meta is what course.md says of a course.
type Meta struct {
	ID         string     `json:"id"`
	Title      string     `json:"title"`
	Summary    string     `json:"summary"`
	Category   Category   `json:"category"`
	Themes     []string   `json:"themes"`
	Hours      int        `json:"hours"` // official tiết, hundredths
	Language   string     `json:"language"`
	LegalBasis []string   `json:"legal_basis"`
	ValidAsOf  clock.Date `json:"valid_as_of"`
	UnitCode   string     `json:"unit"`
	Completion []string   `json:"completion"` // ids of the parts needed; empty = all
	Plan       Plan       `json:"plan"`
	Counts     bool       `json:"counts"`
	Sample     bool       `json:"sample"`
}

// front is course.md's front matter as written.
type front struct {
	ID         string   `yaml:"id"`
	Title      string   `yaml:"title"`
	Summary    string   `yaml:"summary"`
	Category   string   `yaml:"category"`
	Themes     []string `yaml:"themes"`
	Hours      string   `yaml:"hours"`
	Language   string   `yaml:"language"`
	LegalBasis []string `yaml:"legal_basis"`
	ValidAsOf  string   `yaml:"valid_as_of"`
	Unit       string   `yaml:"unit"`
	Completion []string `yaml:"completion"`
	Plan       struct {
		Number string `yaml:"number"`
		Date   string `yaml:"date"`
	} `yaml:"plan"`
	Counts *bool `yaml:"counts"`
	Sample bool  `yaml:"sample"`
}

// maxHours bounds a course's official hours, in hundredths: more is a slip of the pen.
const maxHours = 100_000

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// metaReader turns front matter into Meta and notes what is wrong with it.
type metaReader struct {
	*compiler
	front markdown.Front
	today clock.Date
}

func (c *compiler) meta(f markdown.Front, today clock.Date) Meta {
	var raw front
	problems := markdown.DecodeYAML(f, &raw)
	c.problems = append(c.problems, problems...)
	r := &metaReader{c, f, today}
	if markdown.Blocking(problems) {
		return Meta{Title: raw.Title, Language: raw.Language}
	}
	m := Meta{ID: strings.ToLower(raw.ID), Title: raw.Title, Summary: raw.Summary, Category: Category(raw.Category), Themes: raw.Themes,
		LegalBasis: raw.LegalBasis, UnitCode: raw.Unit, Completion: raw.Completion, Counts: raw.Counts == nil || *raw.Counts, Sample: raw.Sample}
	r.identity(&m, raw)
	r.content(&m, raw)
	r.dates(&m, raw)
	return m
}

func (r *metaReader) wrong(key, code string, args fault.Args) {
	r.add(markdown.SeverityError, courseDoc, r.front.At(key), code, args)
}

func (r *metaReader) doubtful(key, code string, args fault.Args) {
	r.add(markdown.SeverityWarning, courseDoc, r.front.At(key), code, args)
}

func (r *metaReader) identity(m *Meta, raw front) {
	switch id, err := uuid.Parse(raw.ID); {
	case raw.ID == "":
		r.wrong("id", "course.no_id", nil)
	case err != nil || id.String() != m.ID:
		r.wrong("id", "course.bad_id", fault.Args{"ID": raw.ID})
	}
	if raw.Title == "" {
		r.wrong("title", "course.no_title", nil)
	}
	if raw.Summary == "" {
		r.doubtful("summary", "course.no_summary", nil)
	}
	switch m.Language = raw.Language; m.Language {
	case "":
		m.Language = "vi"
	case "vi", "en":
	default:
		r.wrong("language", "course.bad_language", fault.Args{"Value": raw.Language})
	}
}

func (r *metaReader) content(m *Meta, raw front) {
	if !slices.Contains(Categories, m.Category) {
		r.wrong("category", "course.bad_category", fault.Args{"Value": raw.Category, "Known": joined(Categories)})
	}
	for _, theme := range raw.Themes {
		if !slices.Contains(Themes, theme) {
			r.wrong("themes", "course.bad_theme", fault.Args{"Value": theme, "Known": strings.Join(Themes, ", ")})
		}
	}
	hours, ok := halves(raw.Hours)
	if !ok {
		r.wrong("hours", "course.bad_hours", fault.Args{"Value": raw.Hours})
	}
	m.Hours = hours
	if len(raw.LegalBasis) == 0 {
		r.doubtful("legal_basis", "course.no_legal_basis", nil)
	}
}

func joined(list []Category) string {
	out := make([]string, len(list))
	for i, c := range list {
		out[i] = string(c)
	}
	return strings.Join(out, ", ")
}

// halves reads official hours, a multiple of a half, into hundredths. None are zero.
func halves(s string) (int, bool) {
	if s == "" {
		return 0, true
	}
	d, ok := quiz.ParseDecimal(s)
	if !ok {
		return 0, false
	}
	n, exact := d.Hundredths()
	return n, exact && n >= 0 && n <= maxHours && n%50 == 0
}

func (r *metaReader) dates(m *Meta, raw front) {
	if raw.ValidAsOf != "" {
		d := clock.Date(raw.ValidAsOf)
		switch m.ValidAsOf = d; {
		case !d.Valid():
			r.wrong("valid_as_of", "course.bad_date", fault.Args{"Value": raw.ValidAsOf})
			m.ValidAsOf = ""
		case d > r.today:
			r.doubtful("valid_as_of", "course.future_date", fault.Args{"Value": raw.ValidAsOf})
		case d.Add(366) < r.today:
			r.doubtful("valid_as_of", "course.old_date", fault.Args{"Value": raw.ValidAsOf})
		}
	} else {
		r.doubtful("valid_as_of", "course.no_date", nil)
	}
	m.Plan = Plan{Number: raw.Plan.Number, Date: clock.Date(raw.Plan.Date)}
	if raw.Plan.Date != "" && !m.Plan.Date.Valid() {
		r.wrong("plan.date", "course.bad_date", fault.Args{"Value": raw.Plan.Date})
		m.Plan.Date = ""
	}
	if m.Counts && m.Plan.Number == "" {
		r.doubtful("plan", "course.no_plan", nil)
	}
}
