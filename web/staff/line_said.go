package staff

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"liem/internal/clock"
	"liem/internal/i18n"
)

// told are the keys under which the values of a field of the trail have words.
var told = map[string]string{
	"method": "signin.method.", "role": "role.", "staff_type": "staff_type.", "state": "correction.state.", "subject": "correction.subject.",
	"scopes": "tokens.scope.", "action": "audit.action.", "report": "reports.",
}

// kinds are the same for "kind", which means another thing in every act.
var kinds = map[string]string{
	"officer.appoint": "posting.", "officer.end_posting": "posting.", "officer.correct_posting": "posting.",
	"unit.change": "unit.change_of.", "unit.undo_change": "unit.change_of.", "officer.save_group": "group.kind_of.",
}

// fieldSaid is a field's name in words. What HR calls its own fields stays as it is.
func fieldSaid(t *i18n.Printer, action, name string) string {
	if action == "roster.apply" { // it counts by what befell the officers
		name = "roster_" + name
	}
	return worded(t, "trail.field."+name, name)
}

// said is a value in words: both sides of an arrow, days and times as people write them, and the words of what is coded.
func said(t *i18n.Printer, action, name, value string) string {
	if was, is, ok := strings.Cut(value, " → "); ok {
		return said(t, action, name, was) + " → " + said(t, action, name, is)
	}
	prefix := told[name]
	if name == "kind" {
		prefix = kinds[action]
	}
	if prefix != "" {
		codes := strings.Fields(value)
		for i, code := range codes {
			codes[i] = worded(t, prefix+code, code)
		}
		return strings.Join(codes, ", ")
	}
	return plainly(t, value)
}

// plainly is a value of which only the form tells what it is.
func plainly(t *i18n.Printer, value string) string {
	if at, err := time.Parse(time.RFC3339, value); err == nil {
		return t.Time(at)
	}
	if d := clock.Date(value); d.Valid() {
		return t.Date(d)
	}
	if yes, err := strconv.ParseBool(value); err == nil && len(value) > 1 { // 0 and 1 are numbers
		return t.T("trail.is." + strconv.FormatBool(yes))
	}
	return value
}

// ids are what the page shows by their end, as it does a target; the file has them whole.
var ids = regexp.MustCompile(`[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{4}([0-9a-f]{8})`)

// Short is a value of the trail as the page shows it.
func (p *AuditPage) Short(value string) string { return ids.ReplaceAllString(value, "…$1") }

// saidAll puts a whole detail into words.
func saidAll(t *i18n.Printer, action string, detail []Pair) []Pair {
	for i, p := range detail {
		detail[i] = Pair{fieldSaid(t, action, p.Name), said(t, action, p.Name, p.Value)}
	}
	return detail
}
