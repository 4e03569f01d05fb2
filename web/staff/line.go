package staff

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"liem/internal/audit"
	"liem/people"
	"liem/web/page"
)

// actions are the acts that the trail knows, in the order in which the filter offers them; "audit.action." and the act
// is the key of its words.
var actions = []string{
	"course.upload", "course.publish", "course.discard", "course.withdraw", "course.restore",
	"completion.record",
	"report.export",
	"ledger.verify",
	"officer.create", "officer.change", "officer.appoint", "officer.end_posting", "officer.correct_posting", "officer.leave", "officer.define_field",
	"unit.create",
	"account.create", "account.disable", "account.enable", "account.reset_password", "account.password",
	"account.sign_in", "account.sign_in_failed", "account.sign_out_everywhere",
	"token.create", "token.revoke",
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
}

// Pair is a name and a value of an entry's detail, as data.
type Pair struct{ Name, Value string }

func lineOf(c *page.Ctx, e audit.Entry, names map[string]people.Who) Line {
	l := Line{At: e.At, Who: e.Actor, Username: e.Actor, Action: e.Action, Words: worded(c, "audit.action."+e.Action, e.Action),
		Target: e.Target, Detail: pairs(e.Detail)}
	switch w, ok := names[e.Actor]; {
	case ok:
		l.Who, l.Username = w.Name, w.Username
	case e.Actor == "":
		l.Who = c.P.T("audit.nobody")
	default:
		l.Who = worded(c, "audit.actor."+e.Actor, e.Actor)
	}
	kind, id := parts(e.Target)
	l.Kind, l.Name = worded(c, "audit.target."+kind, kind), id
	if w, ok := names[id]; ok && kind == "account" {
		l.Name, l.Person = w.Name, true
	} else if len(id) > 12 {
		l.Name = "…" + id[len(id)-8:]
	}
	return l
}

// worded is the text of a key, or the data itself where no text is known.
func worded(c *page.Ctx, key, data string) string {
	if c.P.Has(key) {
		return c.P.T(key)
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
