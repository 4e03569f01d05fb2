package staff

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"liem/internal/audit"
	"liem/internal/i18n"
	"liem/people"
)

// actions are the acts that the trail knows, in the order in which the filter offers them; "audit.action." and the act
// is the key of its words.
var actions = []string{
	"course.edit", "course.edit_discard", "course.upload", "course.submit", "course.return", "course.approve", "course.comment", "course.publish", "course.discard", "course.withdraw", "course.restore",
	"lesson.ask", "lesson.withdraw_question", "lesson.answer", "lesson.publish", "lesson.hide", "lesson.close",
	"completion.record",
	"report.export",
	"ledger.verify",
	"officer.create", "officer.change", "officer.appoint", "officer.end_posting", "officer.correct_posting", "officer.leave", "officer.define_field", "officer.save_group", "officer.add_to_group", "officer.remove_from_group", "officer.close_group",
	"roster.upload", "roster.apply", "roster.undo", "roster.discard",
	"unit.create", "unit.change", "unit.undo_change",
	"account.create", "account.disable", "account.enable", "account.reset_password", "account.password",
	"account.sign_in", "account.sign_in_failed", "account.sign_out_everywhere", "account.sign_out_one", "account.disown",
	"account.slip", "account.start", "account.reset_asked", "account.factor_set", "account.factor_removed", "account.factor_cleared", "account.recovery_codes", "account.recovered",
	"role.grant", "role.revoke", "role.delegate", "role.end_delegation", "see_as.start", "see_as.end",
	"token.create", "token.revoke",
	"audit.export", "account.notice", "account.export", "officer.ask_correction", "officer.withdraw_correction", "officer.answer_correction", "officer.erase", "officer.retention",
	"demo.seed",
}

// Line is an entry of the trail as people read it.
type Line struct {
	At       time.Time
	Who      string // a name, or the word for what is no person
	Username string // for the filter; the actor's own word when there is no account
	Action   string // as stored
	Words    string // the same in the reader's language
	Target   string // as stored
	Kind     string // what sort of thing it is, in words
	Name     string // which one: a person's name, or the end of the id
	Person   bool   // Name is a person's
	Detail   []Pair
	Where    string // address, session, and through whose eyes; empty for what no request asked for
	Reason   string
	Changes  []Changed
}

// Changed is a field before and after, in words where there are some.
type Changed struct{ Name, Before, After string }

// Pair is a name and a value of an entry's detail, as data until saidAll words it.
type Pair struct{ Name, Value string }

func lineOf(t *i18n.Printer, e audit.Entry, names map[string]people.Who) Line {
	l := Line{At: e.At, Who: e.Actor, Username: e.Actor, Action: e.Action, Words: worded(t, "audit.action."+e.Action, e.Action),
		Target: e.Target, Detail: saidAll(t, e.Action, pairs(e.Detail)), Where: where(t, e, names), Reason: e.Reason, Changes: changed(t, e.Action, e.Changes)}
	switch w, ok := names[e.Actor]; {
	case ok:
		l.Who, l.Username = w.Name, w.Username
	case e.Actor == "":
		l.Who = t.T("audit.nobody")
	default:
		l.Who = worded(t, "audit.actor."+e.Actor, e.Actor)
	}
	kind, id := parts(e.Target)
	l.Kind, l.Name = worded(t, "audit.target."+kind, kind), id
	if w, ok := names[id]; ok && kind == "account" {
		l.Name, l.Person = w.Name, true
	} else if len(id) > 12 {
		l.Name = "…" + id[len(id)-8:]
	}
	return l
}

// where says from where an entry came.
func where(t *i18n.Printer, e audit.Entry, names map[string]people.Who) string {
	var parts []string
	if e.IP != "" {
		parts = append(parts, e.IP)
	}
	switch kind, id, _ := strings.Cut(e.Via, ":"); kind {
	case "session":
		parts = append(parts, t.T("trail.session", "ID", id[:min(len(id), 6)]))
	case "token":
		parts = append(parts, t.T("trail.token", "ID", id))
	}
	if e.SeenAs != "" {
		name := e.SeenAs
		if w, ok := names[e.SeenAs]; ok {
			name = w.Name
		}
		parts = append(parts, t.T("trail.seen_as", "Name", name))
	}
	return strings.Join(parts, " · ")
}

// changed lists what an entry changed by the name of the field.
func changed(t *i18n.Printer, action string, fields map[string]audit.Pair) []Changed {
	list := make([]Changed, 0, len(fields))
	for name, p := range fields {
		list = append(list, Changed{fieldSaid(t, action, name), plain(t, action, name, p[0]), plain(t, action, name, p[1])})
	}
	slices.SortFunc(list, func(a, b Changed) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func plain(t *i18n.Printer, action, name string, v any) string {
	if v == nil || v == "" {
		return t.T("trail.none")
	}
	return said(t, action, name, fmt.Sprint(v))
}

// worded is the text of a key, or the data itself where no text is known.
func worded(t *i18n.Printer, key, data string) string {
	if t.Has(key) {
		return t.T(key)
	}
	return data
}

// parts takes a target apart: "course:0192…" is a course and its id.
func parts(target string) (kind, id string) {
	kind, id, _ = strings.Cut(target, ":")
	return kind, id
}

// pairs lists an entry's detail by name; the trail keeps small flat objects.
func pairs(detail any) []Pair {
	raw, ok := detail.(json.RawMessage)
	if !ok {
		return nil
	}
	var values map[string]any
	if err := json.Unmarshal(raw, &values); err != nil {
		return []Pair{{"", string(raw)}}
	}
	list := make([]Pair, 0, len(values))
	for name, value := range values {
		list = append(list, Pair{name, fmt.Sprint(value)})
	}
	slices.SortFunc(list, func(a, b Pair) int { return strings.Compare(a.Name, b.Name) })
	return list
}
